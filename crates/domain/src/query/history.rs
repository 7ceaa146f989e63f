//! What was changed in a record, change by change, as the journal remembers it.
//!
//! The journal is in the store, and holds every entry with the records before and after. Whoever shows a history hands
//! its entries over one by one; what an entry did to the record is told here, register by register.
//!
//! # What is not here
//!
//! What happened to the customer (see [`super::timeline`]), and taking a change back ([`crate::command::TakeBack`]).

use super::name;
use crate::{
    book::Book,
    change::Edit,
    entry::{Label, Revision},
    record::{Address, DoNot, Due, Ending, FileLink, LineItem, Milestone, Quote, Rep},
    row::{Key, Row},
    value::{Day, Id, Kind, Money, RecordId, Stamp, Timestamp},
    wire::{Fields, Journaled, Past, differing},
};
use serde_json::Value;

/// What one entry did to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Which entry.
    pub revision: Revision,
    /// When it was written here.
    pub at: Timestamp,
    /// By which copy of the data, and when: the stamp of the entry.
    pub stamp: Stamp,
    /// By whom, if it is known.
    pub by: Option<Id<Rep>>,
    /// What the entry did as a whole.
    pub label: Label,
    /// What became of the record.
    pub fate: Fate,
    /// What changed in it, in order of the paths; nothing of a birth that is only named.
    pub turns: Vec<Turn>,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was made.
    Born,
    /// It was changed.
    Changed,
    /// It was taken away, as by an undo.
    Gone,
    /// It was deleted for good.
    Purged,
}

/// A register before and after, as JSON; none where it said nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which register.
    pub path: String,
    /// What it said before.
    pub before: Option<String>,
    /// What it says since.
    pub after: Option<String>,
    /// When, and by which copy of the data, it was written: not that of the entry, if that merged a backup.
    pub stamp: Stamp,
}

/// What an entry did to a record; nothing if it did not touch it.
pub fn happened(key: &Key, revision: Revision, entry: &Journaled) -> Option<Happened> {
    let past = entry.past.iter().find(|it| it.key().as_ref() == Some(key))?;
    let (fate, turns) = match past {
        Past::Birth(..) => (Fate::Born, Vec::new()),
        Past::Gone(_) => (Fate::Purged, Vec::new()),
        Past::Edit(edit) => (fate(edit), turns(edit, entry.head.stamp)),
    };
    let head = &entry.head;
    let (at, label) = (head.stamp.at(), head.label.clone());
    Some(Happened { revision, at, stamp: head.stamp, by: head.by, label, fate, turns })
}

fn fate(edit: &Edit) -> Fate {
    match (&edit.before, &edit.after) {
        (_, Some(Row::Purged(..))) => Fate::Purged,
        (None, Some(_)) => Fate::Born,
        (Some(_), Some(_)) => Fate::Changed,
        (_, None) => Fate::Gone,
    }
}

/// What an edit changed, in order of the paths. `stamp` is that of its entry.
pub fn turns(edit: &Edit, stamp: Stamp) -> Vec<Turn> {
    let (mut old, mut new) = (Fields::default(), Fields::default());
    edit.before.iter().for_each(|it| it.fields(&mut old));
    edit.after.iter().for_each(|it| it.fields(&mut new));
    let stamps = edit.after.as_ref().and_then(Row::stamps);
    let turn = |path: &str| Turn {
        path: path.to_owned(),
        before: old.get(path).map(str::to_owned),
        after: new.get(path).map(str::to_owned),
        stamp: stamps.map_or(stamp, |it| it.of(path)),
    };
    differing(&old, &new).into_iter().map(turn).collect()
}

/// What a register says, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A text, or the name of another record.
    Text(String),
    /// A word of a list that is written in the code, such as a priority.
    Word(String),
    /// An amount.
    Amount(Money),
    /// A day, and the time of it if there is one.
    Due(Due),
    /// A moment.
    Moment(Timestamp),
    /// Yes, or no.
    Flag(bool),
    /// What shall be done, and when.
    Step(String, Option<Day>),
    /// How a deal ended, and why.
    Ended(Ending, Option<String>),
    /// What they asked us not to do.
    DoNot(DoNot),
    /// Somebody or a company, what they are to the record as it is written, and whether they were it once.
    Tie(String, String, bool),
    /// A step on the way.
    Milestone(Milestone),
    /// So many of something.
    Line(LineItem),
    /// Where a file lies.
    File(FileLink),
    /// What was offered.
    Quote(Quote),
}

