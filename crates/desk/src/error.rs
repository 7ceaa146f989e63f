//! Why a command did not come to anything.

use domain::refusal::Refusal;
use storage::StoreError;
use thiserror::Error;

/// What the asker of a command may be answered instead of its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DeskError {
    /// The command was refused: the user can choose otherwise.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// It could not be written. The Book is as it was.
    #[error("not written: {0}")]
    Store(StoreError),
    /// The user thought better of it before it was written. The Book is as it was.
    #[error("called off")]
    Cancelled,
    /// Other tabs were first, again and again.
    #[error("other tabs were first, again and again")]
    Busy,
    /// The entry that should be undone is no longer remembered.
    #[error("that is no longer remembered")]
    Forgotten,
    /// Nobody serves the queue any more.
    #[error("the page no longer writes")]
    Closed,
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> DeskError {
        match error {
            StoreError::Cancelled => DeskError::Cancelled,
            error => DeskError::Store(error),
        }
    }
}
