//! What comes of the rows: shown before anything is done, done, and told.

use super::{
    FILE,
    intake::{Imported, Intake, LeaveFile, Opened, Stage},
    planning::Work,
    remarks,
};
use crate::{
    platform::{files, task},
    ui::{
        format,
        kit::{
            announce::{announce, announce_now},
            banner::Banner,
            button::{Button, LinkButton, Variant},
            icon::{IconName, Tone},
            live::live,
            meter::ProgressBar,
        },
        routes::{Route, Section},
        text::{data as words, refused},
    },
};
use desk::DeskError;
use domain::{
    book::Book,
    import::{Planned, Preview, Remark, Table, Target},
    query,
    refusal::Refusal,
    row::Row,
};
use leptos::prelude::*;
use std::sync::Arc;

/// So many of the first rows are shown.
const FIRST: usize = 8;

/// What would come of the rows, and the button that does it.
#[component]
pub fn Outcome(
    /// The file.
    intake: Intake,
    /// The table.
    work: Work,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let is_planned = Memo::new(move |_| work.planned.read().is_some());
    let body = move || match work.planned.get() {
        None => view! { <Progress work /> }.into_any(),
        Some(planned) => shown(&planned, work),
    };
    let acts = move || match work.planned.get() {
        Some(planned) if planned.change.is_empty() => {
            view! { <span role="status">{words::nothing_to_import(&planned.counts)}</span> }.into_any()
        }
        Some(planned) => {
            let label = words::do_import(&planned.counts);
            let act = move || carry_out(intake, work, planned.clone(), busy, problem);
            view! { <Button label variant=Variant::Primary busy on_press=act /> }.into_any()
        }
        None => view! { <span class="faint">{words::planning()}</span> }.into_any(),
    };
    view! {
        <h3>{words::outcome()}</h3>
        <div class="stack" aria-busy=move || (!is_planned.get()).then_some("true")>{live(body)}</div>
        {move || problem.get().map(|it| view! { <Banner icon=IconName::Warning tone=Tone::Warn urgent=true>{it}</Banner> })}
        <div class="acts cluster">
            {live(acts)}
            <LeaveFile intake busy />
            <small class="faint" data-from="middle">{words::one_undo()}</small>
        </div>
    }
}

/// How far the planning is.
#[component]
fn Progress(work: Work) -> impl IntoView {
    let percent = Signal::derive(move || {
        let (done, all) = work.progress.get();
        u32::try_from(done * 100 / all.max(1)).unwrap_or(100)
    });
    let said = move || {
        let (done, all) = work.progress.get();
        words::progress(done, all)
    };
    view! {
        <ProgressBar percent label=words::planning() />
        <p class="faint">{live(said)}</p>
    }
}

fn carry_out(
    intake: Intake,
    work: Work,
    planned: Arc<Planned>,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
) {
    // Whoever corrects something and presses at once may meet the button of the plan before.
    if !work.stands_by(&planned) {
        return;
    }
    let desk = work.desk;
    let (opened, target) = (work.opened(), work.mapping.with_untracked(|it| it.target));
    busy.set(true);
    problem.set(None);
    task::run(async move {
        task::wait(30).await;
        let outcome = desk.run(planned.command()).await;
        busy.try_set(false);
        let sentence = match outcome {
            Ok(_) => {
                announce(&words::was_imported(&planned.counts, &planned.file));
                let told = Arc::new(planned.told());
                intake.show(Stage::Done(Arc::new(Imported { opened, planned: told, target })));
                return let_go(planned).await;
            }
            // Everything is as it was before, and the button can be pressed again.
            Err(DeskError::Cancelled) => return,
            Err(DeskError::Refused(Refusal::Stale)) => words::stale().to_owned(),
            Err(error) => refused::error(&error),
        };
        announce_now(&sentence);
        problem.try_set(Some(sentence));
    });
}

