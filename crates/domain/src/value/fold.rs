//! Text as a search sees it: lower case, without accents.
//!
//! A table of our own for the Latin letters, and the usual ones of Greek and Cyrillic, because the general decomposition
//! weighs more than the rest of this crate; other scripts are lower-cased and kept.

use std::sync::OnceLock;

/// The letters that a search does not tell apart: each row is a plain letter and what folds to it.
const ROWS: [(&str, &str); 45] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặªɐ"),
    ("ae", "æǣǽ"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďđḋḍḏḑḓð"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥħȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįıǐȉȋḭḯỉị"),
    ("ij", "ĳ"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵ"),
    ("l", "ĺļľŀłḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňŉŋǹṅṇṉṋ"),
    ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợº"),
    ("oe", "œ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩſ"),
    ("ss", "ß"),
    ("t", "ţťŧțṫṭṯṱẗ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕ"),
    // As with their marks apart, which are left out: how a letter comes depends on the program that wrote it.
    ("α", "ά"),
    ("ε", "έ"),
    ("η", "ή"),
    ("ι", "ίϊΐ"),
    ("ο", "ό"),
    ("σ", "ς"),
    ("υ", "ύϋΰ"),
    ("ω", "ώ"),
    ("г", "ѓ"),
    ("е", "ёѐ"),
    ("и", "йѝ"),
    ("і", "ї"),
    ("к", "ќ"),
    ("у", "ў"),
    (" ", "\u{a0}\u{202f}\u{2009}\t\n\r"),
];

/// Text in lower case, without accents, with every kind of blank as a space.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// As [`fold`], at the end of a text that is there already.
pub fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        // Most text is plain, so it is taken run by run.
        let run = rest.bytes().take_while(|it| (b' '..=b'~').contains(it)).count();
        let from = out.len();
        out.push_str(&rest[..run]);
        out[from..].make_ascii_lowercase();
        let mut letters = rest[run..].chars();
        let Some(letter) = letters.next() else { return };
        rest = letters.as_str();
        for lower in letter.to_lowercase() {
            match plain(lower) {
                Some(plain) => out.push_str(plain),
                None if ('\u{300}'..='\u{36f}').contains(&lower) => {} // A combining mark.
                None => out.push(lower),
            }
        }
    }
}

fn plain(letter: char) -> Option<&'static str> {
    static LETTERS: OnceLock<Vec<(char, &str)>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let letters = ROWS.iter().flat_map(|(plain, row)| row.chars().map(|it| (it, *plain)));
        let mut letters: Vec<(char, &str)> = letters.collect();
        letters.sort_unstable();
        letters
    });
    letters.binary_search_by_key(&letter, |it| it.0).ok().map(|at| letters[at].1)
}

/// What two spellings of a heading or a name share: folded, letters and digits only.
pub fn header_key(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(char::is_alphanumeric);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_are_ignored() {
        for (text, folded) in [
            ("Ó Súilleabháin", "o suilleabhain"),
            ("Nguyễn Thị Kim Ngân", "nguyen thi kim ngan"),
            ("Bäckerei HÖLZL", "backerei holzl"),
            ("Straße", "strasse"),
            ("Þórunn", "thorunn"),
            ("Łódź", "lodz"),
            ("e\u{301}te\u{301}", "ete"),
            ("İstanbul", "istanbul"),
            ("ΑΘΗΝΑΣ", "αθηνασ"),
            ("Αθήνας", "αθηνασ"),
            ("Андрей", "андреи"),
            ("Андреи\u{306}", "андреи"),
            ("Київ", "киів"),
            ("東京", "東京"),
            ("a\u{a0}b", "a b"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for (plain, row) in ROWS {
            assert_eq!(fold(plain), plain);
            assert_eq!(fold(&fold(row)), fold(row));
        }
    }

    #[test]
    fn headings_lose_their_punctuation() {
        assert_eq!(header_key("E-mail 1 - Value *"), "email1value");
        assert_eq!(header_key(" Société"), "societe");
    }
}
