//! A field that finds: type a little, choose from what is found, or make what was typed.
//!
//! It follows the combobox pattern of ARIA 1.2: the focus stays in the box, arrow keys move through the
//! list below it, Enter takes the marked line, Escape closes the list. Where a new one can be made no
//! line is marked until the reader asks for one, so that Enter never ties a record to another that only
//! begins alike.

mod finder;

use super::live::live;
use leptos::{ev, html::Ul, prelude::*};
use web_sys::HtmlElement;

use self::finder::{Finder, Line};
use super::{
    choice::Choice,
    field::{Ids, frame, invalid},
    place::{self, Align},
};
use crate::platform::dom;

/// Finds and takes one of many.
///
/// A form reads two fields: `name` is the value of what was taken, empty if it is to be made or if
/// nothing was; `name-text` is what stands in the box.
#[component]
pub fn Combobox(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// Has a name, but shows none: the place says what it is for.
    #[prop(optional)]
    unseen_label: bool,
    /// What it begins with.
    #[prop(optional)]
    value: Choice,
    /// What is found for a text, best first; for no text, what is likely. A few dozen at most.
    #[prop(into)]
    options: Callback<String, Vec<Choice>>,
    /// What the line says that makes a new one of the text ("Create “Acme”"); nothing for a text of which
    /// none is to be made. Without it only what is found can be taken.
    #[prop(into, optional)]
    create: Option<Callback<String, String>>,
    /// What the list says when it has nothing ("No company found").
    #[prop(into)]
    nothing: String,
    /// What stands there while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Takes one after the other: the box is empty again when one was taken, and leaving it takes nothing.
    #[prop(optional)]
    repeats: bool,
    /// Hears what was taken: a choice; one to be made, which has a label and no value; or nothing at all.
    #[prop(into, optional)]
    on_take: Option<Callback<Choice>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let initial = value.clone();
    let it = Finder::new(value, options, create, on_take, repeats);
    let list = format!("{}l", ids.control);
    let (controls, marked, name_of_list) = (list.clone(), list.clone(), label.clone());
    let control = view! {
        <input type="hidden" name=name.clone() value=initial.value node_ref=it.hidden />
        <input
            class="input"
            type="text"
            role="combobox"
            id=ids.control.clone()
            name=format!("{name}-text")
            node_ref=it.input
            value=initial.label
            placeholder=placeholder
            autocomplete="off"
            spellcheck="false"
            autofocus=autofocus
            aria-autocomplete="list"
            aria-expanded=move || if it.open.get() { "true" } else { "false" }
            aria-controls=move || it.open.get().then(|| controls.clone())
            aria-activedescendant=move || it.marked.get().map(|at| format!("{marked}{at}"))
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:input=move |_| it.typed()
            on:click=move |_| it.open()
            on:keydown=move |event| it.keyed(event)
            on:blur=move |_| it.left()
        />
        {move || it.open.get().then(|| found_list(it, list.clone(), name_of_list.clone(), nothing.clone()))}
    };
    frame(ids, label, unseen_label, hint, error, control.into_any())
}

fn found_list(it: Finder, id: String, label: String, nothing: String) -> impl IntoView {
    let list = NodeRef::<Ul>::new();
    Effect::new(move |_| {
        it.found.track();
        if let (Some(list), Some(input)) = (list.get(), it.input.get_untracked()) {
            put(&list, &input);
        }
    });
    Effect::new(move |_| {
        it.marked.track();
        if let Some(marked) = list.get().and_then(|it| dom::first(&it, "[aria-selected=true]")) {
            dom::reveal(&marked);
        }
    });
    let id_of_line = id.clone();
    let lines = move || {
        let lines = it.found.get();
        if lines.is_empty() {
            return empty(nothing.clone()).into_any();
        }
        let line = |(at, line)| list_line(it, format!("{id_of_line}{at}"), at, line);
        lines.into_iter().enumerate().map(line).collect_view().into_any()
    };
    // The focus, and with it the text, stays in the box.
    let stay = |event: ev::MouseEvent| event.prevent_default();
    view! {
        <ul
            class="listbox"
            role="listbox"
            popover="manual"
            id=id
            aria-label=label
            node_ref=list
            on:mousedown=stay
        >
            {live(lines)}
        </ul>
    }
}

/// Shows the list below its box, or above it, and as wide.
fn put(list: &HtmlElement, input: &HtmlElement) {
    dom::show_popover(list);
    let anchor = dom::rect(input);
    dom::set_style(list, "--w", &dom::px(anchor.width));
    place::put(list, anchor, Align::Start);
}

fn empty(nothing: String) -> impl IntoView {
    view! {
        <li role="option" aria-disabled="true" aria-selected="false" class="faint">{nothing}</li>
    }
}

fn list_line(it: Finder, id: String, at: usize, line: Line) -> impl IntoView {
    let Line { choice, says } = line;
    let taken = choice.clone();
    let is_new = says.is_some();
    view! {
        <li
            role="option"
            id=id
            aria-selected=move || if it.marked.get() == Some(at) { "true" } else { "false" }
            data-new=is_new.then_some("")
            on:click=move |_| it.take(taken.clone())
        >
            <bdi class="clip">{says.unwrap_or(choice.label)}</bdi>
            {(!choice.detail.is_empty()).then(|| view! { <small class="faint clip">{choice.detail}</small> })}
        </li>
    }
}
