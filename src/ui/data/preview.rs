//! What a backup would do, before it does: kind by kind, with everything that is odd about it.

use super::{
    FILE,
    beside::OpenBeside,
    intake::{Intake, LeaveFile, Received},
    numbers::everything,
    remarks,
    replace::Replace,
};
use crate::{
    platform::{
        clock, page,
        task::{self, Slice},
    },
    ui::{
        format,
        front::use_desk,
        kit::{
            announce::announce_now,
            banner::Banner,
            button::{Button, Variant},
            choice::{Choice, Segmented},
            icon::{IconName, Tone},
            live::live,
        },
        text::{beside as beside_words, data as words, refused},
    },
};
use desk::{Desk, DeskError};
use domain::{
    command::Adopt,
    entry::{Label, Verb},
    merge::{self, Plan, Planner, Tally},
    query::COUNTED,
    refusal::Refusal,
    row::Row,
    value::Kind,
    wire::Backup,
};
use leptos::prelude::*;
use std::sync::Arc;

/// How a backup is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Merge,
    Replace,
    Beside,
}

impl How {
    const ALL: [How; 3] = [How::Merge, How::Replace, How::Beside];

    /// Its name in the control, and what it is called.
    fn choice(self) -> (&'static str, &'static str) {
        match self {
            How::Merge => ("merge", words::merge()),
            How::Replace => ("replace", words::replace()),
            How::Beside => ("beside", beside_words::beside()),
        }
    }
}

/// A plan that is made anew whenever the Book is another, and only then. There is none until the first is made.
pub type Planned = RwSignal<Option<Arc<Plan>>>;

/// The preview of a backup.
#[component]
pub fn BackupPreview(
    /// The file.
    intake: Intake,
    /// What it holds.
    received: Arc<Received>,
) -> impl IntoView {
    let how = RwSignal::new(How::Merge);
    let planned = planned(received.clone(), how);
    // Beside the Book beside there is no third.
    let ways = How::ALL.into_iter().filter(|it| *it != How::Beside || !page::is_beside());
    let options = ways.map(|it| Choice::new(it.choice().0, it.choice().1)).collect();
    let chosen = move || how.get().choice().0.to_owned();
    let choose = move |name: String| {
        how.set(How::ALL.into_iter().find(|it| it.choice().0 == name).unwrap_or(How::Merge));
    };
    let file = received.file.clone();
    let means = means(&received);
    view! {
        <section aria-labelledby=FILE>
            <div class="section-head">
                <h2 id=FILE tabindex="-1"><bdi>{words::file_heading(&received.file)}</bdi></h2>
                <small class="faint clip">{words::holds(size(&received))}</small>
                <span class="spread">
                    <Segmented label=words::how() options value=Signal::derive(chosen) on_choose=choose />
                </span>
            </div>
            {move || {
                let plan = planned.get().filter(|it| !it.tallies.is_empty());
                plan.map(|it| view! { <div class="panel">{tallies(&it, how.get_untracked())}</div> })
            }}
            {oddities(&received)}
            {move || far_ahead(planned.get().map_or(0, |it| it.far_ahead))}
            {move || match how.get() {
                How::Merge => view! { <p class="faint">{means}</p><Merge intake planned file=file.clone() /> }.into_any(),
                How::Replace => view! { <Replace intake planned file=file.clone() /> }.into_any(),
                How::Beside => view! { <OpenBeside received=received.clone() /> }.into_any(),
            }}
        </section>
    }
}

/// Plans in slices, so that the page goes on answering, and anew whenever the Book or what is to be done is another.
fn planned(received: Arc<Received>, how: RwSignal<How>) -> Planned {
    let desk = use_desk();
    let planned = Planned::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |last: Option<How>| {
        let how = how.get();
        desk.read(&everything(), |_| ());
        turn.update_value(|it| *it += 1);
        let now = turn.get_value();
        let is_wanted = move || turn.try_get_value() == Some(now);
        if last != Some(how) {
            planned.set(None);
        }
        let received = received.clone();
        task::run(async move {
            if last == Some(how) {
                // Who has just taken the file leaves it next, and needs no other plan.
                task::breathe().await;
            }
            if is_wanted()
                && let Some(plan) = plan(desk, &received.backup, how, &is_wanted).await
            {
                planned.try_set(Some(Arc::new(plan)));
            }
        });
        how
    });
    planned
}

/// A plan for the Book as it is; nothing if it is no longer wanted.
async fn plan(desk: Desk, backup: &Backup, how: How, is_wanted: &dyn Fn() -> bool) -> Option<Plan> {
    const RECORDS: usize = 200;
    let now = clock::now();
    if how == How::Replace {
        return Some(desk.peek(|book| merge::replacement(book, backup, now)));
    }
    if !backup.unstamped.is_empty() {
        return Some(desk.peek(|book| merge::intake(book, backup, now)));
    }
    // To bring many thousands in order, before and after, takes as long as a slice.
    task::breathe().await;
    let mut planner = Planner::new(&backup.rows, now);
    task::breathe().await;
    let mut step = || desk.peek(|book| planner.advance(book, RECORDS));
    let is_done = task::in_slices(Slice::Awaited, is_wanted, &mut step).await;
    task::breathe().await;
    is_done.then(|| planner.finish())
}

/// How many records it holds, without lists.
fn size(received: &Received) -> usize {
    let rows = received.backup.rows.iter().chain(&received.backup.unstamped);
    rows.filter(|it| it.kind().is_some_and(|it| COUNTED.contains(&it))).count()
}

