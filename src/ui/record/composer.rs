//! Where a note, a call, a mail or a meeting is written down.
//!
//! What is being written is kept on the device while it is typed, so it survives a reload; it goes when it is written.

use super::{keys::on_key, logged::is_to_come};
use crate::{
    platform::{clock, device, dom, ids},
    ui::{
        answer,
        front::use_desk,
        kit::{
            button::{Button, Variant},
            choice::Choice,
            field::{SelectField, TextArea},
            form::{Form, FormValues},
            icon::IconName,
            live::live,
            tabs::{Tab, TabList},
        },
        text::{common, record as words, refused},
    },
};
use domain::{
    command::Add,
    record::{Activity, ActivityKind, ActivityOutcome, Member, Record},
    value::{Id, RecordId, Text},
};
use leptos::prelude::*;

const KINDS: [(ActivityKind, IconName); 4] = [
    (ActivityKind::Note, IconName::Note),
    (ActivityKind::Call, IconName::Call),
    (ActivityKind::Email, IconName::Mail),
    (ActivityKind::Meeting, IconName::Meeting),
];

/// Logs what happened about a record.
#[component]
pub fn Composer(
    /// Which record.
    about: RecordId,
) -> impl IntoView {
    let desk = use_desk();
    let form = format!("log:{about}");
    let kept: Option<(String, String)> = device::draft(&form);
    let (kept_kind, kept_body) =
        kept.unwrap_or_else(|| (ActivityKind::Note.name().to_owned(), String::new()));
    let kind = RwSignal::new(kept_kind);
    let body = RwSignal::new(kept_body);
    let error = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let chosen = move || kind.read().parse().unwrap_or(ActivityKind::Note);
    let panel = dom::fresh_id();
    let form = StoredValue::new(form);
    write_by_key(&panel, kind, body);
    Effect::new(move |_| {
        let draft = (kind.get(), body.get());
        form.with_value(|form| {
            if draft.1.is_empty() { device::drop_draft(form) } else { device::set_draft(form, &draft) }
        });
    });
    let submit = move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        let text = body.get_untracked();
        let kind = chosen();
        if kind == ActivityKind::Note && text.trim().is_empty() {
            error.set(Some(words::empty_note().to_owned()));
            return;
        }
        let at = at(&values.text("when"));
        if is_to_come(at) {
            error.set(Some(words::to_come().to_owned()));
            return;
        }
        let activity = Activity {
            kind,
            at,
            outcome: values.text("outcome").parse::<ActivityOutcome>().ok(),
            body: Text::trimmed(&text),
            about: [(about, Member)].into_iter().collect(),
            ..Activity::blank(Id::new(ids::fresh()))
        };
        busy.set(true);
        answer::ask(desk, Add::one(activity), form.get_value(), busy, move |answer| {
            busy.set(false);
            match answer {
                Ok(()) => {
                    error.set(None);
                    body.set(String::new());
                    values.reset();
                }
                Err(it) => error.set(Some(refused::error(&it))),
            }
        });
    };
    let tabs =
        KINDS.map(|(kind, icon)| Tab { icon: Some(icon), ..Tab::new(kind.name(), common::activity(kind)) });
    view! {
        <div class="composer">
            <TabList
                label=words::kind()
                tabs=Signal::stored(tabs.to_vec())
                chosen=kind
                on_choose=move |it| kind.set(it)
                panel=panel.clone()
            />
            <div id=panel role="tabpanel" aria-label=words::log()>
                <Form label=words::log() on_submit=submit>
                    {move || fields(chosen(), body, error)}
                    <div class="cluster">
                        {move || came_of(chosen())}
                        <When />
                        <span class="composer-send">
                            {move || view! { <Button label=words::log_kind(chosen()) kbd="Ctrl ↵" submit=true busy=busy /> }}
                        </span>
                    </div>
                </Form>
            </div>
        </div>
    }
}

/// N begins a note, or goes on with what was begun.
fn write_by_key(panel: &str, kind: RwSignal<String>, body: RwSignal<String>) {
    let field = format!("#{panel} textarea");
    on_key("n", move || {
        if body.with_untracked(String::is_empty) {
            kind.set(ActivityKind::Note.name().to_owned());
        }
        let field = field.clone();
        // By then it is the field of a note.
        dom::next_frame(move || {
            if let Some(field) = dom::by_id("main").and_then(|it| dom::first(&it, &field)) {
                dom::focus(&field);
            }
        });
    });
}

/// The text. Written by hand into the signal, so that it outlives a change of kind.
fn fields(kind: ActivityKind, body: RwSignal<String>, error: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <TextArea
            name="body"
            label=words::prompt(kind)
            unseen_label=true
            placeholder=words::prompt(kind)
            value=body.get_untracked()
            rows=2
            error=error
            on_input=move |it| body.set(it)
        />
    }
}

/// What may have come of a call or a meeting.
pub(super) fn outcomes(kind: ActivityKind) -> Vec<Choice> {
    let of: &[ActivityOutcome] = match kind {
        ActivityKind::Call => {
            &[ActivityOutcome::Held, ActivityOutcome::NoAnswer, ActivityOutcome::LeftMessage]
        }
        ActivityKind::Meeting => &[ActivityOutcome::Held, ActivityOutcome::NotHeld],
        _ => &[],
    };
    of.iter().map(|it| Choice::new(it.name(), words::outcome(kind, *it))).collect()
}

fn came_of(kind: ActivityKind) -> Option<AnyView> {
    let options = outcomes(kind);
    let field =
        |options| view! { <SelectField name="outcome" label=words::came_of() unseen_label=true options /> };
    (!options.is_empty()).then(|| field(options).into_any())
}

/// When it happened: now, unless another time is chosen.
#[component]
fn When() -> impl IntoView {
    let chosen = RwSignal::new(false);
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            dom::focus(&input);
        }
    });
    live(move || {
        if chosen.get() {
            view! {
                <input
                    class="input"
                    data-variant="cell"
                    data-fit=""
                    type="datetime-local"
                    name="when"
                    aria-label=words::when()
                    value=clock::local_text(clock::now())
                    node_ref=input
                />
            }
            .into_any()
        } else {
            view! {
                <Button label=words::now() icon=IconName::Clock variant=Variant::Quiet small=true on_press=move || chosen.set(true) />
            }
            .into_any()
        }
    })
}

/// The moment that a `datetime-local` field names; now if it names none.
fn at(text: &str) -> domain::value::Timestamp {
    match text.parse::<domain::record::Due>() {
        Ok(due) => clock::moment(due.day, due.minute.unwrap_or(0)),
        Err(_) => clock::now(),
    }
}
