//! A change that was planned and shown before it was given: an import, a merge, the sample data.

use super::Decision;
use crate::{book::Book, change::Change, entry::Label, refusal::Refusal};
use std::sync::Arc;

/// Does what a plan says.
#[derive(Clone, Debug)]
pub struct Adopt {
    /// What to call it.
    pub label: Label,
    /// The plan.
    pub change: Arc<Change>,
}

/// Refuses if the Book is no longer the one that the plan was made for, where the two meet.
pub(super) fn adopt(book: &Book, Adopt { label, change }: &Adopt) -> Result<Decision, Refusal> {
    let fits = change.edits().iter().all(|edit| edit.key().is_some_and(|key| book.row(&key) == edit.before));
    if !fits {
        return Err(Refusal::Stale);
    }
    Ok(Decision::new(label.clone(), Change::clone(change)))
}
