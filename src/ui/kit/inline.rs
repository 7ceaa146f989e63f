//! Facts that are edited in place.
//!
//! A fact shows its value, or a faint "Add". Clicking it, or Enter or F2 on it, makes it a field; Enter
//! or leaving the field hands the edit over, Escape puts the old value back. An edit carries the value
//! that its author saw when it began, so that whoever takes it can tell that somebody else was first.
//! Until it has been answered the field is busy; refused, it keeps the text and says why; and where the
//! value changed meanwhile it shows both and lets the reader choose.
//!
//! What is being edited is a [`Draft`] in a signal. A feature that wants drafts to survive a reload
//! hands in a signal of its own and keeps it.

pub mod choose;
pub mod text;

use leptos::{
    ev,
    html::{Button as ButtonTag, Dd},
    prelude::*,
};

use super::{
    announce::announce_now,
    button::{Button, Variant},
    icon::IconName,
};
use crate::platform::dom;

/// A text that is being edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The value that was seen when the edit began.
    pub was: String,
    /// What it says now.
    pub now: String,
    /// What `now` is called, where it is a choice and not a text.
    pub label: String,
}

/// Why an edit was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditProblem {
    /// It cannot be, because of what this sentence says.
    Refused(String),
    /// Somebody changed the value while it was being edited.
    Changed {
        /// That this happened.
        sentence: String,
        /// What the value is now.
        theirs: String,
        /// How that is shown.
        shown: String,
    },
}

/// An edit that was handed over. It must be answered once.
pub struct Edit {
    /// The text, and what it began as.
    pub draft: Draft,
    field: Editing,
}

