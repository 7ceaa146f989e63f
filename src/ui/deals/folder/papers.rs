//! What a kind of papers is to a folder: words, fields and how a deal holds them; and what stands in a line of it.

use crate::ui::record::form::Drafted;
use domain::{
    record::Deal,
    value::{Currency, ElementId},
};
use leptos::prelude::*;

/// What stands in the fields of a form, by their names.
pub type Filled = Vec<(&'static str, String)>;

/// One kind of paper: its words, and how a deal holds it.
#[derive(Clone, Copy)]
pub struct Papers {
    /// What they are.
    pub title: &'static str,
    /// Adds one.
    pub add: &'static str,
    /// There are none.
    pub none: &'static str,
    /// The beginning of the name under which what is typed is kept.
    pub draft: &'static str,
    /// They, in order.
    pub lines: fn(&Deal) -> Vec<Line>,
    /// How many there are, beside the title.
    pub count: fn(&[Line]) -> String,
    /// What the form begins with: of one that is there, else of a new one.
    pub begin: fn(&Deal, Option<&ElementId>) -> Filled,
    /// The fields of the form. A new amount is in this currency.
    pub fields: fn(Drafted, Currency) -> AnyView,
    /// Writes what the form says, or says beside its fields why that cannot be.
    pub write: fn(Drafted, Currency, &mut Deal, ElementId),
    /// Says whether one is done.
    pub tick: fn(&mut Deal, &ElementId, bool),
    /// Takes one out.
    pub remove: fn(&mut Deal, &ElementId),
}

/// How one paper is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which it is.
    pub id: ElementId,
    /// What it is called; nothing if it cannot be read here.
    pub name: Option<String>,
    /// More about it, below its name.
    pub more: String,
    /// Whether that is bad.
    pub is_late: bool,
    /// What stands at the end: an amount.
    pub end: String,
    /// Whether it is done, of one that can be.
    pub done: Option<bool>,
    /// Where its name leads.
    pub address: Option<String>,
}

impl Line {
    /// A line with a name alone.
    pub fn new(id: ElementId, name: Option<String>) -> Line {
        Line { id, name, more: String::new(), is_late: false, end: String::new(), done: None, address: None }
    }
}