/// What a register of a record says, as [`Turn`] holds it. What is named is told by what it is called now.
pub fn said(book: &Book, path: &str, json: &str) -> Said {
    let (head, element) = path.split_once('/').unwrap_or((path, ""));
    let other = || Said::Text(json.to_owned());
    if !element.is_empty()
        && let Some(id) = element_id(head, element)
    {
        let name = name(book, id).unwrap_or_else(|| element.to_owned());
        return tie(name, json);
    }
    let Ok(value) = serde_json::from_str::<Value>(json) else { return other() };
    match (head, &value) {
        (_, Value::Bool(it)) => Said::Flag(*it),
        ("created", Value::Number(it)) => it.as_i64().map_or_else(other, |it| Said::Moment(Timestamp(it))),
        (_, Value::Number(it)) => Said::Text(it.to_string()),
        (_, Value::String(text)) => said_text(book, head, text),
        ("value" | "potential", Value::Object(_)) => {
            serde_json::from_str(json).map_or_else(|_| other(), Said::Amount)
        }
        ("addresses", _) => {
            serde_json::from_str::<Address>(json).map_or_else(|_| other(), |it| Said::Text(it.line()))
        }
        ("do_not", _) => serde_json::from_str(json).map_or_else(|_| other(), Said::DoNot),
        ("milestones", _) => serde_json::from_str(json).map_or_else(|_| other(), Said::Milestone),
        ("lines", _) => serde_json::from_str(json).map_or_else(|_| other(), Said::Line),
        ("files", _) => serde_json::from_str(json).map_or_else(|_| other(), Said::File),
        ("quotes", _) => serde_json::from_str(json).map_or_else(|_| other(), Said::Quote),
        (_, Value::Object(fields)) => said_object(book, fields).unwrap_or_else(other),
        _ => other(),
    }
}

/// Someone who belongs to the record, with what is said of the bond.
fn tie(name: String, json: &str) -> Said {
    let bond = serde_json::from_str::<Value>(json).unwrap_or_default();
    let role = bond.get("role").and_then(Value::as_str).unwrap_or_default();
    let is_past = bond.get("inactive").and_then(Value::as_bool).unwrap_or_default();
    if role.is_empty() && !is_past { Said::Text(name) } else { Said::Tie(name, role.to_owned(), is_past) }
}

fn said_text(book: &Book, head: &str, text: &str) -> Said {
    if let Some(kind) = register_kind(head) {
        return Said::Text(named(book, kind, text).unwrap_or_else(|| text.to_owned()));
    }
    match head {
        "due" | "expected_close" => text.parse().map_or_else(|_| Said::Text(text.to_owned()), Said::Due),
        "kind" | "priority" | "level" | "mode" | "direction" => Said::Word(text.to_owned()),
        "about" => {
            let id = text.parse::<RecordId>().ok();
            Said::Text(id.and_then(|it| name(book, it)).unwrap_or_else(|| text.to_owned()))
        }
        _ => Said::Text(text.to_owned()),
    }
}

/// What the part of an object says that people look for first.
fn said_object(book: &Book, fields: &serde_json::Map<String, Value>) -> Option<Said> {
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    if let Some(it) = text("value").or_else(|| text("basis")) {
        return Some(Said::Text(it.to_owned()));
    }
    for (key, kind) in [("status", Kind::Status), ("stage", Kind::Stage)] {
        if let Some(it) = text(key) {
            return named(book, kind, it).map(Said::Text);
        }
    }
    if let Some(it) = text("ending") {
        let reason = text("reason").and_then(|it| named(book, Kind::Reason, it));
        return Some(Said::Ended(it.parse().ok()?, reason));
    }
    if let Some(it) = text("answer") {
        return Some(Said::Word(it.to_owned()));
    }
    if let Some(it) = text("text") {
        return Some(Said::Step(it.to_owned(), text("day").and_then(|it| it.parse().ok())));
    }
    fields.get("at").and_then(Value::as_i64).map(|it| Said::Moment(Timestamp(it)))
}

/// Of which kind the record is that a register names.
fn register_kind(head: &str) -> Option<Kind> {
    Some(match head {
        "owner" | "assignee" | "by" | "created_by" => Kind::Rep,
        "source" => Kind::Source,
        "stage" => Kind::Stage,
        "pipeline" => Kind::Pipeline,
        "company" | "main_company" | "parent" => Kind::Company,
        "contact" | "main_contact" | "referred_by" => Kind::Contact,
        "lead" => Kind::Lead,
        _ => return None,
    })
}

/// The record that an element of a register names.
fn element_id(head: &str, element: &str) -> Option<RecordId> {
    let kind = match head {
        "tags" => Kind::Tag,
        "contacts" => Kind::Contact,
        "companies" => Kind::Company,
        "reps" => Kind::Rep,
        "about" | "apart" => return element.parse().ok(),
        _ => return None,
    };
    format!("{kind}:{element}").parse().ok()
}

