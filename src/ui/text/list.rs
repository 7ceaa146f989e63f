//! The frame of every list.

use super::common;
use domain::{
    query::{Column, OwnIs, Problem, StepIs, Trait, Wrong},
    value::Kind,
};

/// The field that finds records in a list.
pub fn find(kind: Kind) -> String {
    format!("Find {}", common::many(kind))
}
/// The head of a column.
pub fn heading(kind: Kind, column: &Column) -> &str {
    match column {
        Column::Name if kind == Kind::Deal => "Deal",
        Column::Name => "Name",
        Column::Company => "Company",
        Column::Status => "Status",
        Column::Stage => "Stage",
        Column::Score => "Score",
        Column::Level => "Interest",
        Column::Priority => "Priority",
        Column::Value => "Value",
        Column::Probability => "Chance",
        Column::Close => "Close",
        Column::JobTitle => "Job title",
        Column::Email => "E-mail",
        Column::Phone => "Phone",
        Column::Reach => "Reached by",
        Column::Sector => "Sector",
        Column::People => "People",
        Column::Deals => "Open deals",
        Column::Source => "Source",
        Column::Tags => "Tags",
        Column::LastContact => "Last contact",
        Column::NextStep => "Next step",
        Column::Owner => "Owner",
        Column::Age => "Age",
        Column::Created => "Added",
        Column::Updated => "Changed",
        Column::Own(name) => &name.0,
    }
}
/// The head of a column in a file, which an import knows by it.
pub fn heading_in_file(kind: Kind, column: &Column) -> &str {
    if *column == Column::Created { "Created" } else { heading(kind, column) }
}
/// How many there are.
pub fn count(found: usize, of: usize) -> String {
    let count = crate::ui::format::count;
    if of == 0 {
        String::new()
    } else if found == of {
        count(of)
    } else {
        format!("{} of {}", count(found), count(of))
    }
}
/// Records of which nobody has said where they came from.
pub fn no_source() -> &'static str {
    "None"
}
/// What a table holds and how it is sorted.
pub fn caption(kind: Kind, column: &str) -> String {
    format!("{}, sorted by {}", common::capital(common::many(kind)), column.to_lowercase())
}
/// What is said when a filter has found something.
pub fn found(count: usize, kind: Kind) -> String {
    format!("{} found", common::counted(count, kind))
}
/// The check that picks a record.
pub fn pick(name: &str) -> String {
    format!("Pick {name}")
}
/// The check that picks all that is found.
pub fn pick_all(count: usize) -> String {
    format!("Pick all {}", crate::ui::format::count(count))
}
/// How many are picked.
pub fn picked(count: usize, kind: Kind) -> String {
    format!("{} picked", common::counted(count, kind))
}
/// Nothing fits the filter.
pub fn nothing(kind: Kind) -> String {
    format!("No {} found", common::one(kind))
}
/// What was looked for, and what can be done.
pub fn nothing_for(text: &str) -> String {
    if text.is_empty() {
        return "Nothing fits all of these filters.".to_owned();
    }
    format!("Nothing here contains “{text}”. Try fewer letters, or a piece of a number.")
}
/// Takes the filter away.
pub fn clear() -> &'static str {
    "Clear the filter"
}
/// Copies an address or a number.
pub fn copy(text: &str) -> String {
    format!("Copy {text}")
}
/// It was copied.
pub fn copied(text: &str) -> String {
    format!("{text} copied")
}
/// The browser refused.
pub fn not_copied() -> &'static str {
    "The browser did not let Satchel copy. Mark the text and copy it by hand."
}
/// What can be done with the whole list.
pub fn more() -> &'static str {
    "More about this list"
}
/// A file for a spreadsheet.
pub fn for_spreadsheets() -> &'static str {
    "Export for a spreadsheet"
}
/// They are being written into a file, and that takes long.
pub fn exporting(count: usize, kind: Kind) -> String {
    format!("Exporting {}", common::counted(count, kind))
}
/// A file for a program.
pub fn exactly() -> &'static str {
    "Export exactly, as CSV"
}
/// The name of such a file.
pub fn file_name(many: &str, today: domain::value::Day) -> String {
    format!("satchel-{many}-{today}.csv")
}

/// Goes on with those with which it can be done.
pub fn do_rest(count: usize, kind: Kind) -> String {
    format!("Go on with {}", common::counted(count, kind))
}
/// The dialog that asks what a new tag is called.
pub fn tag_all(count: usize, kind: Kind) -> String {
    format!("New tag for {}", common::counted(count, kind))
}

/// From one end to the other.
pub fn span(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("up to {to}"),
        (None, None) => String::new(),
    }
}

/// Values that are asked for often: the value in the address, and the words.
pub const VALUES: [(&str, &str); 1] = [("none", "Without one")];
/// Days of closing.
pub const CLOSES: [(&str, &str); 4] =
    [("past", "Passed"), ("this-month", "This month"), ("next-30", "Next 30 days"), ("none", "Without one")];
