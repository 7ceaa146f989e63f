//! Which column of a file fills which field. What was guessed can be corrected; what is ambiguous is asked.

use super::planning::Work;
use crate::ui::{
    kit::{choice::Choice, live::live, pick::Pick},
    text::{columns as fields, data as words},
};
use domain::{
    import::{Field, Target, Use},
    value::{DayOrder, DecimalMark},
};
use leptos::prelude::*;

/// The columns of the file.
#[component]
pub fn Columns(
    /// The table.
    work: Work,
) -> impl IntoView {
    // Another target offers other fields, and other headings are other columns; a correction changes values only.
    let shape = Memo::new(move |_| (work.mapping.read().target, work.has_headings.get()));
    let lines = move || {
        let (target, _) = shape.get();
        let columns: Vec<(String, String, bool)> = work.opened().read(|table| {
            let samples = |it: &domain::import::Column| {
                it.samples().iter().map(|it| &**it).collect::<Vec<_>>().join(" · ")
            };
            table.columns().iter().map(|it| (it.name.to_string(), samples(it), it.has_doubtful())).collect()
        });
        let line = |(at, (name, samples, is_doubtful))| {
            view! { <ColumnLine work target at name samples is_doubtful /> }
        };
        columns.into_iter().enumerate().map(line).collect_view()
    };
    let granted = move || {
        let mapping = work.mapping.read();
        let found = work.opened().read(|table| {
            (0..mapping.columns.len()).filter_map(|at| mapping.granted(table, at)).collect::<Vec<_>>()
        });
        let told = |(cell, groups): (domain::value::Text, bool)| {
            view! { <p class="faint"><bdi>{words::granted(&cell, groups)}</bdi></p> }
        };
        found.into_iter().map(told).collect_view()
    };
    view! {
        <div class="panel">
            <table class="table" data-variant="plain">
                <caption class="unseen">{words::columns()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::column()}</th>
                        <th scope="col" data-from="middle">{words::samples()}</th>
                        <th scope="col">{words::becomes()}</th>
                    </tr>
                </thead>
                <tbody>{live(lines)}</tbody>
            </table>
        </div>
        {live(granted)}
    }
}

/// One column.
#[component]
fn ColumnLine(
    work: Work,
    target: Target,
    at: usize,
    name: String,
    samples: String,
    is_doubtful: bool,
) -> impl IntoView {
    let to = Memo::new(move |_| work.mapping.read().columns.get(at).map_or(Use::LeaveOut, |it| it.to));
    let change = move |value: String| {
        let to = use_of(&value);
        work.correct(move |mapping, table, book| mapping.put(table, book, at, to));
    };
    let value = Signal::derive(move || value_of(to.get()));
    let is_left_out = move || to.get() == Use::LeaveOut;
    let (label, column) = (words::becomes_of(&name), name.clone());
    let (name_title, samples_title) = (name.clone(), samples.clone());
    let has_marks = is_doubtful || samples.contains(['.', ',']);
    let reading = move || match to.get() {
        Use::Field(field) if field.is_day() => view! { <Order work at column=column.clone() /> }.into_any(),
        Use::Field(Field::Value) if has_marks => {
            view! { <MarkOf work at column=column.clone() /> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <tr>
            <th scope="row" title=name_title class:faint=is_left_out><bdi>{name}</bdi></th>
            <td data-from="middle" class="soft" title=samples_title><bdi>{samples}</bdi></td>
            <td>
                <div class="becomes"><Pick label options=options(target) value on_change=change />{live(reading)}</div>
            </td>
        </tr>
    }
}

fn options(target: Target) -> Vec<Choice> {
    let kept = [Use::LeaveOut, Use::Custom].map(|it| Choice::new(value_of(it), name_of(it)));
    let fields = target.fields().iter().map(|it| Use::Field(*it));
    kept.into_iter().chain(fields.map(|it| Choice::new(value_of(it), name_of(it)))).collect()
}

fn name_of(to: Use) -> &'static str {
    match to {
        Use::LeaveOut => words::leave_out(),
        Use::Custom => words::custom(),
        Use::Field(it) => fields::field(it),
    }
}

fn value_of(to: Use) -> String {
    match to {
        Use::LeaveOut => "-".to_owned(),
        Use::Custom => "+".to_owned(),
        Use::Field(it) => it.name().to_owned(),
    }
}

fn use_of(value: &str) -> Use {
    match value {
        "+" => Use::Custom,
        value => value.parse().map_or(Use::LeaveOut, Use::Field),
    }
}

/// Which comes first, day or month; asked where the column itself does not say.
#[component]
fn Order(work: Work, at: usize, column: String) -> impl IntoView {
    let is_unsure = work.mapping.with_untracked(|it| it.unsure().any(|it| it == at));
    let value = Signal::derive(move || match work.mapping.read().columns.get(at).map(|it| it.days.order) {
        Some(DayOrder::MonthFirst) => "month".to_owned(),
        _ => "day".to_owned(),
    });
    let change = move |value: String| {
        let order = if value == "month" { DayOrder::MonthFirst } else { DayOrder::DayFirst };
        work.correct(move |mapping, _, _| {
            if let Some(it) = mapping.columns.get_mut(at) {
                it.days.order = order;
            }
        });
    };
    is_unsure.then(|| {
        let options =
            vec![Choice::new("day", words::day_first()), Choice::new("month", words::month_first())];
        view! { <Pick label=words::order_of(&column) options value on_change=change /> }
    })
}

/// Which sign parts the cents; a wrong guess would be a thousand times too much.
#[component]
fn MarkOf(work: Work, at: usize, column: String) -> impl IntoView {
    let value = Signal::derive(move || match work.mapping.read().columns.get(at).map(|it| it.mark) {
        Some(DecimalMark::Comma) => "comma".to_owned(),
        _ => "point".to_owned(),
    });
    let change = move |value: String| {
        let mark = if value == "comma" { DecimalMark::Comma } else { DecimalMark::Point };
        work.correct(move |mapping, _, _| mapping.set_mark(at, mark));
    };
    let options = vec![Choice::new("point", words::point()), Choice::new("comma", words::comma())];
    view! { <Pick label=words::mark_of(&column) options value on_change=change /> }
}
