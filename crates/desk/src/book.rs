//! Which part of the Book a screen looks at, so that it is told of changes there and nowhere else.

use domain::{
    book::{Book, Place},
    change::{Change, Edit},
    row::Row,
    value::Kind,
};
use reactive_graph::{
    signal::ArcTrigger,
    traits::{Notify, Track},
};
use std::collections::{BTreeSet, HashMap};

/// A part of the Book.
///
/// One signal for all would cost every mounted row ten microseconds on each change; one per table and column costs a
/// lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Records of one kind.
    Table(Kind),
    /// A column of the board: which deals stand in it, and what they are.
    Column(Place),
}

/// A trigger for each part that anybody has looked at.
#[derive(Default)]
pub(crate) struct Topics(HashMap<Topic, ArcTrigger>);

impl Topics {
    /// The trigger of a part.
    pub(crate) fn trigger(&mut self, topic: Topic) -> ArcTrigger {
        self.0.entry(topic).or_default().clone()
    }

    /// The triggers of these parts, if anybody has looked at them.
    pub(crate) fn triggers(&self, topics: &BTreeSet<Topic>) -> Vec<ArcTrigger> {
        topics.iter().filter_map(|it| self.0.get(it).cloned()).collect()
    }

    /// Every trigger.
    pub(crate) fn all(&self) -> Vec<ArcTrigger> {
        self.0.values().cloned().collect()
    }
}

/// Looks at a part: the observer is run again when it changes.
pub(crate) fn track(trigger: &ArcTrigger) {
    trigger.track();
}

/// Tells those who look.
pub(crate) fn notify(triggers: &[ArcTrigger]) {
    triggers.iter().for_each(Notify::notify);
}

/// The parts that the edits of a change touch, as the Book stands: ask before and after it is applied.
pub(crate) fn touched(book: &Book, change: &Change, topics: &mut BTreeSet<Topic>) {
    let mut last = [None; 2];
    let mut touch = |at: usize, topic: Topic| {
        // Of thousands most are like the one before.
        if last[at] != Some(topic) {
            last[at] = Some(topic);
            topics.insert(topic);
        }
    };
    for Edit { before, after } in change.edits() {
        for row in [before, after].into_iter().flatten() {
            if let Some(kind) = row.kind() {
                touch(0, Topic::Table(kind));
            }
            if let Row::Deal(deal) = row {
                touch(1, Topic::Column(book.place(deal)));
            }
        }
    }
}
