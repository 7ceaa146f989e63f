//! What a change did to the fields of a record: before and after, in the words of the screens.

use crate::{
    platform::{clock, intl},
    ui::{
        contacts::birthday,
        deals::{lines, quotes},
        format,
        kit::icon::{IconName, small_icon},
        text::{
            done::{Field, Now},
            folder, history as words, leads, settings,
        },
    },
};
use desk::Desk;
use domain::{
    book::Book,
    change::Edit,
    query::{self, Fate, Happened, Said, Turn},
    row::Key,
    value::{Day, Kind, Percent, Stamp, Timestamp},
};
use leptos::prelude::*;

/// The registers that changed. Those of a birth are folded away, because they are the record.
pub(super) fn turns(desk: Desk, it: &Happened) -> Option<AnyView> {
    let node = it.stamp.node();
    let shown: Vec<AnyView> = desk.peek(|book| {
        let tell = |turn: &Turn| {
            let label = label(book, &turn.path)?;
            // Only a merge brings what was written elsewhere.
            let elsewhere = (turn.stamp.node() != node && turn.stamp.millis() > 0)
                .then(|| words::elsewhere(&moment(turn.stamp.at())));
            Some(turn_view(book, label, turn, elsewhere))
        };
        it.turns.iter().filter_map(tell).collect()
    });
    let count = shown.len();
    if count == 0 {
        return None;
    }
    let list = view! { <dl class="turns">{shown}</dl> };
    if it.fate != Fate::Born {
        return Some(list.into_any());
    }
    let folded = view! {
        <details class="twin">
            <summary>{small_icon(IconName::Right)}{words::values(count)}</summary>
            {list}
        </details>
    };
    Some(folded.into_any())
}

fn turn_view(book: &Book, label: String, turn: &Turn, elsewhere: Option<String>) -> AnyView {
    let value = |json: &Option<String>| json.as_deref().map(|it| shown(book, &turn.path, it));
    let after = value(&turn.after);
    // What is only in another place reads as it did.
    let before = value(&turn.before).filter(|it| Some(it) != after.as_ref());
    let before = before.map(|it| {
        view! { <del><span class="unseen">{words::was()}" "</span><bdi>{it}</bdi></del>" " }
    });
    let after = after.map(|it| {
        view! { <ins><span class="unseen">{words::now()}" "</span><bdi>{it}</bdi></ins> }
    });
    view! {
        <dt><bdi>{label}</bdi></dt>
        <dd>{before}{after}{elsewhere.map(|it| view! { " "<small class="faint">{it}</small> })}</dd>
    }
    .into_any()
}

/// The one field that an edit changed; nothing if it changed several.
pub fn field(book: &Book, edit: &Edit) -> Option<Field> {
    let turns = query::turns(edit, Stamp::ZERO);
    let mut told: Vec<(String, &Turn)> =
        turns.iter().filter_map(|it| Some((field_name(book, edit, &it.path)?, it))).collect();
    let count = told.len();
    // Two addresses of which one has become the main one are one field all the same.
    told.dedup_by(|a, b| a.0 == b.0);
    let [(name, turn)] = &*told else { return None };
    // An element says too little of a field that has several.
    let is_element = turn.path.contains('/') && !turn.path.starts_with("custom/");
    let now = match (&turn.before, &turn.after) {
        _ if count > 1 => Now::Other,
        (_, None) => Now::Nothing,
        (None, Some(_)) if is_element => Now::More,
        (Some(_), Some(_)) if is_element => Now::Other,
        (_, Some(json)) => {
            let text = shown(book, &turn.path, json);
            let is_short = text.chars().count() <= SHORT && !text.contains('\n');
            if is_short { Now::Says(text) } else { Now::Other }
        }
    };
    Some(Field { name: name.clone(), now })
}

/// So many letters are told where there is little room.
const SHORT: usize = 32;

fn field_name(book: &Book, edit: &Edit, path: &str) -> Option<String> {
    match edit.key()? {
        Key::Record(id) if id.kind == Kind::Settings => settings::register(path).map(str::to_owned),
        _ => label(book, path),
    }
}

/// What a register is called: an answer by its question, a field that the user has made by its name.
fn label(book: &Book, path: &str) -> Option<String> {
    let (head, element) = path.split_once('/').unwrap_or((path, ""));
    match head {
        "custom" => Some(element.to_owned()),
        "qualification" => query::name(book, format!("{}:{element}", Kind::Criterion).parse().ok()?),
        _ => words::register(head).map(str::to_owned),
    }
}

/// What a register says, as the screens say it.
fn shown(book: &Book, path: &str, json: &str) -> String {
    let head = path.split('/').next().unwrap_or_default();
    match query::said(book, path, json) {
        Said::Text(it) if head == "probability" => Percent::parse(&it).map_or(it, format::percent),
        Said::Text(it) if head == "birthday" => birthday::shown(&it),
        Said::Text(it) | Said::Step(it, None) => it,
        Said::Word(it) => words::word(head, &it),
        Said::Amount(it) => format::money(it),
        Said::Due(it) => {
            let day = intl::day_with_year(it.day);
            it.minute.map_or_else(
                || day.clone(),
                |at| format!("{day} {}", format::time(clock::moment(it.day, at))),
            )
        }
        Said::Moment(it) => moment(it),
        Said::Flag(it) => if it { words::yes() } else { words::no() }.to_owned(),
        Said::Step(it, Some(day)) => format!("{it}, {}", intl::day_with_year(day)),
        Said::Ended(ending, reason) => words::ended(ending, reason.as_deref()),
        Said::DoNot(it) => {
            let flags = [(it.call, 'c'), (it.mail, 'm'), (it.message, 't')];
            leads::do_not_of(&flags.into_iter().filter(|it| it.0).map(|it| it.1).collect::<String>())
        }
        Said::Milestone(it) => {
            let day = |it: Option<Day>| it.map(intl::day_with_year);
            folder::milestone(&it.name, day(it.due).as_deref(), day(it.done).as_deref())
        }
        Said::Line(it) => lines::told(&it),
        Said::Quote(it) => quotes::told(&it),
        Said::File(it) => folder::file(&it.name, &it.address),
        Said::Tie(name, role, is_past) => {
            let role = (!role.is_empty()).then(|| words::word(head, &role));
            let past = is_past.then(|| words::past().to_owned());
            [Some(name), role, past].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

/// "12 Nov 2026 14:02".
pub(super) fn moment(at: Timestamp) -> String {
    format!("{} {}", intl::day_with_year(clock::local(at).0), format::time(at))
}
