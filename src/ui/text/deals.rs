//! The page of a deal, a new deal, and why one was lost.

use super::common;
use crate::ui::format;
use domain::record::{ContactRole, DealKind, Ending};

words! {
    /// The deal is not there.
    gone_title = "This deal is not here";
    /// Why it may not be there.
    gone = "It may have been deleted, or the address belongs to another copy of the data.";
    /// The deal lies in the trash.
    trashed_title = "This deal is in the trash";
    /// Takes it out of the trash.
    restore = "Restore the deal";
    /// Back to the board.
    to_board = "See the pipeline";
    /// The facts of a deal.
    facts = "Facts";
    /// What happened.
    story = "Timeline";
    /// Wins it.
    won = "Won";
    /// Loses it.
    lost = "Lost";
    /// Takes it up again.
    reopen = "Reopen";
    /// Puts it in the trash.
    delete = "Delete deal";
    /// The menu of things that can be done with it.
    more = "More";
    /// The way through the stages.
    path = "Stage";
    /// What it is called.
    name = "Name";
    /// What it is worth.
    value = "Value";
    /// When it is expected to close.
    close_date = "Close date";
    /// How likely it is to be won.
    probability = "Probability";
    /// What is to be done next.
    next_step = "Next step";
    /// Until when the next step is to be done.
    next_step_by = "Step due";
    /// Whose it is.
    owner = "Owner";
    /// Who works on it beside the owner.
    with = "With";
    /// Someone else works on it, too.
    add_rep = "Add someone of the team";
    /// There is nobody left to add.
    no_reps = "Nobody else in the team yet";
    /// What kind of sale it is.
    kind = "Kind";
    /// How soon.
    priority = "Priority";
    /// The pipeline it goes through.
    pipeline = "Pipeline";
    /// The lead it was made from.
    from_lead = "From lead";
    /// Where it came from.
    source = "Source";
    /// What they need.
    requirements = "Requirements";
    /// What they hope for.
    expectations = "Expectations";
    /// What we offer.
    proposed_solution = "Proposed solution";
    /// Why it ended.
    reason = "Reason";
    /// It was not said why.
    no_reason = "Not given";
    /// More about the end.
    note = "Note";
    /// To whom it was lost.
    competitor = "Lost to";
    /// The people of a deal.
    people = "People";
    /// Adds one.
    add_person = "Add person";
    /// There are none.
    no_people = "Nobody yet.";
    /// No contact fits.
    no_contact_found = "No contact found";
    /// Finds a contact.
    find_contact = "Name, e-mail or phone";
    /// The companies of a deal.
    companies = "Companies";
    /// Adds one.
    add_company = "Add company";
    /// There are none.
    no_companies = "No company yet.";
    /// No company fits.
    no_company_found = "No company found";
    /// Finds a company.
    find_company = "Name or website";
    /// Makes someone the main one.
    make_main = "Make the main one";
    /// It is the main one.
    main = "Main";
    /// Takes someone out of the deal.
    remove = "Remove from the deal";
    /// Nothing is known of their part.
    no_role = "No part known";
    /// How long it stood where.
    time_in_stage = "Time in stage";
    /// What the table tells.
    time_in_each_stage = "Time in each stage";
    /// A stage.
    stage = "Stage";
    /// When it came there.
    since = "Since";
    /// How long it stayed.
    days = "Days";
    /// A new deal.
    new_deal = "New deal";
    /// Makes it.
    add_deal = "Add deal";
    /// What a deal may be called.
    name_placeholder = "Parcel lockers, 40 sites";
    /// Who it is with.
    about = "Contact or company";
    /// What it may be with.
    about_hint = "Choose one, or type a new name.";
    /// Nobody fits.
    nobody_found = "Nobody found";
    /// What a new name is the name of.
    new_is = "This is new. It is a";
    /// A company.
    a_company = "Company";
    /// A person.
    a_person = "Person";
    /// A deal needs a name.
    name_needed = "Give the deal a name.";
    /// D4: a deal needs someone.
    about_needed = "Choose who the deal is with, or type a new name.";
    /// The stage it begins in.
    first_stage = "Stage";
    /// When it is expected to close.
    expected_close = "Expected close";
    /// The user themselves.
    me = "Me";
    /// Loses it.
    lose = "Mark as lost";
    /// What more there is to say.
    lose_note = "What happened";
    /// To whom.
    lose_competitor = "Lost to (competitor)";
    /// Why it is asked.
    lose_why = "The card moves when you have said why. The way back is one Undo.";
}

/// What can be done about that.
pub fn trashed(name: &str) -> String {
    format!("“{name}” was deleted. Everything about it is kept until the trash is emptied.")
}
/// What a step of it does.
pub fn move_to(stage: &str) -> String {
    format!("Move to {stage}")
}

/// What it is worth by its probability.
pub fn weighted(sum: &str, percent: &str) -> String {
    format!("{sum} weighted at {percent}")
}
/// A probability that is the stage's.
pub fn as_stage(percent: &str) -> String {
    format!("{percent}, as the stage")
}
/// A next step that is a task.
pub fn from_task(title: &str, due: Option<&str>) -> String {
    match due {
        Some(due) => format!("{title}, {}", common::mid(due)),
        None => title.to_owned(),
    }
}
/// Beside a next step that is a task.
pub fn is_task() -> &'static str {
    "task"
}
/// Someone does not work on it any more.
pub fn remove_rep(name: &str) -> String {
    format!("Remove {name}")
}
/// The kinds of sales.
pub fn kind_of(kind: DealKind) -> &'static str {
    match kind {
        DealKind::New => "New business",
        DealKind::Existing => "Existing business",
        DealKind::Upsell => "Upsell",
        DealKind::CrossSell => "Cross-sell",
        DealKind::Renewal => "Renewal",
    }
}

/// How it ended, and on which day.
pub fn outcome(ending: Ending, day: Option<&str>) -> String {
    let word = match ending {
        Ending::Won => "Won",
        Ending::Lost => "Lost",
    };
    day.map_or_else(|| word.to_owned(), |day| format!("{word} {}", common::mid(day)))
}
/// Makes someone of what was typed.
pub fn create(name: &str) -> String {
    format!("Add “{name}”")
}
/// What someone is to a deal, on a chip.
pub fn role(role: ContactRole) -> &'static str {
    match role {
        ContactRole::DecisionMaker => "Decides",
        ContactRole::Evaluator => "Evaluates",
        ContactRole::Influencer => "Influences",
        ContactRole::Champion => "Champion",
        ContactRole::Blocker => "Blocks",
        ContactRole::User => "Uses it",
        ContactRole::Other => "Other part",
    }
}
/// How long it has been open.
pub fn days_open(days: i64) -> String {
    format!("{} open", format::days(days))
}
/// What an amount may look like.
pub fn value_hint(currency: &str) -> String {
    format!("In {currency}, unless you write another currency.")
}
/// The dialog that asks why of many.
pub fn lose_many(count: usize) -> String {
    lose_title(&common::counted(count, domain::value::Kind::Deal))
}
/// The dialog that asks why.
pub fn lose_title(name: &str) -> String {
    format!("Lose {name}")
}
