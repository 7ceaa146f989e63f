//! What a CRM knows: records of fifteen kinds, each a plain struct of values.
//!
//! A record is written on the wire register by register (see [`crate::wire`]): a field is one register, written
//! whole; a field of [`Elements`] is one register per element. Which fields there are stands in one place per
//! kind, the [`registers!`] list, and the compiler refuses a list that leaves one out. A value that has parts names
//! them in alphabetical order, because they are written as they stand there, and canonical JSON is in order.
//!
//! # What is not here
//!
//! No rule about what may happen to a record (see [`crate::command`]), and no stamps (see [`crate::row`]).

mod activity;
mod common;
mod company;
mod contact;
mod deal;
mod enclosed;
pub(crate) mod fill;
mod lead;
mod line;
mod lists;
mod pipeline;
mod quote;
mod settings;
mod task;
mod way;

pub use activity::{Activity, ActivityKind, Direction, Outcome as ActivityOutcome};
pub use common::{Common, Json, Trashed};
pub use company::Company;
pub use contact::{Contact, Employment};
pub use deal::{ContactRole, Deal, DealKind, Ending, NextStep, Outcome, Participant, StageVisit};
pub use enclosed::{Enclosed, Enclosures, FileLink, Milestone};
pub use lead::{Answer, Answered, Converted, Lead, LeadStatus, Level, Priority, StatusVisit};
pub use line::{Amounts, LineItem, Totals};
pub use lists::{Criterion, Listed, Reason, ReasonUse, Rep, Source, Status, StatusKind, Tag, Tint};
pub use pipeline::{Pipeline, Stage, StageKind};
pub use quote::{Quote, QuoteStatus};
pub use settings::{Mode, Settings};
pub use task::{Done, Due, Task, TaskKind};
pub use way::{
    Address, Consent, DoNot, EmailEntry, Emails, Label, Pair, PhoneEntry, Phones, Reached, name_parts,
};

use crate::{
    value::{Currency, Day, ElementKey, Elements, Id, Kind, Money, Percent, Rank, RecordId, Text, Timestamp},
    wire::{Cursor, Fields},
};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt;

/// A record of one kind.
pub trait Record: Clone + Eq + fmt::Debug + Send + Sync + Sized + 'static {
    /// Which kind.
    const KIND: Kind;
    /// The version of its schema, raised when old readers would misread a record.
    const VERSION: u16;

    /// The record with nothing in it but its id.
    fn blank(id: Id<Self>) -> Self;
    /// Its id.
    fn id(&self) -> Id<Self>;
    /// What every record has.
    fn common(&self) -> &Common;
    /// What every record has, to be changed.
    fn common_mut(&mut self) -> &mut Common;
    /// Writes every register that is not absent; where another version of the record is given, only those that differ.
    fn write(&self, than: Option<&Self>, out: &mut Fields);
    /// Reads the value of one register, or answers false and reads nothing if this kind has no such path.
    fn read(&mut self, path: &str, line: &mut Cursor<'_>) -> Result<bool, serde_json::Error>;
    /// Names a register without which the record means nothing, if it is not there.
    fn missing(&self) -> Option<&'static str> {
        None
    }
    /// Tells the records that this one belongs to or is about. Lists such as stages and sources are not told.
    fn links(&self, tell: &mut dyn FnMut(RecordId)) {
        let _ = tell;
    }
}

/// The value of one register.
pub trait Register: Serialize + DeserializeOwned {
    /// Whether it is not written at all, because there is nothing to say.
    fn is_absent(&self) -> bool;
}

impl Register for Text {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
impl Register for bool {
    fn is_absent(&self) -> bool {
        !self
    }
}
impl Register for Timestamp {
    fn is_absent(&self) -> bool {
        *self == Timestamp::default()
    }
}
impl<T> Register for Id<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
impl<T: Serialize + DeserializeOwned> Register for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}
/// Registers that are always written.
macro_rules! always_written {
    ($($type:ty),*) => { $(impl Register for $type { fn is_absent(&self) -> bool { false } })* };
}
always_written!(Rank, Percent, Currency, Money, Day, StatusKind, StageKind, ReasonUse, ActivityKind, Mode);

impl Register for LeadStatus {
    fn is_absent(&self) -> bool {
        self.status.is_none()
    }
}
impl Register for DoNot {
    fn is_absent(&self) -> bool {
        *self == DoNot::default()
    }
}