/// Frees a plan, a little at a time.
async fn let_go(planned: Arc<Planned>) {
    const STRETCH: usize = 2_000;
    task::breathe().await; // The screen that showed it goes first.
    let Some(mut planned) = Arc::into_inner(planned) else { return };
    while planned.change.let_go(STRETCH) {
        task::breathe().await;
    }
}

/// The counts, the first rows, and what was found wrong.
fn shown(planned: &Arc<Planned>, work: Work) -> AnyView {
    let target = work.mapping.with_untracked(|it| it.target);
    let opened = work.opened();
    let lines = work.desk.peek(|book| {
        planned.preview.iter().take(FIRST).map(|it| first_row(book, planned, it)).collect::<Vec<_>>()
    });
    let line = |(number, result, name, more): (String, &'static str, String, String)| {
        view! {
            <tr>
                <td class="soft" data-width="short">{number}</td>
                <th scope="row"><bdi>{name}</bdi></th>
                <td class="soft" data-from="middle"><bdi>{more}</bdi></td>
                <td>{result}</td>
            </tr>
        }
    };
    view! {
        {numbers(planned)}
        {words::made_beside(&planned.counts, target).map(|it| view! { <p class="soft">{it}</p> })}
        {alone(planned)}
        <div class="panel">
            <table class="table" data-variant="plain">
                <caption class="unseen">{words::first_rows()}</caption>
                <thead>
                    <tr>
                        <th scope="col" data-width="short">{words::row()}</th>
                        <th scope="col">{words::record()}</th>
                        <th scope="col" data-from="middle"><span class="unseen">{words::samples()}</span></th>
                        <th scope="col" data-width="text">{words::result()}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
        {rejected(planned, &opened)}
        {notes(planned, &opened)}
    }
    .into_any()
}

