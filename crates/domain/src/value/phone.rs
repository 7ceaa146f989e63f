//! A phone number.

use super::{NotA, Text, as_text_on_the_wire};
use std::{fmt, str::FromStr};

/// A number as it was typed: it has three digits at least.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(Text);

/// Digits that two spellings of one number surely share: what follows the country and trunk prefixes.
const NATIONAL: usize = 8;

impl Phone {
    /// What two spellings of one number share: its last eight digits. "06 28 23 04 55" and "+33628230455" have the same.
    pub fn key(&self) -> String {
        let digits = self.digits();
        let digits = digits.trim_start_matches('+');
        digits[digits.len().saturating_sub(NATIONAL)..].to_owned()
    }

    /// Whether both are one number for sure: they are dialled alike but for what stands before the number at home, which
    /// one of them may lack. A shared key is less: numbers of two cities may end alike.
    pub fn is_same(&self, other: &Phone) -> bool {
        let bare = |it: &Phone| it.digits().trim_start_matches(['+', '0']).to_owned();
        let (one, other) = (bare(self), bare(other));
        let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
        short == long || (short.len() >= NATIONAL && long.ends_with(&short))
    }

    /// The number to dial: digits with a leading `+` where the country is given; `00` is a `+`, `(0)` is left out after a country.
    pub fn digits(&self) -> String {
        let text = self.0.trim_start();
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

    /// The number as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
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
    }

    #[test]
    fn a_word_is_not_a_number() {
        for text in ["", "call me", "12", "*#"] {
            assert!(text.parse::<Phone>().is_err(), "{text}");
        }
    }
}
