//! Facts that are edited in place.
//!
//! A fact shows its value, or a faint "Add". Clicking it, or Enter or F2 on it, makes it a field; Enter
//! or leaving the field hands the edit over, Escape puts the old value back. An edit carries the value
//! that its author saw when it began, so that whoever takes it can tell that somebody else was first.
//! Until it has been answered the field is busy; refused, it keeps the text and says why; and where the
//! value changed meanwhile it shows both and lets the reader choose.
//!
//! What is being edited is a [`Draft`] in a signal. A feature that wants drafts to survive a reload
//! gives the fact a name, under which its text is kept on the device until it is written or put back.

pub mod choose;
pub mod editing;
pub mod text;

use super::live::live;
use leptos::{ev, html::Button as ButtonTag, prelude::*};

pub use self::editing::{Draft, Edit, EditProblem, Editing};
use super::{
    button::{Button, Variant},
    icon::{IconName, small_icon},
};
use crate::platform::dom;

/// The words of a fact.
#[derive(Clone, Debug)]
pub struct EditWords {
    /// What stands where there is no value ("Add").
    pub add: String,
    /// What the button is called that edits a fact with this label ("Edit E-mail").
    pub edit: fn(&str) -> String,
    /// Writes one's own value over somebody else's.
    pub keep_mine: String,
    /// Lets somebody else's value be.
    pub take_theirs: String,
}

/// A fact that is shown and not edited here.
#[component]
pub fn Fact(
    /// What the fact is called.
    #[prop(into)]
    label: String,
    /// The fact.
    children: Children,
) -> impl IntoView {
    view! {
        <dt>{label}</dt>
        <dd>{children()}</dd>
    }
}

/// A fact with an editor of the caller's own. The others of this module are made of it.
#[component]
pub fn InlineEdit(
    /// What the fact is called.
    #[prop(into)]
    label: String,
    /// The value, as the editor reads and writes it.
    #[prop(into)]
    value: Signal<String>,
    /// Its words.
    words: EditWords,
    /// How the value is shown; the value itself if not said otherwise.
    #[prop(into, optional)]
    show: Option<Callback<String, AnyView>>,
    /// What is shown has links or buttons of its own, so that it cannot be a button itself: a pen stands
    /// beside it instead.
    #[prop(optional)]
    linked: bool,
    /// Under which name what is being edited is kept on the device until it is written; not kept if there is none.
    #[prop(into, optional)]
    form: String,
    /// Takes the edit.
    #[prop(into)]
    on_commit: Callback<Edit>,
    /// Makes the field. It reads and writes the text through the handle.
    #[prop(into)]
    editor: Callback<Editing, AnyView>,
) -> impl IntoView {
    let field = Editing::new(label.clone(), value, form, on_commit);
    let is_open = field.is_open();
    let show = show.unwrap_or_else(|| Callback::new(|it: String| view! { <bdi>{it}</bdi> }.into_any()));
    let words = StoredValue::new(words);
    let shown = move || shown(field, show, words, linked);
    view! {
        <dt>{label}</dt>
        <dd
            node_ref=field.node
            data-empty=move || (!is_open.get() && value.read().is_empty()).then_some("")
            aria-busy=move || field.busy.get().then_some("true")
            on:click=move |event| {
                if !is_open.get_untracked() && is_beside(&event) {
                    field.open();
                }
            }
        >
            {move || if is_open.get() { editor.run(field) } else { shown().into_any() }}
            {move || field.problem.get().map(|it| problem_view(it, field, words))}
        </dd>
    }
}

/// Whether a click hit the fact and nothing in it that answers for itself.
fn is_beside(event: &ev::MouseEvent) -> bool {
    dom::target(event).is_some_and(|it| dom::closest(&it, "a, button, input, textarea, select").is_none())
}

/// The value, as a button that edits it or with a pen beside it.
fn shown(
    field: Editing,
    show: Callback<String, AnyView>,
    words: StoredValue<EditWords>,
    linked: bool,
) -> impl IntoView {
    let button = NodeRef::<ButtonTag>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get().filter(|_| field.take_focus()) {
            dom::focus_quietly(&button);
        }
    });
    let content = move || value_or_add(field.value, show, words);
    let is_linked = Memo::new(move |_| linked && !field.value.read().is_empty());
    live(move || {
        if is_linked.get() {
            let pen = words.with_value(|it| (it.edit)(&field.label()));
            (
                view! { <span class="fact-value">{live(content)}</span> },
                opener(field, button, Look::Pen(pen), small_icon(IconName::Edit)),
            )
                .into_any()
        } else {
            let value = view! { <span class="unseen">{field.label()}" "</span>{live(content)} };
            opener(field, button, Look::Value, value).into_any()
        }
    })
}

pub(super) fn value_or_add(
    value: Signal<String>,
    show: Callback<String, AnyView>,
    words: StoredValue<EditWords>,
) -> AnyView {
    let value = value.get();
    if value.is_empty() { words.with_value(|it| it.add.clone()).into_any() } else { show.run(value) }
}

/// What the button looks like that makes a value a field.
enum Look {
    /// Like the value.
    Value,
    /// Like a pen, with this name.
    Pen(String),
}

fn opener(field: Editing, node: NodeRef<ButtonTag>, look: Look, content: impl IntoView) -> impl IntoView {
    let (class, name) = match look {
        Look::Value => ("fact", None),
        Look::Pen(name) => ("fact-pen", Some(name)),
    };
    let keyed = move |event: ev::KeyboardEvent| {
        if event.key() == "F2" {
            event.prevent_default();
            field.open();
        }
    };
    view! {
        <button
            type="button"
            class=class
            node_ref=node
            title=name.clone()
            aria-label=name
            on:click=move |_| field.open()
            on:keydown=keyed
        >
            {content}
        </button>
    }
}

/// What is wrong, below the field; and both ways out where two were at it.
fn problem_view(problem: EditProblem, field: Editing, words: StoredValue<EditWords>) -> impl IntoView {
    match problem {
        EditProblem::Refused(sentence) => {
            view! { <p class="field-error" id=field.error_id()>{sentence}</p> }.into_any()
        }
        EditProblem::Changed { sentence, theirs, shown } => {
            let (keep, take) = words.with_value(|it| (it.keep_mine.clone(), it.take_theirs.clone()));
            view! {
                <p class="field-error" id=field.error_id()>{sentence}</p>
                <p class="fact-theirs"><bdi>{shown}</bdi></p>
                <span class="cluster" data-tight="">
                    <Button label=keep small=true on_press=move || field.insist(theirs.clone()) />
                    <Button label=take small=true variant=Variant::Quiet on_press=move || field.cancel() />
                </span>
            }
            .into_any()
        }
    }
}
