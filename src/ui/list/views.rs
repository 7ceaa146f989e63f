//! The views of a list: what is asked of it often, by a name.
//!
//! A view is an address: a filter, an order, and the column that it is about. Nothing of it is stored, and the list
//! keeps the columns that its reader has chosen.
//!
//! # What is not here
//!
//! Views of one's own: a bookmark is one.

use super::{columns::columns_text, filters::place};
use crate::ui::{
    front::{Front, ONCE, use_front},
    kit::{
        button::Variant,
        icon::IconName,
        menu::{Menu, MenuItem},
    },
    routes::Address,
    text::{list as words, today},
};
use domain::{
    query::{Column, Filter},
    value::Kind,
};
use leptos::prelude::*;

/// A view.
struct View {
    name: fn() -> &'static str,
    /// The filter and the order, as an address says them.
    asked: &'static [(&'static str, &'static str)],
    /// The column that it is about, which not every list shows.
    about: Column,
}

impl View {
    const fn new(
        name: fn() -> &'static str,
        asked: &'static [(&'static str, &'static str)],
        about: Column,
    ) -> View {
        View { name, asked, about }
    }

    /// Whether the list is asked just that.
    fn stands(&self, here: &Address) -> bool {
        let mut pairs = here.query.iter().filter(|it| is_asked(&it.0));
        let is_its = |it: &(String, String)| self.asked.contains(&(&*it.0, &*it.1));
        pairs.clone().count() == self.asked.len() && pairs.all(is_its)
    }

    /// The columns that a list of a kind shows with it, where it would show these.
    fn columns(&self, kind: Kind, shown: &[Column]) -> Vec<Column> {
        Column::ordered(kind, &[shown, std::slice::from_ref(&self.about)].concat())
    }
}

/// Whether a word of an address says what is in a list, or in which order.
fn is_asked(key: &str) -> bool {
    Filter::knows(key) || key == "sort"
}

/// The views of a kind of records. The first shows all.
fn views(kind: Kind) -> &'static [View] {
    use Column::{Close, Deals, LastContact, Level, Name, NextStep, Priority, Source, Stage, Value};
    static LEADS: [View; 7] = [
        View::new(words::all, &[], Name),
        View::new(words::by_interest, &[("is", "open"), ("sort", "-level")], Level),
        View::new(words::by_priority, &[("is", "open"), ("sort", "-priority")], Priority),
        View::new(words::by_source, &[("is", "open"), ("sort", "source")], Source),
        View::new(today::untouched, &[("is", "open"), ("contact", "never"), ("sort", "-age")], LastContact),
        View::new(words::undecided, &[("is", "undecided"), ("sort", "-age")], Column::Age),
        View::new(words::by_score, &[("is", "undecided"), ("sort", "-score")], Column::Score),
    ];
    static DEALS: [View; 6] = [
        View::new(words::all, &[], Name),
        View::new(words::open, &[("is", "open")], Stage),
        View::new(today::without_step, &[("is", "open"), ("step", "none")], NextStep),
        View::new(today::close_passed, &[("is", "open"), ("close", "past"), ("sort", "close")], Close),
        View::new(today::rotting, &[("is", "rotting")], Stage),
        View::new(today::without_value, &[("is", "open"), ("value", "none")], Value),
    ];
    static CUSTOMERS: [View; 3] = [
        View::new(words::all, &[], Name),
        View::new(words::in_deal, &[("is", "in-deal")], Deals),
        View::new(words::not_lately, &[("contact", "before-90"), ("sort", "contact")], LastContact),
    ];
    match kind {
        Kind::Lead => &LEADS,
        Kind::Deal => &DEALS,
        _ => &CUSTOMERS,
    }
}

/// The address of a view, seen from where one is. What the view that stands has added to the usual columns goes with it.
fn address(here: &Address, kind: Kind, view: &View) -> Address {
    let usual = Column::usual(kind);
    let mut shown = Column::chosen(kind, here.get("cols").unwrap_or_default());
    let standing = views(kind).iter().find(|it| it.stands(here));
    if standing.is_some_and(|it| it.columns(kind, usual) == shown) {
        shown = usual.to_vec();
    }
    let mut there = here.clone();
    there.query.retain(|it| !is_asked(&it.0) && it.0 != ONCE);
    let asked = view.asked.iter().fold(there, |there, (key, value)| there.with(key, value));
    asked.with("cols", &columns_text(kind, &view.columns(kind, &shown)))
}

