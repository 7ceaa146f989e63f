//! The text of a file: whichever way its program wrote letters as bytes.

use thiserror::Error;

/// Why a file cannot be read as a table at all. Nothing of it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FileProblem {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than a file may be.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// How large it may be.
        limit: u64,
    },
    /// It is a workbook of a spreadsheet program, which can save it as CSV.
    #[error("the file is a workbook, not a text")]
    Workbook,
    /// It is not text: a picture, a program, an archive.
    #[error("the file is not text")]
    NotText,
    /// Its first line has more columns than a table may have.
    #[error("the file has more than {limit} columns")]
    TooManyColumns {
        /// How many it may have.
        limit: usize,
    },
    /// It has headings and nothing below them.
    #[error("the file has headings and no rows")]
    NoRows,
}

/// The largest table that is read, in bytes.
pub const MAX_BYTES: u64 = 200_000_000;

/// Windows-1252 from 0x80 to 0x9f; below and above that it is Unicode. What it leaves open is a control character, as
/// in browsers.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file, some bytes at a time, so that a page can stop it: as its byte order mark says, else UTF-8, else
/// Windows-1252, in which every byte is a letter. A few damaged bytes in UTF-8 are letters of Windows-1252, too, and the
/// rest stays what it is.
pub struct Decoder {
    bytes: Vec<u8>,
    at: usize,
    coding: Coding,
    text: String,
    problem: Option<FileProblem>,
}

/// How letters are written as bytes.
enum Coding {
    /// In units of two bytes, joined by this.
    Utf16(fn([u8; 2]) -> u16),
    /// As the mark says, or as long as more of what is not ASCII is a letter than not. By chance next to nothing is: a text
    /// in Windows-1252 hardly ever has a sign such as `¼` behind a capital letter with an accent.
    Utf8 {
        is_marked: bool,
        letters: usize,
        damaged: usize,
    },
    Windows,
}

impl Decoder {
    /// Begins with the bytes of a file; refuses one that is no text at first sight.
    pub fn new(bytes: Vec<u8>) -> Result<Decoder, FileProblem> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(FileProblem::TooLarge { limit: MAX_BYTES });
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Err(FileProblem::Workbook);
        }
        let utf8 = |is_marked| Coding::Utf8 { is_marked, letters: 0, damaged: 0 };
        let (at, coding) = match &*bytes {
            [0xff, 0xfe, ..] => (2, Coding::Utf16(u16::from_le_bytes)),
            [0xfe, 0xff, ..] => (2, Coding::Utf16(u16::from_be_bytes)),
            [0xef, 0xbb, 0xbf, ..] => (3, utf8(true)),
            _ => (0, utf8(false)),
        };
        let text = String::with_capacity(bytes.len());
        Ok(Decoder { bytes, at, coding, text, problem: None })
    }

    /// Decodes so many bytes more, or a few over, and answers whether all are decoded.
    pub fn advance(&mut self, count: usize) -> bool {
        let Decoder { bytes, at, coding, text, problem } = self;
        if problem.is_some() {
            return true;
        }
        let (from, begun) = (*at, text.len());
        let mut to = from.saturating_add(count.max(2)).min(bytes.len());
        match coding {
            Coding::Utf16(join) => {
                let unit = |at: usize| Some(join([*bytes.get(at)?, *bytes.get(at + 1)?]));
                to -= (to - from) % 2;
                // What is between the two units of one letter is no place to stop.
                if unit(to.saturating_sub(2)).is_some_and(|it| (0xd800..0xdc00).contains(&it))
                    && unit(to).is_some()
                {
                    to += 2;
                }
                let units = bytes[from..to].chunks_exact(2).map(|it| join([it[0], it[1]]));
                text.extend(char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)));
                // Half a unit is left out.
                to += usize::from(to + 1 == bytes.len());
            }
            Coding::Utf8 { letters, damaged, .. } => {
                // Nor is what is between the bytes of one letter, of which there are four at most.
                to += bytes[to..].iter().take(3).take_while(|it| (0x80..0xc0).contains(*it)).count();
                for chunk in bytes[from..to].utf8_chunks() {
                    *letters += chunk.valid().bytes().filter(|it| *it >= 0xc0).count();
                    *damaged += usize::from(!chunk.invalid().is_empty());
                    text.push_str(chunk.valid());
                    text.extend(chunk.invalid().iter().map(|it| windows(*it)));
                }
            }
            Coding::Windows => text.extend(bytes[from..to].iter().map(|it| windows(*it))),
        }
        *at = to;
        if memchr::memchr(0, &text.as_bytes()[begun..]).is_some() {
            *problem = Some(FileProblem::NotText);
            return true;
        }
        if to < bytes.len() {
            return false;
        }
        match coding {
            Coding::Utf8 { is_marked: false, letters, damaged } if *damaged > 0 && *letters <= *damaged => {
                text.clear();
                (*at, *coding) = (0, Coding::Windows);
                false
            }
            _ => true,
        }
    }

    /// The text. Decodes what is left.
    pub fn finish(mut self) -> Result<String, FileProblem> {
        while !self.advance(usize::MAX) {}
        match self.problem {
            Some(problem) => Err(problem),
            None if self.text.trim().is_empty() => Err(FileProblem::Empty),
            None => Ok(self.text),
        }
    }
}