/// An element that says nothing but that it is there: `true` on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Member;
impl Serialize for Member {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(true)
    }
}
impl<'de> serde::Deserialize<'de> for Member {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Member, D::Error> {
        if bool::deserialize(deserializer)? {
            Ok(Member)
        } else {
            Err(serde::de::Error::custom("a member is true or not there"))
        }
    }
}

/// Writes a register that is not absent, if it is not the same in another version.
fn write_one<T: Register + PartialEq>(one: &T, than: Option<&T>, name: &'static str, out: &mut Fields) {
    if than != Some(one) && !one.is_absent() {
        out.put(name, one);
    }
}

/// Writes the elements of one field, each under `name/key`; of one that differs in another version, all.
fn write_elements<K: ElementKey, V: Serialize + PartialEq>(
    elements: &Elements<K, V>,
    than: Option<&Elements<K, V>>,
    name: &'static str,
    out: &mut Fields,
) {
    if than != Some(elements) {
        for (key, value) in elements.iter() {
            out.put_in(name, key, value);
        }
    }
}

/// The two parts of the path of an element. Names of groups are short, so that looking for a slash byte by byte is quickest.
fn group_and_key(path: &str) -> Option<(&str, &str)> {
    let slash = path.bytes().position(|it| it == b'/')?;
    Some((&path[..slash], &path[slash + 1..]))
}

/// Reads one element of one field.
fn read_element<K: ElementKey, V: DeserializeOwned>(
    elements: &mut Elements<K, V>,
    key: &str,
    line: &mut Cursor<'_>,
) -> Result<bool, serde_json::Error> {
    let Ok(name) = key.parse() else {
        return Err(serde::de::Error::custom(format_args!("{key:?} cannot be the name of an element")));
    };
    elements.insert(name, line.read()?);
    Ok(true)
}

/// Lists the registers of a kind. The path of each is the name of its field.
macro_rules! registers {
    ($type:ident, $kind:ident, version $version:literal, one [$($one:ident),*], each [$($each:ident),*] $(, required $required:ident)? $(, links $links:expr)?) => {
        impl crate::record::Record for $type {
            const KIND: crate::value::Kind = crate::value::Kind::$kind;
            const VERSION: u16 = $version;

            fn blank(id: crate::value::Id<Self>) -> Self {
                $type { id, common: Default::default(), $($one: Default::default(),)* $($each: Default::default(),)* }
            }
            fn id(&self) -> crate::value::Id<Self> {
                self.id
            }
            fn common(&self) -> &crate::record::Common {
                &self.common
            }
            fn common_mut(&mut self) -> &mut crate::record::Common {
                &mut self.common
            }
            fn write(&self, than: Option<&Self>, out: &mut crate::wire::Fields) {
                // Every field by name: a new one must be put in a list above.
                let $type { id: _, common, $($one,)* $($each,)* } = self;
                common.write(than.map(|it| &it.common), out);
                $(crate::record::write_one($one, than.map(|it| &it.$one), stringify!($one), out);)*
                $(crate::record::write_elements($each, than.map(|it| &it.$each), stringify!($each), out);)*
            }
            fn read(&mut self, path: &str, line: &mut crate::wire::Cursor<'_>) -> Result<bool, serde_json::Error> {
                match crate::record::group_and_key(path) {
                    None => match path {
                        $(stringify!($one) => self.$one = line.read()?,)*
                        _ => return self.common.read(path, line),
                    },
                    Some((group, key)) => match group {
                        $(stringify!($each) => return crate::record::read_element(&mut self.$each, key, line),)*
                        _ => return self.common.read_element(group, key, line),
                    },
                }
                #[allow(unreachable_code, reason = "a kind may have no single registers")]
                Ok(true)
            }
            $(fn missing(&self) -> Option<&'static str> {
                crate::record::Register::is_absent(&self.$required).then_some(stringify!($required))
            })?
            $(fn links(&self, tell: &mut dyn FnMut(crate::value::RecordId)) {
                let links: fn(&$type, &mut dyn FnMut(crate::value::RecordId)) = $links;
                links(self, tell);
            })?
        }
    };
}
pub(crate) use registers;

/// An enum whose variants have a name on the wire.
macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$variant_doc])* $variant),* }

        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The name on the wire.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.name())
            }
        }
        impl std::str::FromStr for $type {
            type Err = crate::value::NotA;
            fn from_str(text: &str) -> Result<$type, crate::value::NotA> {
                $type::ALL.iter().copied().find(|it| it.name() == text)
                    .ok_or_else(|| crate::value::NotA::new(text, "is not a name that is known here"))
            }
        }
        crate::value::as_text_on_the_wire!($type, "a known name");
    };
}
pub(crate) use names;
