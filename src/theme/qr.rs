//! An address as a picture that a phone reads: a QR code (ISO/IEC 18004).
//!
//! A code is masked by one of eight patterns, so that it has no large even parts, and says by which: a reader takes any. The one
//! that suits a text best is found by making and judging all eight. That is done for the code that somebody asks for; the codes
//! of all pages are masked as a chessboard, since the search would take a third of a build's time. `tests/share.rs` reads them.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// White around the code, in modules: readers look for it (ISO/IEC 18004, 6.3.8).
const QUIET: i32 = 4;

/// The number of the mask of the codes that stand on pages.
const CHESSBOARD: u8 = 0;

/// The code of a text as a drawing (SVG) for a page. None when the text is too long for a code (1,663 bytes).
#[must_use]
pub fn on_page(text: &str) -> Option<String> {
    Some(svg(&code(text, Some(Mask::new(CHESSBOARD)))?))
}

/// The code of a text as a drawing, masked by what suits it best. None as for [`on_page`].
#[must_use]
pub fn drawing(text: &str) -> Option<String> {
    Some(svg(&code(text, None)?))
}

/// The code of a text as signs on a terminal, two rows of modules to a line: light signs are light modules, as most terminals
/// are dark. None as for [`on_page`].
#[must_use]
pub fn on_terminal(text: &str) -> Option<String> {
    let code = code(text, None)?;
    let across = -QUIET..code.size() + QUIET;
    let mut signs = String::new();
    for row in across.clone().step_by(2) {
        signs.extend(across.clone().map(|column| {
            match (code.get_module(column, row), code.get_module(column, row + 1)) {
                (true, true) => ' ',
                (true, false) => '▄',
                (false, true) => '▀',
                (false, false) => '█',
            }
        }));
        signs.push('\n');
    }
    Some(signs)
}

/// A code in which a quarter of the modules may be unreadable (level Q): paper is folded and copied.
fn code(text: &str, mask: Option<Mask>) -> Option<QrCode> {
    let segments = QrSegment::make_segments(text);
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Quartile, Version::MIN, Version::MAX, mask, false).ok()
}

fn svg(code: &QrCode) -> String {
    let size = code.size() + 2 * QUIET;
    // Half of the modules are dark, and two of them in a row; a run takes some eight signs.
    let mut path = String::with_capacity(usize::try_from(2 * size * size).unwrap_or_default());
    // Where the pen stands: steps from there have fewer digits than places, and each page has some five hundred of them.
    let (mut x, mut y) = (0, 0);
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let start = column;
            while code.get_module(column, row) {
                column += 1;
            }
            if start < column {
                step(&mut path, 'm', start + QUIET - x);
                step(&mut path, ' ', row + QUIET - y);
                step(&mut path, 'h', column - start);
                (x, y) = (column + QUIET, row + QUIET);
            }
            column += 1;
        }
    }
    // White under the code whatever the page's colours are, and strokes as wide as a module, in the middle of their rows.
    format!(
        "<svg class=\"qr\" viewBox=\"0 -.5 {size} {size}\" aria-hidden=\"true\">\
         <path fill=\"#fff\" d=\"M0-.5h{size}v{size}H0z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>"
    )
}

/// A command or a space, and a number of at most three digits: formatting is made for more, and takes ten times as long.
fn step(path: &mut String, command: char, number: i32) {
    path.push(command);
    if number < 0 {
        path.push('-');
    }
    let number = number.unsigned_abs();
    for place in [100, 10, 1] {
        if number >= place || place == 1 {
            path.extend(char::from_digit(number / place % 10, 10));
        }
    }
}
