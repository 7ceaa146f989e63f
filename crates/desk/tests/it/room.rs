//! A room with a desk and its clerk; several rooms may share a store, as tabs of one browser do.

use desk::{Clerk, Desk, DeskError, Inbox, NoticeKind, Platform};
use domain::{
    book::Place,
    command::{Add, Command, Context, MoveDeal, Spot},
    entry::{Revision, Verb},
    query,
    record::{Company, Deal, Listed, Member, Record, Rep, Stage},
    value::{Day, Id, Node, Stamp, Text, Timestamp},
};
use futures::{channel::mpsc, executor::LocalPool, future::pending, task::LocalSpawnExt};
use reactive_graph::{owner::Owner, traits::GetUntracked};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};
use storage::{MemoryStore, Store, later};
use uuid::Uuid;

/// A browser: one store, one thread, and the bell between its tabs.
pub(crate) struct Browser {
    pub(crate) pool: LocalPool,
    pub(crate) store: MemoryStore,
    bells: Rc<RefCell<Vec<Desk>>>,
    /// Whether the bell rings. Switched off, tabs learn of each other when they write.
    pub(crate) rings: Rc<Cell<bool>>,
}

impl Browser {
    pub(crate) fn new() -> Browser {
        Browser {
            pool: LocalPool::new(),
            store: MemoryStore::new(Node(7)),
            bells: Rc::default(),
            rings: Rc::new(Cell::new(true)),
        }
    }

    /// Opens a tab.
    pub(crate) fn tab(&mut self, name: &str) -> Tab {
        let store = self.store.clone();
        self.tab_on(name, store)
    }

    /// Opens a tab on a handle of the store.
    pub(crate) fn tab_on(&mut self, name: &str, store: impl Store + 'static) -> Tab {
        let owner = Owner::new();
        let (desk, inbox) = owner.with(Desk::new);
        self.bells.borrow_mut().push(desk);
        let world = World::new(name, desk, self.bells.clone(), self.rings.clone());
        self.pool.spawner().spawn_local(serve(desk, inbox, store, world)).expect("the pool takes tasks");
        self.pool.run_until_stalled();
        Tab { desk, name: name.to_owned(), bells: self.bells.clone(), _owner: owner }
    }

    /// Lets everything happen that can.
    pub(crate) fn settle(&mut self) {
        self.pool.run_until_stalled();
    }

    /// Lets everything happen, and has somebody look on whenever the page has its turn, for as long as a tab is at it.
    pub(crate) fn look_on(&mut self, tab: &Tab, mut look: impl FnMut(Desk) + 'static) {
        let desk = tab.desk;
        let watch = async move {
            while desk.pending.get_untracked() > 0 {
                look(desk);
                later().await;
            }
        };
        let over = self.pool.spawner().spawn_local_with_handle(watch).expect("the pool takes tasks");
        self.pool.run_until(over);
        self.settle();
    }

    /// Gives a command and waits for what becomes of it.
    pub(crate) fn run(
        &mut self,
        tab: &Tab,
        command: impl Into<Command>,
    ) -> Result<Option<Revision>, DeskError> {
        let answer = tab.desk.run(command);
        let answer = self.pool.run_until(answer);
        self.settle();
        answer
    }

    /// Adds a deal with a company to the first stage.
    #[track_caller]
    pub(crate) fn add(&mut self, tab: &Tab, name: &str) -> Id<Deal> {
        let company = Id::new(fresh());
        let deal = Id::new(fresh());
        let rows = vec![
            Company { name: name.into(), ..Company::blank(company) }.into(),
            Deal {
                name: name.into(),
                companies: [(company, Member)].into_iter().collect(),
                ..Deal::blank(deal)
            }
            .into(),
        ];
        self.run(tab, Add(rows)).expect("a deal with a company can be added");
        deal
    }
}

async fn serve(desk: Desk, inbox: Inbox, store: impl Store, world: World) {
    if let Ok(clerk) = Clerk::open(desk, inbox, store, world).await {
        clerk.run().await;
    }
}

/// A tab.
pub(crate) struct Tab {
    pub(crate) desk: Desk,
    name: String,
    bells: Rc<RefCell<Vec<Desk>>>,
    _owner: Owner,
}

impl Drop for Tab {
    /// A tab that is closed hears no bell.
    fn drop(&mut self) {
        self.bells.borrow_mut().retain(|it| it.state != self.desk.state);
    }
}

