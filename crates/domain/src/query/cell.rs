//! What stands in a column of a list: as values that a screen draws, and exactly, for programs that read a file.

use super::{
    Column, Standpoint, Step, item, item::Item, last_contact, merit, next_step, open_deals, own, party,
    probability, shown_stage, status_kind, tags_of,
};
use crate::{
    book::Book,
    record::{ActivityKind, Ending, Lead, Level, Listed, Priority, Rep, Status, StatusKind, Tag},
    row::Stamped,
    value::{Day, Email, Id, Kind, Money, Percent, Phone, RecordId, Timestamp},
};
use std::sync::Arc;

/// What stands in a cell of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Nothing,
    /// What the record is called, and what tells it apart where there is no room for another column.
    Name(String, String),
    /// A text.
    Text(String),
    /// A lead's status: its kind, and what it is called.
    Status(StatusKind, String),
    /// A deal's stage, and how the deal ended if it did.
    Stage(String, Option<Ending>),
    /// How promising a lead is, from 0 to 100.
    Score(u8),
    /// How interested someone is.
    Level(Level),
    /// How soon someone should see to it.
    Priority(Priority),
    /// An amount.
    Money(Money),
    /// How likely.
    Percent(Percent),
    /// When a deal closes, and whether it is still open.
    Close(Day, bool),
    /// An address to write to.
    Email(Email),
    /// A number to call.
    Phone(Phone),
    /// An address on the web, as it was written.
    Website(String),
    /// How many.
    Count(usize),
    /// The tags.
    Tags(Vec<Arc<Stamped<Tag>>>),
    /// When someone was last spoken or written to, and how.
    Contact(Timestamp, ActivityKind),
    /// What is next.
    Step(Step),
    /// Who sees to it, and what they are called.
    Owner(Id<Rep>, String),
    /// When something happened.
    Moment(Timestamp),
}

/// The cells of a live record in some columns; nothing if it is not there.
pub fn cells(book: &Book, id: RecordId, columns: &[Column], at: &Standpoint) -> Option<Vec<Cell>> {
    let it = item::item(book, id)?;
    Some(columns.iter().map(|column| cell(book, it, column, at).unwrap_or(Cell::Nothing)).collect())
}

fn cell(book: &Book, it: Item<'_>, column: &Column, at: &Standpoint) -> Option<Cell> {
    let id = it.id();
    Some(match column {
        Column::Name => Cell::Name(it.name(), sub(book, it)),
        Column::Company => text(it.company(book))?,
        Column::JobTitle => text(it.job_title())?,
        Column::Email => Cell::Email(it.email()?.clone()),
        Column::Phone => Cell::Phone(it.phone()?.clone()),
        Column::Level => Cell::Level(it.level()?),
        Column::Priority => Cell::Priority(it.priority()?),
        Column::Value => Cell::Money(it.value()?),
        Column::Owner => {
            let owner = it.owner()?;
            Cell::Owner(owner, book.get(owner)?.label().to_owned())
        }
        Column::Source => text(book.get(it.source()?)?.label())?,
        Column::Tags => Cell::Tags(Some(tags_of(book, it.common())).filter(|it| !it.is_empty())?),
        Column::LastContact => last_contact(book, id).map(|it| Cell::Contact(it.0, it.1))?,
        Column::NextStep => Cell::Step(next_step(book, id).filter(|_| is_open(it))?),
        Column::Deals => Cell::Count(open_deals(book, id)),
        Column::People => Cell::Count(book.links().to(id, Kind::Contact).len()),
        Column::Age | Column::Created => Cell::Moment(it.common().created),
        Column::Updated => Cell::Moment(it.newest().at()),
        Column::Status
        | Column::Score
        | Column::Stage
        | Column::Probability
        | Column::Close
        | Column::Sector
        | Column::Reach => cell_of_kind(book, it, column, at)?,
        Column::Own(name) => Cell::Text(own::value(it, name)?),
    })
}

