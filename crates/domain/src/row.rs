//! A record as it is kept: with the stamps of its registers, and with what this version does not understand.
//!
//! Views, queries and commands see the plain record, because [`Stamped`] derefs to it; a command builds a new plain
//! record and cannot touch a stamp. Only [`crate::entry`] stamps.

use crate::{
    fnv,
    record::{
        Activity, Company, Contact, Criterion, Deal, Lead, Pipeline, Reason, Record, Rep, Settings, Source,
        Stage, Status, Tag, Task,
    },
    value::{Id, Kind, RecordId, Stamp, Text},
    wire::{Fields, Sealed, differing},
};
use std::{fmt, ops::Deref, sync::Arc};

/// When each register of a record was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    /// When the record was made; it stands for every register that is not named below.
    pub birth: Stamp,
    /// Registers written or removed later, in order of their paths.
    later: Box<[(Text, Stamp)]>,
}

impl Stamps {
    /// The stamps of a record that was made now.
    pub fn born(birth: Stamp) -> Stamps {
        Stamps { birth, later: Box::default() }
    }

    pub(crate) fn new(birth: Stamp, mut later: Vec<(Text, Stamp)>) -> Stamps {
        later.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Stamps { birth, later: later.into() }
    }

    /// When this register was written last.
    pub fn of(&self, path: &str) -> Stamp {
        self.later.binary_search_by(|it| (*it.0).cmp(path)).map_or(self.birth, |at| self.later[at].1)
    }

    /// The registers that have a stamp of their own, in order.
    pub fn later(&self) -> impl Iterator<Item = (&str, Stamp)> {
        self.later.iter().map(|(path, stamp)| (&**path, *stamp))
    }

    /// The newest of all.
    pub fn newest(&self) -> Stamp {
        self.later.iter().map(|it| it.1).fold(self.birth, Stamp::max)
    }

    fn set<'a>(&mut self, paths: impl Iterator<Item = &'a str>, stamp: Stamp) {
        let mut later = std::mem::take(&mut self.later).into_vec();
        for path in paths {
            match later.binary_search_by(|it| (*it.0).cmp(path)) {
                Ok(at) => later[at].1 = stamp,
                Err(at) => later.insert(at, (path.into(), stamp)),
            }
        }
        self.later = later.into();
    }
}

/// A record, the stamps of its registers, and the registers this version does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped<T> {
    pub(crate) record: T,
    pub(crate) stamps: Stamps,
    /// Paths and canonical JSON, in order of the paths; they survive every edit and every export.
    pub(crate) rest: Box<[(Text, Text)]>,
}

impl<T> Stamped<T> {
    /// The stamps of its registers.
    pub fn stamps(&self) -> &Stamps {
        &self.stamps
    }

    /// The plain record.
    pub fn record(&self) -> &T {
        &self.record
    }

    /// Another version of the record, with the stamps and the unknown registers of this one.
    pub(crate) fn with(&self, record: T) -> Stamped<T> {
        Stamped { record, stamps: self.stamps.clone(), rest: self.rest.clone() }
    }
}

impl<T: Clone> Stamped<T>
where
    Row: From<Arc<Stamped<T>>>,
{
    /// The row with something else in its record.
    pub(crate) fn changed(&self, change: impl FnOnce(&mut T)) -> Row {
        let mut record = self.record.clone();
        change(&mut record);
        Arc::new(self.with(record)).into()
    }
}

impl<T: Record> Stamped<T> {
    /// A record that has not been stamped yet.
    pub(crate) fn unstamped(record: T) -> Stamped<T> {
        Stamped { record, stamps: Stamps::default(), rest: Box::default() }
    }

    fn fields(&self, than: Option<&Stamped<T>>, out: &mut Fields) {
        out.clear();
        self.record.write(than.map(|it| &it.record), out);
        for (path, json) in &self.rest {
            if let Ok(raw) = serde_json::from_str::<&serde_json::value::RawValue>(json) {
                out.put_at(path, &raw);
            }
        }
        out.sort();
    }
}

impl<T> Deref for Stamped<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.record
    }
}

/// Under which key a row is kept.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A record of a kind that is known here.
    Record(RecordId),
    /// A sealed one whose kind is not: its id as it was found, or a digest of what could not be read at all.
    Other(Text),
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Record(id) => fmt::Display::fmt(id, out),
            Key::Other(text) => fmt::Display::fmt(text, out),
        }
    }
}
impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

