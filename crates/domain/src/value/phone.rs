//! A phone number.

use super::{NotA, Text, as_text_on_the_wire};
use std::{fmt, str::FromStr};

/// A number as it was typed: it has three digits at least.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(Text);

/// Digits that two spellings of one number surely share: what follows the country and trunk prefixes.
const NATIONAL: usize = 8;

/// What stands before an extension, in the languages that people write it in.
const EXTENSION: [&str; 17] = [
    "#",
    "anexo",
    "app",
    "apparat",
    "durchwahl",
    "dw",
    "ext",
    "extension",
    "extn",
    "int",
    "interno",
    "kl",
    "klappe",
    "poste",
    "ramal",
    "toestel",
    "x",
];
/// A longer one is a number of its own.
const EXTENSION_DIGITS: usize = 7;
/// A number that has an extension, or stands beside another one, has so many digits at least: `*#06#123` has none.
const WHOLE: usize = 6;
/// One that begins with neither `+` nor `0` is whole with so many.
const LONG: usize = 10;

impl Phone {
    /// What two spellings of one number share: its last eight digits. "06 28 23 04 55" and "+33628230455" have the same.
    pub fn key(&self) -> String {
        let digits = self.digits();
        let digits = digits.trim_start_matches('+');
        digits[digits.len().saturating_sub(NATIONAL)..].to_owned()
    }

    /// Whether both are one number for sure: they are dialled alike, with the same extension, but for what stands before the
    /// number at home, which one of them may lack. A shared key is less: numbers of two cities may end alike.
    pub fn is_same(&self, other: &Phone) -> bool {
        let bare = |it: &Phone| it.digits().trim_start_matches(['+', '0']).to_owned();
        let (one, other_one) = (bare(self), bare(other));
        let (short, long) = if one.len() < other_one.len() { (one, other_one) } else { (other_one, one) };
        let is_alike = short == long || (short.len() >= NATIONAL && long.ends_with(&short));
        is_alike && self.extension() == other.extension()
    }

    /// Whether one may be the other: they share a key, and no two extensions.
    pub(crate) fn may_be(&self, other: &Phone) -> bool {
        let are_two = self.extension().zip(other.extension()).is_some_and(|(one, other)| one != other);
        self.key() == other.key() && !are_two
    }

    /// The number to dial: digits with a leading `+` where the country is given; `00` is a `+`, `(0)` is left out after a country.
    /// An extension is no part of it, and of two numbers it is the first.
    pub fn digits(&self) -> String {
        dialled(self.parts().0)
    }

    /// What is dialled once somebody answers: the `12` of `+1 212 555 0199 ext. 12`.
    pub fn extension(&self) -> Option<&str> {
        self.parts().1
    }

    /// All digits that were typed, as far as they are dialled at all, so that a number is found by any of them.
    pub(crate) fn every_digit(&self) -> String {
        dialled(&self.0)
    }

    /// Whether a text is only the extension of a number that stands before it.
    pub(crate) fn is_extension(text: &str) -> bool {
        split_extension(text).is_some_and(|it| it.0.trim().is_empty())
    }

    /// The numbers in a text: a stroke parts two where a whole number stands on either side, and is a sign like any other
    /// in `089/998877` and `0041 75/512 34 56`.
    pub(crate) fn in_text(text: &str) -> Vec<&str> {
        let parts: Vec<&str> = text.split('/').map(str::trim).collect();
        let begins = |it: &str| it.trim_start_matches('(').starts_with(['+', '0']) || count(it) >= LONG;
        let are_whole =
            parts.iter().all(|it| count(it) >= WHOLE) && parts.iter().skip(1).all(|it| begins(it));
        if are_whole { parts } else { vec![text] }
    }

    /// The first number, and its extension.
    fn parts(&self) -> (&str, Option<&str>) {
        let number = Phone::in_text(&self.0).into_iter().next().unwrap_or_default();
        match split_extension(number).filter(|it| count(it.0) >= WHOLE) {
            Some((number, extension)) => (number, Some(extension)),
            None => (number, None),
        }
    }

