//! What stands in a column of a list, exactly: for programs that read a file of it.

use super::{
    Column, item, item::Item, last_contact, next_step, open_deals, probability, shown_stage, tags_of,
};
use crate::{
    book::Book,
    export::joined,
    record::Listed,
    value::{Day, Kind, RecordId, Timestamp},
};

/// The cell of a live record in a column; nothing if there is nothing.
pub(crate) fn exact_cell(book: &Book, id: RecordId, column: Column) -> Option<String> {
    let it = item::item(book, id)?;
    Some(match column {
        Column::Name => it.name(),
        Column::Company => it.company(book).to_owned(),
        Column::JobTitle => it.job_title().to_owned(),
        Column::Email => it.email()?.to_string(),
        Column::Phone => it.phone()?.to_string(),
        Column::Level => it.level()?.to_string(),
        Column::Priority => it.priority()?.to_string(),
        Column::Value => it.value().map(|it| format!("{} {}", it.amount(), it.currency()))?,
        Column::Owner => book.get(it.owner()?)?.label().to_owned(),
        Column::Source => book.get(it.source()?)?.label().to_owned(),
        Column::Tags => joined(&tags_of(book, it.common())),
        Column::LastContact => last_contact(book, id).map(|it| format!("{} {}", moment(it.0), it.1))?,
        Column::NextStep => {
            let step = next_step(book, id)?;
            let due = step.due.map(|it| format!("{it} ")).unwrap_or_default();
            format!("{due}{}", step.text)
        }
        Column::Deals => open_deals(book, id).to_string(),
        Column::People => book.links().to(id, Kind::Contact).len().to_string(),
        Column::Age | Column::Created => moment(it.common().created),
        Column::Updated => moment(it.newest().at()),
        Column::Status | Column::Stage | Column::Probability | Column::Close | Column::Sector => {
            own(book, it, column)?
        }
    })
}

/// The cell in a column that one kind only has.
fn own(book: &Book, it: Item<'_>, column: Column) -> Option<String> {
    Some(match (it, column) {
        (Item::Lead(it), Column::Status) if it.converted.is_some() => {
            crate::record::StatusKind::Converted.to_string()
        }
        (Item::Lead(it), Column::Status) => book.get(it.status.status)?.label().to_owned(),
        (Item::Deal(it), Column::Stage) => book.get(shown_stage(book, it)?)?.label().to_owned(),
        (Item::Deal(it), Column::Probability) => probability(book, it).value().to_string(),
        (Item::Deal(it), Column::Close) => it.closes()?.to_string(),
        (Item::Company(it), Column::Sector) => it.sector.to_string(),
        _ => return None,
    })
}

/// A moment in UTC, to the second.
fn moment(at: Timestamp) -> String {
    let seconds = at.0.rem_euclid(Timestamp::DAY) / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", Day::of_utc(at))
}
