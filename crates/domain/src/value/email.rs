//! An e-mail address.

use super::{NotA, Text, as_text_on_the_wire};
use std::{fmt, str::FromStr};

/// An address as it was typed: something, an `@`, something with no blank in either.
///
/// Not more is asked: what a mail server accepts is its own affair, and a refused address is a lost customer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(Text);

impl Email {
    /// What two spellings of one address share.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// Whether both are one address.
    pub fn is_same(&self, other: &Email) -> bool {
        self.key() == other.key()
    }

    /// The part after the `@`, in lower case.
    pub fn domain(&self) -> String {
        self.0.rsplit('@').next().unwrap_or_default().to_lowercase()
    }

    /// The address as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Email, NotA> {
        let text = text.trim();
        let not = |why| Err(NotA::new(text, why));
        match text.rsplit_once('@') {
            None => not("has no @, so it is not an e-mail address"),
            Some((_, "")) => not("needs a part after the @"),
            Some(("", _)) => not("needs a part before the @"),
            Some(_) if text.chars().any(|it| it.is_whitespace() || it.is_control()) => {
                not("has a blank in it, so it is not an e-mail address")
            }
            Some(_) if text.len() > 320 => not("is too long to be an e-mail address"),
            Some(_) => Ok(Email(text.into())),
        }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
as_text_on_the_wire!(Email, "an e-mail address");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_typed_and_found_in_any_case() {
        let email: Email = " Ana.Roy@Acme.IO ".parse().expect("an address");
        assert_eq!(
            (email.as_str(), email.key().as_str(), email.domain().as_str()),
            ("Ana.Roy@Acme.IO", "ana.roy@acme.io", "acme.io")
        );
    }

    #[test]
    fn what_is_wrong_with_an_address_is_said() {
        for (text, why) in
            [("ana", "no @"), ("ana@", "after the @"), ("@acme.io", "before the @"), ("a b@acme.io", "blank")]
        {
            assert!(text.parse::<Email>().expect_err(text).to_string().contains(why), "{text}");
        }
    }
}