fn numbers(planned: &Planned) -> impl IntoView + use<> {
    let fact = |(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! { <dl class="numbers">{words::counts(&planned.counts).into_iter().map(fact).collect_view()}</dl> }
}

/// Deals that are with nobody.
fn alone(planned: &Planned) -> Option<impl IntoView + use<>> {
    let sentence = words::alone(&planned.alone)?;
    Some(view! { <Banner icon=IconName::Info>{sentence}</Banner> })
}

/// A row as the record that it becomes: its number, what comes of it, its name, and a few facts.
fn first_row(book: &Book, planned: &Planned, it: &Preview) -> (String, &'static str, String, String) {
    let name = it.row.as_ref().map(query::name_of).unwrap_or_default();
    let why = || {
        planned.rejected.iter().find(|other| other.number == it.number).map(words::why).into_iter().collect()
    };
    let facts = it.row.as_ref().map_or_else(why, |row| facts(book, planned, row));
    let facts: Vec<String> = facts.into_iter().filter(|it| !it.is_empty()).collect();
    (it.number.to_string(), words::fate(it.fate), name, facts.join(" · "))
}

fn facts(book: &Book, planned: &Planned, row: &Row) -> Vec<String> {
    use domain::record::Reached;
    let named = |id: domain::value::RecordId| planned.name(book, id).unwrap_or_default();
    match row {
        Row::Lead(it) => vec![
            it.company_name.to_string(),
            it.email().map(ToString::to_string).unwrap_or_default(),
            named(it.status.status.into()),
        ],
        Row::Contact(it) => vec![
            it.job_title.to_string(),
            it.company().map(|it| named(it.into())).unwrap_or_default(),
            it.email().map(ToString::to_string).unwrap_or_default(),
        ],
        Row::Company(it) => vec![it.sector.to_string(), it.website.to_string()],
        Row::Deal(it) => {
            let ended = it.outcome.as_ref().map(|it| match it.ending {
                domain::record::Ending::Won => words::won().to_owned(),
                domain::record::Ending::Lost => words::lost().to_owned(),
            });
            vec![
                ended.unwrap_or_else(|| named(it.stage.into())),
                it.value.map(format::money).unwrap_or_default(),
                it.company().map(|it| named(it.into())).unwrap_or_default(),
            ]
        }
        Row::Rep(it) => vec![it.email.as_ref().map(ToString::to_string).unwrap_or_default()],
        _ => Vec::new(),
    }
}

/// The rows that are not taken, each with its place and what is wrong, and a way to keep them.
fn rejected(planned: &Arc<Planned>, opened: &Arc<Opened>) -> Option<AnyView> {
    let count = planned.counts.rejected;
    let (kept, table) = (planned.clone(), opened.clone());
    let save = move || {
        let text = table.read(|table| kept.rejected_csv(table, words::rejected_heading(), &words::why));
        if !files::save(&words::rejected_name(&table.file), "text/csv", &text) {
            announce_now(words::not_saved());
        }
    };
    (count > 0).then(|| {
        let lines = opened.read(|table| lines(table, &planned.rejected));
        let save = save.clone();
        let actions = move || {
            let save = save.clone();
            view! { <Button label=words::save_rejected() small=true icon=IconName::Download on_press=save /> }
        };
        view! {
            <Banner icon=IconName::Warning tone=Tone::Warn actions>{words::rejected_rows(count)}</Banner>
            {remarks::list(words::rejected(), &HEADS.map(|it| it()), lines, planned.rejected.len())}
        }
        .into_any()
    })
}

/// Cells of rows that are taken.
fn notes(planned: &Arc<Planned>, opened: &Arc<Opened>) -> Option<AnyView> {
    let count = planned.notes.len() + planned.more_notes;
    (count > 0).then(|| {
        let lines = opened.read(|table| lines(table, &planned.notes));
        view! {
            <details>
                <summary>{words::unread_cells(count)} <small class="faint">" " {words::notes_mean()}</small></summary>
                {remarks::list(words::notes(), &HEADS.map(|it| it()), lines, count)}
            </details>
        }
        .into_any()
    })
}

const HEADS: [fn() -> &'static str; 4] = [words::row, words::column_head, words::value, words::why_head];

fn lines(table: &Table, found: &[Remark]) -> Vec<Vec<String>> {
    let column = |it: &Remark| it.column.and_then(|at| table.columns().get(at)).map(|it| it.name.to_string());
    let line = |it: &Remark| {
        vec![it.number.to_string(), column(it).unwrap_or_default(), it.value.to_string(), words::why(it)]
    };
    found.iter().take(remarks::SHOWN).map(line).collect()
}

/// What was imported.
#[component]
pub fn Done(
    /// The file.
    intake: Intake,
    /// What was imported.
    done: Arc<Imported>,
) -> impl IntoView {
    done_with(intake, &done)
}

fn done_with(intake: Intake, done: &Imported) -> AnyView {
    let Imported { opened, planned, target } = done;
    let (label, route) = match target {
        Target::Leads => (words::see_leads(), Route::Leads),
        Target::Contacts => (words::see_contacts(), Route::Contacts),
        Target::Companies => (words::see_companies(), Route::Companies),
        Target::Deals => (words::see_deals(), Route::Pipeline),
        Target::Reps => (words::see_reps(), Route::Settings(Section::People)),
    };
    let (numbers, alone) = (numbers(planned), alone(planned));
    let (rejected, notes) = (rejected(planned, opened), notes(planned, opened));
    let sentence = words::was_imported(&planned.counts, &planned.file);
    view! {
        <section aria-labelledby=FILE>
            <h2 id=FILE tabindex="-1">{words::imported()}</h2>
            <Banner icon=IconName::Check tone=Tone::Good>{sentence}</Banner>
            {numbers}
            {alone}
            {rejected}
            {notes}
            <div class="cluster">
                <LinkButton label href=route.href() variant=Variant::Primary />
                <Button label=words::done() on_press=move || intake.forget() />
                <small class="faint">{words::one_undo()}</small>
            </div>
        </section>
    }
    .into_any()
}
