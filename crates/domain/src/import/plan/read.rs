//! Cells that are written in ways of their own: currencies, times, percentages, notes with markup.

use crate::value::{Currency, Day, DecimalMark, Money, Percent, Timestamp, parse_amount};
use std::borrow::Cow;

/// `EUR`, `US Dollar (USD)`, `€`.
pub(super) fn currency(cell: &str, other: Currency) -> Option<Currency> {
    let mut words = cell.split(|it: char| !it.is_ascii_alphabetic());
    let code = words.find(|it| it.len() == 3).and_then(|it| it.parse().ok());
    // A symbol means what it does beside an amount.
    let symbol = || parse_amount(&format!("1{cell}"), other, DecimalMark::Point).ok().flatten();
    code.or_else(|| symbol().map(Money::currency))
}

/// The moment so many minutes after midnight, in UTC.
pub(super) fn at(day: Day, minutes: i64) -> Timestamp {
    let days = Day::of_utc(Timestamp(0)).days_until(day);
    Timestamp(days * Timestamp::DAY + minutes * 60_000)
}

/// `14:30`, `14:30:12.5Z` or `2:30 PM`, in minutes after midnight.
pub(super) fn minutes(text: &str) -> Option<i64> {
    let mut parts = text.trim().split(':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next()?.get(..2)?.parse().ok()?;
    let text = text.to_ascii_lowercase();
    let hour = match hour {
        12 if text.contains("am") => 0,
        1..=11 if text.contains("pm") => hour + 12,
        hour => hour,
    };
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// The text of HTML, as some programs export their notes.
pub(super) fn without_markup(text: &str) -> Cow<'_, str> {
    if !["</", "<br", "<p>", "&nbsp;", "&amp;"].iter().any(|it| text.contains(it)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = tag(after) else {
            out.push('<');
            rest = after;
            continue;
        };
        if ["br", "/p", "/div", "/li", "br/", "br /"].contains(&&*tag.trim().to_ascii_lowercase()) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    for (code, letter) in
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        out = out.replace(code, letter);
    }
    Cow::Owned(out.trim().to_owned())
}

/// The tag or comment that stands behind a `<`, and what comes after it. An address in angle brackets is none, nor is a
/// comparison: a tag has a name, and behind it at most attributes.
fn tag(text: &str) -> Option<(&str, &str)> {
    if text.starts_with("!--") {
        return text.split_once("-->");
    }
    let (tag, after) = text.split_once('>')?;
    let body = tag.strip_prefix('/').unwrap_or(tag);
    let is_end = |it: char| it.is_whitespace() || it == '/';
    let (name, rest) = body.split_at(body.find(is_end).unwrap_or(body.len()));
    let is_name = name.starts_with(|it: char| it.is_ascii_alphabetic())
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b':' | b'-'));
    let attributes = rest.trim_matches(is_end);
    let is_tag = is_name && (attributes.is_empty() || attributes.contains('='));
    is_tag.then_some((tag, after))
}

/// `60`, `60 %`, or `0.6` as some programs write it.
pub(super) fn percent(cell: &str) -> Option<Percent> {
    let part = cell.strip_prefix("0.").or_else(|| cell.strip_prefix("0,"));
    match part.filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit())) {
        Some(part) => Percent::parse(&format!("{part:0<2}")[..2]).ok(),
        None => Percent::parse(cell).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_in_both_ways() {
        for (text, expected) in [
            ("14:30", 870),
            ("2:30 PM", 870),
            ("12:05 am", 5),
            ("12:00 PM", 720),
            ("18:04:34.666+00:00", 1084),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for text in ["", "25:00", "noon", "1:", "1:é"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn a_currency_is_a_code_or_a_symbol() {
        for (cell, code) in [("EUR", "EUR"), ("US Dollar (usd)", "USD"), ("€", "EUR"), ("US$", "USD")] {
            assert_eq!(
                currency(cell, Currency::EUR).map(|it| it.to_string()).as_deref(),
                Some(code),
                "{cell}"
            );
        }
        assert_eq!(currency("XYZ", Currency::EUR), None);
        assert_eq!(currency("Euro", Currency::EUR), None);
    }

    #[test]
    fn notes_in_html_become_text_and_other_notes_stay() {
        assert_eq!(without_markup("<p>a &amp; b<br>c</p><b>d</b>"), "a & b\nc\nd");
        assert_eq!(without_markup("a < b and c > d"), "a < b and c > d");
        assert_eq!(without_markup("x </ y"), "x </ y");
        assert_eq!(without_markup(r#"<p class="a">1 <!-- 2 > 1 -->3<br />4</p >"#), "1 3\n4");
        assert_eq!(without_markup(r#"<a href="mailto:bo@x.io">Bo</a>"#), "Bo");
    }

    #[test]
    fn an_address_or_a_comparison_in_notes_is_no_markup() {
        for (notes, text) in [
            (
                "R&amp;D: price < 100 and > 50, from Bo <bo@x.io>",
                "R&D: price < 100 and > 50, from Bo <bo@x.io>",
            ),
            ("<p>a <b and c> d</p>", "a <b and c> d"),
            ("From: <Bo Roy bo@x.io><br>1<2", "From: <Bo Roy bo@x.io>\n1<2"),
        ] {
            assert_eq!(without_markup(notes), text);
        }
    }

    #[test]
    fn a_share_of_one_is_percent_too() {
        for (text, value) in
            [("60", 60), ("60%", 60), ("0.6", 60), ("0,25", 25), ("0.125", 12), ("0", 0), ("100", 100)]
        {
            assert_eq!(percent(text).map(Percent::value), Some(value), "{text}");
        }
        assert_eq!(percent("0.x"), None);
    }
}