/// The cell in a column that one kind only has.
fn cell_of_kind(book: &Book, it: Item<'_>, column: &Column, at: &Standpoint) -> Option<Cell> {
    Some(match (it, column) {
        (Item::Lead(it), Column::Status) => {
            let (kind, label) = status(book, it);
            Cell::Status(kind, label)
        }
        (Item::Lead(it), Column::Score) => Cell::Score(merit(book, it, at)?.sum()),
        (Item::Deal(it), Column::Stage) => {
            let stage = book.get(shown_stage(book, it)?)?.label().to_owned();
            Cell::Stage(stage, it.outcome.as_ref().map(|it| it.ending))
        }
        (Item::Deal(it), Column::Probability) => Cell::Percent(probability(book, it)),
        (Item::Deal(it), Column::Close) => Cell::Close(it.closes()?, it.is_open()),
        (Item::Company(it), Column::Sector) => text(&it.sector)?,
        (Item::Company(_), Column::Reach) => reach(it)?,
        _ => return None,
    })
}

/// The first way there is to reach a company: few have all of them.
pub(super) fn reach(it: Item<'_>) -> Option<Cell> {
    let Item::Company(company) = it else { return None };
    let phone = it.phone().cloned().map(Cell::Phone);
    let email = || it.email().cloned().map(Cell::Email);
    let website = || Some(company.website.to_string()).filter(|it| !it.is_empty()).map(Cell::Website);
    phone.or_else(email).or_else(website)
}

/// A lead's status. Converted is derived, so it is called like the first status of that kind.
pub fn status(book: &Book, lead: &Lead) -> (StatusKind, String) {
    let kind = status_kind(book, lead);
    let of_kind = |it: &&Arc<Stamped<Status>>| it.kind == kind;
    let own = book.get(lead.status.status).filter(of_kind).map(|it| it.label().to_owned());
    let first = || super::listed::<Status>(book).iter().find(of_kind).map(|it| it.label().to_owned());
    (kind, own.or_else(first).unwrap_or_else(|| kind.to_string()))
}

/// What tells a record apart from others of its name.
fn sub(book: &Book, it: Item<'_>) -> String {
    match it {
        Item::Deal(it) => {
            let stage = shown_stage(book, it).and_then(|it| book.get(it)).map(|it| it.label().to_owned());
            stage.into_iter().chain(party(book, it)).collect::<Vec<_>>().join(" · ")
        }
        Item::Company(it) => it.sector.to_string(),
        Item::Lead(_) | Item::Contact(_) => it.company(book).to_owned(),
    }
}

fn is_open(it: Item<'_>) -> bool {
    if let Item::Deal(it) = it { it.is_open() } else { true }
}

fn text(it: &str) -> Option<Cell> {
    (!it.is_empty()).then(|| Cell::Text(it.to_owned()))
}

impl Cell {
    /// Exactly what it says: days as `YYYY-MM-DD`, moments in UTC, amounts with a point and their currency, several
    /// values with a bar between them, and one that could be taken for several with a bar behind it. Nothing is an empty
    /// text.
    pub fn exact(&self) -> String {
        match self {
            Cell::Nothing => String::new(),
            Cell::Status(StatusKind::Converted, _) => StatusKind::Converted.to_string(),
            Cell::Name(it, _)
            | Cell::Status(_, it)
            | Cell::Text(it)
            | Cell::Stage(it, _)
            | Cell::Website(it)
            | Cell::Owner(_, it) => it.clone(),
            Cell::Score(it) => it.to_string(),
            Cell::Level(it) => it.to_string(),
            Cell::Priority(it) => it.to_string(),
            Cell::Money(it) => format!("{} {}", it.amount(), it.currency()),
            Cell::Percent(it) => it.value().to_string(),
            Cell::Close(it, _) => it.to_string(),
            Cell::Email(it) => it.to_string(),
            Cell::Phone(it) => it.to_string(),
            Cell::Count(it) => it.to_string(),
            Cell::Tags(it) => tags(it),
            Cell::Contact(at, kind) => format!("{} {kind}", moment(*at)),
            Cell::Step(it) => {
                let due = it.due.map(|it| format!("{it} ")).unwrap_or_default();
                format!("{due}{}", it.text)
            }
            Cell::Moment(at) => moment(*at),
        }
    }
}

