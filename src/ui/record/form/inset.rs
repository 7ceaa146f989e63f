//! A form that stands in the page where what it writes will stand. What is typed is kept as in a dialog: closing the form
//! throws nothing away.

use super::{Drafted, WHOLE};
use crate::ui::{
    front::use_desk,
    kit::{
        button::{Button, Variant},
        form::{Form, FormValues},
        live::live,
    },
    text::record as words,
};
use domain::command::Command;
use leptos::prelude::*;

/// The form, with its buttons.
#[component]
pub fn Inset(
    /// What is typed.
    form: Drafted,
    /// What the form is for.
    label: &'static str,
    /// What the button is called that writes it.
    save: &'static str,
    /// Reads the form; nothing, with every mistake named beside its field, if it cannot be.
    #[prop(into)]
    read: Callback<(), Option<Command>>,
    /// Goes on when it is written or thrown away.
    #[prop(into)]
    done: Callback<()>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let desk = use_desk();
    let submit = move |values: FormValues| form.send(desk, values, read, done);
    let discard = move || {
        form.clear();
        done.run(());
    };
    let wrong = form.mistake(WHOLE);
    let said =
        move || wrong.get().map(|it| view! { <p class="field-error" role="alert">{it}</p> }.into_any());
    view! {
        <Form label=label on_submit=submit>
            <div class="stack" data-snug="">
                {children()}
                {live(said)}
                <div class="cluster" data-tight="">
                    <Button label=save submit=true small=true variant=Variant::Primary busy=form.busy />
                    <Button label=words::discard() small=true variant=Variant::Quiet on_press=discard />
                </div>
            </div>
        </Form>
    }
}
