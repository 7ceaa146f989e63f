//! Birthdays: a day of the year, whose year may not be known.

use crate::{
    platform::intl,
    ui::{
        kit::inline::text::InlineText,
        record::{
            Shown,
            facts::{Facts, Lens},
        },
        text::{common, customers as words},
    },
};
use domain::{
    record::Contact,
    value::{Day, DayOrder, parse_day},
};
use leptos::prelude::*;

/// The fact: written as a day, shown as one says it.
#[component]
pub fn Birthday(
    /// Whose.
    contact: Shown<Contact>,
) -> impl IntoView {
    let lens = Lens::new(
        |it: &Contact| it.birthday.to_string(),
        |it, text| {
            it.birthday = parse(text)?.into();
            Ok(())
        },
    );
    let value =
        Signal::derive(move || contact.read().as_ref().map(|it| it.birthday.to_string()).unwrap_or_default());
    let show = Callback::new(|text: String| view! { <bdi>{shown(&text)}</bdi> }.into_any());
    let facts = Facts::of(contact);
    let (form, on_commit) = (facts.form(words::birthday()), facts.commit(&lens));
    view! { <InlineText label=words::birthday() value form words=common::edit_words() show on_commit /> }
}

/// A leap year, so that every day of a year is one of its days.
const LEAP: i32 = 2000;

/// Reads a birthday: `1984-05-12`, `12.05.1984`, or `--05-12` where the year is not known; a sentence if it is none.
fn parse(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let known = || text.parse::<Day>().ok().or_else(|| dotted(text)).map(|it| it.to_string());
    let yearless = || of_year(text).map(|_| text.to_owned());
    known().or_else(yearless).ok_or_else(|| words::birthday_how().to_owned())
}

/// Days with dots name the day first, everywhere.
fn dotted(text: &str) -> Option<Day> {
    text.contains('.').then(|| parse_day(text, DayOrder::DayFirst).ok().flatten()).flatten()
}

/// The day of a leap year that `--MM-DD` names.
fn of_year(text: &str) -> Option<Day> {
    let (month, day) = text.strip_prefix("--")?.split_once('-')?;
    let number = |it: &str| {
        (it.len() == 2 && it.bytes().all(|it| it.is_ascii_digit())).then(|| it.parse().ok()).flatten()
    };
    Day::new(LEAP, number(month)?, number(day)?)
}

/// How a birthday is shown: "12 May 1984", "12 May". What is no birthday stays as it is.
pub fn shown(text: &str) -> String {
    match (text.parse::<Day>(), of_year(text)) {
        (Ok(day), _) => intl::day_with_year(day),
        (_, Some(day)) => intl::day_short(day),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_birthday_has_a_year_or_none() {
        for (text, day) in [
            ("1984-05-12", "1984-05-12"),
            (" --05-12 ", "--05-12"),
            ("--02-29", "--02-29"),
            ("12.5.1984", "1984-05-12"),
            ("", ""),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "31.02.1984",
            "1984-02-30",
            "--02-30",
            "--5-12",
            "05-12",
            "5/12/1984",
            "May",
            "--",
            "--1-",
            "--+5-12",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
