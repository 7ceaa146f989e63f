//! One walk over whatever a row names: something else, or nothing, in the place of it.

use crate::{
    record::{Record, fill},
    row::Row,
    value::{Elements, Id, RecordId},
};
use std::sync::Arc;

/// What is to be named instead of a record; nothing if that is not to be named any more.
pub(super) type Instead<'a> = &'a dyn Fn(RecordId) -> Option<RecordId>;

/// The row with other links and tags; nothing if none of them is another one.
pub(super) fn relinked(row: &Row, instead: Instead<'_>) -> Option<Row> {
    // Most rows of a Book stay as they are, so they are looked at before one is copied.
    let mut differs = false;
    let mut see = |it| differs |= instead(it) != Some(it);
    row.links(&mut see);
    row.common()?.tags.keys().for_each(|it| see((*it).into()));
    match row {
        Row::Lead(it) => it.apart.keys().copied().for_each(see),
        Row::Contact(it) => it.apart.keys().copied().for_each(see),
        Row::Company(it) => it.apart.keys().copied().for_each(see),
        _ => {}
    }
    if !differs {
        return None;
    }
    let mut row = row.with_common(|it| ids(&mut it.tags, instead));
    match &mut row {
        Row::Lead(it) => {
            let it = &mut Arc::make_mut(it).record;
            one(&mut it.contact, instead);
            one(&mut it.company, instead);
            one(&mut it.referred_by, instead);
            if let Some(became) = &mut it.converted {
                one(&mut became.contact, instead);
                one(&mut became.company, instead);
                one(&mut became.deal, instead);
            }
            each(&mut it.apart, instead);
        }
        Row::Contact(it) => {
            let it = &mut Arc::make_mut(it).record;
            ids(&mut it.companies, instead);
            one(&mut it.main_company, instead);
            one(&mut it.referred_by, instead);
            one(&mut it.lead, instead);
            each(&mut it.apart, instead);
        }
        Row::Company(it) => {
            let it = &mut Arc::make_mut(it).record;
            one(&mut it.parent, instead);
            one(&mut it.lead, instead);
            each(&mut it.apart, instead);
        }
        Row::Deal(it) => {
            let it = &mut Arc::make_mut(it).record;
            ids(&mut it.contacts, instead);
            ids(&mut it.companies, instead);
            one(&mut it.main_contact, instead);
            one(&mut it.main_company, instead);
            one(&mut it.lead, instead);
        }
        Row::Activity(it) => each(&mut Arc::make_mut(it).record.about, instead),
        Row::Task(it) => {
            let about = &mut Arc::make_mut(it).record.about;
            *about = about.and_then(instead);
        }
        _ => {}
    }
    Some(row)
}

fn one<T: Record>(link: &mut Option<Id<T>>, instead: Instead<'_>) {
    *link = link.and_then(|it| instead(it.into())?.get());
}

fn ids<T: Record, V: Clone>(list: &mut Elements<Id<T>, V>, instead: Instead<'_>) {
    each(list, |it| instead(it.into())?.get());
}

/// What is said of one that is named already stays.
fn each<K: Ord + Copy, V: Clone>(list: &mut Elements<K, V>, instead: impl Fn(K) -> Option<K>) {
    let moved = list.iter().filter_map(|(key, value)| Some((instead(*key)?, value.clone()))).collect();
    list.retain(|it| instead(*it) == Some(*it));
    fill::each(list, &moved);
}