fn tags(tags: &[Arc<Stamped<Tag>>]) -> String {
    match tags {
        [tag] if tag.label().contains([',', ';']) => format!("{}|", tag.label()),
        tags => tags.iter().map(|it| it.label()).collect::<Vec<_>>().join("|"),
    }
}

/// A moment in UTC, to the second.
fn moment(at: Timestamp) -> String {
    let seconds = at.0.rem_euclid(Timestamp::DAY) / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", Day::of_utc(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Trash,
        record::{Member, Task},
        testing::{Device, board},
        value::Currency,
    };

    #[test]
    fn v3_an_exact_cell_says_what_the_record_says() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
        let tags = ["Fair", "Hot"].map(|name| device.adds(&mut book, |it: &mut Tag| it.name = name.into()));
        let lead = device.adds(&mut book, |it: &mut Lead| {
            (it.first_name, it.company_name, it.level) = ("Bo".into(), "Acme".into(), Some(Level::Hot));
            it.potential = Money::new(123_450, Currency::EUR);
            for tag in tags {
                it.common.tags.insert(tag, Member);
            }
        });
        device.adds(&mut book, |it: &mut Task| {
            (it.title, it.due, it.about) =
                ("Call".into(), "2026-12-01T09:30".parse().ok(), Some(lead.into()));
        });
        let at = Standpoint::utc(device.now(), device.me());
        let say =
            |id: RecordId, column: Column| cells(&book, id, &[column], &at).expect("a record")[0].exact();
        for (column, said) in [
            (Column::Name, "Bo"),
            (Column::Company, "Acme"),
            (Column::Status, "New"),
            (Column::Level, "hot"),
            (Column::Value, "1234.50 EUR"),
            (Column::Tags, "Fair|Hot"),
            (Column::NextStep, "2026-12-01T09:30 Call"),
            (Column::Owner, "Ana Roy"),
            (Column::Priority, ""),
            (Column::LastContact, ""),
        ] {
            assert_eq!(say(lead.into(), column.clone()), said, "{column}");
        }
        assert!(say(lead.into(), Column::Created).starts_with("2026-11-21T12:00:0"));
        let deal: RecordId = board::deal("acme").into();
        assert_eq!((&*say(deal, Column::Stage), &*say(deal, Column::Probability)), ("Negotiation", "80"));
        let gone = device.adds(&mut book, |it: &mut Lead| it.first_name = "Cy".into());
        device.does(&mut book, Trash(vec![gone.into()]));
        assert_eq!(cells(&book, gone.into(), &[Column::Name], &at), None);
    }

    #[test]
    fn v3_one_tag_with_a_comma_is_not_taken_for_two() {
        let (device, mut book) = (Device::new(1), Book::new());
        let tags =
            ["Sales, EU", "Hot"].map(|name| device.adds(&mut book, |it: &mut Tag| it.name = name.into()));
        let at = Standpoint::utc(device.now(), device.me());
        for (tags, said) in [(&tags[..1], "Sales, EU|"), (&tags[1..], "Hot"), (&tags[..], "Sales, EU|Hot")] {
            let lead = device.adds(&mut book, |it: &mut Lead| {
                it.first_name = "Bo".into();
                it.common.tags = tags.iter().map(|it| (*it, Member)).collect();
            });
            assert_eq!(cells(&book, lead.into(), &[Column::Tags], &at).expect("a lead")[0].exact(), said);
        }
    }

    #[test]
    fn v4_a_list_begins_with_columns_that_it_has_the_name_first() {
        for kind in [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company] {
            let (all, usual) = (Column::of(kind), Column::usual(kind));
            assert_eq!(usual[0], Column::Name);
            assert!(usual.iter().all(|it| all.contains(it)), "{kind}");
            assert_eq!(Column::chosen(kind, ""), usual);
            assert_eq!(Column::chosen(kind, "owner,name,nonsense,,owner"), [Column::Name, Column::Owner]);
            assert_eq!(Column::chosen(kind, "nonsense"), [Column::Name], "the name alone can be chosen");
        }
    }
}
