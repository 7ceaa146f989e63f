//! What a list finds: at once, or in slices where there are so many records that the page would stand still.

use super::{Asked, columns};
use crate::{
    platform::{
        clock,
        task::{self, Slice},
    },
    ui::front::Front,
};
use desk::{Desk, Topic};
use domain::{
    book::Book,
    query::{Filter, Listing, Problem},
    value::Kind,
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is found.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// What was asked.
    pub(super) of: Asked,
    /// The rows, in order.
    pub(super) rows: Arc<[u128]>,
    /// What of the address could not be read.
    pub(super) problems: Vec<Problem>,
}

/// Up to here it is sooner found than drawn.
const MANY: usize = 10_000;

/// What is found by what is asked, and found anew when that or a record changes. Of many records it is what was found
/// last until that is done, and nothing before anything was.
pub(super) fn found(desk: Desk, front: Front, kind: Kind, asked: Memo<Asked>) -> Memo<Option<Found>> {
    let are_many = Memo::new(move |_| desk.read(&[Topic::Table(kind)], |book| book.count(kind) > MANY));
    let ask = move || {
        front.me.track();
        let asked = asked.get();
        desk.read(columns::topics(kind), |book| Finding::new(book, kind, asked))
    };
    let in_slices = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        turn.update_value(|it| *it += 1);
        if !are_many.get() {
            return;
        }
        let (mut finding, own) = (ask(), turn.get_value());
        task::run(async move {
            let is_wanted = move || turn.try_get_value() == Some(own);
            let mut step = || desk.peek(|book| finding.listing.advance(book));
            task::breathe().await; // The rest of the screen is drawn first.
            if is_wanted() && task::in_slices(Slice::Awaited, &is_wanted, &mut step).await {
                task::breathe().await; // The rows are drawn in a slice of their own.
                if is_wanted() {
                    in_slices.set(Some(finding.finish()));
                }
            }
        });
    });
    Memo::new(move |_| {
        if are_many.get() {
            return in_slices.get();
        }
        let mut finding = ask();
        desk.peek(|book| while !finding.listing.advance(book) {});
        Some(finding.finish())
    })
}

/// What is found, on its way.
struct Finding {
    of: Asked,
    listing: Listing,
    problems: Vec<Problem>,
}

impl Finding {
    fn new(book: &Book, kind: Kind, of: Asked) -> Finding {
        let (filter, problems) = Filter::parse(book, kind, &of.filter);
        let listing = Listing::new(book, kind, filter, of.sort.clone(), clock::standpoint());
        Finding { of, listing, problems }
    }

    fn finish(self) -> Found {
        let rows = self.listing.finish().map(|it| it.uuid.as_u128()).collect();
        Found { of: self.of, rows, problems: self.problems }
    }
}
