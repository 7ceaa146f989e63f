//! Who a record is: an id that says what it is an id of.

use super::{NotA, as_text_on_the_wire, hex};
use std::{cmp, fmt, hash, marker::PhantomData, str::FromStr};
use uuid::Uuid;

/// The kinds of records, in the order in which they are read and exported: what others point to comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// The one record of settings that are shared with the data.
    Settings,
    /// Someone who works with the data.
    Rep,
    /// Where leads come from.
    Source,
    /// Why a lead was disqualified, a deal lost or won.
    Reason,
    /// A lead's status.
    Status,
    /// A question of the qualification checklist.
    Criterion,
    /// A tag.
    Tag,
    /// A pipeline.
    Pipeline,
    /// A stage of a pipeline.
    Stage,
    /// A company.
    Company,
    /// A person.
    Contact,
    /// A lead.
    Lead,
    /// A deal.
    Deal,
    /// Something to do.
    Task,
    /// Something that happened.
    Activity,
}

impl Kind {
    /// Every kind, in order.
    pub const ALL: [Kind; 15] = [
        Kind::Settings,
        Kind::Rep,
        Kind::Source,
        Kind::Reason,
        Kind::Status,
        Kind::Criterion,
        Kind::Tag,
        Kind::Pipeline,
        Kind::Stage,
        Kind::Company,
        Kind::Contact,
        Kind::Lead,
        Kind::Deal,
        Kind::Task,
        Kind::Activity,
    ];

    /// The name on the wire, in the singular and in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Settings => "settings",
            Kind::Rep => "rep",
            Kind::Source => "source",
            Kind::Reason => "reason",
            Kind::Status => "status",
            Kind::Criterion => "criterion",
            Kind::Tag => "tag",
            Kind::Pipeline => "pipeline",
            Kind::Stage => "stage",
            Kind::Company => "company",
            Kind::Contact => "contact",
            Kind::Lead => "lead",
            Kind::Deal => "deal",
            Kind::Task => "task",
            Kind::Activity => "activity",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
impl FromStr for Kind {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Kind, NotA> {
        Kind::named(text).ok_or_else(|| NotA::new(text, "is of a kind that is not known here"))
    }
}
as_text_on_the_wire!(Kind, "a kind of record");

/// The id of a record of kind `T`: a UUID made by the device, version 7 so that ids sort by age.
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id that no record has. A register that must hold an id holds this until it is read.
    pub const NONE: Id<T> = Id { uuid: Uuid::nil(), of: PhantomData };

    /// Takes a UUID that was made for a `T`.
    pub const fn new(uuid: Uuid) -> Id<T> {
        Id { uuid, of: PhantomData }
    }

    /// An id written in the code, for records that every copy of the data begins with.
    pub const fn fixed(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    /// The bare UUID.
    pub fn uuid(self) -> Uuid {
        self.uuid
    }

    /// Whether this is [`Id::NONE`].
    pub fn is_none(self) -> bool {
        self.uuid.is_nil()
    }
}

impl<T> Default for Id<T> {
    fn default() -> Id<T> {
        Id::NONE
    }
}
impl<T> Clone for Id<T> {
    fn clone(&self) -> Id<T> {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Id<T>) -> bool {
        self.uuid == other.uuid
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Id<T>) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Id<T>) -> cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        hash(self.uuid, state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(Spelled::new(self.uuid).as_str())
    }
}
impl<T> FromStr for Id<T> {
    type Err = NotA;
    fn from_str(text: &str) -> Result<Id<T>, NotA> {
        Ok(Id::new(uuid(text)?))
    }
}
impl<T> serde::Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Spelled::new(self.uuid).as_str())
    }
}
impl<'de, T> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Id<T>, D::Error> {
        Ok(Id::new(ElementId::deserialize(deserializer)?.0))
    }
}

/// The id of any record: `kind:uuid` on the wire.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordId {
    /// What it is the id of.
    pub kind: Kind,
    /// Which one.
    pub uuid: Uuid,
}

impl RecordId {
    /// The id as one of a `T`, if it is of that kind.
    pub fn get<T: crate::record::Record>(self) -> Option<Id<T>> {
        (self.kind == T::KIND).then(|| Id::new(self.uuid))
    }
}

