//! Where the site will be.

use url::Url;

/// The address that the site will have, ending in a slash. Only what must be absolute uses it: canonical
/// links, the sitemap, and `404.html`, which a host shows at any depth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut url = Url::parse(text.trim()).map_err(|_| "This is not the address of a web site.")?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err("The address of a web site begins with https:// and a name.");
        }
        if matches!(url.host_str(), Some("github.com" | "www.github.com")) {
            return Err("This is where a repository is; its site is at another address, at github.io.");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("The address of the site has no “?” or “#” in it.");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("The address of the site must not hold a user name or a password.");
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Self(url))
    }

    /// The whole address, with its slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The address as people say it: without `https://`, and without its last slash.
    #[must_use]
    pub fn shown(&self) -> &str {
        let address = self.as_str();
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.trim_end_matches('/')
    }

    /// The name of the host, without a port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether it is read over a connection that nobody listens in on.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Its path on the host: `/` or `/playbook/`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.0.path()
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn a_repository_is_not_where_its_site_is() {
        assert!(BaseUrl::parse("https://github.com/oak/book").is_err());
        assert!(BaseUrl::parse("https://oak.github.io/book").is_ok());
    }

    #[test]
    fn an_address_ends_in_a_slash() {
        let url = BaseUrl::parse("https://example.github.io/playbook").expect("well formed");
        assert_eq!(url.as_str(), "https://example.github.io/playbook/");
        assert_eq!(url.path(), "/playbook/");
    }

    #[test]
    fn what_is_no_web_site_is_refused() {
        for text in [
            "",
            "example.org",
            "javascript:alert(1)",
            "https://a/?q",
            "ftp://a/",
            "https://me:pw@a/",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }
}
