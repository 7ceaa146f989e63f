//! What the desk needs from the world around it.

use domain::{command::Context, entry::Revision, value::Node};

/// The world around the desk: clock, ids, other tabs, free time.
#[allow(async_fn_in_trait, reason = "never a public trait object; the clerk owns it")]
pub trait Platform {
    /// The moment, the author, and a way to make ids, for the copy of the data that is `node` and has come to `revision`.
    fn context(&self, node: Node, revision: Revision) -> Context<'_>;

    /// An entry was written under this revision: tells the other tabs, and notes how far the data had come.
    fn written(&self, revision: Revision);

    /// Lets the page do what waits before the next piece of work.
    async fn breathe(&self);

    /// Waits until the page has had nothing to do for a while.
    async fn idle(&self);
}
