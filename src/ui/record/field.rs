//! A field of one's own on a record: what it is called, and what stands in it.

use super::form::{Drafted, FormDialog, Line};
use crate::ui::{
    front::use_desk,
    text::{common, record as words},
};
use domain::{command::Command, query, value::RecordId};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn NewField(
    /// The record that gets it.
    of: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let form = Drafted::new(format!("field:{of}"), &[]);
    let name = desk.peek(|book| query::live_name(book, of)).unwrap_or_else(|| common::gone().to_owned());
    let known = desk.peek(|book| query::own_fields(book, of.kind));
    let read = move |()| {
        let (name, value) = (form.peek("name"), form.peek("value"));
        if name.trim().is_empty() {
            form.refuse("name", words::field_needs_name());
        }
        if value.trim().is_empty() {
            form.refuse("value", words::field_needs_value());
        }
        if !form.is_right() {
            return None;
        }
        let edit = desk.peek(|book| query::with_own_field(book, of, &name, &value));
        if edit.is_none() {
            form.refuse("name", words::field_is_there());
        }
        edit.map(Command::from)
    };
    view! {
        <FormDialog form title=words::new_field_on(&name) add=words::add_field() read done=|()| ()>
            <section>
                <Line form name="name" label=words::field_name() hint=words::fields_known(&known) autofocus=true />
                <Line form name="value" label=words::field_value() />
            </section>
        </FormDialog>
    }
}
