//! Texts, taken apart into what can be found: each heading, question, task and answer is a place of its own.

use super::entry::{Entry, EntryKind};
use super::plain::{Reader, Said};
use crate::link::{CitedPiece, LinkedAnswer, LinkedDocument, LinkedProse, Site};
use crate::model::{Block, BlockKind, Card, Fragment, PromptItem, PromptKind, Reply, Want};
use crate::theme::Theme;
use memchr::memmem;
use std::collections::HashMap;

/// The lowest level of a heading that is a place of its own.
const LOWEST: u8 = 4;

/// The entries of a page while its texts are read.
pub struct Body<'a, 'e> {
    site: &'a Site<'e>,
    theme: &'a Theme,
    /// The guide whose questions are asked here.
    guide: Option<&'a LinkedDocument<'e>>,
    /// The page itself comes first.
    pub entries: Vec<Entry>,
    /// The number of the entry that is being read.
    current: usize,
    part: Part,
}

/// What of an entry is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Text,
}

/// A text and what its citations read as, by the numbers of their holes.
struct Text<'a, 'e> {
    linked: &'a LinkedProse<'e>,
    citations: HashMap<usize, Vec<CitedPiece<'e>>>,
}

impl<'a, 'e> Body<'a, 'e> {
    pub fn new(site: &'a Site<'e>, theme: &'a Theme, kind: EntryKind, guide: Option<&'a LinkedDocument<'e>>) -> Self {
        let page = Entry {
            kind,
            ..Entry::default()
        };
        Self {
            site,
            theme,
            guide,
            entries: vec![page],
            current: 0,
            part: Part::Text,
        }
    }

    /// Reads a whole text.
    pub fn text(&mut self, linked: &LinkedProse<'e>) {
        let cites = linked.prose.holes.iter();
        let cites = cites
            .map(|hole| &hole.want)
            .any(|want| matches!(want, Want::Citation(_)));
        let citations = if cites {
            self.site.cited.write(linked)
        } else {
            HashMap::new()
        };
        self.fragment(&linked.prose.html, &Text { linked, citations });
        self.space();
    }

    /// Reads words that stand by themselves.
    pub fn words(&mut self, words: &str) {
        self.say(words);
        self.space();
    }

    fn fragment(&mut self, fragment: &Fragment, text: &Text<'_, 'e>) {
        let mut reader = Reader::default();
        let mut read = 0;
        for (at, hole) in &fragment.holes {
            reader.read(&fragment.html[read..*at], |said| self.hear(said));
            read = *at;
            self.hole(*hole, text);
        }
        reader.read(&fragment.html[read..], |said| self.hear(said));
    }

    fn hear(&mut self, said: Said<'_>) {
        match said {
            Said::Words(words) => self.say(&words),
            Said::Space => self.space(),
            Said::Heading(level, id) if level <= LOWEST && !id.is_empty() => {
                self.begin(EntryKind::Section, &id, "");
                self.part = Part::Title;
            }
            Said::Heading(..) | Said::HeadingEnd => {
                self.part = Part::Text;
                self.space();
            }
        }
    }

    fn hole(&mut self, number: usize, text: &Text<'_, 'e>) {
        match &text.linked.prose.holes[number].want {
            Want::Link(_) | Want::Image(_) | Want::Label(_) => {}
            Want::Citation(_) => {
                for piece in text.citations.get(&number).into_iter().flatten() {
                    match piece {
                        CitedPiece::Words(words) => self.say(words),
                        CitedPiece::Work { words, .. } => self.say(&words.text()),
                    }
                }
            }
            Want::Block(block) => self.block(block, text),
            Want::Prompts(items) => self.prompts(items, text),
            Want::Cards(cards) => self.cards(cards, text),
        }
    }

    fn block(&mut self, block: &Block, text: &Text<'_, 'e>) {
        let title = block.title.as_deref();
        match &block.kind {
            // They stand in the flow of the text that they are a part of.
            BlockKind::Callout(_) | BlockKind::Video { .. } => {
                self.space();
                self.words(title.unwrap_or_default());
                self.fragment(&block.body, text);
                self.space();
            }
            // What they list has its own place.
            BlockKind::Chart { .. } | BlockKind::Resources(_) | BlockKind::References(_) => {
                self.fragment(&block.body, text);
                self.space();
            }
            BlockKind::Goal
            | BlockKind::Questions
            | BlockKind::Tasks
            | BlockKind::Organizer { .. }
            | BlockKind::Theory { .. }
            | BlockKind::Connect
            | BlockKind::Strategies
            | BlockKind::Challenges => {
                let outer = self.current;
                let usual = || self.theme.string(&format!("block-{}", block.kind.name()), None);
                let title = title.map_or_else(usual, str::to_owned);
                self.begin(EntryKind::Section, &block.anchor, &title);
                self.fragment(&block.body, text);
                self.space();
                if let BlockKind::Organizer { columns, .. } = &block.kind {
                    for column in columns {
                        self.words(column);
                    }
                }
                if let Some(linked) = self.answer(&block.anchor) {
                    self.reply(linked);
                }
                self.current = outer;
            }
        }
    }

