//! What is left of a request that is fit to be answered.
//!
//! 1. The method must be one that only reads.
//! 2. `Host` must name this machine: another site whose name leads here (DNS rebinding) must not read a playbook by
//!    way of a visitor's browser.
//! 3. The path must be plain. It is looked up in a list and never made a path on the disk; what tries to be one is
//!    refused all the same.

use super::range;
use percent_encoding::percent_decode_str;
use std::net::IpAddr;

/// The longest path that is looked at, in bytes.
const LONGEST: usize = 2048;

/// A request that can be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    pub is_head: bool,
    /// Decoded, without the slash that it begins with.
    pub path: String,
    /// As it was written, without the question mark.
    pub query: Option<String>,
    if_none_match: Option<String>,
    if_range: Option<String>,
    range: Option<String>,
    /// The path of the page that the request comes from, as it was written.
    pub from: Option<String>,
}

/// Why a request is not answered: a status of RFC 9110, and words for whoever sees it.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub words: &'static str,
}

const fn refuse(status: u16, words: &'static str) -> Refusal {
    Refusal { status, words }
}

/// The methods that are answered, as an `Allow` field names them (RFC 9110, section 10.2.1).
pub const METHODS: &str = "GET, HEAD";

pub const ONLY_READ: Refusal = refuse(405, "The preview can only be read.");

/// By which names the preview may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// What `--host` was given.
    pub host: String,
    /// Whether it listens at more than this computer's own address.
    pub is_shared: bool,
}

impl Names {
    /// Whether a `Host` field (RFC 9110, section 7.2) names the preview. A numeric address cannot be made to lead
    /// elsewhere, a name can.
    fn include(&self, field: &str) -> bool {
        let name = match field.strip_prefix('[') {
            Some(rest) => match rest.split_once(']') {
                Some((address, port)) if is_port(port) => address,
                _ => return false,
            },
            None => match field.split_once(':') {
                Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
                Some(_) => return false,
                None => field,
            },
        };
        match name.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || self.is_shared,
            Err(_) => name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(&self.host),
        }
    }
}

/// What follows a numeric address: nothing, or a colon and digits.
fn is_port(text: &str) -> bool {
    let digits = text.strip_prefix(':');
    text.is_empty() || digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Request {
    /// Reads a request as it came. `fields` are the names and values of its header.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn read(method: &str, target: &str, fields: &[(&str, &str)], names: &Names) -> Result<Self, Refusal> {
        let field = |wanted: &'static str| {
            let fields = fields.iter();
            fields
                .filter(move |(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, value)| value.trim())
        };
        // RFC 9112, section 3.2: a request without, or with two of them, is refused.
        let mut hosts = field("host");
        match (hosts.next(), hosts.next()) {
            (Some(host), None) if names.include(host) => {}
            (Some(_), None) => return Err(refuse(421, "This is not the site that was asked for.")),
            _ => return Err(refuse(400, "A request must name one site.")),
        }
        let is_head = method == "HEAD";
        if !is_head && method != "GET" {
            return Err(ONLY_READ);
        }
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        Ok(Self {
            is_head,
            path: plain(path)?,
            query,
            if_none_match: field("if-none-match").next().map(str::to_owned),
            if_range: field("if-range").next().map(str::to_owned),
            // Section 14.2: of no other method than GET.
            range: field("range").next().filter(|_| !is_head).map(str::to_owned),
            from: field("referer").next().and_then(path_of),
        })
    }

    /// The value of a key in the query, percent-decoded.
    pub fn asked(&self, key: &str) -> Option<String> {
        let pairs = self.query.as_deref()?.split('&');
        let mut pairs = pairs.filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == key)?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// Whether the asker has what is named by this tag (RFC 9110, section 13.1.2).
    pub fn has(&self, tag: &str) -> bool {
        let Some(field) = &self.if_none_match else { return false };
        field
            .split(',')
            .map(|held| held.trim().trim_start_matches("W/"))
            .any(|held| held == "*" || held == tag)
    }

    /// Which part of a file of so many bytes is asked for. A part of what the asker no longer has is none (section 13.1.5).
    pub fn part(&self, tag: &str, size: u64) -> range::Wanted {
        let holds_current = self.if_range.as_deref().is_none_or(|held| held == tag);
        range::wanted(self.range.as_deref().filter(|_| holds_current), size)
    }
}

/// The path of a whole address.
fn path_of(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    rest.find('/').map(|at| rest[at..].to_owned())
}

