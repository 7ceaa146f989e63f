//! The end of a row: a record is made or filled, and what fills no field is kept.

use super::super::{
    field::Field,
    report::{Fate, Why},
    stage,
};
use super::{
    keys,
    sheet::{Cells, Log, Refused},
    shelf::Shelf,
    stock::Stock,
};
use crate::{
    command::TEXT_LIMIT,
    record::{Common, Json, NextStep, Priority, Record, Rep},
    row::Unrow,
    value::{Id, RecordId, Text, TextKey, Timestamp},
};

/// What came of a row, and which record it is.
pub(super) type Settled = Result<(Fate, RecordId), Refused>;

/// Makes a record of a row, or fills the one that is there.
pub(super) fn settle<T: Record + Unrow>(
    shelf: &mut Shelf<T>,
    found: Option<usize>,
    draft: T,
    fill: fn(&mut T, &T),
    keys: fn(&T) -> Vec<String>,
) -> (Fate, usize) {
    let Some(place) = found else {
        let keys = keys(&draft);
        return (Fate::New, shelf.make(draft, true, keys));
    };
    let mut after = shelf.get(place).clone();
    fill(&mut after, &draft);
    let differs = shelf.put(place, after);
    let slot = &mut shelf.slots[place];
    // A record that was only named by a row so far is the one of this row.
    let is_first = slot.is_new() && !slot.is_taken;
    slot.is_taken = true;
    if differs {
        let keys = keys(shelf.get(place));
        shelf.name(place, keys);
    }
    (
        if is_first {
            Fate::New
        } else if differs {
            Fate::Filled
        } else {
            Fate::Same
        },
        place,
    )
}

/// Takes the notes of a row as the description of its record, and answers what is to stand on the timeline instead: notes
/// that are too long, and those of a record that is described already and does not say them.
pub(super) fn describe<'a>(description: &mut Text, here: &str, notes: &'a str) -> &'a str {
    if here.contains(notes) {
        return "";
    }
    if !here.is_empty() || notes.len() > TEXT_LIMIT {
        return notes;
    }
    *description = notes.into();
    ""
}

/// A note, and below it what a row says otherwise.
pub(super) fn beside(note: &str, otherwise: Vec<String>) -> String {
    let note = (!note.is_empty()).then(|| note.to_owned());
    note.into_iter().chain(otherwise).collect::<Vec<_>>().join("\n")
}

/// Writes a note about a record where it is not there yet; a row that had nothing else to say has filled something.
pub(super) fn noted(
    stock: &mut Stock<'_>,
    fate: Fate,
    (id, at): (RecordId, Timestamp),
    note: &str,
) -> (Fate, RecordId) {
    let is_new = stock.note(id, note, at);
    (if is_new && fate == Fate::Same { Fate::Filled } else { fate }, id)
}

/// A record that nothing better will tell again keeps the print of its row.
pub(super) fn remember(common: &mut Common, print: Option<String>) {
    if let Some(print) = print {
        common.external.insert(TextKey(keys::PRINT.into()), print.into());
    }
}

/// Keeps a cell that fills no field after all under its heading.
pub(super) fn keep(cells: &Cells<'_>, log: &mut Log, common: &mut Common, column: usize, tells: bool) {
    let remark = cells.remark(Some(column), Why::Word);
    common.custom.insert(TextKey(cells.sheet.names[column].clone()), Json::text(cells.cell(column)));
    if tells {
        log.remarks.push(remark);
    }
}

/// Keeps what stands in fields that say nothing of a record such as this: the competitor of an open deal, an id that nobody
/// is known by.
pub(super) fn keep_all(cells: &Cells<'_>, log: &mut Log, common: &mut Common, fields: &[Field]) {
    for (column, _) in fields.iter().flat_map(|it| cells.all(*it)) {
        keep(cells, log, common, column, false);
    }
}

/// Who sees to a record of a row.
pub(super) fn owner(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
    common: &mut Common,
) -> Option<Id<Rep>> {
    let owner = stock.owner(cells);
    if owner.is_none() {
        keep_all(cells, log, common, &[Field::OwnerId]);
    }
    owner
}

/// A step that was written by hand.
pub(super) fn next_step(cells: &Cells<'_>) -> Option<NextStep> {
    cells.first(Field::NextStep).map(|it| NextStep { text: it.1.into(), day: None })
}

/// How soon someone should see to it; another word is kept.
pub(super) fn priority(cells: &Cells<'_>, log: &mut Log, common: &mut Common) -> Option<Priority> {
    let (column, cell) = cells.first(Field::Priority)?;
    let priority = match &*stage::key(cell) {
        "medium" | "mittel" | "moyenne" => Some(Priority::Normal),
        word => word.parse().ok(),
    };
    if priority.is_none() {
        keep(cells, log, common, column, true);
    }
    priority
}