/// Days on which something was added.
pub const ADDED: [(&str, &str); 3] =
    [("last-7", "Last 7 days"), ("last-30", "Last 30 days"), ("this-month", "This month")];

words! {
    /// What it is worth.
    value = "Value";
    /// When it closes.
    close = "Close";
    /// When it was added.
    created = "Added";
    /// The first end.
    from_end = "From";
    /// The other end.
    to_end = "To";
    /// Shows what lies between.
    show = "Show";
    /// The ends are not in order.
    no_order = "The end lies before the beginning, or in another currency.";
    /// Picks nothing.
    pick_none = "Pick none";
    /// Makes a file of what is picked.
    export = "Export";
    /// Into the trash.
    delete = "Delete";
    /// How interested someone is.
    interest = "Interest";
    /// To the lost deals; asks why first.
    lost = "Lost…";
    /// Makes a tag and puts it on.
    new_tag = "New tag…";
    /// Puts a tag on.
    put_on = "Put it on";
    /// What a tag is called.
    tag_name = "What the tag is called";
    /// Something cannot be done with all that is picked.
    not_all = "Not with all of them";
    /// Which columns are shown.
    columns = "Columns";
    /// Which fields of one's own are shown.
    own_columns = "Fields of your own";
    /// What can be done with such a field besides.
    own_filters = "A field that is shown can be filtered as well.";
    /// What stands in a field of one's own.
    contains = "Contains";
    /// Nothing stands in it.
    is_blank = "Blank";
    /// Shows those again that are shown at first.
    usual_columns = "Usual columns";
    /// What is asked of a list often.
    views = "Views";
    /// Everything there is.
    all = "All";
    /// What has not ended.
    open = "Open";
    /// Leads by how interested they are.
    by_interest = "By interest";
    /// Leads by how soon someone should see to them.
    by_priority = "By priority";
    /// Leads by where they came from.
    by_source = "By source";
    /// Leads that wait for a yes or a no.
    undecided = "Undecided, oldest first";
    /// Leads that wait for a yes or a no, the most promising ones first.
    by_score = "Undecided, best score first";
    /// To whom something is being sold.
    in_deal = "In an open deal";
    /// To whom nobody has spoken for long.
    not_lately = "Not contacted for 90 days";
    /// What is asked of the list.
    filters = "Filters";
    /// Takes all of it away.
    clear_filters = "Clear";
    /// The status of a lead.
    status = "Status";
    /// The stage of a deal.
    stage = "Stage";
    /// Whoever looks.
    me = "Me";
    /// No owner.
    nobody = "Nobody";
    /// A tag.
    tag = "Tag";
    /// How it stands otherwise.
    is = "State";
}

/// When someone was last spoken or written to: the value in the address, and the words.
pub const CONTACTED: [(&str, &str); 5] = [
    ("never", "Never"),
    ("within-7", "In the last 7 days"),
    ("within-30", "In the last 30 days"),
    ("before-30", "Not for 30 days"),
    ("before-90", "Not for 90 days"),
];

/// A field of one's own, and what is asked of it.
pub fn own_filter(name: &str, asked: Option<&OwnIs>) -> String {
    match asked {
        None => name.to_owned(),
        Some(OwnIs::Missing) => format!("{name}: {}", is_blank().to_lowercase()),
        Some(OwnIs::With(text)) => format!("{name}: “{text}”"),
    }
}

/// The view that stands.
pub fn view(name: &str) -> String {
    format!("View: {name}")
}

/// How the next step stands.
pub fn step_is(it: StepIs) -> &'static str {
    match it {
        StepIs::Missing => "None",
        StepIs::Overdue => "Overdue",
        StepIs::Today => "Today",
        StepIs::Coming => "In the next 7 days",
        StepIs::SomeDay => "Without a day",
    }
}

/// What a record may be.
pub fn what_is(it: Trait) -> &'static str {
    match it {
        Trait::Open => "Open",
        Trait::Undecided => "Undecided",
        Trait::BecameDeal => "Became a deal",
        Trait::Won => "Won",
        Trait::Lost => "Lost",
        Trait::Rotting => "Quiet for too long",
        Trait::Customer => "Customer",
        Trait::InDeal => "In an open deal",
    }
}

/// A part of the address that cannot be asked, and what happens now.
pub fn problem(it: &Problem) -> String {
    let Problem { key, value, wrong } = it;
    match wrong {
        Wrong::Unknown => format!("Nothing here is called “{value}”, so the filter “{key}” leaves it out."),
        Wrong::Unreadable => format!("“{value}” says nothing about “{key}”, so that filter is left out."),
        Wrong::NotHere => format!("This list has no “{key}” to filter by, so that filter is left out."),
    }
}
