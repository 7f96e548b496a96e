//! Addresses outside of the playbook that cannot work, or that should not be shown.
//!
//! Whether somebody answers at an address is not known here. Some are none for any reader: browsers make something else of them
//! (WHATWG URL), or nothing. And some hold what nobody should read.

use super::target::{Target, classify};
use crate::source::Code;
use std::borrow::Cow;
use url::{Host, Url};

/// What is wrong with an address, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Unusable {
    pub code: Code,
    pub message: &'static str,
    pub fix: String,
}

fn broken(message: &'static str, fix: impl Into<String>) -> Unusable {
    Unusable {
        code: Code::LinkBroken,
        message,
        fix: fix.into(),
    }
}

/// Whether a target is the address of a page on another site.
pub fn is_web(target: &str) -> bool {
    matches!(classify(target), Target::Outside(url) if url.to_ascii_lowercase().starts_with("http"))
}

/// What is wrong with an address of a scheme that a page may open.
pub fn unusable(address: &str) -> Option<Unusable> {
    let (scheme, rest) = address.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" => unusable_mail(rest),
        "tel" | "sms" => unusable_number(scheme, rest),
        "http" | "https" => unusable_site(scheme, rest),
        _ => None,
    }
}

/// What may stand between the colon and what a person is reached by.
fn without_spaces(text: &str) -> String {
    text.replace("%20", "").split_whitespace().collect()
}

fn has_spaces(text: &str) -> bool {
    text.contains(char::is_whitespace) || text.contains("%20")
}

fn unusable_mail(rest: &str) -> Option<Unusable> {
    let (to, words) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    // A message that a reader sends to whomever they like.
    if to.is_empty() && !words.is_empty() {
        return None;
    }
    if !to.contains('@') && !to.contains("%40") {
        const MESSAGE: &str = "This is no e-mail address: it has no @.";
        return Some(broken(
            MESSAGE,
            "write the whole address, as in mailto:jane@example.org",
        ));
    }
    if !has_spaces(to) {
        return None;
    }
    let fix = format!("write mailto:{}{words}", without_spaces(to));
    Some(broken(
        "There is a space in this e-mail address, so no mail would arrive.",
        fix,
    ))
}

fn unusable_number(scheme: &str, rest: &str) -> Option<Unusable> {
    let number = rest.split([';', '?']).next().unwrap_or_default();
    if !number.contains(|c: char| c.is_ascii_digit()) {
        let fix = format!("write the number as it is dialled, as in {scheme}:+18035550100");
        return Some(broken("This is no telephone number: it has no figures.", fix));
    }
    if !has_spaces(number) {
        return None;
    }
    let fix = format!("write {scheme}:{}{}", without_spaces(number), &rest[number.len()..]);
    Some(broken(
        "There is a space in this telephone number, so a telephone may not dial it.",
        fix,
    ))
}

fn unusable_site(scheme: &str, rest: &str) -> Option<Unusable> {
    const LEADS_NOWHERE: &str = "This address names no site, so it leads nowhere.";
    let place = rest.trim_start_matches(['/', '\\']);
    if place.is_empty() {
        return Some(broken(
            LEADS_NOWHERE,
            format!("write the whole address, as in {scheme}://example.org/page"),
        ));
    }
    let host = &place[..place.find(['/', '?', '#']).unwrap_or(place.len())];
    // A space between two words of a site's name is a point that was not typed; else it is one too many.
    let is_two_words = !host.contains('.') && host.split_whitespace().count() == 2;
    let mended_host = if is_two_words {
        host.split_whitespace().collect::<Vec<_>>().join(".")
    } else {
        without_spaces(host)
    };
    let mended = format!("{scheme}://{mended_host}{}", &place[host.len()..]);
    if host.contains(char::is_whitespace) || host.contains("%20") {
        return Some(broken(
            "There is a space in the name of this site, so it leads nowhere.",
            format!("write {mended}"),
        ));
    }
    if !rest.starts_with("//") {
        return Some(broken(
            "An address has two slashes after its colon; without them this one leads nowhere.",
            format!("write {mended}"),
        ));
    }
    match Url::parse(&format!("{scheme}:{rest}")) {
        Err(_) => Some(broken(
            LEADS_NOWHERE,
            "copy the address anew from the line at the top of the browser",
        )),
        Ok(url) if is_own_computer(&url) => Some(Unusable {
            code: Code::LinkScheme,
            message: "This address leads every reader to their own computer, where the page is not.",
            fix: "write the address that it has on the web; of a page of this playbook, the path of its file".into(),
        }),
        Ok(url) => with_password(url),
    }
}

/// A name and a password may stand before the name of a site (RFC 3986, 3.2.1, which advises against it).
fn with_password(mut url: Url) -> Option<Unusable> {
    url.password()?;
    url.set_password(None).ok()?;
    url.set_username("").ok()?;
    Some(Unusable {
        code: Code::LinkPassword,
        message: "There is a password in this address, and everyone who sees the page can read it.",
        fix: format!("write {url} and tell the password to those who need it"),
    })
}

fn is_own_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    }
}

