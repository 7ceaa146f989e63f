//! New ids.

use uuid::Uuid;

/// A UUID that nobody has, later than all that were made before.
#[expect(clippy::disallowed_methods, reason = "this is where ids are made")]
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}

/// A number for a new copy of the data, random enough that two copies never share one.
pub fn node() -> u32 {
    let random = fresh().as_u128();
    // The low half of a UUID of version 7 is random.
    u32::try_from(random & u128::from(u32::MAX)).unwrap_or_default()
}