macro_rules! rows {
    ($($kind:ident),*) => {
        /// A row of any kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Row {
            $(#[doc = concat!("A row of kind ", stringify!($kind), ".")] $kind(Arc<Stamped<$kind>>),)*
            /// What this version cannot read: kept raw, listed, merged by path, exported again.
            Sealed(Arc<Sealed>),
            /// What was deleted for good: its id, and when.
            Purged(Key, Stamp),
        }

        impl Row {
            /// Under which key it is kept.
            pub fn key(&self) -> Key {
                match self {
                    $(Row::$kind(it) => Key::Record(it.id().into()),)*
                    Row::Sealed(it) => it.key.clone(),
                    Row::Purged(key, _) => key.clone(),
                }
            }

            /// Its kind, if that is known. Whoever counts thousands need not look at each.
            pub fn kind(&self) -> Option<Kind> {
                match self {
                    $(Row::$kind(_) => Some(Kind::$kind),)*
                    Row::Sealed(_) | Row::Purged(..) => self.id().map(|it| it.kind),
                }
            }

            /// The stamps of its registers; a purged or sealed row has them on the wire only.
            pub fn stamps(&self) -> Option<&Stamps> {
                match self {
                    $(Row::$kind(it) => Some(&it.stamps),)*
                    Row::Sealed(_) | Row::Purged(..) => None,
                }
            }

            /// Its registers, in order of their paths. None for what is sealed or purged.
            pub fn fields(&self, out: &mut Fields) {
                match self {
                    $(Row::$kind(it) => it.fields(None, out),)*
                    Row::Sealed(_) | Row::Purged(..) => out.clear(),
                }
            }

            /// Those of its registers that differ from those of another row, and perhaps others.
            pub(crate) fn fields_beside(&self, other: &Row, out: &mut Fields) {
                match (self, other) {
                    $((Row::$kind(it), Row::$kind(other)) => it.fields(Some(other), out),)*
                    _ => self.fields(out),
                }
            }

            /// Whether another row is a record of the same kind and id.
            pub(crate) fn is_like(&self, other: &Row) -> bool {
                match (self, other) {
                    $((Row::$kind(it), Row::$kind(other)) => it.id() == other.id(),)*
                    _ => false,
                }
            }

            /// Tells the records that it belongs to or is about.
            pub fn links(&self, tell: &mut dyn FnMut(RecordId)) {
                match self {
                    $(Row::$kind(it) => it.record.links(tell),)*
                    Row::Sealed(_) | Row::Purged(..) => {}
                }
            }

            /// Whether this version does not know the register at this path.
            pub(crate) fn is_unknown(&self, path: &str) -> bool {
                match self {
                    $(Row::$kind(it) => it.rest.iter().any(|it| *it.0 == *path),)*
                    Row::Sealed(_) | Row::Purged(..) => true,
                }
            }

            /// Whether it lies in the trash.
            pub fn is_trashed(&self) -> bool {
                match self {
                    $(Row::$kind(it) => it.common().is_trashed(),)*
                    Row::Sealed(_) | Row::Purged(..) => false,
                }
            }

            /// What every record has; none for what is sealed or purged.
            pub fn common(&self) -> Option<&crate::record::Common> {
                match self {
                    $(Row::$kind(it) => Some(it.common()),)*
                    Row::Sealed(_) | Row::Purged(..) => None,
                }
            }

            /// The same row with another common part; a sealed or purged one stays as it is.
            pub(crate) fn with_common(&self, change: impl FnOnce(&mut crate::record::Common)) -> Row {
                let mut row = self.clone();
                match &mut row {
                    $(Row::$kind(it) => change(Arc::make_mut(it).record.common_mut()),)*
                    Row::Sealed(_) | Row::Purged(..) => {}
                }
                row
            }

            /// The version of its schema.
            pub(crate) fn version(&self) -> u64 {
                match self {
                    $(Row::$kind(_) => u64::from($kind::VERSION),)*
                    Row::Sealed(it) => it.version(),
                    Row::Purged(..) => 1,
                }
            }

            pub(crate) fn stamps_mut(&mut self) -> Option<&mut Stamps> {
                match self {
                    $(Row::$kind(it) => Some(&mut Arc::make_mut(it).stamps),)*
                    Row::Sealed(_) | Row::Purged(..) => None,
                }
            }

            /// Takes the registers this version does not know, and the stamps, from the row it replaces.
            pub(crate) fn succeeds(&mut self, before: &Row) {
                match (self, before) {
                    $((Row::$kind(after), Row::$kind(before)) => {
                        let after = Arc::make_mut(after);
                        after.stamps = before.stamps.clone();
                        after.rest = before.rest.clone();
                    })*
                    _ => {}
                }
            }
        }

        /// The version of a kind's schema.
        pub(crate) fn version_of(kind: Kind) -> u16 {
            match kind {
                $(Kind::$kind => $kind::VERSION,)*
            }
        }

        $(impl From<Arc<Stamped<$kind>>> for Row {
            fn from(it: Arc<Stamped<$kind>>) -> Row {
                Row::$kind(it)
            }
        }
        impl From<$kind> for Row {
            /// A record that has not been stamped yet.
            fn from(it: $kind) -> Row {
                Row::$kind(Arc::new(Stamped::unstamped(it)))
            }
        }
        impl Unrow for $kind {
            fn unrow(row: &Row) -> Option<&Arc<Stamped<$kind>>> {
                match row {
                    Row::$kind(it) => Some(it),
                    _ => None,
                }
            }
        })*
    };
}