impl Tab {
    /// The open columns of the board and those of won and lost deals, where deals stand: `Stage: deal deal | …`.
    pub(crate) fn board(&self) -> String {
        self.desk.peek(|book| {
            let stages = query::board(book, query::default_pipeline(book));
            let column = |id: Id<Stage>| {
                let place = query::column_head(book, id, None)?.place;
                let names: Vec<String> = book
                    .columns()
                    .get(place)
                    .ids()
                    .filter_map(|it| book.get(it))
                    .map(|it| it.name.to_string())
                    .collect();
                (!names.is_empty())
                    .then(|| format!("{}: {}", book.get(id).map_or("", |it| it.label()), names.join(" ")))
            };
            stages.into_iter().filter_map(column).collect::<Vec<_>>().join(" | ")
        })
    }

    /// The move of a deal to the end of the column of a stage with this name.
    pub(crate) fn to(&self, deal: Id<Deal>, stage: &str) -> MoveDeal {
        let stage = self.desk.peek(|book| {
            let stages = query::stages(book, query::default_pipeline(book));
            stages.iter().find(|it| it.label() == stage).map(|it| it.id()).expect("a stage of that name")
        });
        MoveDeal { deal, stage, spot: Spot::Bottom, closing: domain::command::Closing::default() }
    }

    /// What the user was told, oldest first, and tells it no more.
    pub(crate) fn told(&self) -> Vec<String> {
        let notices = self.desk.notices.get_untracked();
        let said = |kind: &NoticeKind| match kind {
            NoticeKind::Done { label, .. } => match label.verb {
                Verb::Undone | Verb::Redone => format!("{} {}", label.verb, label.detail),
                verb => verb.to_string(),
            },
            NoticeKind::Failed(error) => error.to_string(),
        };
        for notice in &notices {
            self.desk.dismiss(notice.number);
        }
        notices.iter().map(|it| said(&it.kind)).collect()
    }

    /// Everything, as a backup holds it.
    pub(crate) fn backup(&self) -> String {
        self.desk.peek(domain::wire::write_backup)
    }

    /// How many deals stand in the first stage.
    pub(crate) fn first_column(&self) -> usize {
        self.desk
            .peek(|book| book.columns().get(Place::Open(query::first_stage(book).expect("a stage"))).len())
    }

    /// The name of the tab.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

thread_local! {
    static MADE: Cell<u128> = const { Cell::new(0) };
    static NOW: Cell<i64> = const { Cell::new(1_795_262_400_000) };
    static SEEN: RefCell<BTreeSet<usize>> = const { RefCell::new(BTreeSet::new()) };
}

/// How many records there were when a page had its turn in the middle of something.
pub(crate) fn seen() -> BTreeSet<usize> {
    SEEN.take()
}

/// A UUID that counts up.
pub(crate) fn fresh() -> Uuid {
    MADE.set(MADE.get() + 1);
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 | MADE.get())
}

/// A world without a clock.
struct World {
    tab: Text,
    desk: Desk,
    others: Rc<RefCell<Vec<Desk>>>,
    rings: Rc<Cell<bool>>,
    /// Free time comes when somebody sends a word.
    _never: mpsc::UnboundedSender<()>,
}

impl World {
    fn new(tab: &str, desk: Desk, others: Rc<RefCell<Vec<Desk>>>, rings: Rc<Cell<bool>>) -> World {
        World { tab: tab.into(), desk, others, rings, _never: mpsc::unbounded().0 }
    }
}

impl Platform for World {
    fn context(&self, node: Node, revision: Revision) -> Context<'_> {
        NOW.set(NOW.get() + 1_000);
        Context {
            now: Timestamp(NOW.get()),
            today: Day::of_utc(Timestamp(NOW.get())),
            node,
            revision,
            tab: self.tab.clone(),
            me: Id::<Rep>::fixed(0x7000_8000_0000_0000_0001),
            my_name: "Ana Roy".into(),
            exported: Stamp::ZERO,
            fresh: &fresh,
        }
    }

    fn written(&self, revision: Revision) {
        if self.rings.get() {
            let others = self.others.borrow();
            // The last desk to be opened hears first; a tab does not hear itself.
            others.iter().filter(|it| it.state != self.desk.state).for_each(|it| it.hear(revision));
        }
    }

    async fn breathe(&self) {
        SEEN.with_borrow_mut(|it| it.insert(self.desk.peek(query::size)));
        later().await;
    }

    async fn idle(&self) {
        pending::<()>().await;
    }
}
