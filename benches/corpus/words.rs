//! Text as long as is asked for, the same each time.

/// Words of the vocabulary. English in running text has some tens of thousands (Heaps' law); a school's site fewer.
const VOCABULARY: f64 = 20_000.0;

const SYLLABLES: [&str; 24] = [
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "zu", "ka", "le", "mi", "no",
    "pu", "ra", "se", "ti", "vo",
];

/// Numbers that look random and are not: a linear congruential generator (Knuth's constants for MMIX).
pub struct Words(u64);

impl Words {
    /// Those of a page, by a number of its own.
    pub fn of(page: usize) -> Self {
        let mut words = Self(page as u64);
        // The first numbers of neighbours are alike.
        for _ in 0..8 {
            words.next();
        }
        words
    }

    fn next(&mut self) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // The upper bits: the lower ones of such a generator repeat themselves.
        u32::try_from(self.0 >> 33).unwrap_or(0)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % bound
    }

    /// So many words, the first with a capital, without a full stop.
    pub fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        let mut text = words.join(" ");
        text[..1].make_ascii_uppercase();
        text
    }

    /// Sentences of a dozen words, so many words in all.
    pub fn text(&mut self, count: usize) -> String {
        let sentences = (0..count.div_ceil(12)).map(|at| self.words(12.min(count - at * 12)));
        let sentences: Vec<String> = sentences.collect();
        format!("{}.", sentences.join(". "))
    }

    /// A word: as often as its rank says (Zipf's law), and the shorter the more often.
    fn word(&mut self) -> String {
        let share = f64::from(self.next()) / f64::from(1u32 << 31);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank of the vocabulary"
        )]
        let mut rest = VOCABULARY.powf(share) as usize;
        let mut word = String::new();
        while rest > 0 {
            word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
            rest /= SYLLABLES.len();
        }
        word
    }
}
