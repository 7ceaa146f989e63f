//! Ways to reach someone, and what they allow.

use super::{Record, names};
use crate::value::{Day, ElementId, Elements, Email, Phone, Text};
use serde::{Deserialize, Serialize};

names! {
    /// What a number or an address is for.
    Label {
        /// At work.
        Work = "work",
        /// At home.
        Home = "home",
        /// In the pocket.
        Mobile = "mobile",
        /// Anything else.
        Other = "other",
    }
}

/// An address or a number with what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair<T> {
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The address or number.
    pub value: T,
}
/// One of someone's e-mail addresses.
pub type EmailEntry = Pair<Email>;
/// One of someone's numbers.
pub type PhoneEntry = Pair<Phone>;
/// All of someone's e-mail addresses.
pub type Emails = Elements<ElementId, EmailEntry>;
/// All of someone's numbers.
pub type Phones = Elements<ElementId, PhoneEntry>;

/// Where someone lives or works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The city or town.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub city: Text,
    /// Country, as its owner wrote it.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub country: Text,
    /// Postal code.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub postal: Text,
    /// State, province, canton.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub region: Text,
    /// Street, number and what else stands above the city.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub street: Text,
}

impl Address {
    /// The address on one line.
    pub fn line(&self) -> String {
        self.lines().join(", ")
    }

    /// The address as it stands on an envelope.
    pub fn lines(&self) -> Vec<String> {
        let place = [&*self.postal, &*self.city]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let parts = [&*self.street, &place, &*self.region, &*self.country];
        parts.into_iter().filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }
}

/// What someone has asked us not to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DoNot {
    /// Do not call.
    pub call: bool,
    /// Do not send e-mail.
    pub mail: bool,
    /// Do not send messages.
    pub message: bool,
}

/// On what ground someone may be written to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The ground, in the owner's words: "by phone", "newsletter form".
    pub basis: Text,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

/// A record that has ways to be reached: a lead, a contact, a company.
pub trait Reached: Record {
    /// What it is called: never empty.
    fn name(&self) -> String;
    /// Its e-mail addresses.
    fn emails(&self) -> &Emails;
    /// Its numbers.
    fn phones(&self) -> &Phones;
    /// Which address is the primary one, as it is written: an element's id.
    fn primary_email(&self) -> Option<ElementId>;
    /// Which number is the primary one.
    fn primary_phone(&self) -> Option<ElementId>;

    /// The address to write to: the primary one, else the first.
    fn email(&self) -> Option<&Email> {
        let emails = self.emails();
        let primary = self.primary_email().and_then(|it| emails.get(&it));
        primary.or_else(|| emails.values().next()).map(|it| &it.value)
    }
    /// The number to call: the primary one, else the first.
    fn phone(&self) -> Option<&Phone> {
        let phones = self.phones();
        let primary = self.primary_phone().and_then(|it| phones.get(&it));
        primary.or_else(|| phones.values().next()).map(|it| &it.value)
    }
}

/// Implements [`Reached`] for a kind with the usual fields.
macro_rules! reached {
    ($type:ident, $name:expr) => {
        impl crate::record::Reached for $type {
            fn name(&self) -> String {
                let name: fn(&$type) -> String = $name;
                name(self)
            }
            fn emails(&self) -> &crate::record::Emails {
                &self.emails
            }
            fn phones(&self) -> &crate::record::Phones {
                &self.phones
            }
            fn primary_email(&self) -> Option<crate::value::ElementId> {
                self.primary_email
            }
            fn primary_phone(&self) -> Option<crate::value::ElementId> {
                self.primary_phone
            }
        }
    };
}
pub(super) use reached;

/// The parts of a name that are there, with a blank between them.
pub(super) fn joined(parts: [&str; 3]) -> String {
    let mut whole = String::with_capacity(parts.iter().map(|it| it.len() + 1).sum());
    for part in parts.into_iter().map(str::trim).filter(|it| !it.is_empty()) {
        if !whole.is_empty() {
            whole.push(' ');
        }
        whole.push_str(part);
    }
    whole
}

/// Small words that belong to the last name after them.
const PARTICLES: [&str; 32] = [
    "af", "al", "av", "bin", "da", "das", "de", "dei", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "las", "le", "lo", "los", "ten", "ter", "van", "von", "vom", "y", "zu", "zum", "zur",
];

/// First and last name of a whole one: the last word is the last name, with the particles before it, all before it the
/// first; a lone word is a first name. Together they read as it was written: a name that would not is a first name as a
/// whole.
pub fn name_parts(whole: &str) -> (Text, Text) {
    let whole = whole.trim();
    let mut parts = whole.rsplit_once(' ');
    while let Some((first, last)) = parts
        && let Some((before, particle)) = first.rsplit_once(' ')
        && PARTICLES.contains(&particle)
    {
        parts = Some((before, &whole[whole.len() - last.len() - particle.len() - 1..]));
    }
    match parts {
        Some((first, last)) if joined(["", first, last]) == whole => (first.into(), last.into()),
        _ => (whole.into(), Text::EMPTY),
    }
}

#[cfg(test)]
mod tests {
    use super::{joined, name_parts};

    #[test]
    fn the_last_word_of_a_name_is_the_last_name() {
        let parts = |it| {
            let (first, last) = name_parts(it);
            (first.to_string(), last.to_string())
        };
        assert_eq!(parts("Marguerite Okafor-Lindqvist"), ("Marguerite".into(), "Okafor-Lindqvist".into()));
        assert_eq!(parts(" Dr Annelie von Hohenstein "), ("Dr Annelie".into(), "von Hohenstein".into()));
        assert_eq!(parts("Ana García de la Cruz"), ("Ana García".into(), "de la Cruz".into()));
        assert_eq!(parts("Van Morrison"), ("Van".into(), "Morrison".into()));
        assert_eq!(parts("de Gaulle"), ("de".into(), "Gaulle".into()));
        assert_eq!(parts("Cher"), ("Cher".into(), String::new()));
        assert_eq!(parts("  "), (String::new(), String::new()));
        assert_eq!(parts("Ana  Roy"), ("Ana  Roy".into(), String::new()));
    }

    #[test]
    fn a_name_reads_as_it_was_written() {
        for whole in ["a\tb c", "a  b c", "a\u{a0}b", "<b c='d e'>", "Roy,  Ana", "a \u{a0} b", "a\n\nb"] {
            let (first, last) = name_parts(whole);
            assert_eq!(joined(["", &first, &last]), whole, "{whole:?}");
        }
    }
}
