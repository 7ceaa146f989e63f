//! Where in the app one is, as the text after the `#`: it works on any static host, under any path, offline.

use domain::{
    record::{Company, Contact, Deal, Lead},
    value::{Id, Kind, RecordId},
};
use std::fmt;

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// What is due, and what nobody has looked after.
    Today,
    /// The list of leads.
    #[default]
    Leads,
    /// One lead.
    Lead(Id<Lead>),
    /// The board.
    Pipeline,
    /// One deal.
    Deal(Id<Deal>),
    /// The list of contacts.
    Contacts,
    /// One contact.
    Contact(Id<Contact>),
    /// The list of companies.
    Companies,
    /// One company.
    Company(Id<Company>),
    /// How much of the work comes to something.
    Reports,
    /// Backups and imports.
    Data,
    /// What the words mean, and what the app does and does not.
    Help,
    /// The settings: which part of them.
    Settings(Section),
}

/// A part of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Section {
    #[default]
    General,
    People,
    Statuses,
    Stages,
    Sources,
    Reasons,
    Tags,
    Look,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Section; 8] = [
        Section::General,
        Section::People,
        Section::Statuses,
        Section::Stages,
        Section::Sources,
        Section::Reasons,
        Section::Tags,
        Section::Look,
    ];

    fn name(self) -> &'static str {
        match self {
            Section::General => "general",
            Section::People => "people",
            Section::Statuses => "statuses",
            Section::Stages => "stages",
            Section::Sources => "sources",
            Section::Reasons => "reasons",
            Section::Tags => "tags",
            Section::Look => "look",
        }
    }
}

impl Route {
    /// The page of a record; lists such as sources have none.
    pub fn of(id: RecordId) -> Option<Route> {
        match id.kind {
            Kind::Lead => id.get().map(Route::Lead),
            Kind::Deal => id.get().map(Route::Deal),
            Kind::Contact => id.get().map(Route::Contact),
            Kind::Company => id.get().map(Route::Company),
            _ => None,
        }
    }

    /// The record whose page it is.
    pub fn record(self) -> Option<RecordId> {
        match self {
            Route::Lead(id) => Some(id.into()),
            Route::Deal(id) => Some(id.into()),
            Route::Contact(id) => Some(id.into()),
            Route::Company(id) => Some(id.into()),
            _ => None,
        }
    }

    /// The screen that a path names, or nothing if there is none.
    pub fn parse(path: &str) -> Option<Route> {
        let mut parts = path.trim_matches('/').split('/');
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        match (first, second) {
            ("today", None) => Some(Route::Today),
            ("leads", None) => Some(Route::Leads),
            ("leads", Some(id)) => id.parse().ok().map(Route::Lead),
            ("pipeline", None) => Some(Route::Pipeline),
            ("deals", Some(id)) => id.parse().ok().map(Route::Deal),
            ("contacts", None) => Some(Route::Contacts),
            ("contacts", Some(id)) => id.parse().ok().map(Route::Contact),
            ("companies", None) => Some(Route::Companies),
            ("companies", Some(id)) => id.parse().ok().map(Route::Company),
            ("reports", None) => Some(Route::Reports),
            ("data", None) => Some(Route::Data),
            ("help", None) => Some(Route::Help),
            ("settings", None) => Some(Route::Settings(Section::General)),
            ("settings", Some(name)) => {
                Section::ALL.into_iter().find(|it| it.name() == name).map(Route::Settings)
            }
            _ => None,
        }
    }

    /// Whether it shows a list, which remembers what was asked of it.
    pub fn is_list(self) -> bool {
        matches!(self, Route::Leads | Route::Pipeline | Route::Contacts | Route::Companies)
    }

    /// The address of the screen, to stand in a link.
    pub fn href(self) -> String {
        format!("#{self}")
    }