    /// The number as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn count(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// What stands before an extension, and its digits.
fn split_extension(text: &str) -> Option<(&str, &str)> {
    let is_digit = |it: char| it.is_ascii_digit();
    let text = text.trim_end_matches(|it: char| !it.is_alphanumeric());
    let before = text.trim_end_matches(is_digit);
    let digits = &text[before.len()..];
    if !(1..=EXTENSION_DIGITS).contains(&digits.len()) {
        return None;
    }
    let before = before.trim_end_matches(|it: char| it.is_whitespace() || ".:=-".contains(it));
    let number = match before.strip_suffix('#') {
        Some(number) => number,
        None => before.trim_end_matches(char::is_alphabetic),
    };
    let word = before[number.len()..].to_lowercase();
    EXTENSION.contains(&&*word).then_some((number, digits))
}

/// The digits of a number, with a leading `+` where the country is given.
fn dialled(number: &str) -> String {
    let text = number.trim_start();
    let is_abroad = text.starts_with('+') || text.starts_with("00");
    let text = if is_abroad { text.replacen("(0)", "", 1) } else { text.to_owned() };
    let text = text.strip_prefix("00").map_or_else(|| text.clone(), |rest| format!("+{rest}"));
    let mut digits = String::with_capacity(text.len());
    for it in text.chars() {
        if it.is_ascii_digit() || (it == '+' && digits.is_empty()) {
            digits.push(it);
        }
    }
    digits
}

impl FromStr for Phone {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Phone, NotA> {
        let text = text.trim();
        if text.bytes().filter(u8::is_ascii_digit).count() < 3 {
            return Err(NotA::new(text, "has too few digits to be a phone number"));
        }
        if text.chars().count() > 60 || text.chars().any(char::is_control) {
            return Err(NotA::new(text, "is too long to be a phone number"));
        }
        Ok(Phone(text.into()))
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
as_text_on_the_wire!(Phone, "a phone number");

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> Phone {
        text.parse().expect("a number")
    }

    #[test]
    fn spellings_of_one_number_share_a_key() {
        for (one, other) in [
            ("06 28 23 04 55", "+33628230455"),
            ("+41 (0)75 512 34 56", "0755123456"),
            ("0041 75 512 34 56", "+41755123456"),
            ("(555) 010-0199", "5550100199"),
            ("22 00 01 23", "+47 22 00 01 23"),
        ] {
            assert_eq!(phone(one).key(), phone(other).key(), "{one}");
        }
    }

    #[test]
    fn numbers_that_only_end_alike_are_two() {
        for (one, other) in [
            ("06 28 23 04 55", "+33628230455"),
            ("+41 (0)75 512 34 56", "0041755123456"),
            ("22 00 01 23", "+47 22 00 01 23"),
            ("0112", "112"),
        ] {
            assert!(phone(one).is_same(&phone(other)) && phone(other).is_same(&phone(one)), "{one}");
        }
        for (one, other) in [
            ("+49 30 12345678", "+49 40 12345678"),
            ("(212) 555-0199", "(512) 555-0199"),
            ("555-0199", "(212) 555-0199"),
        ] {
            assert!(!phone(one).is_same(&phone(other)) && !phone(other).is_same(&phone(one)), "{one}");
        }
    }

    #[test]
    fn a_number_is_dialled_without_its_decoration() {
        assert_eq!(phone("+47 22 00 01 23").digits(), "+4722000123");
        assert_eq!(phone("0041 (0)75/512").digits(), "+4175512");
        assert_eq!(phone("22 00 01 23 ext").digits(), "22000123");
        assert_eq!(phone("+49 (0)30 123456 / 0151 2345678").digits(), "+4930123456");
        assert_eq!(phone("089/998877").digits(), "089998877");
        assert_eq!(phone("0041 (0)75/512 34 56").digits(), "+41755123456");
        assert_eq!(phone("212-555-0199 / 212-555-0100").digits(), "2125550199");
    }

    #[test]
    fn an_extension_is_dialled_later() {
        for (text, digits, extension) in [
            ("+1 212 555 0199 ext. 12", "+12125550199", Some("12")),
            ("+44 20 7946 0000 x305", "+442079460000", Some("305")),
            ("212-555-0199x12", "2125550199", Some("12")),
            ("+1 212 555 0199;ext=12", "+12125550199", Some("12")),
            ("(212) 555-0199 Extension: 12", "2125550199", Some("12")),
            ("(212) 555-0199 (ext 12)", "2125550199", Some("12")),
            ("212 555 0199 #7", "2125550199", Some("7")),
            ("089 123456 DW -34", "089123456", Some("34")),
            ("089 123456-34", "08912345634", None),
            ("030 123456, Fax 5550199", "0301234565550199", None),
            ("*#06#123", "06123", None),
            ("x305", "305", None),
            ("ext. 212 555 0199", "2125550199", None),
        ] {
            let it = phone(text);
            assert_eq!((&*it.digits(), it.extension()), (digits, extension), "{text}");
            assert_eq!(it.as_str(), text);
        }
        let [bare, one, other] =
            ["212 555 0199", "+1 212 555 0199 x12", "+1 212 555 0199 ext. 13"].map(phone);
        assert_eq!((bare.key(), one.key()), (one.key(), other.key()), "a twin is found by the number alone");
        assert!(!bare.is_same(&one) && !one.is_same(&other), "and yet no extension is lost");
        assert!(bare.may_be(&one) && !one.may_be(&other));
        assert!(one.is_same(&phone("(212) 555-0199 ext 12")));
    }

    #[test]
    fn a_word_is_not_a_number() {
        for text in ["", "call me", "12", "*#"] {
            assert!(text.parse::<Phone>().is_err(), "{text}");
        }
    }
}
