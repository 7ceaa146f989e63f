//! Facts that are a choice: from a short list, or found among many.

use super::super::live::live;
use leptos::{ev, html::Div, prelude::*};

use super::{Draft, Edit, EditWords, Editing, InlineEdit, problem_view, value_or_add};
use crate::{
    platform::dom,
    ui::kit::{
        choice::Choice,
        combobox::{Combobox, ComboboxProps},
        menu::{MenuItem, menu_panel},
        place::Align,
        popup::Popup,
    },
};

/// One of a few, chosen in place from a menu: a stage, an owner, a source.
#[component]
pub fn InlineSelect(
    /// What the fact is called.
    #[prop(into)]
    label: String,
    /// The value of the choice that holds.
    #[prop(into)]
    value: Signal<String>,
    /// Its words.
    words: EditWords,
    /// What there is to choose from, asked for when the menu opens.
    #[prop(into)]
    options: Callback<(), Vec<Choice>>,
    /// How a value is shown.
    #[prop(into)]
    show: Callback<String, AnyView>,
    /// Takes the edit.
    #[prop(into)]
    on_commit: Callback<Edit>,
) -> impl IntoView {
    let field = Editing::new(label.clone(), value, String::new(), on_commit);
    let popup = Popup::new("menu", Align::Start);
    let words = StoredValue::new(words);
    let choose = move |choice: &Choice| {
        field.set_choice(choice.value.clone(), choice.label.clone());
        if choice.value == value.get_untracked() { field.cancel() } else { field.commit() }
    };
    let items = Callback::new(move |()| {
        let item = |choice: Choice| {
            let is_current = choice.value == value.get_untracked();
            let (label, detail) = (choice.label.clone(), choice.detail.clone());
            MenuItem::new(label, move || choose(&choice)).detail(detail).checked(is_current)
        };
        options.run(()).into_iter().map(item).collect()
    });
    let content = move || value_or_add(value, show, words);
    view! {
        <dt>{label.clone()}</dt>
        <dd
            node_ref=field.node
            data-empty=move || value.read().is_empty().then_some("")
            aria-busy=move || field.busy.get().then_some("true")
        >
            {menu_panel(popup, label, items)}
            <button
                type="button"
                class="fact"
                node_ref=popup.anchor
                aria-haspopup="menu"
                aria-expanded=move || if popup.open.get() { "true" } else { "false" }
                aria-describedby=move || field.described()
                on:click=move |_| popup.open.set(true)
                on:keydown=move |event| popup.open_by_key(event)
            >
                <span class="unseen">{field.label()}" "</span>
                {live(content)}
            </button>
            {move || field.problem.get().map(|it| problem_view(it, field, words))}
        </dd>
    }
}

/// One of many, found in place, or made: a company, a contact.
#[component]
pub fn InlinePick(
    /// What the fact is called.
    #[prop(into)]
    label: String,
    /// The value of the choice that holds; empty if there is none.
    #[prop(into)]
    value: Signal<String>,
    /// What a value is called in the box.
    #[prop(into)]
    named: Callback<String, String>,
    /// Its words.
    words: EditWords,
    /// How a value is shown; it may have links.
    #[prop(into)]
    show: Callback<String, AnyView>,
    /// What is found for a text.
    #[prop(into)]
    options: Callback<String, Vec<Choice>>,
    /// What the line says that makes a new one of the text.
    #[prop(into, optional)]
    create: Option<Callback<String, String>>,
    /// What the list says when it has nothing.
    #[prop(into)]
    nothing: String,
    /// Takes the edit. One to be made has a label and an empty `now`.
    #[prop(into)]
    on_commit: Callback<Edit>,
) -> impl IntoView {
    let editor = Callback::new(move |field: Editing| {
        picker(field, named, options, create, nothing.clone()).into_any()
    });
    view! { <InlineEdit label value words show linked=true on_commit editor /> }
}

fn picker(
    field: Editing,
    named: Callback<String, String>,
    options: Callback<String, Vec<Choice>>,
    create: Option<Callback<String, String>>,
    nothing: String,
) -> impl IntoView {
    let Draft { now, label, .. } = field.draft.get_untracked().unwrap_or_default();
    let label = if label.is_empty() && !now.is_empty() { named.run(now.clone()) } else { label };
    let take = Callback::new(move |choice: Choice| {
        // A box that goes away because the edit was put back makes up its mind once more; too late.
        if field.draft.with_untracked(Option::is_some) {
            field.set_choice(choice.value, choice.label);
            field.commit();
        }
    });
    let finder = Combobox(ComboboxProps {
        name: "pick".to_owned(),
        label: field.label(),
        unseen_label: true,
        value: Choice::new(now, label),
        options,
        create,
        nothing,
        placeholder: None,
        hint: None,
        error: None,
        autofocus: false,
        repeats: false,
        on_take: Some(take),
    });
    view! { <Around field>{finder}</Around> }
}

/// What is around the box: Escape puts the edit back, leaving hands it over.
#[component]
fn Around(field: Editing, children: Children) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let Some(node) = node.get().filter(|_| field.take_focus()) else { return };
        if let Some(input) = dom::first(&node, "[role=combobox]") {
            dom::focus(&input);
        }
    });
    let keyed = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            field.cancel();
        }
    };
    view! {
        <div class="fact-pick" node_ref=node on:keydown=keyed on:focusout=move |event| field.commit_on_leave(&event)>
            {children()}
        </div>
    }
}
