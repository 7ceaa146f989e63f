//! What the screens of leads say.

use crate::ui::kit::choice::Choice;
use domain::{
    query::{Ground, Likeness},
    record::{Answer, StatusKind},
    value::Kind,
};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub fn $name() -> &'static str { $text })*
    };
}

words! {
    /// The dialog for a new lead.
    new_lead = "New lead";
    /// Adds it.
    add_lead = "Add lead";
    /// Shows the other fields.
    more_fields = "More fields";
    /// The name.
    name = "Name";
    /// An e-mail address.
    email = "E-mail";
    /// What they are interested in.
    interest = "Interest";
    /// Their company.
    company = "Company";
    /// A phone number.
    phone = "Phone";
    /// Their job.
    job_title = "Job title";
    /// Their website.
    website = "Website";
    /// What they wrote.
    message = "Message";
    /// Where they came from.
    source = "Source";
    /// Which campaign, list or vendor.
    source_detail = "Source detail";
    /// How interested they are.
    level = "Interest level";
    /// How soon.
    priority = "Priority";
    /// Who looks after them.
    owner = "Owner";
    /// What it might be worth.
    potential = "Potential";
    /// Mr, Dr.
    salutation = "Salutation";
    /// First name.
    first_name = "First name";
    /// Last name.
    last_name = "Last name";
    /// On what ground they may be written to.
    consent = "Consent";
    /// What they asked us not to do.
    do_not = "Do not";
    /// Opens a record.
    open = "Open";
    /// Disqualifies a lead.
    disqualify = "Disqualify";
    /// Why.
    reason = "Reason";
    /// More about it.
    note = "Note";
    /// Takes a disqualified lead up again.
    reopen = "Reopen";
    /// Converts it.
    convert = "Convert";
    /// Converts it although not all questions are answered with yes.
    convert_anyway = "Convert anyway";
    /// Leads to the deal it became.
    open_deal = "Open deal";
    /// Leads to the contact it became.
    open_contact = "Open contact";
    /// Leads to the company it became.
    open_company = "Open company";
    /// Deletes it.
    delete = "Delete lead";
    /// Another status.
    change_status = "Change status";
    /// By which status a lead is disqualified.
    as_status = "Status";
    /// The facts.
    facts = "Facts";
    /// The timeline and what is above it.
    story = "Story";
    /// The checklist.
    qualification = "Qualification";
    /// How promising a lead is.
    score = "Score";
    /// Others that might be the same.
    possibly_same = "Possibly the same";
    /// The list.
    leads = "Leads";
    /// There are none.
    none_yet = "No leads yet";
    /// What a lead is.
    what_is_a_lead = "A lead is anyone who might buy: a name, a company, an e-mail address or a phone number is enough.";
    /// The columns.
    column_contact = "Last contact";
    /// The columns.
    column_step = "Next step";
    /// The dialog of a conversion.
    convert_lead = "Convert lead";
    /// The person.
    contact = "Contact";
    /// The deal.
    deal = "Deal";
    /// A new record.
    new = "New";
    /// A record that is there.
    existing = "Existing";
    /// No record.
    none = "None";
    /// What a deal is called.
    deal_name = "Deal name";
    /// Its stage.
    stage = "Stage";
    /// Its value.
    value = "Value";
    /// When it closes.
    close_date = "Close date";
    /// Where existing records and the lead differ.
    differ = "These differ. Empty fields are filled anyway; these are yours to choose.";
    /// Keeps what is there.
    keep = "Keep";
    /// Takes the lead's.
    take = "Take the lead’s";
    /// Nothing was found to take.
    nobody_found = "Nobody found";
    /// No company was found.
    no_company_found = "No company found";
    /// No deal was found.
    no_deal_found = "No deal found";
    /// Choose who it is.
    choose_one = "Choose one";
    /// What is made has no name.
    name_needed = "Give the deal a name.";
}

