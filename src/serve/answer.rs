//! What is sent back to a request.

use crate::source::StaticFile;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

/// A status, the fields of a head, and a body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub fields: Vec<(&'static str, String)>,
    pub body: Body,
}

/// What is sent after the head.
#[derive(Debug)]
pub enum Body {
    Bytes(Arc<[u8]>),
    /// Bytes of a file, which may be larger than memory.
    File(StaticFile, Range<u64>),
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl Body {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, range) => range.end.saturating_sub(range.start),
        }
    }
}

impl Answer {
    /// An answer in plain words.
    pub fn words(status: u16, words: &str) -> Self {
        Self {
            status,
            fields: vec![
                ("Content-Type", "text/plain; charset=utf-8".into()),
                ("Cache-Control", "no-store".into()),
            ],
            body: format!("{words}\n").into_bytes().into(),
        }
    }

    /// What stands before the body. The connection ends with the answer, since one that stays open keeps a thread of
    /// the server's.
    pub fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.fields {
            // A line break in a value would begin another field.
            if !value.contains(char::is_control) {
                // Writing to a string cannot fail.
                let _ = write!(head, "{name}: {value}\r\n");
            }
        }
        if self.status != 304 {
            let _ = write!(head, "Content-Length: {}\r\n", self.body.length());
        }
        // Other sites neither guess a type, nor show a preview inside of theirs, nor load parts of it.
        head.push_str(
            "X-Content-Type-Options: nosniff\r\nX-Frame-Options: SAMEORIGIN\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n",
        );
        head.into_bytes()
    }
}

/// RFC 9110, section 15.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        414 => "URI Too Long",
        416 => "Range Not Satisfiable",
        421 => "Misdirected Request",
        _ => "Internal Server Error",
    }
}
