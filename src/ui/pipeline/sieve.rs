//! A board that shows some of its deals only: those that the filter of the address finds.
//!
//! Without a filter the columns are those of the Book, and nothing is sifted.

use crate::{
    platform::clock,
    ui::{
        front::{Front, use_front},
        kit::{
            button::{Button, Variant},
            icon::IconName,
            live::live,
        },
        list::{self, Asked, Find, columns::topics, filters::Filters},
        routes::Address,
        text::list as words,
    },
};
use desk::{Desk, Topic};
use domain::{
    book::Column,
    query::{self, ColumnHead, Filter, Problem, Sort},
    record::{Deal, Stage},
    value::{Currency, Id, Kind},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Columns as a filter leaves them.
type Sifted = Vec<(Id<Stage>, Column)>;

/// What is shown of the columns.
#[derive(Clone, Copy)]
pub struct Sieve {
    desk: Desk,
    asked: Memo<Asked>,
    /// The columns as the filter leaves them; nothing without one.
    columns: Memo<Option<Sifted>>,
    problems: Memo<Vec<Problem>>,
    /// Whether the menus are shown though nothing is chosen in them.
    is_open: RwSignal<bool>,
}

impl Sieve {
    /// What the address asks of these columns.
    pub fn new(desk: Desk, front: Front, stages: Memo<Vec<Id<Stage>>>) -> Sieve {
        let asked = list::asked(Kind::Deal, StoredValue::new(Sort::up(query::Column::Stage)));
        let parsed = move |asked: &Asked| desk.peek(|book| Filter::parse(book, Kind::Deal, &asked.filter));
        let columns = Memo::new(move |_| {
            let asked = asked.read();
            if asked.filter.is_empty() {
                return None;
            }
            front.me.track();
            let stages = stages.get();
            let (filter, _) = parsed(&asked);
            let at = clock::standpoint();
            Some(desk.read(topics(Kind::Deal), |book| {
                stages.into_iter().map(|it| (it, query::sifted(book, it, &filter, &at))).collect()
            }))
        });
        let problems = Memo::new(move |_| parsed(&asked.read()).1);
        Sieve { desk, asked, columns, problems, is_open: RwSignal::new(false) }
    }

    /// Reads what is shown of a column, and nothing else of the Book.
    pub fn read<R: Default>(self, stage: Id<Stage>, read: impl FnOnce(&Column) -> R) -> R {
        if self.columns.with(Option::is_none) {
            let Some(place) = super::board::place_of(self.desk, stage) else { return R::default() };
            return self.desk.read(&[Topic::Column(place)], |book| read(book.columns().get(place)));
        }
        self.columns.with(|it| {
            let column = it.iter().flatten().find(|it| it.0 == stage);
            column.map(|it| read(&it.1)).unwrap_or_default()
        })
    }

    /// What stands over a column.
    pub fn head(
        self,
        stage: Id<Stage>,
        first: impl Fn(&domain::book::Book) -> Currency,
    ) -> Option<ColumnHead> {
        let column = self.columns.with(|it| {
            it.as_ref()
                .map(|it| it.iter().find(|it| it.0 == stage).map(|it| it.1.clone()).unwrap_or_default())
        });
        let place = super::board::place_of(self.desk, stage)?;
        let topics = [Topic::Table(Kind::Stage), Topic::Table(Kind::Settings), Topic::Column(place)];
        self.desk.read(&topics, |book| match &column {
            Some(column) => query::head_of(book, stage, column, Some(first(book))),
            None => query::column_head(book, stage, Some(first(book))),
        })
    }

    /// How many deals are shown of how many; empty without a filter, because each column says its number.
    pub fn count(self) -> Signal<String> {
        let Sieve { desk, columns, .. } = self;
        let all = Memo::new(move |_| desk.read(&[Topic::Table(Kind::Deal)], |book| book.count(Kind::Deal)));
        Signal::derive(move || {
            if columns.with(Option::is_none) { String::new() } else { words::count(self.found(), all.get()) }
        })
    }

    fn found(self) -> usize {
        self.columns.with(|it| it.iter().flatten().map(|it| it.1.len()).sum())
    }

    /// The field that finds.
    pub fn field(self) -> impl IntoView {
        view! { <Find kind=Kind::Deal asked=self.asked found=Signal::derive(move || Some(self.found())) /> }
    }

    /// Whether the menus are asked for, or say something.
    fn shows_menus(self) -> Memo<bool> {
        let Sieve { asked, is_open, .. } = self;
        Memo::new(move |_| is_open.get() || asked.read().filter.iter().any(|it| it.0 != "q"))
    }

    /// The menus.
    pub fn menus(self) -> impl IntoView {
        let Sieve { problems, .. } = self;
        let shown = list::columns(Kind::Deal);
        let is_shown = self.shows_menus();
        live(move || {
            is_shown
                .get()
                .then(|| view! { <Filters kind=Kind::Deal problems=problems.into() columns=shown /> })
        })
    }

    /// The button that shows the menus.
    pub fn button(self) -> impl IntoView {
        let Sieve { is_open, .. } = self;
        let (front, is_shown) = (use_front(), self.shows_menus());
        // What filters is never out of sight: without its menus a filter is none.
        let press = move || {
            let opens = !is_shown.get_untracked();
            is_open.set(opens);
            if !opens {
                list::filters::clear(front);
            }
        };
        view! {
            <Button
                label=words::filters()
                icon=IconName::Filter
                bare=true
                variant=Variant::Quiet
                pressed=is_shown
                on_press=press
            />
        }
    }
}

/// The deals of the column that a deal stands in, as they stand there under a filter of the board's address.
pub fn column_of(desk: Desk, board: &Address, deal: Id<Deal>) -> Option<Arc<[u128]>> {
    desk.peek(|book| {
        let stage = query::shown_stage(book, book.live(deal)?)?;
        let asked = Asked::filter(board);
        let ids = |column: &Column| column.ids().map(|it| it.uuid().as_u128()).collect();
        if asked.is_empty() {
            return book.get(stage).map(|it| ids(book.columns().get(query::place_of(it))));
        }
        let (filter, _) = Filter::parse(book, Kind::Deal, &asked);
        Some(ids(&query::sifted(book, stage, &filter, &clock::standpoint())))
    })
}
