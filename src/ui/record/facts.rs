//! Facts of a record, edited in place.
//!
//! A fact is a lens on one register: how it reads as a text, and how a text is written back. An edit goes to the desk
//! as the record its author saw and the record they want, so what somebody else wrote meanwhile is never overwritten.

use super::Shown;
use crate::{
    platform::{clock, intl, task},
    ui::{
        format,
        front::use_desk,
        kit::{
            choice::Choice,
            field::TextKind,
            inline::{
                self, Draft, EditProblem,
                choose::InlineSelect,
                text::{InlineDay, InlineText},
            },
        },
        text::{common, refused},
    },
};
use desk::{Desk, DeskError};
use domain::{
    book::Book,
    command::{Command, Edit},
    query,
    refusal::Refusal,
    row::{Key, Row, Stamped, Unrow},
    value::{Currency, Day, DecimalMark, Money, Text, parse_amount},
};
use leptos::prelude::*;
use std::sync::Arc;

/// How a register reads, and how it is written. What cannot be written is a sentence.
pub struct Lens<T> {
    read: Arc<Reading<T>>,
    write: Arc<Writing<T>>,
}

type Reading<T> = dyn Fn(&T) -> String + Send + Sync;
type Writing<T> = dyn Fn(&mut T, &str) -> Result<(), String> + Send + Sync;

impl<T> Clone for Lens<T> {
    fn clone(&self) -> Lens<T> {
        Lens { read: self.read.clone(), write: self.write.clone() }
    }
}

impl<T: 'static> Lens<T> {
    /// A lens on any register.
    pub fn new(
        read: impl Fn(&T) -> String + Send + Sync + 'static,
        write: impl Fn(&mut T, &str) -> Result<(), String> + Send + Sync + 'static,
    ) -> Lens<T> {
        Lens { read: Arc::new(read), write: Arc::new(write) }
    }

    /// A lens on a text.
    pub fn text(of: fn(&mut T) -> &mut Text, read: fn(&T) -> &Text) -> Lens<T> {
        Lens::new(
            move |it| read(it).to_string(),
            move |it, text| {
                *of(it) = Text::trimmed(text);
                Ok(())
            },
        )
    }

    /// A lens on something that has a text of its own and may be missing.
    pub fn parsed<V>(of: fn(&mut T) -> &mut Option<V>, read: fn(&T) -> Option<V>) -> Lens<T>
    where
        V: std::fmt::Display + std::str::FromStr<Err: std::fmt::Display> + 'static,
    {
        Lens::new(
            move |it| read(it).map(|it| it.to_string()).unwrap_or_default(),
            move |it, text| {
                let value = if text.is_empty() {
                    None
                } else {
                    Some(text.parse::<V>().map_err(|it| sentence(&it.to_string()))?)
                };
                *of(it) = value;
                Ok(())
            },
        )
    }
}

/// A half sentence of the domain as a whole one.
pub fn sentence(half: &str) -> String {
    format!("{}.", common::capital(half))
}

/// The lens of a text field, by its name.
#[macro_export]
macro_rules! text_of {
    ($field:ident) => {
        $crate::ui::record::facts::Lens::text(|it| &mut it.$field, |it| &it.$field)
    };
}
/// The lens of a field that holds a value with a text of its own or nothing, by its name.
#[macro_export]
macro_rules! value_of {
    ($field:ident) => {
        $crate::ui::record::facts::Lens::parsed(|it| &mut it.$field, |it| it.$field)
    };
}

/// The facts of one record.
pub struct Facts<T: Unrow> {
    record: Shown<T>,
    pub(super) desk: Desk,
}

#[allow(clippy::expl_impl_clone_on_copy, reason = "a record is not Copy; the facts of one are")]
impl<T: Unrow> Clone for Facts<T> {
    fn clone(&self) -> Facts<T> {
        *self
    }
}
impl<T: Unrow> Copy for Facts<T> {}