/// A kind that rows can be of.
pub trait Unrow: Record + Into<Row> {
    /// The row as one of this kind.
    fn unrow(row: &Row) -> Option<&Arc<Stamped<Self>>>;
}

rows!(
    Settings, Rep, Source, Reason, Status, Criterion, Tag, Pipeline, Stage, Company, Contact, Lead, Deal,
    Task, Activity
);

impl Row {
    /// Which record it is, if it is of a known kind.
    pub fn id(&self) -> Option<RecordId> {
        match self.key() {
            Key::Record(id) => Some(id),
            Key::Other(_) => None,
        }
    }

    /// The newest stamp in it.
    pub fn newest(&self) -> Stamp {
        match (self, self.stamps()) {
            (_, Some(stamps)) => stamps.newest(),
            (Row::Purged(_, stamp), _) => *stamp,
            _ => self.to_raw().map(|it| it.newest()).unwrap_or_default(),
        }
    }

    /// A digest of what its registers say, whenever they were written. `fields` is room to work in.
    pub fn digest(&self, fields: &mut Fields) -> u64 {
        self.fields(fields);
        self.digest_written(fields)
    }

    /// The same of a row that was just written, and whose registers `fields` still holds ([`crate::wire::write_line`]).
    pub fn digest_written(&self, fields: &Fields) -> u64 {
        let mut sum = fnv::EMPTY;
        let mut take = |text: &str| sum = fnv::add(fnv::add(sum, text.as_bytes()), b"\n");
        match self {
            Row::Sealed(it) => take(&it.found()),
            Row::Purged(..) => {}
            _ => fields.iter().for_each(|(path, value)| {
                take(path);
                take(value);
            }),
        }
        sum
    }

    /// The row as one of a `T`.
    pub fn get<T: Unrow>(&self) -> Option<&Arc<Stamped<T>>> {
        T::unrow(self)
    }

    /// Gives `stamp` to the registers that differ from the row before, or to all of a record that is new.
    ///
    /// Called by [`crate::entry`] and nowhere else.
    pub(crate) fn stamp(&mut self, before: Option<&Row>, stamp: Stamp) {
        if let Row::Purged(_, at) = self {
            *at = stamp;
            return;
        }
        let Some(before) = before.filter(|it| it.stamps().is_some()) else {
            if let Some(stamps) = self.stamps_mut() {
                *stamps = Stamps::born(stamp);
            }
            return;
        };
        let (mut old, mut new) = (Fields::default(), Fields::default());
        before.fields_beside(self, &mut old);
        self.fields_beside(before, &mut new);
        let paths = differing(&old, &new);
        self.succeeds(before);
        if let Some(stamps) = self.stamps_mut() {
            stamps.set(paths.into_iter(), stamp);
        }
    }
}

/// A record that is written in the code: the zero stamp.
pub(crate) fn default_row<T: Unrow>(id: u128, build: impl FnOnce(&mut T)) -> Row {
    let mut record = T::blank(Id::fixed(id));
    build(&mut record);
    record.into()
}
