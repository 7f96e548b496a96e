//! What one thread found, in the order of the stems.

use super::weighed::Weighed;

/// What was found on the pages that one thread read. Stems are numbered in the order in which it met them, entries in the order
/// of the whole site.
#[derive(Debug)]
pub struct Part {
    pub stems: Vec<String>,
    /// Forms of words with their stems, in the order of a browser; those of one form in the order of their stems' letters.
    pub forms: Vec<(String, u32)>,
    /// How many pages each stem is on.
    pub pages: Vec<u32>,
    /// By the stems, where their entries begin in `postings`, and where the last ones end.
    pub starts: Vec<usize>,
    /// The entries, with what the stems weigh in them.
    pub postings: Vec<Weighed>,
}

impl Part {
    /// The entries that a stem is in, in their order.
    pub fn entries_with(&self, stem: u32) -> &[Weighed] {
        let [start, end] = [stem, stem + 1].map(|at| self.starts[at as usize]);
        &self.postings[start..end]
    }
}