impl Edit {
    /// Says how it went. Nothing happens if the field has gone meanwhile.
    pub fn answer(self, answer: Result<(), EditProblem>) {
        self.field.answered(answer);
    }
}

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
    /// Keeps what is being edited, and may begin with something.
    #[prop(optional)]
    draft: Option<RwSignal<Option<Draft>>>,
    /// Takes the edit.
    #[prop(into)]
    on_commit: Callback<Edit>,
    /// Makes the field. It reads and writes the text through the handle.
    #[prop(into)]
    editor: Callback<Editing, AnyView>,
) -> impl IntoView {
    let field = Editing::new(label.clone(), value, draft, on_commit);
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
        if let Some(button) = button.get().filter(|_| field.take_back()) {
            dom::focus_quietly(&button);
        }
    });
    let content = move || {
        let value = field.value.get();
        if value.is_empty() { words.with_value(|it| it.add.clone()).into_any() } else { show.run(value) }
    };
    let pressed = move |_: ev::MouseEvent| field.open();
    let keyed = move |event: ev::KeyboardEvent| {
        if event.key() == "F2" {
            event.prevent_default();
            field.open();
        }
    };
    let is_linked = Memo::new(move |_| linked && !field.value.read().is_empty());
    move || {
        if is_linked.get() {
            let name = words.with_value(|it| (it.edit)(&field.label()));
            view! {
                <span class="fact-value">{content}</span>
                <button
                    type="button"
                    class="fact-pen"
                    node_ref=button
                    title=name.clone()
                    aria-label=name
                    on:click=pressed
                    on:keydown=keyed
                >
                    {super::icon::small_icon(IconName::Edit)}
                </button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="fact" node_ref=button on:click=pressed on:keydown=keyed>
                    <span class="unseen">{field.label()}" "</span>
                    {content}
                </button>
            }
            .into_any()
        }
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

/// A fact while it is edited: what an editor reads, writes and says.
#[derive(Clone, Copy)]
pub struct Editing {
    value: Signal<String>,
    draft: RwSignal<Option<Draft>>,
    problem: RwSignal<Option<EditProblem>>,
    busy: RwSignal<bool>,
    on_commit: Callback<Edit>,
    node: NodeRef<Dd>,
    /// Whether the focus comes from the value and goes back there.
    follow: StoredValue<bool>,
    label: StoredValue<String>,
    error_id: StoredValue<String>,
}

impl Editing {
    fn new(
        label: String,
        value: Signal<String>,
        draft: Option<RwSignal<Option<Draft>>>,
        on_commit: Callback<Edit>,
    ) -> Self {
        Self {
            value,
            draft: draft.unwrap_or_default(),
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
            on_commit,
            node: NodeRef::new(),
            follow: StoredValue::new(false),
            label: StoredValue::new(label),
            error_id: StoredValue::new(dom::fresh_id()),
        }
    }

    fn is_open(self) -> Memo<bool> {
        Memo::new(move |_| self.draft.read().is_some())
    }

    fn error_id(self) -> String {
        self.error_id.get_value()
    }

    /// What the fact is called.
    pub fn label(self) -> String {
        self.label.get_value()
    }

    /// The text as it stands.
    pub fn text(self) -> String {
        self.draft.with_untracked(|it| it.as_ref().map(|it| it.now.clone())).unwrap_or_default()
    }

    /// Changes the text. What was wrong with it no longer need be.
    pub fn set_text(self, text: String) {
        self.set_choice(text, String::new());
    }

    /// Changes the text and what it is called.
    pub fn set_choice(self, now: String, label: String) {
        self.draft.update(|it| {
            let was = it.take().map_or_else(|| self.value.get_untracked(), |it| it.was);
            *it = Some(Draft { was, now, label });
        });
        if matches!(self.problem.get_untracked(), Some(EditProblem::Refused(_))) {
            self.problem.set(None);
        }
    }

    /// Whether the edit is on its way.
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// For `aria-invalid` of the editor.
    pub fn invalid(self) -> Option<&'static str> {
        self.problem.read().is_some().then_some("true")
    }

    /// For `aria-describedby` of the editor.
    pub fn described(self) -> Option<String> {
        self.problem.read().is_some().then(|| self.error_id())
    }

    /// Whether the field has just been opened by its reader, and so wants the focus; once.
    pub fn take_focus(self) -> bool {
        self.take_back()
    }

    fn take_back(self) -> bool {
        self.follow.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Makes the value a field.
    pub fn open(self) {
        let was = self.value.get_untracked();
        self.follow.set_value(true);
        self.problem.set(None);
        self.draft.set(Some(Draft { now: was.clone(), was, label: String::new() }));
    }

    /// Makes the field a value again. The focus goes with it if it was in the field.
    fn close(self) {
        self.follow.set_value(self.node.try_get_untracked().flatten().is_some_and(|it| dom::has_focus(&it)));
        self.problem.set(None);
        self.draft.set(None);
    }

    /// Puts the old value back.
    pub fn cancel(self) {
        if !self.busy.get_untracked() {
            self.close();
        }
    }

    /// Hands the edit over, unless nothing has changed.
    pub fn commit(self) {
        let Some(draft) = self.draft.get_untracked().filter(|_| !self.busy.get_untracked()) else { return };
        if draft.now == draft.was && draft.label.is_empty() {
            return self.close();
        }
        self.problem.set(None);
        self.busy.set(true);
        self.on_commit.run(Edit { draft, field: self });
    }

    /// Hands the edit over when the field is left; not again while the reader is told what is wrong.
    pub fn commit_on_leave(self, event: &ev::FocusEvent) {
        if self.busy.is_disposed() {
            return; // The field leaves the page with the focus in it.
        }
        let stays = self.node.get_untracked().is_some_and(|it| {
            use wasm_bindgen::JsCast;
            let to = event.related_target().and_then(|it| it.dyn_into::<web_sys::Node>().ok());
            to.is_some_and(|to| it.contains(Some(&to)))
        });
        if !stays && self.problem.with_untracked(Option::is_none) {
            self.commit();
        }
    }

    /// Hands the edit over again, now that its author has seen what somebody else wrote.
    fn insist(self, seen: String) {
        self.draft.update(|it| {
            if let Some(draft) = it {
                draft.was = seen;
            }
        });
        self.commit();
    }

    fn answered(self, answer: Result<(), EditProblem>) {
        if self.busy.try_get_untracked().is_none() {
            return; // The reader has left the page.
        }
        self.busy.set(false);
        match answer {
            Ok(()) => self.close(),
            Err(problem) => {
                let (EditProblem::Refused(sentence) | EditProblem::Changed { sentence, .. }) = &problem;
                announce_now(sentence);
                self.problem.set(Some(problem));
            }
        }
    }
}
