//! Everything that is here goes, and a backup takes its place. What goes is counted, a copy of it is kept first, and a
//! word must be typed: this is the one thing that a dialog asks about although it can be undone.

use super::{
    backup::{JSON, Written},
    intake::{Intake, LeaveFile},
    preview::{Planned, adopt},
};
use crate::{
    platform::{clock, files, snapshots, task},
    ui::{
        front::{Front, use_desk, use_front},
        kit::{
            banner::Banner,
            button::{Button, Variant},
            field::TextField,
            form::{Form, FormValues},
            icon::{IconName, Tone},
            live::live,
        },
        text::data as words,
    },
};
use desk::Desk;
use domain::{
    copies::Kept,
    entry::{Label, Verb},
    query::{self, COUNTED},
};
use leptos::prelude::*;

/// The way to replace everything.
#[component]
pub fn Replace(
    /// The file.
    intake: Intake,
    /// What it would do.
    planned: Planned,
    /// What it is called.
    file: String,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let mistake = RwSignal::new(None::<String>);
    let file = StoredValue::new(file);
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        if !values.text("word").trim().eq_ignore_ascii_case(words::REPLACE) {
            mistake.set(Some(words::word_missing().to_owned()));
            return;
        }
        mistake.set(None);
        busy.set(true);
        task::run(async move {
            let is_kept = keep_copy(desk, front).await;
            if is_kept != Some(true) {
                busy.try_set(false);
                problem.try_set(is_kept.map(|_| words::no_snapshot().to_owned()));
                return;
            }
            // What was seen last, also if the Book has changed while the copy was kept: then it does not fit.
            let Some(plan) = planned.try_get_untracked().flatten() else { return };
            let (Some(file), total) = (file.try_get_value(), plan.total()) else { return };
            let label = Label::of(Verb::Replaced, &file)
                .with(&words::replaced(total.new + total.changed + total.same));
            adopt(desk, intake, label, plan, busy, problem);
        });
    });
    let goes = move || {
        planned.get().map(|plan| {
            let gone = |kinds: &dyn Fn(&str) -> bool| {
                plan.tallies.iter().filter(|it| kinds(it.0)).map(|it| it.1.gone).sum()
            };
            let is_counted = |kind: &str| COUNTED.iter().any(|it| it.name() == kind);
            words::goes(gone(&is_counted), desk.peek(query::size), gone(&|kind| !is_counted(kind)))
        })
    };
    view! {
        {move || problem.get().map(|it| view! { <Banner icon=IconName::Warning tone=Tone::Warn urgent=true>{it}</Banner> })}
        <Banner icon=IconName::Warning tone=Tone::Danger>{live(goes)} " " {words::snapshot_first()}</Banner>
        <Form on_submit=submit>
            <div class="stack" data-snug="">
                <div class="confirm">
                    <TextField name="word" label=words::type_word() error=mistake />
                </div>
                <div class="cluster">
                    <Button label=words::replace_all() variant=Variant::Danger submit=true busy />
                    <LeaveFile intake busy />
                    <small class="faint">{words::one_undo()}</small>
                </div>
            </div>
        </Form>
    }
}

/// Keeps a copy of everything in this browser, and hands one to the reader. One of the two is enough. Nothing if it was
/// called off.
async fn keep_copy(desk: Desk, front: Front) -> Option<bool> {
    let Written { pieces, at, records, .. } = Written::of(desk, front).await?;
    let is_kept = snapshots::keep(Kept { at, records, is_before: true }, &pieces).await.is_ok();
    let is_saved = files::save_pieces(&words::snapshot_name(clock::today()), JSON, &pieces);
    Some(is_kept || is_saved)
}
