//! The database of this page.

use desk::Desk;
use storage::{MemoryStore, StoreError};

/// Opens the database.
pub async fn open(_desk: Desk) -> Result<MemoryStore, StoreError> {
    Ok(MemoryStore::new(domain::value::Node(1)))
}
