//! What a kind of papers is to a folder: words, fields and how a deal holds them; and what stands in a line of it.

use crate::ui::{
    kit::menu::MenuItem,
    record::{Shown, form::Drafted},
};
use desk::Desk;
use domain::{
    book::Book,
    record::Deal,
    value::{Currency, ElementId},
};
use leptos::prelude::*;

/// What stands in the fields of a form, by their names.
pub type Filled = Vec<(&'static str, String)>;

/// Puts a paper before its neighbour, or behind it.
pub(super) type Put = fn(Shown<Deal>, Desk, ElementId, bool);

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
    pub lines: fn(&Book, &Deal) -> Vec<Line>,
    /// How many there are, beside the title.
    pub count: fn(&[Line]) -> String,
    /// Why none can be added, while that is so.
    pub refused: fn(&Deal) -> Option<String>,
    /// What the form begins with: of one that is there, else of a new one.
    pub begin: fn(&Book, &Deal, Option<&ElementId>) -> Filled,
    /// The fields of the form. A new amount is in this currency.
    pub fields: fn(Drafted, Currency) -> AnyView,
    /// Writes what the form says, or says beside its fields why that cannot be.
    pub write: fn(Drafted, Currency, &mut Deal, ElementId),
    /// Says whether one is done.
    pub tick: fn(&mut Deal, &ElementId, bool),
    /// What else can be done with one.
    pub ways: fn(Shown<Deal>, Desk, ElementId) -> Vec<MenuItem>,
    /// Puts one before its neighbour, or behind it, where their order is chosen.
    pub put: Option<Put>,
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
    /// Where its name leads: out of the page, or within it.
    pub address: Option<String>,
    /// Why it cannot be changed, if that is so.
    pub fixed: Option<&'static str>,
}

impl Line {
    /// A line with a name alone.
    pub fn new(id: ElementId, name: Option<String>) -> Line {
        let (more, end) = (String::new(), String::new());
        Line { id, name, more, is_late: false, end, done: None, address: None, fixed: None }
    }
}
