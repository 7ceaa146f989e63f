//! What is told of deals: a line of figures, what will come in, how far deals come, and what was won.

use super::{Asked, Found, figures, forecast, funnel, won};
use crate::{
    platform::clock,
    ui::{front::use_desk, kit::live::live, record::facts::usual_currency},
};
use desk::Topic;
use domain::{
    query::{self, Takings},
    value::{Currency, Kind},
};
use leptos::prelude::*;

/// The parts of the Book that the forecast is made of.
pub(super) const OPEN: [Topic; 3] =
    [Topic::Table(Kind::Deal), Topic::Table(Kind::Stage), Topic::Table(Kind::Settings)];

/// What was asked for, and what several figures share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shared {
    /// The time.
    pub asked: Asked,
    /// The currency in which drawings are drawn.
    pub currency: Memo<Currency>,
    /// What was won.
    pub takings: Memo<Takings>,
}

/// All of it, as soon as there is a deal.
pub(super) fn deals(asked: Asked, found: Found) -> AnyView {
    let desk = use_desk();
    let is_there =
        Memo::new(move |_| desk.read(&[Topic::Table(Kind::Deal)], |book| book.count(Kind::Deal) > 0));
    live(move || is_there.get().then(|| drawn(asked, found))).into_any()
}

fn drawn(asked: Asked, found: Found) -> AnyView {
    let desk = use_desk();
    let currency = Memo::new(move |_| {
        desk.read(&OPEN, |book| {
            let usual = usual_currency(book);
            query::leading_currency(book, usual).unwrap_or(usual)
        })
    });
    let takings = Memo::new(move |_| {
        let since = asked.since.get();
        desk.read(&[Topic::Table(Kind::Deal)], |book| query::takings(book, since, &clock::standpoint()))
    });
    let shared = Shared { asked, currency, takings };
    view! {
        {figures::figures(shared, found)}
        <div class="gallery">{forecast::forecast(shared)} {funnel::funnel(asked)} {won::won(shared)}</div>
    }
    .into_any()
}
