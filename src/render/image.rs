//! The attributes of a picture in a text: where it is, in which widths, how large.

use crate::link::copy_address;
use crate::model::{Asset, Loading};
use crate::theme::escaped;
use std::fmt::Write as _;

/// Writes `src`, `srcset`, `sizes`, `width`, `height` and `loading`, each with a space before it. `root` leads to the root of
/// the site; `sizes` is how wide the theme shows pictures (HTML, the `sizes` attribute).
pub fn write(asset: &Asset, loading: Loading, root: &str, sizes: &str, html: &mut String) {
    // What is no picture is reported, and no page is made of it.
    let Ok(picture) = asset.picture() else { return };
    let itself = picture.shows_itself().then(|| (asset.address.href(), picture.width));
    let copies = picture.copies().into_iter();
    let copies = copies.map(|width| (copy_address(asset, picture, width).href(), width));
    let shown: Vec<(String, u32)> = copies.chain(itself).collect();
    // Browsers that know no `srcset` are old and slow: they get the one in the middle.
    let Some((href, _)) = shown.get(shown.len() / 2) else {
        return;
    };
    let attribute = |name: &str, value: &str, html: &mut String| {
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        html.push_str(&escaped(value));
        html.push('"');
    };
    attribute("src", &format!("{root}{href}"), html);
    if shown.len() > 1 {
        let all: Vec<String> = shown
            .iter()
            .map(|(href, width)| format!("{root}{href} {width}w"))
            .collect();
        attribute("srcset", &all.join(", "), html);
        attribute("sizes", sizes, html);
    }
    // Writing to a string cannot fail.
    let _ = write!(html, " width=\"{}\" height=\"{}\"", picture.width, picture.height);
    if loading == Loading::Lazy {
        html.push_str(" loading=\"lazy\"");
    }
    html.push_str(" decoding=\"async\"");
}
