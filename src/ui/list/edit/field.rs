//! What can be changed in a cell of a list, and what writes it.

use crate::ui::{
    format,
    front::{Ask, Losing},
    kit::{choice::Choice, field::TextKind},
    people,
    pipeline::moves,
    record::facts,
    text::{common, refused},
};
use domain::{
    book::Book,
    command::{Bulk, Command, Deed, Edit, Spot, may_follow},
    query::{self, Column},
    record::{Deal, Json, Lead, Level, Listed, NextStep, Priority, Rep, Source, Status, StatusKind},
    refusal::Refusal,
    row::{Row, Stamped},
    value::{Day, Id, Money, NotA, RecordId, Text},
};
use std::sync::Arc;

/// What a cell is changed with, and what it says now.
pub(super) struct Field {
    pub(super) kind: TextKind,
    /// Empty where any text may stand.
    pub(super) choices: Vec<Choice>,
    pub(super) value: String,
}

impl Field {
    fn line(value: &Text) -> Field {
        Field::typed(TextKind::Text, value.to_string())
    }

    fn typed(kind: TextKind, value: impl Into<String>) -> Field {
        Field { kind, choices: Vec::new(), value: value.into() }
    }

    fn money(value: Option<Money>) -> Field {
        Field::typed(TextKind::Number, value.map(format::money_in_field).unwrap_or_default())
    }

    fn step(value: Option<&NextStep>) -> Field {
        Field::typed(TextKind::Text, value.map(|it| it.text.to_string()).unwrap_or_default())
    }

    fn one_of(choices: Vec<Choice>, value: impl ToString) -> Field {
        Field { kind: TextKind::Text, choices, value: value.to_string() }
    }

    /// One of a few, or none of them.
    fn one_or_none(choices: impl IntoIterator<Item = Choice>, value: Option<impl ToString>) -> Field {
        let none = Choice::new("", common::NONE);
        let value = value.map(|it| it.to_string()).unwrap_or_default();
        Field::one_of(std::iter::once(none).chain(choices).collect(), value)
    }

    /// What changes a column of a row; nothing where that takes more than a line.
    pub(super) fn of(book: &Book, row: &Row, column: &Column) -> Option<Field> {
        Some(match (column, row) {
            (Column::Name, Row::Deal(it)) => Field::line(&it.name),
            (Column::Name, Row::Company(it)) => Field::line(&it.name),
            (Column::Company, Row::Lead(it)) => Field::line(&it.company_name),
            (Column::JobTitle, Row::Lead(it)) => Field::line(&it.job_title),
            (Column::JobTitle, Row::Contact(it)) => Field::line(&it.job_title),
            (Column::Sector, Row::Company(it)) => Field::line(&it.sector),
            (Column::Value, Row::Lead(it)) => Field::money(it.potential),
            (Column::Value, Row::Deal(it)) => Field::money(it.value),
            (Column::NextStep, Row::Lead(it)) => Field::step(it.next_step.as_ref()),
            (Column::NextStep, Row::Deal(it)) if it.is_open() => Field::step(it.next_step.as_ref()),
            (Column::Close, Row::Deal(it)) if it.is_open() => {
                Field::typed(TextKind::Day, it.expected_close.map(|it| it.to_string()).unwrap_or_default())
            }
            (Column::Level, Row::Lead(it)) => {
                let levels = Level::ALL.iter().map(|it| Choice::new(it.name(), common::level(*it)));
                Field::one_or_none(levels, it.level)
            }
            (Column::Priority, Row::Lead(it)) => Field::priority(it.priority),
            (Column::Priority, Row::Deal(it)) => Field::priority(it.priority),
            (Column::Status, Row::Lead(it)) => Field::status(book, it)?,
            (Column::Stage, Row::Deal(it)) => Field::stage(book, it)?,
            (Column::Owner, Row::Lead(it)) => Field::owner(book, it.owner),
            (Column::Owner, Row::Deal(it)) => Field::owner(book, it.owner),
            (Column::Owner, Row::Contact(it)) => Field::owner(book, it.owner),
            (Column::Owner, Row::Company(it)) => Field::owner(book, it.owner),
            (Column::Source, Row::Lead(it)) => Field::source(book, it.source),
            (Column::Source, Row::Deal(it)) => Field::source(book, it.source),
            (Column::Source, Row::Contact(it)) => Field::source(book, it.source),
            (Column::Source, Row::Company(it)) => Field::source(book, it.source),
            (Column::Own(name), row) => {
                let value = row.common()?.custom.get(name).map(Json::shown);
                Field::typed(TextKind::Text, value.unwrap_or_default())
            }
            _ => return None,
        })
    }

    fn owner(book: &Book, value: Option<Id<Rep>>) -> Field {
        Field::one_or_none(people::choices(book), value)
    }

    fn source(book: &Book, value: Option<Id<Source>>) -> Field {
        Field::one_or_none(choices::<Source>(&query::listed(book)), value)
    }

    fn priority(value: Option<Priority>) -> Field {
        let all = Priority::ALL.iter().map(|it| Choice::new(it.name(), common::priority(*it)));
        Field::one_or_none(all, value)
    }

