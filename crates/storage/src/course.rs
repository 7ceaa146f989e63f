//! The course of what takes long: how far it is, and whether it is still wanted.

/// Who waits for something long: hears how far it is, and may think better of it.
pub trait Course {
    /// So many steps of all are done. Answers whether to go on; after a no, whoever asked leaves nothing of what was begun.
    ///
    /// The last question, and no other, says that every step is done. After a yes to it nothing is called off any more: it is
    /// done, or it fails.
    fn goes_on(&self, done: usize, of: usize) -> bool;
}

/// The course of what nobody calls off.
#[derive(Clone, Copy, Debug)]
pub struct Unasked;

impl Course for Unasked {
    fn goes_on(&self, _: usize, _: usize) -> bool {
        true
    }
}
