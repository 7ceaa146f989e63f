//! Forms: fields keep their own text, and a form reads them when it is sent.
//!
//! Nothing is lost while a command is on its way or has been refused, because nothing is cleared
//! until the form is told to with [`FormValues::reset`] or goes away.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

use crate::platform::dom;

/// What stood in the fields of a form when it was sent, by field name.
#[derive(Clone, Debug)]
pub struct FormValues {
    form: HtmlFormElement,
    data: Option<FormData>,
}

impl FormValues {
    fn read(form: HtmlFormElement) -> Self {
        Self { data: FormData::new_with_form(&form).ok(), form }
    }

    /// The text of a field, as typed; empty if there is no such field.
    pub fn text(&self, name: &str) -> String {
        self.data.as_ref().and_then(|it| it.get(name).as_string()).unwrap_or_default()
    }

    /// Whether a check or switch is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.data.as_ref().is_some_and(|it| it.has(name))
    }

    /// Every value of the fields that share a name, in their order on the page.
    pub fn all(&self, name: &str) -> Vec<String> {
        let all = self.data.as_ref().map(|it| it.get_all(name)).unwrap_or_default();
        all.iter().filter_map(|it| it.as_string()).collect()
    }

    /// Puts every field back to what it began with, but for texts of several lines: those are emptied, because they may
    /// have begun with what was left of the last visit.
    pub fn reset(&self) {
        if let Ok(texts) = self.form.query_selector_all("textarea") {
            // The text inside is what a reset goes back to.
            (0..texts.length()).filter_map(|it| texts.item(it)).for_each(|it| it.set_text_content(None));
        }
        self.form.reset();
    }

    /// Moves the focus to the first field that holds a mistake, if there is one.
    ///
    /// A form does this itself for mistakes that are known when `on_submit` returns; this is for those
    /// that come with the answer to a command.
    pub fn focus_mistake(&self) {
        let form = self.form.clone();
        dom::next_frame(move || {
            dom::focus_first_invalid(&form);
        });
    }
}

/// Fields that are sent together: by a submit button, by Enter in a line, or by Ctrl+Enter anywhere.
#[component]
pub fn Form(
    /// What the form is for, where no heading says it.
    #[prop(into, optional)]
    label: Option<String>,
    /// Takes what was filled in.
    #[prop(into)]
    on_submit: Callback<FormValues>,
    /// The fields and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <form novalidate=true aria-label=label on:submit=move |event| send(event, on_submit) on:keydown=send_by_key>
            {children()}
        </form>
    }
}

/// Hands the values over, and leads to the first mistake if that named any.
pub(super) fn send(event: ev::SubmitEvent, on_submit: Callback<FormValues>) {
    event.prevent_default();
    event.stop_propagation();
    let Some(form) = event.target().and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else { return };
    let values = FormValues::read(form);
    on_submit.run(values.clone());
    values.focus_mistake();
}

/// Ctrl+Enter, or Cmd+Enter, sends the form from wherever the focus is.
pub(super) fn send_by_key(event: ev::KeyboardEvent) {
    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.default_prevented() {
        let form = dom::target(&event).and_then(|it| dom::closest(&it, "form"));
        if let Some(form) = form.and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) {
            event.prevent_default();
            event.stop_propagation();
            form.request_submit().ok();
        }
    }
}