/// The name of the file, where a target is a path on the writer's own computer: `C:\Users\…\Team.JPG`, `file:///…`.
pub fn on_own_computer(target: &str) -> Option<&str> {
    let bytes = target.as_bytes();
    let is_drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && matches!(bytes[1..3], [b':', b'\\' | b'/']);
    let is_file = target
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"));
    let name = target.rsplit(['/', '\\']).next().unwrap_or_default();
    (is_drive || is_file || target.starts_with("\\\\")).then_some(name)
}

/// What is said of such a path.
pub const OWN_COMPUTER: &str = "This is a path on your own computer, where no reader can look.";

/// What to do about such a path.
pub fn fix_of_own_computer(name: &str) -> String {
    let name = match name {
        "" => Cow::Borrowed("plan.pdf"),
        spaced if spaced.contains(' ') => Cow::Owned(format!("<{spaced}>")),
        plain => Cow::Borrowed(plain),
    };
    format!("copy the file into content/, beside this page, and write its name: {name}")
}

/// What to do about an address whose scheme a page must not open, where one of another name was meant.
pub fn fix_of_scheme(address: &str) -> String {
    let meant = address.split_once(':').and_then(|(scheme, rest)| {
        let lower = scheme.to_ascii_lowercase();
        let meant = match lower.as_str() {
            "htp" | "htpp" | "hhtp" | "ttp" => "http",
            "htps" | "htpps" | "hhtps" | "ttps" | "httsp" | "httpss" => "https",
            "mail" | "email" | "e-mail" | "malto" | "mailo" => "mailto",
            "phone" | "telephone" => "tel",
            _ => return None,
        };
        let meant = format!("{meant}:{rest}");
        (matches!(classify(&meant), Target::Outside(_)) && unusable(&meant).is_none()).then_some(meant)
    });
    meant.map_or_else(
        || "write an address that begins with https:, mailto: or tel:, or the path of a file".into(),
        |meant| format!("did you mean {meant}?"),
    )
}

#[cfg(test)]
mod tests {
    use super::{fix_of_scheme, on_own_computer, unusable};
    use crate::source::Code;

    #[test]
    fn an_address_that_cannot_work_is_shown_as_it_should_be() {
        for (address, mended) in [
            ("mailto: jane@x.org", "mailto:jane@x.org"),
            (
                "mailto:%20jane@x.org?subject=Hi%20all",
                "mailto:jane@x.org?subject=Hi%20all",
            ),
            ("mailto:jane", "mailto:jane@example.org"),
            ("tel:803 555", "tel:803555"),
            ("tel:+1 (803) 555-0100;ext=4", "tel:+1(803)555-0100;ext=4"),
            ("tel:the office", "tel:+18035550100"),
            ("https://maple org/x", "https://maple.org/x"),
            ("https://maple. org/my x", "https://maple.org/my x"),
            ("https:/maple.org", "https://maple.org"),
            ("https:www.maple.org/a?b", "https://www.maple.org/a?b"),
            ("https://", "https://example.org/page"),
        ] {
            let fix = unusable(address).map(|found| found.fix).unwrap_or_default();
            assert!(fix.ends_with(mended), "{address}: {fix}");
        }
        for address in [
            "http://localhost:4000/x",
            "http://127.0.0.1/",
            "http://[::1]:4000",
            "https://a..b:x/",
        ] {
            assert!(unusable(address).is_some(), "{address}");
        }
    }

    #[test]
    fn a_password_is_told_and_is_not_in_the_fix() {
        let found = unusable("https://jane:s3cret@maple.org/plan?x=1#a").expect("a password is told");
        assert_eq!(found.code, Code::LinkPassword);
        assert!(
            found.fix.starts_with("write https://maple.org/plan?x=1#a and"),
            "{}",
            found.fix
        );
        assert_eq!(unusable("https://jane@maple.org/"), None);
    }

    #[test]
    fn an_address_that_may_work_is_let_alone() {
        for address in [
            "https://maple.org",
            "HTTPS://maple.org/my plan.pdf",
            "http://intranet/",
            "https://münchen.example/ä?b=c d#e",
            "mailto:jane@x.org,joe@x.org?subject=A word",
            "mailto:?subject=Our%20playbook",
            "tel:+18035550100",
            "tel:803-555-0100",
            "sms:12345?body=Late today",
        ] {
            assert_eq!(unusable(address), None, "{address}");
        }
    }

    #[test]
    fn paths_on_the_writers_own_computer_are_told_by_their_form() {
        assert_eq!(on_own_computer("C:\\Users\\jane\\Team.JPG"), Some("Team.JPG"));
        assert_eq!(on_own_computer("\\\\server\\share\\plan.pdf"), Some("plan.pdf"));
        assert_eq!(on_own_computer("file:///Users/jane/plan.pdf"), Some("plan.pdf"));
        for other in ["images\\plan.png", "a:b", "files/plan.pdf", ""] {
            assert_eq!(on_own_computer(other), None, "{other}");
        }
        assert_eq!(fix_of_scheme("htps://a.org"), "did you mean https://a.org?");
    }
}