    fn prompts(&mut self, items: &[PromptItem], text: &Text<'_, 'e>) {
        let outer = self.current;
        for item in items {
            let prompt = &text.linked.prose.prompts[item.prompt];
            let answer = self.answer(&prompt.id);
            // A question and our answer to it are one place.
            let kind = match prompt.kind {
                PromptKind::Task => EntryKind::Task,
                _ if answer.is_some() => EntryKind::Answer,
                PromptKind::Question | PromptKind::Organizer | PromptKind::Theory => EntryKind::Question,
            };
            self.begin(kind, &prompt.id, &prompt.wording);
            self.fragment(&item.more, text);
            self.space();
            if let Some(linked) = answer {
                self.reply(linked);
            }
            self.prompts(&item.children, text);
        }
        self.current = outer;
    }

    fn cards(&mut self, cards: &[Card], text: &Text<'_, 'e>) {
        for card in cards {
            for fragment in card.title.iter().chain([&card.body]) {
                self.space();
                self.fragment(fragment, text);
            }
        }
        self.space();
    }

    fn answer(&self, id: &str) -> Option<&'a LinkedAnswer<'e>> {
        self.guide.and_then(|guide| guide.answers.get(id))
    }

    /// What was answered, into the entry that is being read.
    fn reply(&mut self, linked: &'a LinkedAnswer<'e>) {
        for prose in &linked.prose {
            self.text(prose);
        }
        if let Reply::Task(task) = &linked.answer.reply {
            self.words(task.owner.as_deref().unwrap_or_default());
        }
        self.entries[self.current].private = self.site.why_private_answer(linked.answer);
    }

    /// Begins a place, which is read until the next one begins.
    pub fn begin(&mut self, kind: EntryKind, anchor: &str, title: &str) {
        self.current = self.entries.len();
        self.part = Part::Text;
        self.entries.push(Entry {
            kind,
            anchor: anchor.to_owned(),
            title: title.to_owned(),
            ..Entry::default()
        });
    }

    fn part(&mut self) -> &mut String {
        let entry = &mut self.entries[self.current];
        match self.part {
            Part::Title => &mut entry.title,
            Part::Text => &mut entry.text,
        }
    }

    fn say(&mut self, words: &str) {
        append(self.part(), words);
    }

    fn space(&mut self) {
        self.say(" ");
    }
}

/// Puts words behind others: white space of any kind and length is one space, and there is none at the beginning.
fn append(text: &mut String, words: &str) {
    let begins_word = |text: &str| text.is_empty() || text.ends_with(' ');
    // Most pieces have plain signs and single spaces, and are taken as they are. All bytes are looked at, since a look that may
    // end early goes byte by byte.
    let has_plain_signs = words
        .bytes()
        .fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
    if has_plain_signs && memmem::find(words.as_bytes(), b"  ").is_none() {
        let without_space = words.strip_prefix(' ').filter(|_| begins_word(text));
        text.push_str(without_space.unwrap_or(words));
        return;
    }
    for (number, word) in words.split(char::is_whitespace).enumerate() {
        if number > 0 && !begins_word(text) {
            text.push(' ');
        }
        text.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::append;

    #[test]
    fn white_space_between_pieces_is_one_space() {
        for (text, words, together) in [
            ("", " a", "a"),
            ("", "  a", "a"),
            ("a", "b c ", "ab c "),
            ("a ", " b", "a b"),
            ("a", " b", "a b"),
            ("a", "  b", "a b"),
            ("a ", "\n b", "a b"),
            ("a", "\u{a0}é\t\tz", "a é z"),
            ("a", " ", "a "),
            ("a ", " ", "a "),
            ("", "", ""),
        ] {
            let mut appended = text.to_owned();
            append(&mut appended, words);
            assert_eq!(appended, together, "{text:?} {words:?}");
        }
    }
}