/// The text of a file, all of it at once.
pub fn text(bytes: &[u8]) -> Result<String, FileProblem> {
    Decoder::new(bytes.to_vec())?.finish()
}

fn windows(byte: u8) -> char {
    WINDOWS.get(usize::from(byte).wrapping_sub(0x80)).copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However many bytes are decoded at once, the text is the same.
    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, FileProblem>) {
        for count in [1, 2, 3, 4, 5, 7, usize::MAX] {
            let text = Decoder::new(bytes.to_vec()).and_then(|mut decoder| {
                while !decoder.advance(count) {}
                decoder.finish()
            });
            assert_eq!(text.as_deref(), expected.as_ref().map(|it| *it), "{bytes:?}, {count} at once");
        }
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let utf16 = |order: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            mark.into_iter().chain("Müller;€😀".encode_utf16().flat_map(order)).collect::<Vec<u8>>()
        };
        check("Müller;€😀".as_bytes(), Ok("Müller;€😀"));
        check("\u{feff}Müller;€😀".as_bytes(), Ok("Müller;€😀"));
        check(b"M\xfcller;\x80", Ok("Müller;€"));
        check(&utf16(u16::to_le_bytes, [0xff, 0xfe]), Ok("Müller;€😀"));
        check(&utf16(u16::to_be_bytes, [0xfe, 0xff]), Ok("Müller;€😀"));
        check(b"\xff\xfea\0b", Ok("a"));
    }

    #[test]
    fn a_damaged_byte_leaves_the_other_letters_as_they_are() {
        for (bytes, expected) in [
            (&b"J\xc3\xbcrgen,M\xc3\xbcller,Bo\xc3,R\xc3\xb3\xc3"[..], "Jürgen,Müller,BoÃ,RóÃ"),
            (b"\xef\xbb\xbfM\xfcller", "Müller"),
            (b"Z\xfcrich, CAF\xc9\x92S", "Zürich, CAFÉ’S"),
        ] {
            check(bytes, Ok(expected));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        for (bytes, problem) in [
            (&b""[..], FileProblem::Empty),
            (b"\xef\xbb\xbf \r\n", FileProblem::Empty),
            (b"PK\x03\x04\x14\x00", FileProblem::Workbook),
            (b"\x89PNG\r\n\x1a\n\x00\x00", FileProblem::NotText),
            (b"n\x00a\x00m\x00e\x00", FileProblem::NotText),
        ] {
            check(bytes, Err(problem));
        }
    }
}
