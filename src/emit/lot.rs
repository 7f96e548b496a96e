//! Pieces that are made together: copies of one picture, which is decoded once for all of them; any other piece by itself.

use super::Failure;
use super::copies::Copies;
use super::piece::{Contents, Piece};
use crate::render::Pages;
use crate::source::Diagnostic;
use std::cmp::Reverse;
use std::ptr;

/// Pieces that follow each other and are made together, one after the other.
pub type Lot<'p, 's> = &'p [Piece<'s>];

/// The pieces in lots. Copies of one picture are in one where they stand beside each other, in whichever order.
pub fn lots<'p, 's>(pieces: &'p [Piece<'s>]) -> impl Iterator<Item = Lot<'p, 's>> {
    pieces.chunk_by(|one, next| match (one, next) {
        (Piece::Copy(_, one, _), Piece::Copy(_, next, _)) => ptr::eq(*one, *next),
        _ => false,
    })
}

/// Whether making a lot takes much longer than making a page.
pub fn is_slow(lot: Lot) -> bool {
    lot.iter()
        .any(|piece| matches!(piece, Piece::Copy(..) | Piece::Picture(..) | Piece::Card))
}

/// Makes the pieces of a lot, the widest copy first, since each is made of the next wider one. Each is given to `take` as soon as it is
/// made. A copy that `former` has is not made.
pub fn made<'p, 's, T>(
    lot: Lot<'p, 's>,
    pages: &Pages<'s, '_>,
    former: impl Fn(&Piece<'s>) -> Option<Vec<u8>>,
    take: impl Fn(&'p Piece<'s>, Contents<'s>) -> Result<T, Failure>,
) -> impl Iterator<Item = Result<T, Failure>> {
    let mut pieces: Vec<&Piece> = lot.iter().collect();
    pieces.sort_by_key(|piece| match piece {
        Piece::Copy(.., width) => Reverse(*width),
        _ => Reverse(0),
    });
    let mut copies = None;
    pieces.into_iter().map(move |piece| {
        let contents = match piece {
            Piece::Copy(_, asset, width) => {
                let bytes = match former(piece) {
                    Some(bytes) => bytes,
                    None => copies.get_or_insert_with(|| Copies::of(asset)).copy(*width)?,
                };
                Contents::Bytes(bytes.into())
            }
            _ => piece.contents(pages)?,
        };
        take(piece, contents)
    })
}

/// One failure out of many, each problem once: a broken template breaks every page that uses it.
pub fn one_of(failures: Vec<Failure>) -> Failure {
    let mut all: Vec<Diagnostic> = Vec::new();
    for failure in failures {
        match failure {
            Failure::Broken(problems) => {
                for problem in problems {
                    if !all.contains(&problem) {
                        all.push(problem);
                    }
                }
            }
            other => return other,
        }
    }
    Failure::Broken(all)
}
