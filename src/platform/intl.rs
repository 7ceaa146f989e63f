//! Numbers, days and times as the reader's language writes them, through the browser's `Intl`.
//!
//! Formatters are dear to make and cheap to use, so each is made once.

use domain::value::{Day, Timestamp};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue};

/// How the reader's language writes numbers.
pub struct Marks {
    /// Between groups of three digits.
    pub group: String,
    /// Before the digits of minor units.
    pub decimal: String,
}

thread_local! {
    static MARKS: OnceCell<Marks> = const { OnceCell::new() };
    static SHORT: OnceCell<Function> = const { OnceCell::new() };
    static YEAR: OnceCell<Function> = const { OnceCell::new() };
    static LONG: OnceCell<Function> = const { OnceCell::new() };
    static MONTH: OnceCell<Function> = const { OnceCell::new() };
    static WEEKDAY: OnceCell<Function> = const { OnceCell::new() };
    static WEEKDAY_LONG: OnceCell<Function> = const { OnceCell::new() };
    static TIME: OnceCell<Function> = const { OnceCell::new() };
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        Reflect::set(&options, &JsValue::from(*name), &JsValue::from(*value)).ok();
    }
    options
}

/// The signs in the reader's numbers.
pub fn marks<R>(read: impl FnOnce(&Marks) -> R) -> R {
    MARKS.with(|it| {
        read(it.get_or_init(|| {
            let format = Intl::NumberFormat::new(&Array::new(), &Object::new());
            let part = |kind: &str| {
                let parts = format.format_to_parts(1_234_567.8);
                parts.iter().find_map(|it| {
                    let is_kind = Reflect::get(&it, &"type".into()).ok()?.as_string()? == kind;
                    is_kind.then(|| Reflect::get(&it, &"value".into()).ok()?.as_string()).flatten()
                })
            };
            Marks {
                group: part("group").unwrap_or_default(),
                decimal: part("decimal").unwrap_or_else(|| ".".to_owned()),
            }
        }))
    })
}

/// Makes what a screen of amounts and days begins with. The first formatter of all has the browser load its tables, some 15
/// milliseconds: well spent while the database is read.
pub fn prepare() {
    marks(|_| ());
    day_short(Day::of_utc(Timestamp(0)));
}

fn formatter(pairs: &[(&str, &str)]) -> Function {
    Intl::DateTimeFormat::new(&Array::new(), &options(pairs)).format()
}

fn formatted(format: &Function, millis: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of the calendar fit a double exactly")]
    let date = Date::new(&JsValue::from(millis as f64));
    format.call1(&JsValue::NULL, &date).ok().and_then(|it| it.as_string()).unwrap_or_default()
}

/// Noon of a day in UTC; it is formatted in UTC, so it is the same day everywhere.
fn noon(day: Day) -> i64 {
    let epoch = Day::of_utc(Timestamp(0));
    epoch.days_until(day) * Timestamp::DAY + Timestamp::DAY / 2
}

/// "18 Dec", in the order of the reader's language.
pub fn day_short(day: Day) -> String {
    let make = || formatter(&[("day", "numeric"), ("month", "short"), ("timeZone", "UTC")]);
    SHORT.with(|it| formatted(it.get_or_init(make), noon(day)))
}

/// "18 Dec 2027".
pub fn day_with_year(day: Day) -> String {
    let make =
        || formatter(&[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZone", "UTC")]);
    YEAR.with(|it| formatted(it.get_or_init(make), noon(day)))
}

/// "Tuesday, 10 November".
pub fn day_long(day: Day) -> String {
    let make =
        || formatter(&[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("timeZone", "UTC")]);
    LONG.with(|it| formatted(it.get_or_init(make), noon(day)))
}

/// "Nov 2026".
pub fn month(day: Day) -> String {
    let make = || formatter(&[("month", "short"), ("year", "numeric"), ("timeZone", "UTC")]);
    MONTH.with(|it| formatted(it.get_or_init(make), noon(day)))
}

/// "Tue".
pub fn weekday(day: Day) -> String {
    let make = || formatter(&[("weekday", "short"), ("timeZone", "UTC")]);
    WEEKDAY.with(|it| formatted(it.get_or_init(make), noon(day)))
}

/// "Tuesday".
pub fn weekday_long(day: Day) -> String {
    let make = || formatter(&[("weekday", "long"), ("timeZone", "UTC")]);
    WEEKDAY_LONG.with(|it| formatted(it.get_or_init(make), noon(day)))
}

/// How the reader's region counts a week, Monday being 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The day on which it begins.
    pub first: u32,
    /// The days on which most people do not work.
    pub weekend: Vec<u32>,
}

/// The reader's week; where the browser does not know, it begins on a Monday and ends with a Saturday and a Sunday.
pub fn week() -> Week {
    told_week().unwrap_or_else(|| Week { first: 0, weekend: vec![5, 6] })
}

fn told_week() -> Option<Week> {
    let language = super::page::window()?.navigator().language()?;
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let make: Function = Reflect::get(&intl, &"Locale".into()).ok()?.dyn_into().ok()?;
    let locale = Reflect::construct(&make, &Array::of1(&language.into())).ok()?;
    // A function in newer browsers, a value in some older ones.
    let told = match Reflect::get(&locale, &"getWeekInfo".into()).ok()?.dyn_into::<Function>() {
        Ok(tell) => tell.call0(&locale).ok()?,
        Err(_) => Reflect::get(&locale, &"weekInfo".into()).ok()?,
    };
    // 1 is Monday there, and 7 Sunday.
    let day = |it: JsValue| (1..=7).find(|day| it.as_f64() == Some(f64::from(*day))).map(|day: u32| day - 1);
    let first = day(Reflect::get(&told, &"firstDay".into()).ok()?)?;
    let weekend: Array = Reflect::get(&told, &"weekend".into()).ok()?.dyn_into().ok()?;
    Some(Week { first, weekend: weekend.iter().filter_map(day).collect() })
}

/// "14:02", or as the reader's language has it.
pub fn time(moment: Timestamp) -> String {
    let make = || formatter(&[("hour", "2-digit"), ("minute", "2-digit")]);
    TIME.with(|it| formatted(it.get_or_init(make), moment.0))
}

/// The currency of the reader's region, as far as the language tells: a guess to begin with.
pub fn region() -> Option<String> {
    let language = super::page::window()?.navigator().language()?;
    language
        .rsplit(['-', '_'])
        .next()
        .filter(|it| it.len() == 2 && it.bytes().all(|it| it.is_ascii_uppercase()))
        .map(str::to_owned)
}