fn named(book: &Book, kind: Kind, id: &str) -> Option<String> {
    name(book, format!("{kind}:{id}").parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Bulk, Deed, Edit as EditCommand, MoveTask, Trash},
        entry::{Entry, Verb},
        record::{Company, Lead, Priority, Reason, Tag, Task},
        testing::Device,
        value::Currency,
    };

    fn tells(id: impl Into<RecordId>, entry: &Entry) -> Option<Happened> {
        happened(&Key::Record(id.into()), Revision(7), &Journaled::from(entry))
    }

    #[test]
    fn h5_a_record_tells_each_change_with_when_by_whom_on_which_device_before_and_after() {
        let (device, mut book) = (Device::new(3), Book::new());
        let id = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        let company = book.get(id).expect("it is there").clone();
        let edit = EditCommand::of(&company, |it| (it.name, it.sector) = ("Acme Ltd".into(), "Tools".into()));
        let entry = device.does(&mut book, edit);
        let told = tells(id, &entry).expect("it was touched");
        assert_eq!((told.at, told.by, told.fate), (device.now(), Some(device.me()), Fate::Changed));
        assert_eq!((told.revision, told.stamp.node().0), (Revision(7), 3));
        let turns: Vec<_> =
            told.turns.iter().map(|it| (&*it.path, it.before.as_deref(), it.after.as_deref())).collect();
        assert_eq!(
            turns,
            [("name", Some("\"Acme\""), Some("\"Acme Ltd\"")), ("sector", None, Some("\"Tools\""))]
        );
        assert_eq!(tells(Id::<Lead>::fixed(1), &entry), None);
        let trashed = device.does(&mut book, Trash(vec![id.into()]));
        assert_eq!(tells(id, &trashed).map(|it| it.label.verb), Some(Verb::Trashed));
    }

    #[test]
    fn h5_what_a_register_says_is_told_for_people() {
        let (device, mut book) = (Device::new(1), Book::new());
        let task = device.adds(&mut book, |it: &mut Task| it.title = "Call".into());
        let entry = device.does(&mut book, MoveTask { task, due: "2026-12-01T09:30".parse().ok() });
        let say = |book: &Book, id: RecordId, entry: &Entry| -> Vec<Said> {
            let turns = tells(id, entry).expect("it was touched").turns;
            turns.iter().filter_map(|it| Some(said(book, &it.path, it.after.as_deref()?))).collect()
        };
        let due = "2026-12-01T09:30".parse().expect("a due time");
        assert_eq!(say(&book, task.into(), &entry), [Said::Due(due)]);
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let tag = Tag { name: "Fair".into(), ..crate::record::Record::blank(device.id()) };
        let deed = |deed| Bulk { of: vec![lead.into()], deed, leaves_out: false };
        let entry = device.does(&mut book, deed(Deed::NewTag(tag)));
        assert_eq!(say(&book, lead.into(), &entry), [Said::Text("Fair".to_owned())]);
        let entry = device.does(&mut book, deed(Deed::Priority(Some(Priority::High))));
        assert_eq!(say(&book, lead.into(), &entry), [Said::Word("high".to_owned())]);
        let status = crate::query::listed::<crate::record::Status>(&book)[1].id;
        let entry = device.does(&mut book, deed(Deed::Status { status, reason: None, note: "".into() }));
        assert_eq!(
            say(&book, lead.into(), &entry),
            [Said::Text("Contacted".to_owned()), Said::Text("Contacted".to_owned())]
        );
        let money = Money::new(5, Currency::EUR).expect("small");
        let before = book.get(lead).expect("it is there").clone();
        let edit = EditCommand::of(&before, |it| (it.potential, it.owner) = (Some(money), None));
        let entry = device.does(&mut book, edit);
        let turns = tells(lead, &entry).expect("it was touched").turns;
        assert_eq!(
            said(&book, &turns[0].path, turns[0].before.as_deref().expect("me")),
            Said::Text("Ana Roy".to_owned())
        );
        assert_eq!(say(&book, lead.into(), &entry), [Said::Amount(money)]);
    }

    #[test]
    fn h5_bonds_steps_and_ends_are_told_with_what_belongs_to_them() {
        let (device, mut book) = (Device::new(1), Book::new());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        let reason = device.adds(&mut book, |it: &mut Reason| it.name = "Price".into());
        let say = |path: &str, json: &str| said(&book, path, json);
        let (tie, uuid) = (format!("companies/{}", company.uuid()), reason.uuid());
        assert_eq!(say(&tie, "{}"), Said::Text("Acme".to_owned()));
        let past = Said::Tie("Acme".to_owned(), "Buyer".to_owned(), true);
        assert_eq!(say(&tie, r#"{"inactive":true,"role":"Buyer"}"#), past);
        let step = Said::Step("Call".to_owned(), "2026-12-01".parse().ok());
        assert_eq!(say("next_step", r#"{"day":"2026-12-01","text":"Call"}"#), step);
        let lost = Said::Ended(Ending::Lost, Some("Price".to_owned()));
        assert_eq!(say("outcome", &format!(r#"{{"ending":"lost","reason":"{uuid}"}}"#)), lost);
        let do_not = DoNot { call: true, ..DoNot::default() };
        assert_eq!(say("do_not", r#"{"call":true}"#), Said::DoNot(do_not));
        assert_eq!(say("rank", "[1,2]"), Said::Text("[1,2]".to_owned()));
    }
}
