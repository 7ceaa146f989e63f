//! What the pages of all records say.

use super::common;
use domain::{
    record::{ActivityKind, ActivityOutcome},
    value::Kind,
};

words! {
    /// Asks for a field of one's own.
    new_field = "Add a field";
    /// Adds it.
    add_field = "Add the field";
    /// What it is called.
    field_name = "Name of the field";
    /// What stands in it.
    field_value = "Value";
    /// It has no name.
    field_needs_name = "A field needs a name, such as “Shoe size”.";
    /// Nothing stands in it.
    field_needs_value = "Write a value: an empty field is not kept.";
    /// The ways to the records beside this one.
    in_list = "In this list";
    /// There is none before this one.
    is_first = "This is the first one of the list.";
    /// There is none after this one.
    is_last = "This is the last one of the list.";
    /// There is one already.
    field_is_there = "There is a field of that name already. It can be changed where it stands.";
}

/// The place of a record among those that are gone through.
pub fn place_of(at: &str, of: &str) -> String {
    format!("{at} of {of}")
}
/// Goes to the record before this one.
pub fn previous(kind: Kind) -> String {
    format!("Previous {}", common::one(kind))
}
/// Goes to the record after this one.
pub fn next(kind: Kind) -> String {
    format!("Next {}", common::one(kind))
}

