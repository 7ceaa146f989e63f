//! The world around the desk.

use super::{clock, device, ids, tabs::Bell, task};
use desk::{Desk, Platform};
use domain::{
    command::Context,
    entry::Revision,
    query::COUNTED,
    value::{Node, Stamp, Text, Timestamp},
};

/// The browser as the desk sees it.
pub struct World {
    desk: Desk,
    bell: Option<Bell>,
    tab: Text,
    my_name: Text,
}

impl World {
    /// A world that tells the other tabs what `desk` has written. `tab` is the name of this one, `my_name` what to call the
    /// user until they say.
    pub fn new(desk: Desk, tab: String, my_name: &str) -> World {
        let bell = Bell::new(move |revision| desk.hear(revision), move || desk.look_again());
        World { desk, bell: Some(bell), tab: tab.into(), my_name: my_name.into() }
    }

    /// A world in which nobody hears of what `desk` writes, and which leaves no mark: for a Book that is not this page's.
    pub fn silent(desk: Desk, my_name: &str) -> World {
        World { desk, bell: None, tab: device::tab().into(), my_name: my_name.into() }
    }
}

/// Notes beside the database how far the data has come, and when, so that its loss is noticed.
pub fn mark(desk: Desk, revision: Revision, at: Timestamp) {
    let counts = desk.peek(|book| COUNTED.map(|it| (it.name().to_owned(), book.count(it))).to_vec());
    device::set_high_water(&device::HighWater { revision: revision.0, at, counts });
}

impl Platform for World {
    fn context(&self, node: Node, revision: Revision) -> Context<'_> {
        Context {
            now: clock::now(),
            today: clock::today(),
            node,
            revision,
            tab: self.tab.clone(),
            me: device::me(),
            my_name: self.my_name.clone(),
            exported: device::backup().map_or(Stamp::ZERO, |it| it.newest),
            fresh: &ids::fresh,
        }
    }

    fn written(&self, revision: Revision) {
        if let Some(bell) = &self.bell {
            bell.ring(revision);
            mark(self.desk, revision, clock::now());
        }
    }

    async fn breathe(&self) {
        task::breathe().await;
    }

    async fn idle(&self) {
        task::idle().await;
    }
}
