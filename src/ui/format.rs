//! How values are written for people, in their language.

use super::text;
use crate::platform::{clock, intl};
use domain::{
    record::Due,
    value::{Currency, Day, Money, Percent, Rate, Timestamp},
};

/// A space that does not break and is narrow.
const NARROW: char = '\u{202f}';

/// Currencies that everyone knows by their sign; others are named by their code.
const SIGNS: [(&str, &str); 4] = [("EUR", "€"), ("USD", "$"), ("GBP", "£"), ("JPY", "¥")];

/// "€48,000", "NOK 310,000": minor units only where they are not nought.
pub fn money(value: Money) -> String {
    amount(value.minor().into(), value.currency())
}

/// As [`money`], for sums that may be larger than one amount.
pub fn amount(minor: i128, currency: Currency) -> String {
    let unit = 10_i128.pow(currency.digits());
    let (whole, part) =
        (minor.unsigned_abs() / unit.unsigned_abs(), minor.unsigned_abs() % unit.unsigned_abs());
    let sign = SIGNS.iter().find(|it| it.0 == currency.code()).map(|it| it.1);
    let mut out = String::new();
    if minor < 0 {
        out.push('−');
    }
    if let Some(sign) = sign {
        out.push_str(sign);
    } else {
        out.push_str(currency.code());
        out.push('\u{a0}');
    }
    intl::marks(|marks| {
        out.push_str(&grouped(&whole.to_string(), &marks.group));
        if part > 0 {
            out.push_str(&marks.decimal);
            let part = part.to_string();
            (part.len()..currency.digits() as usize).for_each(|_| out.push('0'));
            out.push_str(&part);
        }
    });
    out
}

/// An amount as it stands in a field: with its code where it is not the usual currency, and without grouping.
pub fn money_in_field(value: Money) -> String {
    let unit = 10_u64.pow(value.currency().digits());
    let minor = value.minor().unsigned_abs();
    let sign = if value.minor() < 0 { "-" } else { "" };
    let (whole, part) = (minor / unit, minor % unit);
    let decimals = |mark: &str| match part {
        0 => String::new(),
        part => format!("{mark}{part:0width$}", width = value.currency().digits() as usize),
    };
    intl::marks(|marks| format!("{} {sign}{whole}{}", value.currency(), decimals(&marks.decimal)))
}

/// A number with a point and no grouping, as the domain tells it, the way the reader writes it: "1,200.5".
pub fn decimal(number: &impl std::fmt::Display) -> String {
    let text = number.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    intl::marks(|marks| {
        let whole = grouped(whole, &marks.group);
        if part.is_empty() { whole } else { format!("{whole}{}{part}", marks.decimal) }
    })
}

/// As [`decimal`], for a field: without grouping.
pub fn decimal_in_field(number: &impl std::fmt::Display) -> String {
    intl::marks(|marks| number.to_string().replace('.', &marks.decimal))
}

/// "8.1 %".
pub fn rate(value: Rate) -> String {
    format!("{}{NARROW}%", decimal(&value))
}

/// A count, grouped.
pub fn count(count: usize) -> String {
    let digits = count.to_string();
    if digits.len() <= 3 {
        return digits; // The browser need not be asked, whose first answer takes it 15 ms.
    }
    intl::marks(|marks| grouped(&digits, &marks.group))
}

fn grouped(digits: &str, group: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    out
}

/// "60 %".
pub fn percent(value: Percent) -> String {
    format!("{}{NARROW}%", value.value())
}

/// "6 d": whole days.
pub fn days(count: i64) -> String {
    format!("{}{NARROW}d", intl::marks(|marks| grouped(&count.to_string(), &marks.group)))
}

/// How old something is, in whole days.
pub fn age(since: Timestamp, now: Timestamp) -> String {
    let (from, to) = (clock::local(since).0, clock::local(now).0);
    days(from.days_until(to).max(0))
}

/// "Today", "Tomorrow", a weekday within six days, then "18 Dec", with the year only if it is another.
pub fn day(day: Day, today: Day) -> String {
    match today.days_until(day) {
        0 => text::common::today(),
        1 => text::common::tomorrow(),
        -1 => text::common::yesterday(),
        2..=6 | -6..=-2 => intl::weekday(day),
        _ if day.parts().0 == today.parts().0 => intl::day_short(day),
        _ => intl::day_with_year(day),
    }
}

/// As [`day`], for a card: what has passed is a date, and a year is told only where the date would be misread.
pub fn day_on_card(day: Day, today: Day) -> String {
    match today.days_until(day) {
        -1..=6 => self::day(day, today),
        -300..=300 => intl::day_short(day),
        _ => intl::day_with_year(day),
    }
}

/// "27 Nov 2026", and how far away that is: "in 15 d", "3 d ago".
pub fn day_in_full(day: Day, today: Day) -> (String, String) {
    let away = match today.days_until(day) {
        -1..=1 => text::common::mid(&self::day(day, today)),
        days if days > 0 => text::common::in_days(&self::days(days)),
        days => text::common::days_ago(&self::days(-days)),
    };
    (intl::day_with_year(day), away)
}

/// A day in full words, as a heading of a timeline.
pub fn day_heading(day: Day, today: Day) -> String {
    match today.days_until(day) {
        0 => text::common::today(),
        -1 => text::common::yesterday(),
        _ if day.parts().0 == today.parts().0 => intl::day_long(day),
        _ => intl::day_with_year(day),
    }
}

/// The day of a moment.
pub fn day_of(moment: Timestamp, today: Day) -> String {
    day(clock::local(moment).0, today)
}

/// "14:02".
pub fn time(moment: Timestamp) -> String {
    intl::time(moment)
}

/// When something is due: "Tomorrow", "1 d late", "Fri 09:30".
pub fn due(due: Due, today: Day) -> String {
    let late = due.day.days_until(today);
    let shown = if late > 0 { text::common::late(late) } else { day(due.day, today) };
    match due.minute {
        Some(minute) => format!("{shown} {}", time(clock::moment(due.day, minute))),
        None => shown,
    }
}

/// Whether something due then is late on this day.
pub fn is_late(due: Due, today: Day) -> bool {
    due.day < today
}

/// A size in bytes, to two figures: "9.4 MB".
pub fn bytes(size: u64) -> String {
    let (unit, name) = match size {
        0..1_000 => return format!("{size} B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = size * 10 / unit;
    intl::marks(|marks| match tenths {
        0..100 => format!("{}{}{} {name}", tenths / 10, marks.decimal, tenths % 10),
        _ => format!("{} {name}", tenths / 10),
    })
}