/// The tasks.
pub fn tasks() -> &'static str {
    "Tasks"
}
/// There are none.
pub fn no_tasks() -> &'static str {
    "Nothing to do."
}
/// Adds one.
pub fn add_task() -> &'static str {
    "Add task"
}
/// Throws away what was typed.
pub fn discard() -> &'static str {
    "Discard"
}
/// The list of reasons before one is chosen.
pub fn choose_reason() -> &'static str {
    "Choose a reason"
}
/// What happens to what is typed when the dialog is closed.
pub fn kept_draft() -> &'static str {
    "What you type is kept here until you save or discard it."
}
/// Opens a record.
pub fn open() -> &'static str {
    "Open"
}
/// Leaves a form.
pub fn cancel() -> &'static str {
    common::cancel()
}
/// The name of the box that finishes a task.
pub fn done(title: &str) -> String {
    format!("Done: {title}")
}
/// What else can be done with something, by its name.
pub fn more_of(name: &str) -> String {
    format!("More for “{name}”")
}
/// The dialog for what was logged.
pub fn logged() -> &'static str {
    "What happened"
}
/// The text of what was logged.
pub fn text() -> &'static str {
    "Text"
}
/// Its first line.
pub fn subject() -> &'static str {
    "Subject"
}
/// The day on which it happened.
pub fn on_day() -> &'static str {
    "On"
}
/// It has a day and a time.
pub fn when_needed() -> &'static str {
    "Say the day and the time."
}
/// What is said to have happened lies ahead.
pub fn to_come() -> &'static str {
    "That is still to come: plan it as a task."
}
/// The form that logs something.
pub fn log() -> &'static str {
    "Log an activity"
}
/// What kind of thing is logged.
pub fn kind() -> &'static str {
    "Kind"
}
/// Logs it.
pub fn log_kind(kind: ActivityKind) -> String {
    match kind {
        ActivityKind::Note => "Save note".to_owned(),
        kind => format!("Log {}", common::activity(kind).to_lowercase()),
    }
}
/// What to write.
pub fn prompt(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Note | ActivityKind::Feedback => "Write a note",
        ActivityKind::Call | ActivityKind::Message => "What was said?",
        ActivityKind::Email => "What was written?",
        ActivityKind::Meeting | ActivityKind::Visit => "What was discussed?",
    }
}
/// A note without a text says nothing.
pub fn empty_note() -> &'static str {
    "Write something first."
}
/// What came of it.
pub fn came_of() -> &'static str {
    "What came of it"
}
/// When it happened.
pub fn when() -> &'static str {
    "When, if not now"
}
/// It happened just now; opens the choice of another time.
pub fn now() -> &'static str {
    "Now"
}
/// What came of a call or a meeting.
pub fn outcome(kind: ActivityKind, outcome: ActivityOutcome) -> &'static str {
    match (kind, outcome) {
        (ActivityKind::Call, ActivityOutcome::Held) => "Talked",
        (_, ActivityOutcome::Held) => "Took place",
        (_, ActivityOutcome::NotHeld) => "Did not take place",
        (_, ActivityOutcome::NoAnswer) => "No answer",
        (_, ActivityOutcome::LeftMessage) => "Left message",
    }
}
/// What someone did, after their name.
pub fn did(kind: ActivityKind, outcome: Option<ActivityOutcome>) -> String {
    let did = match kind {
        ActivityKind::Note => "noted",
        ActivityKind::Call => "called",
        ActivityKind::Email => "wrote an e-mail",
        ActivityKind::Meeting => "met",
        ActivityKind::Message => "wrote a message",
        ActivityKind::Visit => "visited",
        ActivityKind::Feedback => "noted feedback",
    };
    match outcome {
        Some(ActivityOutcome::NoAnswer) => format!("{did}, no answer"),
        Some(ActivityOutcome::LeftMessage) => format!("{did}, left a message"),
        Some(ActivityOutcome::NotHeld) => "planned a meeting that did not take place".to_owned(),
        Some(ActivityOutcome::Held) | None => did.to_owned(),
    }
}
/// A task was finished.
pub fn finished(title: &str) -> String {
    format!("finished “{title}”")
}
/// A record was made.
pub fn created(kind: Kind, source: Option<&str>) -> String {
    let what = common::one(kind);
    match source {
        Some(source) => format!("added the {what} from {source}"),
        None => format!("added the {what}"),
    }
}
/// A lead came to a status.
pub fn status(to: &str, reason: Option<&str>) -> String {
    match reason {
        Some(reason) => format!("changed the status to {to}: {reason}"),
        None => format!("changed the status to {to}"),
    }
}
/// A deal came to a stage.
pub fn stage(from: Option<&str>, to: &str) -> String {
    match from {
        Some(from) => format!("moved it from {from} to {to}"),
        None => format!("put it in {to}"),
    }
}
/// A lead was converted.
pub fn converted() -> String {
    "converted the lead".to_owned()
}
/// The timeline.
pub fn timeline() -> &'static str {
    "Timeline"
}
/// Which events are shown.
pub fn show() -> &'static str {
    "Show"
}
/// All of them.
pub fn everything() -> &'static str {
    "All"
}
/// Calls, mails, meetings.
pub fn conversations() -> &'static str {
    "Conversations"
}
/// The others.
pub fn changes() -> &'static str {
    "Notes and changes"
}
/// Nothing has happened.
pub fn nothing_yet() -> &'static str {
    "Nothing here yet."
}
/// Draws more of it.
pub fn show_more() -> &'static str {
    "Show more"
}
/// Draws less of it again.
pub fn show_less() -> &'static str {
    "Show less"
}
/// An e-mail address.
pub fn email() -> &'static str {
    "E-mail"
}
/// A phone number.
pub fn phone() -> &'static str {
    "Phone"
}
/// An address.
pub fn address() -> &'static str {
    "Address"
}
/// When someone was last spoken or written to, and how: "Last contact: Tue, call".
pub fn last_contact(day: &str, how: &str) -> String {
    format!("Last contact: {}, {}", super::common::mid(day), how.to_lowercase())
}
/// Nobody has spoken to them.
pub fn never_contacted() -> &'static str {
    "Never contacted"
}
/// When and from where a record came.
pub fn origin(day: &str, import: &str) -> String {
    let day = super::common::mid(day);
    if import.is_empty() { format!("Added {day}.") } else { format!("Added {day} from {import}.") }
}

/// The dialog that adds a field.
pub fn new_field_on(name: &str) -> String {
    format!("Add a field to {name}")
}

/// What such fields are called on others; nothing where there are none.
pub fn fields_known(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let names: Vec<String> = names.iter().take(SHOWN).map(|it| format!("“{it}”")).collect();
    if names.is_empty() { String::new() } else { format!("Others have {}.", names.join(", ")) }
}
