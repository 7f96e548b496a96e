//! What kind of file is at an address, told by how its name ends.

/// A value for `Content-Type`. Texts are UTF-8: pages are, and so should be what a school puts beside them.
pub fn of(address: &str) -> String {
    let name = address.rsplit('/').next().unwrap_or(address);
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let is_text =
        guess.type_() == mime_guess::mime::TEXT || ["javascript", "json", "xml"].contains(&guess.subtype().as_str());
    if is_text {
        format!("{}; charset=utf-8", guess.essence_str())
    } else {
        guess.essence_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn endings_tell_the_type() {
        for (address, wanted) in [
            ("guides/index.html", "text/html; charset=utf-8"),
            ("theme/style.1a2b3c4d.css", "text/css; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("pictures/a.JPG", "image/jpeg"),
            ("a.webp", "image/webp"),
            ("a.svg", "image/svg+xml"),
            ("a.pdf", "application/pdf"),
            ("a.mp4", "video/mp4"),
            ("a.b/no-ending", "application/octet-stream"),
            (".nojekyll", "application/octet-stream"),
        ] {
            assert_eq!(of(address), wanted, "{address}");
        }
    }
}
