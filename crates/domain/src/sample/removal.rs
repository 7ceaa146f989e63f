//! The way the sample goes.

use super::MARK;
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    command::mentions,
    record::{Activity, Common, Deal, Lead, Task, Trashed},
    row::{Key, Row},
    value::{RecordId, Stamp, Text},
};
use std::collections::BTreeSet;

/// Plans to take the sample away, and what was made of it while looking around: what its leads were converted to, deals
/// with nobody else in them, and what is logged or planned about all of these alone.
///
/// What never left this device is removed. What a backup may have carried elsewhere goes to the trash (`exported` is
/// the newest stamp that has left), and so does what a record that stays still names. A rep or a tag that something
/// still names stays, without the mark.
pub fn removal(book: &Book, exported: Stamp, trashed: Trashed) -> Change {
    let going = going(book);
    let staying = book.rows().into_iter().filter(|it| it.id().is_none_or(|id| !going.contains(&id)));
    let named: BTreeSet<RecordId> = staying.flat_map(|it| mentions(&it)).collect();
    let kept = kept(book, &going, &named, exported);
    let edits =
        going.iter().filter_map(|id| book.row(&Key::Record(*id)).map(|row| (id, row))).map(|(id, row)| {
            let after = match &row {
                Row::Rep(_) | Row::Tag(_) if named.contains(id) => {
                    Some(row.with_common(|it| it.import = Text::EMPTY))
                }
                _ if kept.contains(id) => Some(row.with_common(|it| put_away(it, trashed))),
                _ => None,
            };
            Edit { before: Some(row), after }
        });
    Change::new(edits.collect::<Vec<Edit>>(), Stamping::Fresh)
}

fn put_away(common: &mut Common, trashed: Trashed) {
    common.trashed = common.trashed.or(Some(trashed));
}

/// Those of the going that cannot be removed without a trace, and what these name in turn.
fn kept(
    book: &Book,
    going: &BTreeSet<RecordId>,
    named: &BTreeSet<RecordId>,
    exported: Stamp,
) -> BTreeSet<RecordId> {
    let row = |id: &RecordId| book.row(&Key::Record(*id));
    let is_known =
        |id: &RecordId| row(id).and_then(|it| it.stamps().map(|it| it.birth <= exported)).unwrap_or_default();
    let mut kept = BTreeSet::new();
    let mut next: Vec<RecordId> =
        going.iter().filter(|it| named.contains(it) || is_known(it)).copied().collect();
    while let Some(id) = next.pop() {
        if kept.insert(id) {
            let named = row(&id).map(|it| mentions(&it)).unwrap_or_default();
            next.extend(named.into_iter().filter(|it| going.contains(it)));
        }
    }
    kept
}

/// Everything that belongs to the sample.
fn going(book: &Book) -> BTreeSet<RecordId> {
    let is_marked = |it: &Row| it.common().is_some_and(|it| &*it.import == MARK);
    let mut going: BTreeSet<RecordId> =
        book.rows().iter().filter(|it| is_marked(it)).filter_map(Row::id).collect();
    for lead in book.table::<Lead>().iter().filter(|it| going.contains(&it.id.into())).collect::<Vec<_>>() {
        going.extend(made_of(book, lead));
    }
    let all_go = |ids: &mut dyn Iterator<Item = RecordId>, going: &BTreeSet<RecordId>| {
        let mut ids = ids.peekable();
        ids.peek().is_some() && ids.all(|it| going.contains(&it))
    };
    for deal in book.table::<Deal>().iter() {
        let contacts = deal.contacts.keys().map(|it| RecordId::from(*it));
        let companies = deal.companies.keys().map(|it| RecordId::from(*it));
        let parties = contacts.chain(companies).chain(deal.lead.map(RecordId::from));
        if all_go(&mut { parties }, &going) {
            going.insert(deal.id.into());
        }
    }
    for activity in book.table::<Activity>().iter() {
        if all_go(&mut activity.about.keys().copied(), &going) {
            going.insert(activity.id.into());
        }
    }
    for task in book.table::<Task>().iter() {
        if task.about.is_some_and(|it| going.contains(&it)) {
            going.insert(task.id.into());
        }
    }
    going
}

/// What the conversion of a lead made: what it took was there before.
fn made_of(book: &Book, lead: &Lead) -> Vec<RecordId> {
    let Some(it) = &lead.converted else { return Vec::new() };
    let became =
        [it.company.map(RecordId::from), it.contact.map(RecordId::from), it.deal.map(RecordId::from)];
    let is_new = |id: &RecordId| {
        let row = book.row(&Key::Record(*id));
        row.as_ref().and_then(Row::common).is_some_and(|common| common.created == it.at)
    };
    became.into_iter().flatten().filter(is_new).collect()
}
