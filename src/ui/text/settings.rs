//! What the settings say.

use super::common;
use crate::{platform::device::Theme, ui::routes::Section};
use domain::{
    record::{ReasonUse, StageKind, StatusKind},
    value::Kind,
};

words! {
    /// All sections.
    sections = "Sections";
    /// The name of the business.
    business = "Name of the business";
    /// What a new amount is in.
    currency = "Usual currency";
    /// The currency of the region, until one is chosen.
    no_currency = "That of my region";
    /// What the currency is for.
    currency_hint = "New amounts begin with it, and its sums come first. Amounts of other currencies stay as they are.";
    /// About leads that are qualified.
    qualification = "Qualification";
    /// The switch.
    deal_when_qualified = "Make the deal as soon as a lead is qualified";
    /// Leads, deals or both.
    what_you_work_with = "What you work with";
    /// The questions of the checklist.
    questions = "Questions for a lead";
    /// Who uses this device.
    i_am = "I am";
    /// What that means.
    i_am_hint = "On this device. What you write carries this name.";
    /// Someone who is not in the list.
    someone_new = "Someone new …";
    /// What the user is called.
    your_name = "Your name";
    /// Says it.
    that_is_me = "That is me";
    /// The people of the team.
    team = "People of the team";
    /// The statuses of leads.
    statuses = "Statuses of leads";
    /// The column of what a status means.
    meaning = "Means";
    /// What can be changed of them.
    statuses_mean = "Call them as you do. What each means stays: it says where a lead may go from there, and which leads still wait for you. A status with leads asks which one they get before it is archived.";
    /// What a new status means.
    new_meaning = "What the new status means";
    /// How many leads have it.
    leads = "Leads";
    /// Archives the status.
    archive_status = "Archive the status";
    /// The stages.
    stages = "Stages";
    /// Adds one.
    add = "Add";
    /// The column of the handles.
    order = "Order";
    /// The column of the names.
    name = "Name";
    /// The column of the kinds.
    kind = "Kind";
    /// How likely a deal is to be won.
    probability = "Probability";
    /// After how many days a deal needs a look.
    rots_after = "Rots after";
    /// How many deals stand there.
    deals = "Deals";
    /// The column of the buttons.
    archive_head = "Archive";
    /// How rows are moved.
    how_to_move = "Drag a row by its handle, or focus the handle and use the arrow keys.";
    /// What archiving means.
    archive_means = "What is archived is not offered any more; whatever has it keeps it.";
    /// What archiving a stage means.
    archive_stage_means = "A stage with deals asks where they go before it is archived.";
    /// Offers it again.
    unarchive = "Offer again";
    /// The share that a stage's line shows.
    share = "Share";
    /// Won and Lost stay.
    locked = "Cannot be archived";
    /// How often a reason was given.
    given = "Given";
    /// Whether a reason asks for a word.
    asks_note = "Asks for a note";
    /// Where deals go.
    move_to = "Move them to";
    /// Archives the stage.
    archive_stage = "Archive the stage";
    /// The sources.
    sources = "Sources";
    /// The theme.
    theme = "Theme";
    /// The keys.
    keys = "Keys";
    /// The switch.
    single_keys = "Single keys are shortcuts";
    /// What they are.
    single_keys_hint = "T adds a task, Shift E saves a backup, ? shows all keys. They never work while you type.";
    /// This belongs to the device.
    on_this_device = "All of this belongs to this device and is in no backup.";
    /// The one who cannot be archived.
    that_is_you = "This is you: say who else you are first.";
}

/// What a register of the settings is called.
pub fn register(path: &str) -> Option<&'static str> {
    match path {
        "name" => Some(business()),
        "currency" => Some(currency()),
        "deal_when_qualified" => Some(deal_when_qualified()),
        "mode" => Some(what_you_work_with()),
        _ => None,
    }
}

/// The name of a section.
pub fn section(section: Section) -> &'static str {
    match section {
        Section::General => "General",
        Section::People => "People",
        Section::Statuses => "Statuses",
        Section::Stages => "Stages",
        Section::Sources => "Sources",
        Section::Reasons => "Reasons",
        Section::Tags => "Tags",
        Section::Look => "This device",
    }
}

/// What a reason is a reason for.
pub fn reasons(used_for: ReasonUse) -> &'static str {
    match used_for {
        ReasonUse::Disqualify => "For disqualifying a lead",
        ReasonUse::Lost => "For losing a deal",
        ReasonUse::Won => "For winning a deal",
    }
}

/// What a stage means.
pub fn stage_kind(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Open => "Open",
        StageKind::Won => "Won",
        StageKind::Lost => "Lost",
    }
}

/// The field for a new one.
pub fn new_one(kind: Kind) -> String {
    match kind {
        Kind::Rep => "New person".to_owned(),
        kind => format!("New {}", common::one(kind)),
    }
}
/// The handle of a row.
pub fn move_it(name: &str) -> String {
    format!("Move {name}")
}
/// The field of a name.
pub fn name_of(name: &str) -> String {
    format!("Name of {name}")
}
/// The field of a probability.
pub fn probability_of(name: &str) -> String {
    format!("Probability of {name}")
}
/// The field of the days.
pub fn rots_of(name: &str) -> String {
    format!("Days before {name} rots")
}
/// The button.
pub fn archive(name: &str) -> String {
    format!("Archive {name}")
}
/// The button for what is archived.
pub fn unarchive_it(name: &str) -> String {
    format!("Offer {name} again")
}
/// The switch of a reason.
pub fn asks_note_of(name: &str) -> String {
    format!("{name} asks for a note")
}
/// How many are archived.
pub fn archived(count: usize) -> String {
    format!("{count} archived")
}
/// Where it stands now.
pub fn moved(name: &str, place: usize, of: usize) -> String {
    format!("{name}, place {place} of {of}")
}
/// How long a stage may be quiet.
pub fn days(days: u16) -> String {
    format!("{days} days")
}
/// How many deals ask where they go.
pub fn deals_go(count: usize, stage: &str) -> String {
    format!("{} in {stage}, also closed ones.", common::counted(count, Kind::Deal))
}
/// How many leads ask which status they get.
pub fn leads_go(leads: &str, status: &str) -> String {
    format!("{leads} in {status}.")
}
/// The last of its kind stays.
pub fn last_of_kind(kind: StatusKind) -> String {
    format!("It is the last that means “{}”: add another one first.", super::leads::kind(kind))
}
/// Somebody else was first.
pub fn changed_meanwhile(theirs: &str) -> String {
    format!(
        "Somebody else wrote “{theirs}” meanwhile. Press Enter to write yours over it, Escape to leave it."
    )
}
/// A number of days that is none.
pub fn not_days(text: &str) -> String {
    format!("“{text}” is not a number of days.")
}

/// A theme.
pub fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "As the system",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}
