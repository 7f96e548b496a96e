//! Where a link or a picture in a drawing leads.

use crate::picture::{self, Form, Unfit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// Where it leads, if that may be published: a place in the drawing, or a picture that is written into the drawing, which is made
/// bare as well. To another site a link leads alone: it waits for a reader, and all else would be fetched by whoever looks.
///
/// # Errors
/// When that picture cannot be made bare.
pub fn bare(element: &str, value: &str) -> Result<Option<String>, Unfit> {
    // Browsers overlook control characters in an address.
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    let value = value.trim();
    let outside = ["http:", "https:", "mailto:"];
    let leads_outside = element == "a" && outside.iter().any(|start| begins(value, start));
    if value.starts_with('#') || leads_outside {
        return Ok(Some(value.to_owned()));
    }
    let Some((_, data)) = value
        .split_once(";base64,")
        .filter(|(kind, _)| begins(kind, "data:image/") && !begins(kind, "data:image/svg"))
    else {
        return Ok(None);
    };
    let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = BASE64.decode(data).map_err(|_| Unfit::Drawing)?;
    // What stands before the data may say more than the kind, such as a file's name.
    let kind = match Form::of(&bytes)? {
        Form::Jpeg => "jpeg",
        Form::Png => "png",
        Form::WebP => "webp",
        Form::Gif => "gif",
        Form::Ico => "x-icon",
        Form::Svg => return Ok(None),
    };
    let data = BASE64.encode(picture::bare(&bytes)?);
    Ok(Some(format!("data:image/{kind};base64,{data}")))
}

fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x06secret\0\x3b";
    const PLAIN: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0\x3b";

    #[test]
    fn a_picture_within_is_made_bare_and_so_is_what_is_said_of_it() {
        let plain = format!("data:image/gif;base64,{}", BASE64.encode(PLAIN));
        for kind in ["image/gif", "image/gif;name=someone.gif", "image/png", "IMAGE/x"] {
            let value = format!("data:{kind};base64,{}", BASE64.encode(GIF));
            assert_eq!(bare("image", &value), Ok(Some(plain.clone())), "{kind}");
        }
        assert_eq!(bare("image", &plain), Ok(Some(plain.clone())));
        assert_eq!(bare("image", "data:image/gif;base64,????"), Err(Unfit::Drawing));
    }

    #[test]
    fn no_way_leads_to_a_script_or_a_folder() {
        for value in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "file:///home/someone/a.svg",
            "a.svg#b",
            "data:text/html;base64,AAAA",
            "data:image/svg+xml;base64,AAAA",
            "data:image/png,AAAA",
            "",
        ] {
            assert_eq!(bare("a", value), Ok(None), "{value}");
        }
        for value in ["#leaf", "https://example.org/?a=1&b=2", "mailto:a@example.org"] {
            assert_eq!(bare("a", value), Ok(Some(value.to_owned())));
        }
        for element in ["image", "use", "feImage", "textPath", "linearGradient"] {
            assert_eq!(bare(element, "https://example.org/p.png"), Ok(None), "{element}");
            assert_eq!(bare(element, "#leaf"), Ok(Some("#leaf".to_owned())), "{element}");
        }
    }
}
