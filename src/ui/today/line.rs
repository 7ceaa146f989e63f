//! One line of a day: what it is, whom it is about, when, whose; and what can be done about it there.

use super::task_form::deeds;
use crate::{
    platform::clock,
    ui::{
        format,
        front::{Ask, Front, use_desk, use_front},
        kit::{
            avatar::Avatar,
            choice::CheckBox,
            icon::{IconName, icon},
            menu::{Menu, MenuItem},
            place::Align,
        },
        leads::status,
        list::cells::{self, Owner},
        people,
        pipeline::moves,
        record::same,
        routes::{Address, Route},
        text::{common, customers, leads, record, today as words},
    },
};
use desk::Desk;
use domain::{
    book::Book,
    command::{Command, Edit, FinishTask, Trash},
    query::{self, Rotten, Today, Todo, Twin},
    record::{Company, Contact, Deal, Due, Lead, Reached, StatusKind, Task},
    value::{Day, Id, Kind, RecordId},
};
use leptos::prelude::*;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Overdue,
    Due,
    ClosePassed,
    WithoutStep,
    Rotting,
    WithoutValue,
    Untouched,
    Twins,
    Coming,
    Later,
    SomeDay,
}

impl Part {
    /// Those that stand in the middle, what is most pressing first.
    pub(super) const MAIN: [Part; 8] = [
        Part::Overdue,
        Part::Due,
        Part::ClosePassed,
        Part::WithoutStep,
        Part::Rotting,
        Part::WithoutValue,
        Part::Untouched,
        Part::Twins,
    ];

    /// Those that stand at the side, because they can wait.
    pub(super) const SIDE: [Part; 3] = [Part::Coming, Part::Later, Part::SomeDay];

    pub(super) fn title(self) -> &'static str {
        match self {
            Part::Overdue => words::overdue(),
            Part::Due => words::due_today(),
            Part::ClosePassed => words::close_passed(),
            Part::WithoutStep => words::without_step(),
            Part::Rotting => words::rotting(),
            Part::WithoutValue => words::without_value(),
            Part::Untouched => words::untouched(),
            Part::Twins => leads::possibly_same(),
            Part::Coming => words::coming(),
            Part::Later => words::later(),
            Part::SomeDay => words::some_day(),
        }
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    part: Part,
    /// The task, the deal or the lead.
    of: RecordId,
    title: String,
    /// The page that it opens.
    about: Option<RecordId>,
    /// Whom it may be.
    twin: Option<RecordId>,
    /// Whom or what it is about.
    sub: String,
    value: String,
    when: String,
    is_late: bool,
    owner: Owner,
}

impl Line {
    /// What it is known by: the same for as long as it says the same.
    pub(super) fn key(&self) -> String {
        let owner = self.owner.as_ref().map_or("", |it| &it.1);
        [&self.of.to_string(), &*self.title, &self.sub, &self.value, &self.when, owner].join("\n")
    }
}

/// How many lines a part of a day has. Who may be here twice is not found with the rest.
pub(super) fn count(day: &Today, part: Part) -> usize {
    match part {
        Part::Overdue => day.overdue.len(),
        Part::Due => day.due.len(),
        Part::ClosePassed => day.close_passed.len(),
        Part::WithoutStep => day.without_step.len(),
        Part::Rotting => day.rotting.len(),
        Part::WithoutValue => day.without_value.len(),
        Part::Untouched => day.untouched.len(),
        Part::Twins => 0,
        Part::Coming => day.coming.len(),
        Part::Later => day.later.len(),
        Part::SomeDay => day.some_day.len(),
    }
}

/// The first lines of a part of a day.
pub(super) fn lines(book: &Book, day: &Today, part: Part, most: usize, today: Day) -> Vec<Line> {
    let todos = |of: &[Todo]| of.iter().take(most).map(|it| todo(book, part, it, today)).collect();
    let deals = |of: &[Id<Deal>]| of.iter().take(most).filter_map(|it| deal(book, part, *it)).collect();
    match part {
        Part::Overdue => todos(&day.overdue),
        Part::Due => todos(&day.due),
        Part::Coming => todos(&day.coming),
        Part::Later => todos(&day.later),
        Part::SomeDay => todos(&day.some_day),
        Part::WithoutStep => deals(&day.without_step),
        Part::WithoutValue => deals(&day.without_value),
        Part::ClosePassed => {
            let line = |(id, close): &(Id<Deal>, Day)| {
                let when = format::day(*close, today);
                Some(Line { when, is_late: true, ..deal(book, part, *id)? })
            };
            day.close_passed.iter().take(most).filter_map(line).collect()
        }
        Part::Rotting => {
            let line = |it: &Rotten| {
                let when = words::quiet_for(&format::age(it.since, clock::now()));
                Some(Line { when, is_late: true, ..deal(book, part, it.deal)? })
            };
            day.rotting.iter().take(most).filter_map(line).collect()
        }
        Part::Untouched => day.untouched.iter().take(most).filter_map(|it| lead(book, *it)).collect(),
        Part::Twins => Vec::new(),
    }
}