fn means(received: &Received) -> &'static str {
    if received.backup.rows.is_empty() && !received.backup.unstamped.is_empty() {
        words::fill_means()
    } else {
        words::merge_means()
    }
}

/// New, changed, kept and the same, kind by kind; of a replacement also what goes.
fn tallies(plan: &Plan, how: How) -> impl IntoView + use<> {
    let third = if how == How::Replace { words::gone() } else { words::kept() };
    let heads = [words::new(), words::changed(), third, words::same()];
    // What goes must be seen on the narrowest page; what stays as it is need not.
    let from = move |at: usize| (at == 3 || (at == 2 && how != How::Replace)).then_some("middle");
    let head = |(at, it): (usize, &'static str)| {
        view! { <th scope="col" data-width="number" data-align="end" data-from=from(at)>{it}</th> }
    };
    let line = move |name: String, it: Tally| {
        let third = if how == How::Replace { it.gone } else { it.kept };
        let cell = move |(at, count): (usize, usize)| {
            let tone = (at == 2 && count > 0 && how == How::Replace).then_some("danger");
            view! {
                <td data-align="end" data-from=from(at) class:faint=count == 0 || at == 3>
                    <span data-tone=tone>{format::count(count)}</span>
                </td>
            }
        };
        let cells = [it.new, it.changed, third, it.same].into_iter().enumerate().map(cell);
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <table class="table" data-variant="plain">
            <caption class="unseen">{words::preview()}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::kind_head()}</th>
                    {heads.into_iter().enumerate().map(head).collect_view()}
                </tr>
            </thead>
            <tbody>{by_kind(plan).into_iter().map(|(name, it)| line(name, it)).collect_view()}</tbody>
            <tfoot>{line(words::all().to_owned(), plan.total())}</tfoot>
        </table>
    }
}

/// The tallies of what people count as their data, and then the lists and settings, and what is of no known kind, as one each.
fn by_kind(plan: &Plan) -> Vec<(String, Tally)> {
    let counted = COUNTED.iter().filter_map(|it| Some((words::kind(*it), *plan.tallies.get(it.name())?)));
    let others = |is_known: bool| {
        let is_meant = |name: &str| match Kind::named(name) {
            Some(kind) => is_known && !COUNTED.contains(&kind),
            None => !is_known,
        };
        let tallies = plan.tallies.iter().filter(|it| is_meant(it.0)).map(|it| *it.1);
        tallies.reduce(|sum, it| sum + it)
    };
    let lists = others(true).map(|it| (words::lists().to_owned(), it));
    let unknown = others(false).map(|it| (words::unknown().to_owned(), it));
    counted.chain(lists).chain(unknown).collect()
}

/// Records that are left out, and records that this version cannot read.
fn oddities(received: &Received) -> impl IntoView + use<> {
    let sealed = received.backup.rows.iter().filter(|it| matches!(it, Row::Sealed(_))).count();
    let problems = &received.backup.problems;
    let rows: Vec<Vec<String>> =
        problems.iter().take(remarks::SHOWN).map(|it| vec![it.path.clone(), it.problem.clone()]).collect();
    let count = problems.len();
    view! {
        {(sealed > 0).then(|| view! { <Banner icon=IconName::Info>{words::sealed(sealed)}</Banner> })}
        {(count > 0).then(|| view! {
            <Banner icon=IconName::Warning tone=Tone::Warn>{words::left_out(count)}</Banner>
            {remarks::list(words::problems(), &[words::place(), words::problem()], rows, count)}
        })}
    }
}

fn far_ahead(count: usize) -> Option<impl IntoView> {
    (count > 0)
        .then(|| view! { <Banner icon=IconName::Clock tone=Tone::Warn>{words::far_ahead(count)}</Banner> })
}

/// The button that merges.
#[component]
fn Merge(intake: Intake, planned: Planned, file: String) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let file = StoredValue::new(file);
    let act = move || {
        let Some(plan) = planned.get_untracked() else { return };
        let detail = words::merged(plan.total());
        let label = Label::of(Verb::Merged, &file.get_value()).with(&detail);
        adopt(desk, intake, label, plan, busy, problem);
    };
    let button = move || {
        let plan = planned.get()?;
        if plan.change.is_empty() {
            return Some(view! { <p role="status">{words::nothing_new()}</p> }.into_any());
        }
        let label = words::do_merge(plan.total());
        Some(view! { <Button label variant=Variant::Primary busy on_press=act /> }.into_any())
    };
    view! {
        {move || problem.get().map(|it| view! { <Banner icon=IconName::Warning tone=Tone::Warn urgent=true>{it}</Banner> })}
        <div class="acts cluster">
            {live(button)}
            <LeaveFile intake busy />
            <small class="faint" data-from="middle">{words::one_undo()}</small>
        </div>
    }
}

/// Does what a plan says, and leaves the file when it is written. A plan that no longer fits is shown anew.
pub fn adopt(
    desk: Desk,
    intake: Intake,
    label: Label,
    plan: Arc<Plan>,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
) {
    busy.set(true);
    problem.set(None);
    task::run(async move {
        task::wait(30).await;
        let change = plan.change.clone();
        let outcome = desk.run(Adopt { label, change }).await;
        busy.try_set(false);
        let sentence = match outcome {
            Ok(_) => return intake.forget(),
            // The preview is as it was before, and the button can be pressed again.
            Err(DeskError::Cancelled) => return,
            Err(DeskError::Refused(Refusal::Stale)) => words::stale().to_owned(),
            Err(error) => refused::error(&error),
        };
        announce_now(&sentence);
        problem.try_set(Some(sentence));
    });
}
