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

/// The text of a file: as its byte order mark says, else UTF-8, else Windows-1252, in which every byte is a letter. A few
/// damaged bytes in UTF-8 are letters of Windows-1252, too, and the rest stays what it is.
pub fn text(bytes: &[u8]) -> Result<String, FileProblem> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileProblem::TooLarge { limit: MAX_BYTES });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(FileProblem::Workbook);
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) if is_mostly_utf8(bytes) => utf8(bytes),
            Err(_) => bytes.iter().map(|it| windows(*it)).collect(),
        },
    };
    if text.contains('\0') {
        return Err(FileProblem::NotText);
    }
    if text.trim().is_empty() {
        return Err(FileProblem::Empty);
    }
    Ok(text)
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|it| join([it[0], it[1]]));
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Whether more of what is not ASCII is a letter in UTF-8 than not. By chance next to nothing is: a text in Windows-1252
/// hardly ever has a sign such as `¼` behind a capital letter with an accent.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    letters > damaged
}

fn utf8(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|it| windows(*it)));
    }
    text
}

fn windows(byte: u8) -> char {
    WINDOWS.get(usize::from(byte).wrapping_sub(0x80)).copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let utf16 = |order: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            mark.into_iter().chain("Müller;€".encode_utf16().flat_map(order)).collect::<Vec<u8>>()
        };
        for bytes in [
            "Müller;€".as_bytes().to_vec(),
            "\u{feff}Müller;€".as_bytes().to_vec(),
            b"M\xfcller;\x80".to_vec(),
            utf16(u16::to_le_bytes, [0xff, 0xfe]),
            utf16(u16::to_be_bytes, [0xfe, 0xff]),
        ] {
            assert_eq!(text(&bytes).as_deref(), Ok("Müller;€"), "{bytes:?}");
        }
    }

    #[test]
    fn a_damaged_byte_leaves_the_other_letters_as_they_are() {
        for (bytes, expected) in [
            (&b"J\xc3\xbcrgen,M\xc3\xbcller,Bo\xc3,R\xc3\xb3\xc3"[..], "Jürgen,Müller,BoÃ,RóÃ"),
            (b"\xef\xbb\xbfM\xfcller", "Müller"),
            (b"Z\xfcrich, CAF\xc9\x92S", "Zürich, CAFÉ’S"),
        ] {
            assert_eq!(text(bytes).as_deref(), Ok(expected), "{bytes:?}");
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
            assert_eq!(text(bytes), Err(problem), "{bytes:?}");
        }
    }
}