/// The menu of the views. Its button says which one stands.
#[component]
pub fn Views(
    /// The kind of records that are listed.
    kind: Kind,
) -> impl IntoView {
    let front = use_front();
    let standing =
        Memo::new(move |_| front.address.with(|here| views(kind).iter().position(|it| it.stands(here))));
    let items = Callback::new(move |()| {
        let standing = standing.get_untracked();
        let item = |(at, view): (usize, &'static View)| {
            MenuItem::new((view.name)(), move || show(front, kind, view)).checked(standing == Some(at))
        };
        views(kind).iter().enumerate().map(item).collect()
    });
    let drawn = move || {
        let named = standing.get().filter(|it| *it > 0).and_then(|it| views(kind).get(it));
        let label = named.map_or_else(|| words::views().to_owned(), |it| words::view((it.name)()));
        let variant = if named.is_some() { Variant::Plain } else { Variant::Quiet };
        view! { <Menu label title=words::views() icon=IconName::Down small=true variant items /> }
    };
    view! { <span id=place(KEY)>{drawn}</span> }
}

/// The place of the menu among the filters.
const KEY: &str = "view";

fn show(front: Front, kind: Kind, view: &View) {
    front.show(front.address.with_untracked(|here| address(here, kind, view)));
    super::filters::focus(KEY);
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{book::Book, query::Sort};

    const KINDS: [(Kind, &str); 4] = [
        (Kind::Lead, "/leads"),
        (Kind::Deal, "/pipeline?view=list"),
        (Kind::Contact, "/contacts"),
        (Kind::Company, "/companies"),
    ];

    fn here(hash: &str) -> Address {
        Address::parse(hash).expect("a screen")
    }

    fn named(kind: Kind, name: &str) -> &'static View {
        views(kind).iter().find(|it| (it.name)() == name).expect("a view")
    }

    #[test]
    fn every_view_is_an_address_that_its_list_understands_and_shows_what_it_is_about() {
        for (kind, list) in KINDS {
            for view in views(kind) {
                let there = here(&address(&here(list), kind, view).to_string());
                let (filter, problems) = Filter::parse(&Book::new(), kind, &there.query);
                assert_eq!((filter.is_empty(), problems), (view.asked.is_empty(), vec![]), "{there}");
                let sort: Option<Sort> = there.get("sort").and_then(|it| it.parse().ok());
                assert_eq!(sort.is_some(), there.get("sort").is_some(), "{there}");
                assert!(
                    Column::chosen(kind, there.get("cols").unwrap_or_default()).contains(&view.about),
                    "{there}"
                );
                let standing: Vec<_> =
                    views(kind).iter().filter(|it| it.stands(&there)).map(|it| it.name).collect();
                assert_eq!(standing.iter().map(|it| it()).collect::<Vec<_>>(), [(view.name)()]);
                assert_eq!(there.get("view"), here(list).get("view"), "the layout stays");
            }
        }
    }

    #[test]
    fn a_view_leaves_the_columns_that_were_chosen_and_takes_its_own_away_again() {
        let (all, by_priority) = (named(Kind::Lead, words::all()), named(Kind::Lead, words::by_priority()));
        let there = address(&here("/leads?q=oslo&status=new"), Kind::Lead, by_priority);
        assert_eq!((there.get("q"), there.get("status")), (None, None));
        assert_eq!(address(&there, Kind::Lead, all), here("/leads"));
        let chosen = address(&here("/leads?cols=name,email"), Kind::Lead, by_priority);
        assert_eq!(chosen.get("cols"), Some("name,priority,email"));
        assert_eq!(address(&chosen, Kind::Lead, all).get("cols"), Some("name,priority,email"));
    }

    #[test]
    fn another_filter_or_order_is_no_view() {
        for hash in [
            "/leads?is=open",
            "/leads?sort=name",
            "/leads?is=open&sort=-level&q=a",
            "/leads?is=open&sort=level",
        ] {
            assert!(views(Kind::Lead).iter().all(|it| !it.stands(&here(hash))), "{hash}");
        }
        assert!(named(Kind::Lead, words::all()).stands(&here("/leads?cols=name,email")));
    }
}