/// Decodes a path.
fn plain(path: &str) -> Result<String, Refusal> {
    if path.len() > LONGEST {
        return Err(refuse(414, "This address is too long."));
    }
    let odd = || refuse(400, "This address cannot be read.");
    let path = path.strip_prefix('/').ok_or_else(odd)?;
    let lower = path.to_ascii_lowercase();
    // A slash that is written as something else is there to get past whoever looks for one.
    if ["%2f", "%5c", "\\"].iter().any(|slash| lower.contains(slash)) {
        return Err(odd());
    }
    let path = percent_decode_str(path).decode_utf8().map_err(|_| odd())?;
    let is_odd = path.split('/').any(|part| part == "." || part == "..") || path.contains(char::is_control);
    // Two slashes begin the name of a site (RFC 3986, section 4.2), here or where somebody is sent on to.
    if is_odd || path.starts_with('/') || path.contains("//") {
        return Err(odd());
    }
    Ok(path.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names {
            host: "127.0.0.1".into(),
            is_shared: false,
        }
    }

    fn read(method: &str, target: &str, host: &str) -> Result<Request, u16> {
        let fields = [("Host", host)];
        Request::read(method, target, &fields, &names()).map_err(|refusal| refusal.status)
    }

    #[test]
    fn a_plain_path_is_decoded() {
        let request = read("GET", "/guides/caf%C3%A9%20one.html?a=1%2B1&b", "localhost:4000").expect("it is fit");
        assert_eq!(request.path, "guides/café one.html");
        assert_eq!(request.asked("a").as_deref(), Some("1+1"));
        assert_eq!(request.asked("b"), None);
        assert!(!request.is_head);
    }

    #[test]
    fn paths_that_would_lead_elsewhere_are_refused() {
        for path in [
            "",
            "guides",
            "//example.org/",
            "/play//example.org/",
            "http://127.0.0.1/",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/.%2E/x",
            "/a/./b",
            "/a%2fb",
            "/a%2Fb",
            "/a\\..\\b",
            "/a%5cb",
            "/a%00.html",
            "/a%0d%0ab",
            "/%c0%ae%c0%ae/x",
            "/%ff",
        ] {
            assert_eq!(read("GET", path, "localhost"), Err(400), "{path}");
        }
        assert_eq!(read("GET", &format!("/{}", "a".repeat(4000)), "localhost"), Err(414));
    }

    #[test]
    fn names_of_other_sites_are_refused() {
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "127.0.0.1",
            "[::1]:4000",
            "[::1]",
        ] {
            assert!(read("GET", "/", host).is_ok(), "{host}");
        }
        for host in [
            "example.org",
            "example.org:4000",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "localhost:4000:4000",
            "localhost:x",
            "192.168.1.7",
            "[::1]x",
            "[::1",
            "",
        ] {
            assert_eq!(read("GET", "/", host), Err(421), "{host}");
        }
    }

    #[test]
    fn a_shared_preview_is_called_by_any_number_and_by_its_own_name() {
        let names = Names {
            host: "riverbend.local".into(),
            is_shared: true,
        };
        for (host, is_fit) in [
            ("192.168.1.7:4000", true),
            ("riverbend.local", true),
            ("example.org", false),
        ] {
            assert_eq!(names.include(host), is_fit, "{host}");
        }
    }

    #[test]
    fn one_host_is_named_and_only_reading_is_asked_for() {
        let read = |fields: &[(&'static str, &'static str)], method: &str| {
            Request::read(method, "/", fields, &names()).map_err(|refusal| refusal.status)
        };
        assert_eq!(read(&[], "GET"), Err(400));
        assert_eq!(read(&[("Host", "localhost"), ("host", "localhost")], "GET"), Err(400));
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "X"] {
            assert_eq!(read(&[("Host", "localhost")], method), Err(405), "{method}");
        }
        assert!(read(&[("Host", "localhost")], "HEAD").expect("it is fit").is_head);
    }

    #[test]
    fn tags_are_compared_as_the_rfc_says() {
        let with = |field: &'static str| {
            let fields = [("Host", "localhost"), ("If-None-Match", field)];
            Request::read("GET", "/", &fields, &names()).expect("it is fit")
        };
        assert!(with("\"a\"").has("\"a\""));
        assert!(with("\"b\", W/\"a\"").has("\"a\""));
        assert!(with("*").has("\"a\""));
        assert!(!with("\"b\"").has("\"a\""));
        assert!(!read("GET", "/", "localhost").expect("it is fit").has("\"a\""));
    }
}
