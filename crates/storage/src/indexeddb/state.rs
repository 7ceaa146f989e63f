//! Where everything stands: the record `state` of the object store `meta`.
//!
//! One record, because a transaction that reads it once knows all there is to compare.

use super::layout::Layout;
use crate::retention::Reach;
use domain::{
    entry::Revision,
    value::{Node, Stamp},
    wire,
};
use serde::{Deserialize, Serialize};

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The version of what is written, for someone who looks at the database by hand.
    pub(super) format: u32,
    /// Which copy of the data this is.
    pub(super) node: u32,
    /// The last entry of the journal.
    pub(super) revision: Revision,
    /// The last entry whose records all lie in pages.
    pub(super) folded: Revision,
    /// How often pages were rewritten: whoever remembers another number remembers another layout.
    pub(super) layout: u64,
    /// The first entry that the journal remembers.
    pub(super) oldest: Revision,
    /// The stamp of the last entry.
    pub(super) newest: Stamp,
    /// How large the journal is.
    pub(super) bytes: u64,
    /// The entries that have deleted something for good which is not yet struck out of those before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) purges: Vec<Revision>,
    /// The last entry out of which the first of them was struck.
    #[serde(default)]
    pub(super) struck: Revision,
}

impl State {
    /// Of a database that was made now.
    pub(super) fn new(node: Node) -> State {
        State {
            format: wire::FORMAT,
            node: node.0,
            revision: Revision::default(),
            folded: Revision::default(),
            layout: 0,
            oldest: Revision(1),
            newest: Stamp::ZERO,
            bytes: 0,
            purges: Vec::new(),
            struck: Revision::default(),
        }
    }

    /// Reads what was written.
    pub(super) fn read(text: &str) -> Option<State> {
        serde_json::from_str(text).ok()
    }

    /// The state as text, so that it can be read where there is no code.
    pub(super) fn to_text(&self) -> String {
        // A struct of numbers and texts always has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// An entry was added.
    pub(super) fn add(&mut self, stamp: Stamp, bytes: u64) {
        self.revision = self.revision.next();
        self.newest = stamp;
        self.bytes += bytes;
    }

    /// More of that entry was written.
    pub(super) fn grow(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// Pages were rewritten, and now lie so.
    pub(super) fn lay_out(&mut self, layout: &mut Layout) {
        self.layout += 1;
        layout.version = self.layout;
    }

    /// What was deleted for good was struck out of the entries up to this one.
    pub(super) fn strike(&mut self, up_to: Revision) {
        self.struck = up_to;
        if self.purges.first().is_some_and(|it| *it <= up_to) {
            self.purges.remove(0);
            self.struck = Revision::default();
        }
    }

    pub(super) fn reach(&self) -> Reach {
        Reach { revision: self.revision, folded: self.folded, newest: self.newest, bytes: self.bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_reads_as_it_is_written() {
        let mut state = State::new(Node(7));
        state.add(Stamp::new(5, 0, Node(7)), 1_234);
        let mut layout = Layout::default();
        state.lay_out(&mut layout);
        assert_eq!(layout.version, state.layout);
        assert_eq!(State::read(&state.to_text()), Some(state));
        assert_eq!(State::read("{}"), None);
    }
}