fn todo(book: &Book, part: Part, it: &Todo, today: Day) -> Line {
    let about = it.about.or_else(|| Route::of(it.of).map(|_| it.of));
    let value = about.and_then(RecordId::get::<Deal>).and_then(|it| book.get(it)?.value);
    let when = match (part, it.due) {
        (Part::Due, Some(Due { minute: None, .. })) => words::no_time().to_owned(),
        (Part::Due, Some(Due { day, minute: Some(minute) })) => format::time(clock::moment(day, minute)),
        (_, due) => due.map(|it| format::due(it, today)).unwrap_or_default(),
    };
    Line {
        part,
        of: it.of,
        title: it.text.to_string(),
        about,
        twin: None,
        sub: about.and_then(|it| query::live_name(book, it)).unwrap_or_default(),
        value: value.map(format::money).unwrap_or_default(),
        when,
        is_late: part == Part::Overdue,
        owner: cells::owner_of(book, it.by),
    }
}

fn deal(book: &Book, part: Part, id: Id<Deal>) -> Option<Line> {
    let deal = book.get(id)?;
    let stage = query::shown_stage(book, deal).and_then(|it| book.get(it)).map(|it| it.name.to_string());
    let with = query::party(book, deal);
    let sub = [with, stage].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Some(Line {
        part,
        of: id.into(),
        title: deal.name.to_string(),
        about: Some(id.into()),
        twin: None,
        sub,
        value: deal.value.map(format::money).unwrap_or_default(),
        when: String::new(),
        is_late: false,
        owner: cells::owner_of(book, deal.owner),
    })
}

fn lead(book: &Book, id: Id<Lead>) -> Option<Line> {
    let lead = book.get(id)?;
    let sub = [&*lead.company_name, &*lead.interest].into_iter().filter(|it| !it.is_empty());
    Some(Line {
        part: Part::Untouched,
        of: id.into(),
        title: lead.name(),
        about: Some(id.into()),
        twin: None,
        sub: sub.collect::<Vec<_>>().join(", "),
        value: String::new(),
        when: format::age(lead.common.created, clock::now()),
        is_late: false,
        owner: cells::owner_of(book, lead.owner),
    })
}

/// Those who may be here twice, as lines.
pub(super) fn twins(book: &Book, twins: &[Twin]) -> Vec<Line> {
    let line = |it: &Twin| {
        let likeness = leads::likeness(it.why, it.with.kind);
        let owner = match it.of.kind {
            Kind::Lead => it.of.get::<Lead>().and_then(|it| book.get(it)?.owner),
            Kind::Company => it.of.get::<Company>().and_then(|it| book.get(it)?.owner),
            _ => it.of.get::<Contact>().and_then(|it| book.get(it)?.owner),
        };
        Some(Line {
            part: Part::Twins,
            of: it.of,
            title: query::live_name(book, it.of)?,
            about: Some(it.of),
            twin: Some(it.with),
            sub: words::may_be(&query::live_name(book, it.with)?, &likeness),
            value: String::new(),
            when: String::new(),
            is_late: false,
            owner: cells::owner_of(book, owner),
        })
    };
    twins.iter().filter_map(line).collect()
}

/// Draws a line.
pub(super) fn line(it: Line) -> AnyView {
    let (desk, front) = (use_desk(), use_front());
    let task = it.of.get::<Task>();
    let mark = match task {
        Some(task) => {
            let finish = move |done| desk.send(FinishTask { task, done });
            view! { <CheckBox label=record::done(&it.title) round=true checked=Signal::stored(false) on_change=finish /> }
                .into_any()
        }
        None => icon(drawing(it.part)).into_any(),
    };
    let title = if let Some(route) = it.about.and_then(Route::of) {
        view! { <a href=route.href()><bdi>{it.title.clone()}</bdi></a> }.into_any()
    } else {
        // A task of its own has no page; what it says can be changed.
        let change = move |_| task.into_iter().for_each(|it| front.ask(Ask::EditTask(it)));
        view! { <button type="button" class="rows-name" on:click=change><bdi>{it.title.clone()}</bdi></button> }
            .into_any()
    };
    let owner = it.owner.clone().map(|(rep, name)| {
        view! { <Avatar label=common::owner(&name) name person=people::tint(rep) /> }
    });
    let late = it.is_late.then_some("danger");
    let sub = (it.sub != it.title).then(|| view! { " "<bdi class="faint">{it.sub.clone()}</bdi> });
    view! {
        <li>
            {mark}
            <span class="clip">{title}{sub}</span>
            <data>{it.value.clone()}</data>
            <time class:soft=!it.is_late data-tone=late>{it.when.clone()}</time>
            <span class="slot">{owner}</span>
            {menu(&it)}
        </li>
    }
    .into_any()
}