/// A kind of status that has no name of its own.
pub fn kind(kind: StatusKind) -> &'static str {
    match kind {
        StatusKind::Open => "New",
        StatusKind::Working => "Working",
        StatusKind::Nurturing => "Nurturing",
        StatusKind::Qualified => "Qualified",
        StatusKind::Disqualified => "Disqualified",
        StatusKind::Converted => "Converted",
    }
}
/// Disqualifies, after asking why.
pub fn disqualify_more() -> String {
    "Disqualify…".to_owned()
}
/// As [`disqualify_more`], by a status; by its name where there are more than one.
pub fn disqualify_as(status: &str, is_one: bool) -> String {
    if is_one { disqualify_more() } else { format!("{status}…") }
}
/// The title of the dialog that asks why.
pub fn disqualify_title(name: &str) -> String {
    format!("Disqualify {name}")
}
/// The title of that dialog for many.
pub fn disqualify_many(count: usize) -> String {
    disqualify_title(&super::common::counted(count, domain::value::Kind::Lead))
}
/// The title of the dialog of a conversion.
pub fn convert_title(name: &str) -> String {
    format!("Convert {name}")
}
/// The answers to a question.
pub fn answers() -> Vec<Choice> {
    let choice = |answer: Answer, label: &str| Choice::new(answer.name(), label);
    vec![
        choice(Answer::Yes, "Yes"),
        choice(Answer::No, "No"),
        choice(Answer::Unknown, "?").detail("Not known yet"),
    ]
}
/// What a lead gets points for.
pub fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Interest => level(),
        Ground::Priority => priority(),
        Ground::Reach => "Ways to reach them",
        Ground::Contact => column_contact(),
        Ground::Step => column_step(),
    }
}
/// How many points there are for what.
pub fn points_for(ground: Ground) -> &'static str {
    match ground {
        Ground::Interest => "Hot 30, warm 15, cold 0",
        Ground::Priority => "Urgent 20, high 15, normal 5, low 0",
        Ground::Reach => "Phone 10, e-mail 5, company 5",
        Ground::Contact => "7 days 20, 30 days 10, 90 days 5",
        Ground::Step => "One that is not late 10, a late one 5",
    }
}
/// So many points of so many.
pub fn points_of(points: u8, most: u8) -> String {
    format!("{points} of {most}")
}
/// How many answers are yes.
pub fn yes_of(yes: usize, all: usize) -> String {
    format!("{yes} of {all} yes")
}
/// Some answers are not known.
pub fn open_questions(open: usize) -> String {
    match open {
        1 => "One answer is open. You can convert all the same.".to_owned(),
        open => format!("{open} answers are open. You can convert all the same."),
    }
}
/// What someone shares with the lead.
pub fn likeness(why: Likeness, kind: Kind) -> String {
    let what = match why {
        Likeness::Email => "same e-mail",
        Likeness::Phone => "same phone",
        Likeness::Domain => "same web domain",
        Likeness::Name => "same name",
    };
    format!("{}, {what}", super::common::one(kind))
}
/// What they asked us not to do, by letters.
pub fn do_not_of(flags: &str) -> String {
    let words = [('c', "call"), ('m', "e-mail"), ('t', "message")];
    let words: Vec<&str> = words.into_iter().filter(|it| flags.contains(it.0)).map(|it| it.1).collect();
    if words.is_empty() { super::common::NONE.to_owned() } else { super::common::capital(&words.join(", ")) }
}
/// What comes along in a conversion; nothing where nothing does.
pub fn comes_along(activities: usize, tasks: usize) -> String {
    let parts = [(activities, Kind::Activity), (tasks, Kind::Task)].into_iter().filter(|it| it.0 > 0);
    let parts: Vec<String> = parts.map(|(count, kind)| super::common::counted(count, kind)).collect();
    match (activities + tasks, parts.join(" and ")) {
        (0, _) => String::new(),
        (1, one) => format!("{one} comes along."),
        (_, all) => format!("{all} come along."),
    }
}
/// A field that can be overwritten.
pub fn overwrite(it: domain::command::Overwrite) -> &'static str {
    use domain::command::Overwrite;
    match it {
        Overwrite::ContactName => "Name",
        Overwrite::JobTitle => "Job title",
        Overwrite::ContactWebsite | Overwrite::CompanyWebsite => "Website",
        Overwrite::ContactPhone => "Main phone",
        Overwrite::ContactEmail => "Main e-mail",
    }
}
