//! The filters of a list from one end to another: how much, and when.
//!
//! What is chosen stands in the address, as [`domain::query::Amounts`] and [`domain::query::Days`] write it.

use super::filters::{choose, place};
use crate::{
    platform::clock,
    ui::{
        format,
        front::{Front, use_desk, use_front},
        kit::{
            button::{Button, Variant},
            field::{TextField, TextKind},
            form::{Form, FormValues},
            icon::IconName,
            popover::Popover,
        },
        record::facts,
        text::list as words,
    },
};
use desk::Desk;
use domain::{
    query::{Amounts, Days},
    value::{Currency, Day, Kind, Money},
};
use leptos::prelude::*;

/// What lies between two ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Value,
    Close,
    Created,
}

impl Of {
    fn key(self) -> &'static str {
        match self {
            Of::Value => "value",
            Of::Close => "close",
            Of::Created => "created",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Of::Value => words::value(),
            Of::Close => words::close(),
            Of::Created => words::created(),
        }
    }

    /// Spans that are asked for often: the value in the address, and the words.
    fn usual(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Of::Value => &words::VALUES,
            Of::Close => &words::CLOSES,
            Of::Created => &words::ADDED,
        }
    }
}

/// The filters of a kind, each a button with a panel.
pub(super) fn spans(kind: Kind) -> AnyView {
    let all = match kind {
        Kind::Lead => &[Of::Value, Of::Created][..],
        Kind::Deal => &[Of::Value, Of::Close, Of::Created],
        _ => &[Of::Created],
    };
    all.iter().map(|it| span(*it)).collect_view().into_any()
}

fn span(of: Of) -> AnyView {
    let (desk, front) = (use_desk(), use_front());
    let asked = Memo::new(move |_| front.address.with(|it| it.get(of.key()).unwrap_or_default().to_owned()));
    let drawn = move || {
        let asked = asked.get();
        let said = said(of, &asked);
        let variant = if said.is_empty() { Variant::Quiet } else { Variant::Plain };
        let label = if said.is_empty() { of.label().to_owned() } else { format!("{}: {said}", of.label()) };
        view! {
            <Popover label icon=IconName::Down small=true variant>{panel(desk, front, of, &asked)}</Popover>
        }
    };
    view! { <span id=place(of.key())>{drawn}</span> }.into_any()
}

/// What is asked, in the words of the screen; nothing if it is nothing that can be asked.
fn said(of: Of, asked: &str) -> String {
    if let Some((_, label)) = of.usual().iter().find(|it| it.0 == asked) {
        return (*label).to_owned();
    }
    let (from, to) = match (of, asked.parse::<Amounts>(), asked.parse::<Days>()) {
        (Of::Value, Ok(Amounts::Between(currency, from, to)), _) => {
            let money = |it: Option<i64>| Some(format::money(Money::new(it?, currency)?));
            (money(from), money(to))
        }
        (Of::Close | Of::Created, _, Ok(Days::Between(from, to))) => {
            let day = |it: Option<Day>| Some(format::day(it?, clock::today()));
            (day(from), day(to))
        }
        _ => return String::new(),
    };
    words::span(from.as_deref(), to.as_deref())
}

/// The texts with which the fields begin.
fn ends(of: Of, asked: &str) -> (String, String) {
    match (of, asked.parse::<Amounts>(), asked.parse::<Days>()) {
        (Of::Value, Ok(Amounts::Between(currency, from, to)), _) => {
            let money =
                |it: Option<i64>| it.and_then(|it| Money::new(it, currency)).map(format::money_in_field);
            (money(from).unwrap_or_default(), money(to).unwrap_or_default())
        }
        (Of::Close | Of::Created, _, Ok(Days::Between(from, to))) => {
            let day = |it: Option<Day>| it.map(|it| it.to_string()).unwrap_or_default();
            (day(from), day(to))
        }
        _ => (String::new(), String::new()),
    }
}

fn panel(desk: Desk, front: Front, of: Of, asked: &str) -> AnyView {
    let (from, to) = ends(of, asked);
    let is_asked = !asked.is_empty();
    let kind = if of == Of::Value { TextKind::Number } else { TextKind::Day };
    let wrong = RwSignal::new(None::<String>);
    let usual = of.usual().iter().map(|(value, label)| {
        let take = move || choose(front, of.key(), value);
        view! { <Button label=*label small=true variant=Variant::Quiet on_press=take /> }
    });
    let submit = move |values: FormValues| {
        let currency = desk.peek(facts::usual_currency);
        match between(of, currency, values.text("from").trim(), values.text("to").trim()) {
            Ok(asked) => choose(front, of.key(), &asked),
            Err(sentence) => {
                wrong.set(Some(sentence));
                values.focus_mistake();
            }
        }
    };
    view! {
        <div class="stack" data-snug="">
            <div class="cluster" data-tight="">{usual.collect_view()}</div>
            <Form label=of.label() on_submit=submit>
                <div class="stack" data-snug="">
                    <TextField name="from" label=words::from_end() kind value=from.clone() error=wrong />
                    <TextField name="to" label=words::to_end() kind value=to.clone() />
                    <div class="cluster" data-tight="">
                        <Button label=words::show() submit=true small=true variant=Variant::Primary />
                        {is_asked.then(|| view! {
                            <Button
                                label=words::clear_filters()
                                small=true
                                variant=Variant::Quiet
                                on_press=move || choose(front, of.key(), "")
                            />
                        })}
                    </div>
                </div>
            </Form>
        </div>
    }
    .into_any()
}

/// How an address says what lies between two ends; nothing if there is none.
fn between(of: Of, currency: Currency, from: &str, to: &str) -> Result<String, String> {
    if from.is_empty() && to.is_empty() {
        return Ok(String::new());
    }
    if of != Of::Value {
        let text = format!("{from}..{to}");
        return text.parse::<Days>().map(|it| it.to_string()).map_err(|_| words::no_order().to_owned());
    }
    let (from, to) = (facts::amount(from, currency)?, facts::amount(to, currency)?);
    let currency = from.or(to).map_or(currency, Money::currency);
    let is_one = [from, to].into_iter().flatten().all(|it| it.currency() == currency);
    let minor = |it: Option<Money>| it.map(Money::minor);
    if !is_one || matches!((minor(from), minor(to)), (Some(from), Some(to)) if from > to) {
        return Err(words::no_order().to_owned());
    }
    Ok(Amounts::Between(currency, minor(from), minor(to)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ends_stand_in_the_address_as_the_domain_reads_them() {
        let euro = Currency::EUR;
        let days = between(Of::Close, euro, "2026-11-01", "").expect("days");
        assert!(matches!(days.parse(), Ok(Days::Between(Some(_), None))), "{days}");
        assert_eq!(between(Of::Created, euro, "", ""), Ok(String::new()));
        assert!(between(Of::Created, euro, "2026-11-02", "2026-11-01").is_err(), "the other way round");
    }

    #[test]
    fn what_is_asked_often_can_be_asked() {
        for of in [Of::Close, Of::Created] {
            assert!(of.usual().iter().all(|it| it.0.parse::<Days>().is_ok()));
        }
        assert!(Of::Value.usual().iter().all(|it| it.0.parse::<Amounts>().is_ok()));
    }
}