fn drawing(part: Part) -> IconName {
    match part {
        Part::ClosePassed => IconName::Flag,
        Part::Rotting => IconName::Clock,
        Part::Untouched => IconName::Leads,
        Part::Twins => IconName::Copy,
        Part::WithoutStep | Part::WithoutValue => IconName::Pipeline,
        Part::Overdue | Part::Due | Part::Coming | Part::Later | Part::SomeDay => IconName::Note,
    }
}

/// What can be done about it in place.
fn menu(it: &Line) -> AnyView {
    let (desk, front) = (use_desk(), use_front());
    let (of, part, twin) = (it.of, it.part, it.twin);
    let items = Callback::new(move |()| {
        if let Some(task) = of.get::<Task>() {
            return deeds(desk, front, task);
        }
        if let Some(deal) = of.get::<Deal>() {
            let later = (part == Part::ClosePassed).then(|| {
                let item = |days: i64, label: &str| {
                    let to = clock::today().plus_days(days);
                    MenuItem::new(label, move || {
                        if let Some(was) = desk.peek(|book| book.live(deal).cloned()) {
                            desk.send(Command::from(Edit::of(&was, |it| it.expected_close = Some(to))));
                        }
                    })
                    .icon(IconName::Calendar)
                };
                [item(7, words::close_in_a_week()), item(30, words::close_in_a_month())]
            });
            let moves = moves::items(desk, front, deal);
            return later.into_iter().flatten().chain(helps(front, part, of)).chain(moves).collect();
        }
        if let Some(with) = twin {
            return settle(desk, front, of, with);
        }
        let lead = of.get::<Lead>().and_then(|it| desk.peek(|book| book.live(it).cloned()));
        lead.map(|lead| desk.peek(|book| status::ways(book, &lead, desk, front))).unwrap_or_default()
    });
    let label = customers::more_about(&it.title);
    view! { <Menu label icon=IconName::More bare=true small=true align=Align::End items /> }.into_any()
}

/// What a deal lacks that is on the list for lack of it.
fn helps(front: Front, part: Part, deal: RecordId) -> Option<MenuItem> {
    match part {
        Part::WithoutStep | Part::Rotting => {
            let ask = move || front.ask(Ask::NewTask(Some(deal)));
            Some(MenuItem::new(words::new_task_item(), ask).icon(IconName::Task))
        }
        Part::WithoutValue => {
            let list =
                Address::from(Route::Pipeline).with("view", "list").with("is", "open").with("value", "none");
            Some(MenuItem::link(words::enter_values(), format!("#{list}")).icon(IconName::Edit))
        }
        _ => None,
    }
}

/// What can be done about someone who may be somebody else: go on with one of the two, or say that they are two.
fn settle(desk: Desk, front: Front, of: RecordId, with: RecordId) -> Vec<MenuItem> {
    let name = |id| desk.peek(|book| query::live_name(book, id)).unwrap_or_default();
    let (mine, theirs) = (name(of), name(with));
    let href = Route::of(with).map(Route::href).unwrap_or_default();
    let mut items = vec![MenuItem::link(words::open_it(&theirs), href).icon(IconName::Right)];
    if of.kind == with.kind {
        let merge = move || same::unite(desk, of, with);
        items.push(MenuItem::new(words::merge_into(&theirs), merge).icon(IconName::Copy));
    }
    if let Some(lead) = of.get::<Lead>() {
        if with.get::<Contact>().is_some() {
            let convert = move || front.ask(Ask::Convert(lead));
            items.push(MenuItem::new(words::convert_into(&theirs), convert).icon(IconName::Arrow));
        }
        let turn_away = move || front.ask(Ask::Disqualify(vec![lead], None));
        items.push(
            MenuItem::new(leads::disqualify_more(), turn_away)
                .icon(status::drawing(StatusKind::Disqualified)),
        );
    }
    let delete = move || desk.send(Trash(vec![of]));
    items.push(MenuItem::new(words::delete_it(&mine), delete).icon(IconName::Trash));
    let apart = move || same::keep_apart(desk, of, with);
    items.push(MenuItem::new(words::not_the_same(), apart).icon(IconName::Cross));
    items
}