    /// The screen under which this one is found in the navigation.
    #[must_use]
    pub fn parent(self) -> Route {
        match self {
            Route::Lead(_) => Route::Leads,
            Route::Deal(_) => Route::Pipeline,
            Route::Contact(_) => Route::Contacts,
            Route::Company(_) => Route::Companies,
            Route::Settings(_) => Route::Settings(Section::General),
            other => other,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Today => out.write_str("/today"),
            Route::Leads => out.write_str("/leads"),
            Route::Lead(id) => write!(out, "/leads/{id}"),
            Route::Pipeline => out.write_str("/pipeline"),
            Route::Deal(id) => write!(out, "/deals/{id}"),
            Route::Contacts => out.write_str("/contacts"),
            Route::Contact(id) => write!(out, "/contacts/{id}"),
            Route::Companies => out.write_str("/companies"),
            Route::Company(id) => write!(out, "/companies/{id}"),
            Route::Reports => out.write_str("/reports"),
            Route::Data => out.write_str("/data"),
            Route::Help => out.write_str("/help"),
            Route::Settings(Section::General) => out.write_str("/settings"),
            Route::Settings(section) => write!(out, "/settings/{}", section.name()),
        }
    }
}

/// A screen, and what was chosen on it: sort order, text filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The screen.
    pub route: Route,
    /// What was chosen, by name, in order.
    pub query: Vec<(String, String)>,
}

impl Address {
    /// Reads the text after the `#`; nothing if it names no screen.
    pub fn parse(hash: &str) -> Option<Address> {
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let pair = |it: &str| {
            let (name, value) = it.split_once('=').unwrap_or((it, ""));
            (decoded(name), decoded(value))
        };
        let query = query.split('&').filter(|it| !it.is_empty()).map(pair).collect();
        Some(Address { route: Route::parse(path)?, query })
    }

    /// The value of a name; nothing if it was not chosen.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// The same address with another value; an empty one takes the name away.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Address {
        self.query.retain(|it| it.0 != name);
        if !value.is_empty() {
            self.query.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

impl From<Route> for Address {
    fn from(route: Route) -> Address {
        Address { route, query: Vec::new() }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.route)?;
        for (at, (name, value)) in self.query.iter().enumerate() {
            write!(out, "{}{}={}", if at == 0 { '?' } else { '&' }, encoded(name), encoded(value))?;
        }
        Ok(())
    }
}

/// Percent-encodes everything but letters, digits and a few marks.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' | b':' => {
                out.push(byte.into());
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)].into());
                out.push(HEX[usize::from(byte & 15)].into());
            }
        }
    }
    out
}

/// What [`encoded`] was given; what is not encoded well stays as it is.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match (bytes[at], code.and_then(|it| u8::from_str_radix(it, 16).ok())) {
            (_, Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (b'+', None) => {
                out.push(b' ');
                at += 1;
            }
            (byte, None) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11";

    #[test]
    fn every_screen_reads_as_it_is_written() {
        let id = || ID.parse().expect("an id");
        let records = [
            Route::Lead(ID.parse().expect("an id")),
            Route::Deal(ID.parse().expect("an id")),
            Route::Contact(id()),
            Route::Company(ID.parse().expect("an id")),
        ];
        let plain = [
            Route::Leads,
            Route::Pipeline,
            Route::Contacts,
            Route::Companies,
            Route::Reports,
            Route::Data,
            Route::Help,
        ];
        let settings = Section::ALL.map(Route::Settings);
        for route in records.into_iter().chain(plain).chain(settings) {
            assert_eq!(Route::parse(&route.to_string()), Some(route), "{route}");
        }
    }

    #[test]
    fn an_address_that_names_no_screen_is_none() {
        for path in ["", "/", "/leads/x", "/nowhere", "/leads/1/2", "/settings/nothing"] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }

    #[test]
    fn what_was_chosen_survives_the_address() {
        let address = Address::from(Route::Leads).with("q", "Zoë & 50% #1?=/").with("sort", "-age");
        assert_eq!(Address::parse(&address.to_string()), Some(address.clone()));
        assert_eq!(address.get("sort"), Some("-age"));
        assert_eq!(address.with("q", "").to_string(), "/leads?sort=-age");
    }

    #[test]
    fn a_badly_encoded_address_is_read_as_far_as_it_goes() {
        let address = Address::parse("/leads?q=%ZZ%C3%28&=&x").expect("a screen");
        assert!(address.get("q").is_some());
    }
}
