//! What this tab can undo and redo, read from the journal.

use domain::entry::{Head, Label, Revision, Verb};

/// An entry that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Where it stands in the journal.
    pub revision: Revision,
    /// What was done.
    pub label: Label,
}

/// Two stacks. Nothing of them is stored: they are what the journal says of this tab, so they survive a reload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    undo: Vec<Past>,
    redo: Vec<Past>,
}

impl History {
    /// The history of a tab, from the heads of the journal's last entries, newest first.
    pub fn of(tab: &str, heads: &[(Revision, Head)]) -> History {
        let mut history = History::default();
        for (revision, head) in heads.iter().rev().filter(|it| &*it.1.tab == tab) {
            history.add(*revision, head);
        }
        history
    }

    /// Takes in an entry that this tab wrote.
    pub(crate) fn add(&mut self, revision: Revision, head: &Head) {
        let past = Past { revision, label: head.label.clone() };
        if head.label.verb == Verb::Purged {
            return; // It was deleted for good.
        }
        let Some(undone) = head.undoes else {
            self.undo.push(past);
            self.redo.clear();
            return;
        };
        // By where it lay, and not by what it is called: what was taken back of one record is a deed like others, and to
        // take that back is called "redone". Only of what lies nowhere is there nothing else to go by.
        let was_redone = self.redo.iter().any(|it| it.revision == undone);
        let is_redone = was_redone || (!self.can_undo(undone) && head.label.verb == Verb::Redone);
        self.forget(undone);
        if is_redone { self.undo.push(past) } else { self.redo.push(past) }
    }

    /// Forgets an entry that cannot be taken back any more.
    pub(crate) fn forget(&mut self, revision: Revision) {
        self.undo.retain(|it| it.revision != revision);
        self.redo.retain(|it| it.revision != revision);
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&Past> {
        self.undo.last()
    }

    /// What redo would do again.
    pub fn next_redo(&self) -> Option<&Past> {
        self.redo.last()
    }

    /// What was done in an entry, as far as this tab knows.
    pub(crate) fn label(&self, revision: Revision) -> Label {
        let past = self.undo.iter().chain(&self.redo).find(|it| it.revision == revision);
        past.map_or_else(|| Label::of(Verb::Edited, ""), |it| it.label.clone())
    }

    /// Whether this entry can be undone: it is on the stack.
    pub fn can_undo(&self, revision: Revision) -> bool {
        self.undo.iter().any(|it| it.revision == revision)
    }
}
