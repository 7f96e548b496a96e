//! An address as a picture that a phone reads: a QR code (ISO/IEC 18004) as SVG.

use fast_qr::{ECL, QRBuilder};
use std::fmt::Write as _;

/// White around the code, in modules: readers look for it (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// The code of a text, in which a quarter of the modules may be unreadable (level Q): paper is folded and copied. None
/// when the text is too long for a code (1,663 bytes).
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::Q).build().ok()?;
    let size = code.size + 2 * QUIET;
    let mut path = String::new();
    for row in 0..code.size {
        let is_dark = |column: &usize| code[row][*column].value();
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size).take_while(is_dark).count();
            if length > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h{length}", column + QUIET, row + QUIET);
            }
            column += length.max(1);
        }
    }
    // White under the code whatever the page's colours are, and strokes as wide as a module, in the middle of their rows.
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 -.5 {size} {size}\" aria-hidden=\"true\">\
         <path fill=\"#fff\" d=\"M0-.5h{size}v{size}H0z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>"
    ))
}

/// The code of a text as signs on a terminal, two rows of modules to a line.
#[must_use]
pub fn on_terminal(text: &str) -> Option<String> {
    Some(QRBuilder::new(text).ecl(ECL::Q).build().ok()?.to_str())
}
