//! Words as they are looked for.
//!
//! 1. A text is cut into words as Unicode says (UAX 29), and these where a reader would not type one: at hyphens and dots,
//!    behind an apostrophe, and between the signs of writing systems that set no spaces.
//! 2. A word is *folded*: lower case, without accents, so that whoever types `reunion` finds `reunión`.
//! 3. Its *stem*, by the rules of the text's language (Snowball), is what it has in common with its other forms.
//!
//! `files/search-engine.js` of the theme cuts and folds what a reader types by the same rules. It needs no stems: the index
//! says of each form which stem it has.

use crate::model::Language;
use frostem::Stemmer;
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The longest word, in characters: what is longer is cut off, here and in what is typed.
const LONGEST: usize = 40;

/// A word of a text: how it is typed, and what stands for all of its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub form: String,
    pub stem: String,
}

/// Reads words in one language.
#[derive(Clone, Copy)]
pub struct Words {
    /// None for a language without rules: there a word is its own stem.
    stemmer: Option<Stemmer>,
}

impl Words {
    pub fn new(language: &Language) -> Self {
        Self {
            stemmer: Stemmer::try_from_name(language.primary()).ok(),
        }
    }

    /// Hands on the words of a text as they stand there; [`read`](Self::read) makes of each what is looked for.
    pub fn cut<'t>(text: &'t str, mut hear: impl FnMut(&'t str)) {
        for chunk in text.split_ascii_whitespace() {
            // Most of a text is plain letters between spaces, and what else there is is cut later.
            if chunk.is_ascii() {
                let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
                let ends = (
                    chunk.bytes().position(|byte| is_letter(&byte)),
                    chunk.bytes().rposition(|byte| is_letter(&byte)),
                );
                if let (Some(first), Some(last)) = ends {
                    hear(&chunk[first..=last]);
                }
            } else {
                chunk.unicode_words().for_each(&mut hear);
            }
        }
    }

    /// What a word of a text is looked for as: mostly one, none for a sign, several for `co-teaching`.
    pub fn read(self, word: &str) -> Vec<Word> {
        // Most words are plain ones: nothing is cut from them, and nothing folded.
        let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_plain && (1..=LONGEST).contains(&word.len()) {
            return vec![self.word(&word.to_ascii_lowercase())];
        }
        let composed = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            word.nfkc().collect::<String>().to_lowercase()
        };
        let parts = parts(&composed).into_iter().map(|part| {
            let part: String = part.chars().take(LONGEST).collect();
            self.word(&part)
        });
        parts.filter(|word| !word.form.is_empty()).collect()
    }

    /// A word in lower case.
    fn word(self, word: &str) -> Word {
        let stem = self.stemmer.map(|stemmer| fold(&stemmer.stem(word)));
        let form = fold(word);
        Word {
            stem: stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| form.clone()),
            form,
        }
    }
}

/// The parts of a word that a reader might type alone.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for cluster in word.split(|c: char| !is_apostrophe(c) && !is_letter(c)) {
        // `teacher's` and `l'école` are looked for by what is longer than two letters.
        let pieces = || cluster.split(is_apostrophe).filter(|piece| !piece.is_empty());
        let is_long = |piece: &&str| piece.chars().count() > 2;
        let has_long = pieces().any(|piece| is_long(&piece));
        for piece in pieces().filter(|piece| !has_long || is_long(piece)) {
            cut_signs(piece, &mut parts);
        }
    }
    parts
}

/// Cuts what stands in a script without spaces into its signs.
fn cut_signs<'w>(piece: &'w str, parts: &mut Vec<&'w str>) {
    let mut start = 0;
    for (at, sign) in piece.char_indices().filter(|(_, c)| is_unspaced(*c)) {
        if start < at {
            parts.push(&piece[start..at]);
        }
        start = at + sign.len_utf8();
        parts.push(&piece[at..start]);
    }
    if start < piece.len() {
        parts.push(&piece[start..]);
    }
}

/// Marks belong to their letters, here as in what is typed.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_accent(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Signs of scripts that set no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic ones, soft hyphens, and the sign for a glottal
/// stop, which is typed as an apostrophe or not at all (`Hawaiʻi`).
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}'
        | '\u{ad}' | '\u{2bb}' | '\u{2bc}')
}

