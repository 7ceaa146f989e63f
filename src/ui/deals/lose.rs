//! Why a deal is lost: asked before the card moves, because a reason that is not asked is never given.

use crate::{
    platform::{device, task},
    ui::{
        front::{use_desk, use_front},
        kit::{
            button::{Button, Variant},
            choice::Choice,
            dialog::Dialog,
            field::{SelectField, TextArea, TextField},
            form::FormValues,
        },
        pipeline::moves,
        text::{common, deals as words, refused},
    },
};
use desk::DeskError;
use domain::{
    command::{Closing, MoveDeal},
    query,
    record::{Listed, Reason, ReasonUse, Record},
    refusal::Refusal,
    value::Text,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    reason: String,
    note: String,
    competitor: String,
}

/// The dialog. The move is complete but for the reason.
#[component]
pub fn LoseDeal(
    /// The move.
    command: MoveDeal,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let deal = command.deal;
    let name = desk
        .peek(|book| book.get(deal).map(|it| it.name.to_string()))
        .unwrap_or_else(|| common::gone().into());
    let form = StoredValue::new(format!("lose:{deal}"));
    let kept: Draft = form.with_value(|it| device::draft(it)).unwrap_or_default();
    let draft = RwSignal::new(kept.clone());
    Effect::new(move |_| {
        let draft = draft.get();
        let is_blank = draft == Draft::default();
        form.with_value(|it| if is_blank { device::drop_draft(it) } else { device::set_draft(it, &draft) });
    });
    let (reason_error, note_error) = (RwSignal::new(None), RwSignal::new(None));
    let busy = RwSignal::new(false);
    let command = StoredValue::new(command);
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        let command = MoveDeal { closing: draft.with_untracked(closing), ..command.get_value() };
        busy.set(true);
        task::run(async move {
            let outcome = moves::run(desk, command).await;
            busy.set(false);
            reason_error.set(None);
            note_error.set(None);
            let Err(error) = outcome else {
                form.with_value(|it| device::drop_draft(it));
                return open.set(false);
            };
            let place = if error == DeskError::Refused(Refusal::NoNote) { note_error } else { reason_error };
            place.set(Some(refused::error(&error)));
            values.focus_mistake();
        });
    });
    let foot = move || {
        view! {
            <p><small class="faint">{words::lose_why()}</small></p>
            <span class="spread cluster">
                <Button label=common::cancel() variant=Variant::Quiet on_press=move || open.set(false) />
                <Button label=words::lose() variant=Variant::Primary submit=true busy />
            </span>
        }
    };
    view! {
        <Dialog open title=words::lose_title(&name) close=common::close() on_submit=submit foot>
            <section>
                {fields(draft, kept.clone(), reason_error, note_error)}
            </section>
        </Dialog>
    }
}

fn fields(
    draft: RwSignal<Draft>,
    kept: Draft,
    reason_error: RwSignal<Option<String>>,
    note_error: RwSignal<Option<String>>,
) -> impl IntoView {
    let desk = use_desk();
    let mut options = vec![Choice::new("", words::choose_reason())];
    desk.peek(|book| {
        let reasons = query::listed::<Reason>(book).into_iter().filter(|it| it.used_for == ReasonUse::Lost);
        options.extend(reasons.map(|it| Choice::new(it.id().to_string(), it.label())));
    });
    view! {
        <SelectField
            name="reason"
            label=words::reason()
            options
            value=kept.reason
            error=reason_error
            on_change=move |it: String| draft.update(|draft| draft.reason = it)
        />
        <TextArea
            name="note"
            label=words::lose_note()
            value=kept.note
            error=note_error
            on_input=move |it: String| draft.update(|draft| draft.note = it)
        />
        <TextField
            name="competitor"
            label=words::lose_competitor()
            value=kept.competitor
            on_input=move |it: String| draft.update(|draft| draft.competitor = it)
        />
    }
}

fn closing(draft: &Draft) -> Closing {
    Closing {
        reason: draft.reason.parse().ok(),
        note: Text::trimmed(&draft.note),
        competitor: Text::trimmed(&draft.competitor),
        day: None,
    }
}
