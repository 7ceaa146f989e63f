//! A fact while it is edited: the draft, the way it is handed over, and the answer.

use leptos::{ev, html::Dd, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::{
    platform::{device, dom},
    ui::kit::announce::announce_now,
};

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
    /// Under which name the text is kept.
    form: String,
}

impl Edit {
    /// Says how it went. Nothing happens to the field if it has gone meanwhile.
    pub fn answer(self, answer: Result<(), EditProblem>) {
        if answer.is_ok() && !self.form.is_empty() {
            device::drop_draft(&self.form);
        }
        self.field.answered(answer);
    }
}

/// A draft that is kept on the device while it is typed, and begins with what is kept.
fn kept(form: String, value: Signal<String>) -> RwSignal<Option<Draft>> {
    let kept: Option<(String, String)> = device::draft(&form);
    // What was written while nobody looked is no draft any more.
    let kept = kept.filter(|(_, now)| *now != value.get_untracked());
    let draft = RwSignal::new(kept.map(|(was, now)| Draft { was, now, label: String::new() }));
    Effect::new(move |is_later: Option<bool>| {
        let draft = draft.read();
        match draft.as_ref().filter(|it| it.now != it.was) {
            Some(it) => device::set_draft(&form, &(&it.was, &it.now)),
            None if is_later.is_some() => device::drop_draft(&form),
            None => {}
        }
        true
    });
    draft
}

/// A fact while it is edited: what an editor reads, writes and says.
#[derive(Clone, Copy)]
pub struct Editing {
    pub(super) value: Signal<String>,
    pub(super) draft: RwSignal<Option<Draft>>,
    pub(super) problem: RwSignal<Option<EditProblem>>,
    pub(super) busy: RwSignal<bool>,
    on_commit: Callback<Edit>,
    pub(super) node: NodeRef<Dd>,
    /// Whether the focus comes from the value and goes back there.
    follow: StoredValue<bool>,
    label: StoredValue<String>,
    /// Under which name the text is kept on the device; under none if it is not.
    form: StoredValue<String>,
    error_id: StoredValue<String>,
}

impl Editing {
    pub(super) fn new(label: String, value: Signal<String>, form: String, on_commit: Callback<Edit>) -> Self {
        let draft = if form.is_empty() { RwSignal::default() } else { kept(form.clone(), value) };
        Self {
            value,
            draft,
            problem: RwSignal::new(None),
            busy: RwSignal::new(false),
            on_commit,
            node: NodeRef::new(),
            follow: StoredValue::new(false),
            label: StoredValue::new(label),
            form: StoredValue::new(form),
            error_id: StoredValue::new(dom::fresh_id()),
        }
    }

    pub(super) fn is_open(self) -> Memo<bool> {
        Memo::new(move |_| self.draft.read().is_some())
    }

    pub(super) fn error_id(self) -> String {
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

    /// Whether the focus is to follow from the value to the field, or back; once.
    pub fn take_focus(self) -> bool {
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
        self.on_commit.run(Edit { draft, field: self, form: self.form.get_value() });
    }

    /// Hands the edit over when the field is left; not again while the reader is told what is wrong.
    pub fn commit_on_leave(self, event: &ev::FocusEvent) {
        if self.busy.is_disposed() {
            return; // The field leaves the page with the focus in it.
        }
        let stays = self.node.get_untracked().is_some_and(|it| {
            let to = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
            to.is_some_and(|to| it.contains(Some(&to)))
        });
        if !stays && self.problem.with_untracked(Option::is_none) {
            self.commit();
        }
    }

    /// Hands the edit over again, now that its author has seen what somebody else wrote.
    pub(super) fn insist(self, seen: String) {
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