    fn status(book: &Book, lead: &Lead) -> Option<Field> {
        let from = query::status_kind(book, lead);
        let mut statuses = query::listed::<Status>(book);
        statuses.retain(|it| may_follow(from, it.kind));
        // One that is no longer offered is told as long as it is there.
        let own = book.get(lead.status.status).filter(|it| it.archived && lead.converted.is_none());
        statuses.extend(own.cloned());
        let choices: Vec<Choice> = choices(&statuses);
        (!choices.is_empty()).then(|| Field::one_of(choices, lead.status.status))
    }

    fn stage(book: &Book, deal: &Deal) -> Option<Field> {
        let stages = query::stages(book, query::pipeline_of(book, deal)?);
        Some(Field::one_of(choices(&stages), query::shown_stage(book, deal)?))
    }
}

fn choices<T: Listed>(all: &[Arc<Stamped<T>>]) -> Vec<Choice> {
    all.iter().map(|it| Choice::new(it.id().to_string(), it.label())).collect()
}

/// What becomes of a change.
pub(super) enum Doing {
    /// It is written by this.
    Send(Command),
    /// More must be known first.
    Ask(Ask),
}

/// What writes a text into a cell. What cannot be written is a sentence.
pub(super) fn write(book: &Book, row: &Row, column: &Column, text: &str) -> Result<Doing, String> {
    let line = Text::trimmed(text);
    let amount = |was: Option<Money>| {
        let currency = was.map_or_else(|| facts::usual_currency(book), Money::currency);
        facts::amount(text.trim(), currency)
    };
    let step = |was: Option<&NextStep>| {
        let day = was.and_then(|it| it.day);
        (!line.is_empty()).then(|| NextStep { day, text: line.clone() })
    };
    let edit = match (column, row) {
        (Column::Name, Row::Deal(it)) => Edit::of(it, |it| it.name = line),
        (Column::Name, Row::Company(it)) => Edit::of(it, |it| it.name = line),
        (Column::Company, Row::Lead(it)) => Edit::of(it, |it| it.company_name = line),
        (Column::JobTitle, Row::Lead(it)) => Edit::of(it, |it| it.job_title = line),
        (Column::JobTitle, Row::Contact(it)) => Edit::of(it, |it| it.job_title = line),
        (Column::Sector, Row::Company(it)) => Edit::of(it, |it| it.sector = line),
        (Column::Value, Row::Lead(it)) => {
            let value = amount(it.potential)?;
            Edit::of(it, |it| it.potential = value)
        }
        (Column::Value, Row::Deal(it)) => {
            let value = amount(it.value)?;
            Edit::of(it, |it| it.value = value)
        }
        (Column::NextStep, Row::Lead(it)) => Edit::of(it, |it| it.next_step = step(it.next_step.as_ref())),
        (Column::NextStep, Row::Deal(it)) => Edit::of(it, |it| it.next_step = step(it.next_step.as_ref())),
        (Column::Close, Row::Deal(it)) => {
            let day = day(text)?;
            Edit::of(it, |it| it.expected_close = day)
        }
        (Column::Source, Row::Lead(it)) => Edit::of(it, |it| it.source = text.parse().ok()),
        (Column::Source, Row::Deal(it)) => Edit::of(it, |it| it.source = text.parse().ok()),
        (Column::Source, Row::Contact(it)) => Edit::of(it, |it| it.source = text.parse().ok()),
        (Column::Source, Row::Company(it)) => Edit::of(it, |it| it.source = text.parse().ok()),
        (Column::Own(name), row) => query::with_own_value(row.clone(), name, text),
        _ => return choose(book, row, column, text),
    };
    Ok(Doing::Send(edit.into()))
}

fn day(text: &str) -> Result<Option<Day>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|it: NotA| facts::sentence(&it.to_string()))
}

/// What puts one of a few into a cell. Where a reason is needed, it is asked for.
fn choose(book: &Book, row: &Row, column: &Column, text: &str) -> Result<Doing, String> {
    let deed = match (column, row) {
        (Column::Stage, Row::Deal(deal)) => {
            let command = moves::to(deal.id, text.parse().or(Err(gone()))?, Spot::Top);
            let asks = moves::asks_why(book, &command);
            return Ok(if asks {
                Doing::Ask(Ask::Lose(Losing::One(command)))
            } else {
                Doing::Send(command.into())
            });
        }
        (Column::Status, Row::Lead(lead)) => {
            let status = text.parse().or(Err(gone()))?;
            if book.get::<Status>(status).is_some_and(|it| it.kind == StatusKind::Disqualified) {
                return Ok(Doing::Ask(Ask::Disqualify(vec![lead.id], Some(status))));
            }
            Deed::Status { status, reason: None, note: Text::EMPTY }
        }
        (Column::Level, _) => Deed::Level(text.parse().ok()),
        (Column::Priority, _) => Deed::Priority(text.parse().ok()),
        _ => Deed::Owner(text.parse().ok()),
    };
    let of: Vec<RecordId> = row.id().into_iter().collect();
    Ok(Doing::Send(Bulk { of, deed, leaves_out: false }.into()))
}

fn gone() -> String {
    refused::refusal(&Refusal::Gone)
}