impl<T: Unrow> Facts<T>
where
    Row: From<Arc<Stamped<T>>>,
{
    /// The facts of a record that is followed.
    pub fn of(record: Shown<T>) -> Facts<T> {
        Facts { record, desk: use_desk() }
    }

    /// What a lens shows.
    pub fn value(self, lens: &Lens<T>) -> Signal<String> {
        let read = lens.read.clone();
        Signal::derive(move || self.record.read().as_ref().map(|it| read(it)).unwrap_or_default())
    }

    /// Takes an edit of what a lens looks at.
    pub fn commit(self, lens: &Lens<T>) -> Callback<inline::Edit> {
        let lens = lens.clone();
        Callback::new(move |edit: inline::Edit| {
            let command = self.command(&lens, &edit.draft);
            let read = lens.read.clone();
            let shown = move |row: &Row| row.get::<T>().map(|it| read(it)).unwrap_or_default();
            send(self.desk, edit, command, shown);
        })
    }

    fn command(self, lens: &Lens<T>, draft: &Draft) -> Result<Command, String> {
        let here = self.record.get_untracked().ok_or_else(|| refused::refusal(&Refusal::Gone))?;
        let mut now = here.record().clone();
        (lens.write)(&mut now, draft.now.trim())?;
        let mut was = here.record().clone();
        // What its author saw can be written, because it was read from here.
        (lens.write)(&mut was, &draft.was)?;
        Ok(Edit::between(&here, was, now).into())
    }

    /// Under which name the text of a fact is kept while it is edited.
    pub fn form(self, label: &str) -> String {
        let key = self.record.with_untracked(|it| it.as_ref().map(|it| Row::from(it.clone()).key()));
        match key {
            Some(Key::Record(id)) => format!("fact:{id}:{label}"),
            _ => String::new(),
        }
    }

    /// A line of text.
    pub fn line(self, label: &str, kind: TextKind, lens: Lens<T>) -> AnyView {
        let (value, on_commit) = (self.value(&lens), self.commit(&lens));
        view! { <InlineText label value form=self.form(label) words=common::edit_words() kind on_commit /> }
            .into_any()
    }

    /// Several lines of text.
    pub fn lines(self, label: &str, lens: Lens<T>) -> AnyView {
        let (value, on_commit) = (self.value(&lens), self.commit(&lens));
        view! { <InlineText label value form=self.form(label) words=common::edit_words() multiline=true on_commit /> }.into_any()
    }

    /// A line of text that is shown as a link or in another way of the caller's.
    pub fn linked(self, label: &str, kind: TextKind, lens: Lens<T>, show: fn(String) -> AnyView) -> AnyView {
        let (value, on_commit) = (self.value(&lens), self.commit(&lens));
        let show = Callback::new(show);
        view! { <InlineText label value form=self.form(label) words=common::edit_words() kind show linked=true on_commit /> }
            .into_any()
    }

    /// A day.
    pub fn day(self, label: &str, lens: Lens<T>) -> AnyView {
        let (value, on_commit) = (self.value(&lens), self.commit(&lens));
        let show = Callback::new(|text: String| {
            let Ok(day) = text.parse::<Day>() else { return view! { <bdi>{text}</bdi> }.into_any() };
            let (date, away) = format::day_in_full(day, clock::today());
            view! { {date}" "<small class="faint">{away}</small> }.into_any()
        });
        view! { <InlineDay label value form=self.form(label) words=common::edit_words() show on_commit /> }
            .into_any()
    }

    /// An amount of money.
    pub fn money(
        self,
        label: &str,
        of: fn(&mut T) -> &mut Option<Money>,
        read: fn(&T) -> Option<Money>,
    ) -> AnyView {
        let desk = self.desk;
        let lens = Lens::new(
            move |it| read(it).map(format::money_in_field).unwrap_or_default(),
            move |it, text| {
                let currency = read(it).map_or_else(|| desk.peek(usual_currency), Money::currency);
                *of(it) = amount(text, currency)?;
                Ok(())
            },
        );
        let (value, on_commit) = (self.value(&lens), self.commit(&lens));
        let record = self.record;
        let show = Callback::new(move |_| {
            let shown = record.read().as_ref().and_then(|it| read(it)).map(format::money).unwrap_or_default();
            view! { <bdi>{shown}</bdi> }.into_any()
        });
        view! { <InlineText label value form=self.form(label) words=common::edit_words() kind=TextKind::Number show on_commit /> }
            .into_any()
    }

    /// One of a few. `options` are asked for when the menu opens; an empty value is "none of them".
    pub fn choice(
        self,
        label: &str,
        lens: Lens<T>,
        options: impl Fn(&Book) -> Vec<Choice> + Send + Sync + 'static,
        show: impl Fn(&str) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        let (value, on_commit) = (self.value(&lens), self.commit(&lens));
        let desk = self.desk;
        let options = Callback::new(move |()| desk.peek(&options));
        let show = Callback::new(move |it: String| show(&it));
        view! { <InlineSelect label value words=common::edit_words() options show on_commit /> }.into_any()
    }
}

/// Sends the command of an edit and answers the edit with what becomes of it.
pub fn send(
    desk: Desk,
    edit: inline::Edit,
    command: Result<Command, String>,
    shown: impl Fn(&Row) -> String + 'static,
) {
    let command = match command {
        Ok(command) => command,
        Err(sentence) => return edit.answer(Err(EditProblem::Refused(sentence))),
    };
    task::run(async move {
        let answer = match desk.run(command).await {
            Ok(_) => Ok(()),
            Err(DeskError::Refused(Refusal::ChangedMeanwhile { theirs, path })) => {
                let text = shown(&theirs);
                let sentence = refused::refusal(&Refusal::ChangedMeanwhile { theirs, path });
                Err(EditProblem::Changed { sentence, shown: text.clone(), theirs: text })
            }
            Err(error) => Err(EditProblem::Refused(refused::error(&error))),
        };
        edit.answer(answer);
    });
}

/// The currency that a new amount is in, unless its author says otherwise.
pub fn usual_currency(book: &Book) -> Currency {
    query::settings(book).currency.unwrap_or_else(|| regional_currency().unwrap_or(Currency::EUR))
}

/// The currency of the reader's region, where that is sure enough to begin with.
fn regional_currency() -> Option<Currency> {
    let region = intl::region()?;
    let code = match region.as_str() {
        "US" => "USD",
        "GB" => "GBP",
        "JP" => "JPY",
        "CH" => "CHF",
        "CA" => "CAD",
        "AU" => "AUD",
        "NO" => "NOK",
        "SE" => "SEK",
        "DK" => "DKK",
        "IN" => "INR",
        "BR" => "BRL",
        "PL" => "PLN",
        _ => return None,
    };
    code.parse().ok()
}

/// The decimal mark of the reader's language.
pub fn mark() -> DecimalMark {
    intl::marks(|it| if it.decimal == "," { DecimalMark::Comma } else { DecimalMark::Point })
}

/// Reads an amount as the reader's language writes it.
pub fn amount(text: &str, currency: Currency) -> Result<Option<Money>, String> {
    parse_amount(text, currency, mark()).map_err(|it| sentence(&it.to_string()))
}
