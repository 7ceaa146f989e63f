//! Why a lead is not worth a deal: asked before, because a reason that is not asked is never given.

use crate::{
    platform::task,
    ui::{
        front::{use_desk, use_front},
        kit::{
            button::{Button, Variant},
            choice::Choice,
            dialog::Dialog,
            field::{SelectField, TextArea},
            form::FormValues,
        },
        leads::status,
        text::{common, leads as words, refused},
    },
};
use desk::DeskError;
use domain::{
    command::SetStatus,
    query,
    record::{Lead, Listed, Reached, Reason, ReasonUse, Record, StatusKind},
    refusal::Refusal,
    value::{Id, Text},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn Disqualify(
    /// Which lead.
    lead: Id<Lead>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let name = desk.peek(|book| book.get(lead).map(|it| it.name()).unwrap_or_default());
    let reasons: Vec<Choice> = desk.peek(|book| {
        let reasons =
            query::listed::<Reason>(book).into_iter().filter(|it| it.used_for == ReasonUse::Disqualify);
        reasons.map(|it| Choice::new(it.id().to_string(), it.label())).collect()
    });
    let reason_error = RwSignal::new(None);
    let note_error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let submit = Callback::new(move |values: FormValues| {
        let Some(status) = desk.peek(|book| status::of_kind(book, StatusKind::Disqualified)) else { return };
        let command = SetStatus {
            lead,
            status,
            reason: values.text("reason").parse().ok(),
            note: Text::trimmed(&values.text("note")),
        };
        busy.set(true);
        task::run(async move {
            let outcome = desk.run(command).await;
            busy.set(false);
            reason_error.set(None);
            note_error.set(None);
            let Err(error) = outcome else { return open.set(false) };
            let place = if error == DeskError::Refused(Refusal::NoNote) { note_error } else { reason_error };
            place.set(Some(refused::error(&error)));
            values.focus_mistake();
        });
    });
    let foot = move || {
        view! {
            <span class="spread cluster">
                <Button label=common::cancel() variant=Variant::Quiet on_press=move || open.set(false) />
                <Button label=words::disqualify() variant=Variant::Primary submit=true busy=busy />
            </span>
        }
    };
    let options = std::iter::once(Choice::new("", words::choose_reason())).chain(reasons).collect::<Vec<_>>();
    view! {
        <Dialog open title=words::disqualify_title(&name) close=common::close() on_submit=submit foot>
            <section>
                <SelectField name="reason" label=words::reason() options=options.clone() error=reason_error />
                <TextArea name="note" label=words::note() error=note_error />
            </section>
        </Dialog>
    }
}