impl<T: crate::record::Record> From<Id<T>> for RecordId {
    fn from(id: Id<T>) -> RecordId {
        RecordId { kind: T::KIND, uuid: id.uuid }
    }
}
impl<T: crate::record::Record> PartialEq<Id<T>> for RecordId {
    fn eq(&self, other: &Id<T>) -> bool {
        *self == RecordId::from(*other)
    }
}

impl hash::Hash for RecordId {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        state.write_u8(self.kind as u8);
        hash(self.uuid, state);
    }
}

/// Two words and no more: a UUID would tell its sixteen bytes, and how many they are.
fn hash(uuid: Uuid, state: &mut impl hash::Hasher) {
    let (high, low) = uuid.as_u64_pair();
    state.write_u64(high);
    state.write_u64(low);
}

impl fmt::Display for RecordId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In each line that is written: without a format in between.
        out.write_str(self.kind.name())?;
        out.write_str(":")?;
        out.write_str(Spelled::new(self.uuid).as_str())
    }
}
impl fmt::Debug for RecordId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
impl FromStr for RecordId {
    type Err = NotA;
    fn from_str(text: &str) -> Result<RecordId, NotA> {
        let (kind, id) = text.split_once(':').ok_or_else(|| NotA::new(text, "is not the id of a record"))?;
        let kind = Kind::named(kind).ok_or_else(|| NotA::new(text, "is of a kind that is not known here"))?;
        Ok(RecordId { kind, uuid: uuid(id)? })
    }
}
as_text_on_the_wire!(RecordId, "the id of a record");

/// The id of one element of a record, such as one of its e-mail addresses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub Uuid);

impl fmt::Display for ElementId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(Spelled::new(self.0).as_str())
    }
}
impl fmt::Debug for ElementId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
impl FromStr for ElementId {
    type Err = NotA;
    fn from_str(text: &str) -> Result<ElementId, NotA> {
        uuid(text).map(ElementId)
    }
}
as_text_on_the_wire!(ElementId, "a UUID");

/// A UUID as it is written.
struct Spelled([u8; 36]);

impl Spelled {
    fn new(uuid: Uuid) -> Spelled {
        let (bytes, mut text) = (uuid.as_bytes(), [b'-'; 36]);
        hex::put_four::<0, 0, 4, _, _>(bytes, &mut text);
        hex::put_four::<4, 9, 14, _, _>(bytes, &mut text);
        hex::put_four::<8, 19, 24, _, _>(bytes, &mut text);
        hex::put_four::<12, 28, 32, _, _>(bytes, &mut text);
        Spelled(text)
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Reads the one form that is written: 36 characters. Other forms of the same UUID would be other texts to a merge.
fn uuid(text: &str) -> Result<Uuid, NotA> {
    let read = |text: &[u8; 36]| {
        let is_grouped = [text[8], text[13], text[18], text[23]] == [b'-'; 4];
        let fours = [
            hex::four::<0, 4, 36>(text)?,
            hex::four::<9, 14, 36>(text)?,
            hex::four::<19, 24, 36>(text)?,
            hex::four::<28, 32, 36>(text)?,
        ];
        is_grouped.then(|| fours.into_iter().fold(0, |sum, it| sum << 32 | u128::from(it)))
    };
    let number = text.as_bytes().try_into().ok().and_then(read);
    number.map(Uuid::from_u128).ok_or_else(|| NotA::new(text, "is not a UUID"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_id_reads_as_it_is_written() {
        let text = "deal:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11";
        assert_eq!(text.parse::<RecordId>().expect("an id").to_string(), text);
    }

    #[test]
    fn other_spellings_of_a_uuid_are_refused() {
        for text in ["0192F0C1-7D2A-7C3E-9A51-3D0F2B6C8E11", "0192f0c17d2a7c3e9a513d0f2b6c8e11", "{x}", ""] {
            assert!(text.parse::<ElementId>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_unknown_kind_is_named() {
        let error =
            "quote:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11".parse::<RecordId>().expect_err("no such kind");
        assert!(error.to_string().contains("kind that is not known"));
    }
}
