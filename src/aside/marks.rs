//! Bytes by which something is known, looked for in a file of any size.

use memchr::memmem;
use std::io::Read;

/// So many bytes are looked through at once.
pub const AT_ONCE: u64 = 64 * 1024;

/// Calls `hear` with the number of every mark that a text holds, perhaps several times, as far as the text can be read. Says how many
/// bytes that are.
pub fn look(mut text: impl Read, marks: &[&[u8]], mut hear: impl FnMut(usize)) -> u64 {
    let longest = marks.iter().map(|mark| mark.len()).max().unwrap_or_default();
    let mut bytes = Vec::new();
    let mut looked = 0;
    loop {
        let kept = bytes.len();
        let result = text.by_ref().take(AT_ONCE).read_to_end(&mut bytes);
        looked += (bytes.len() - kept) as u64;
        let found = (0..marks.len()).filter(|number| memmem::find(&bytes, marks[*number]).is_some());
        found.for_each(&mut hear);
        if result.is_err() || bytes.len() == kept {
            return looked;
        }
        // A mark may begin in these bytes and end in the next.
        bytes.drain(..bytes.len().saturating_sub(longest));
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, look};
    use std::io::{self, Read};

    #[test]
    fn a_mark_is_found_wherever_it_stands() {
        for before in [0, 1, AT_ONCE - 3, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE - 1] {
            let text = io::repeat(b' ').take(before).chain(&b"a mark"[..]);
            let mut found = Vec::new();
            let looked = look(text, &[b"other", b"a mark", b""], |number| found.push(number));
            assert!(found.contains(&1) && !found.contains(&0), "{before}: {found:?}");
            assert_eq!(looked, before + 6);
        }
    }
}
