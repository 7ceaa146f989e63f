//! Words that many screens use.

use super::super::kit::inline::EditWords;
use domain::{
    record::{ActivityKind, Level, Priority},
    value::Kind,
};

/// Nothing, in a table.
pub const NONE: &str = "–";

/// Today.
pub fn today() -> String {
    "Today".to_owned()
}
/// Tomorrow.
pub fn tomorrow() -> String {
    "Tomorrow".to_owned()
}
/// Yesterday.
pub fn yesterday() -> String {
    "Yesterday".to_owned()
}
/// A day in the middle of a sentence: our own words begin small, names of days and months as they are written.
pub fn mid(day: &str) -> String {
    let own = [today(), tomorrow(), yesterday()];
    if own.iter().any(|it| it == day) { day.to_lowercase() } else { day.to_owned() }
}
/// So many days from now.
pub fn in_days(days: &str) -> String {
    format!("in {days}")
}
/// So many days before now.
pub fn days_ago(days: &str) -> String {
    format!("{days} ago")
}
/// So many days late.
pub fn late(days: i64) -> String {
    format!("{days} d late")
}
/// Never.
pub fn never() -> &'static str {
    "Never"
}
/// No longer there.
pub fn gone() -> &'static str {
    "no longer here"
}

/// The word for one record of a kind, in lower case.
pub fn one(kind: Kind) -> &'static str {
    match kind {
        Kind::Settings => "settings",
        Kind::Rep => "person of the team",
        Kind::Source => "source",
        Kind::Reason => "reason",
        Kind::Status => "status",
        Kind::Criterion => "question",
        Kind::Tag => "tag",
        Kind::Pipeline => "pipeline",
        Kind::Stage => "stage",
        Kind::Company => "company",
        Kind::Contact => "contact",
        Kind::Lead => "lead",
        Kind::Deal => "deal",
        Kind::Task => "task",
        Kind::Activity => "timeline entry",
    }
}

/// The words for records of a kind, in lower case.
pub fn many(kind: Kind) -> &'static str {
    match kind {
        Kind::Settings => "settings",
        Kind::Rep => "people of the team",
        Kind::Source => "sources",
        Kind::Reason => "reasons",
        Kind::Status => "statuses",
        Kind::Criterion => "questions",
        Kind::Tag => "tags",
        Kind::Pipeline => "pipelines",
        Kind::Stage => "stages",
        Kind::Company => "companies",
        Kind::Contact => "contacts",
        Kind::Lead => "leads",
        Kind::Deal => "deals",
        Kind::Task => "tasks",
        Kind::Activity => "timeline entries",
    }
}

/// "1 lead", "12 leads".
pub fn counted(count: usize, kind: Kind) -> String {
    let count_text = crate::ui::format::count(count);
    if count == 1 { format!("1 {}", one(kind)) } else { format!("{count_text} {}", many(kind)) }
}

/// The word with a capital first letter.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How interested they are.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Cold => "Cold",
        Level::Warm => "Warm",
        Level::Hot => "Hot",
    }
}

/// How soon.
pub fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "Low",
        Priority::Normal => "Normal",
        Priority::High => "High",
        Priority::Urgent => "Urgent",
    }
}

/// What kind of thing happened.
pub fn activity(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note => "Note",
        ActivityKind::Call => "Call",
        ActivityKind::Email => "E-mail",
        ActivityKind::Meeting => "Meeting",
        ActivityKind::Message => "Message",
        ActivityKind::Visit => "Visit",
        ActivityKind::Feedback => "Feedback",
    }
}

/// What is said of the owner's initials.
pub fn owner(name: &str) -> String {
    format!("Owner: {name}")
}

/// The words of a fact that is edited in place.
pub fn edit_words() -> EditWords {
    EditWords {
        add: "Add".to_owned(),
        edit: |label| format!("Edit {label}"),
        keep_mine: "Keep mine".to_owned(),
        take_theirs: "Take theirs".to_owned(),
    }
}

/// Closes a dialog.
pub fn close() -> &'static str {
    "Close"
}
/// Leaves a dialog without doing anything.
pub fn cancel() -> &'static str {
    "Cancel"
}
/// A menu of what else can be done.
pub fn more() -> &'static str {
    "More"
}