/// The order of texts in a browser: by units of UTF-16 (ECMA-262, `IsLessThan`). It is that of their bytes in UTF-8, but that
/// signs beyond the first 65,536 come before the last 8,192 of these, since their units are from 0xD800 to 0xDFFF.
pub fn as_browsers_do(a: &str, b: &str) -> Ordering {
    let rank = |byte| if matches!(byte, 0xee | 0xef) { 0xff } else { byte };
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        Some((a, b)) => rank(a).cmp(&rank(b)).then(a.cmp(&b)),
        None => a.len().cmp(&b.len()),
    }
}

/// Text in lower case and without accents.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = text.nfkd().collect::<String>().to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for c in lower.chars().filter(|c| !is_accent(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            other => folded.push(other),
        }
    }
    // What is no accent goes back to its letter.
    folded.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{Words, as_browsers_do};
    use crate::model::Language;

    fn words(tag: &str) -> Words {
        Words::new(&Language::from_tag(tag).unwrap_or_default())
    }

    fn forms(text: &str) -> Vec<String> {
        let mut forms = Vec::new();
        Words::cut(text, |word| {
            let words = words("en").read(word).into_iter();
            forms.extend(words.map(|word| word.form));
        });
        forms
    }

    fn stem(tag: &str, word: &str) -> String {
        words(tag).read(word).remove(0).stem
    }

    #[test]
    fn words_are_what_a_reader_would_type() {
        assert_eq!(
            forms("Co-teaching, pre-K & 3.5 hours"),
            ["co", "teaching", "pre", "k", "3", "5", "hours"]
        );
        assert_eq!(forms("the teacher’s role; don't"), ["the", "teacher", "role", "don"]);
        assert_eq!(forms("l'école"), ["ecole"]);
        assert_eq!(forms("it's"), ["it", "s"]);
    }

    #[test]
    fn words_are_in_the_order_of_a_browser() {
        // From the first plane below the surrogates, beyond it, and from its end.
        let signs = [
            "", "a", "b", "é", "中", "\u{d7ff}", "\u{e000}", "ﬁ", "\u{ffff}", "𝒳", "😀",
        ];
        let words: Vec<String> = signs.iter().flat_map(|a| signs.map(|b| format!("{a}{b}"))).collect();
        for a in &words {
            for b in &words {
                assert_eq!(
                    as_browsers_do(a, b),
                    a.encode_utf16().cmp(b.encode_utf16()),
                    "{a:?} {b:?}"
                );
            }
        }
    }

    #[test]
    fn case_accents_and_letters_of_other_alphabets_are_folded() {
        assert_eq!(
            forms("REUNIÓN Straße Łódź Đặng ﬁne Ἀθῆναι"),
            ["reunion", "strasse", "lodz", "dang", "fine", "αθηναι"]
        );
        assert_eq!(forms("reunio\u{301}n"), ["reunion"]);
        assert_eq!(forms("Hawaiʻi"), ["hawaii"]);
        assert_eq!(forms("مَدْرَسَة"), ["مدرسة"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_their_signs() {
        assert_eq!(forms("学校会议"), ["学", "校", "会", "议"]);
        assert_eq!(forms("PLC会议"), ["plc", "会", "议"]);
        // A voiced kana is one sign, and marks within a word of another script part it nowhere.
        assert_eq!(forms("がく"), ["が", "く"]);
        assert_eq!(forms("स्कूल"), ["स्कूल"]);
        assert_eq!(forms("학교"), ["학교"]);
    }

    #[test]
    fn forms_of_a_word_have_one_stem_in_its_language() {
        assert_eq!(stem("en", "meetings"), stem("en", "Meeting"));
        assert_eq!(stem("en-US", "decided"), stem("en", "deciding"));
        assert_eq!(stem("es", "reuniones"), stem("es-MX", "reunión"));
        assert_ne!(stem("es", "meetings"), stem("en", "meetings"));
        // No rules are known for Vietnamese: a word is its own stem.
        assert_eq!(stem("vi", "giáo"), "giao");
    }
}
