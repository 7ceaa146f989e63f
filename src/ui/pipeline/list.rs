//! The deals as rows of a list, which finds and sorts what a board can only show.

use super::{actions, nothing};
use crate::ui::{
    list::{List, ListScreen},
    text::pipeline as words,
};
use domain::{
    query::{Column, Sort},
    value::Kind,
};
use leptos::prelude::*;

/// The screen with the list, at first in the order of the board.
#[component]
pub fn DealList() -> impl IntoView {
    let list = List {
        title: words::title(),
        kind: Kind::Deal,
        usual: Sort::up(Column::Stage),
        actions: actions.into(),
        empty: nothing.into(),
    };
    view! { <ListScreen list /> }
}
