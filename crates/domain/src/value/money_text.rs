//! Amounts as people and files write them.

use super::{Currency, Money, NotA};

/// Which sign parts whole units from minor ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// What says that a sign is the decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkTold {
    /// Whoever writes or reads the amounts.
    Said,
    /// Other amounts beside it. They have fewer decimals, so `12.500` fits in with them in no way.
    Seen,
    /// Nothing: of `12.500` it is only known how many decimals its currency has.
    Nowhere,
}

/// Reads an amount: symbols, codes, grouping, `(123)` for minus, `250k`, either decimal mark.
///
/// `mark` says how to read what could be both, such as `1.234`; where the text alone decides, it wins.
/// A code or symbol in the text wins over `currency`, unless the symbol is one that `currency` is written with, too.
/// `Ok(None)` is an empty cell. More digits after
/// the mark than the currency has are refused unless they are noughts: an amount is never rounded.
pub fn parse_amount(text: &str, currency: Currency, mark: DecimalMark) -> Result<Option<Money>, NotA> {
    parse_amount_as(text, currency, mark, MarkTold::Said)
}

/// Reads an amount of which the mark is known by something else than a word of its author. Where three digits behind a sign
/// could be a group or a part, nobody guesses against the currency: no currency of two decimals is written with three.
pub fn parse_amount_as(
    text: &str,
    currency: Currency,
    mark: DecimalMark,
    told: MarkTold,
) -> Result<Option<Money>, NotA> {
    let not = |why| NotA::new(text.trim(), why);
    let is_amount = text.contains(char::is_numeric);
    let unknown = if is_amount {
        "names a currency that ISO 4217 does not know"
    } else {
        "is no amount: write 1200 or EUR 1200"
    };
    let (text, named) = without_currency(text, currency).map_err(|_| not(unknown))?;
    if text.is_empty() {
        return if named.is_some() { Err(not("is not an amount")) } else { Ok(None) };
    }
    let currency = named.unwrap_or(currency);
    let (number, is_negative) = without_sign(&text);
    let (number, thousands) = match number.strip_suffix(['k', 'K']) {
        Some(number) => (number, 3),
        None => (number, 0),
    };
    let digits = (currency.digits() + thousands) as usize;
    let sign = doubtful(number).filter(|_| digits < GROUP || told == MarkTold::Nowhere);
    let mark = match (told, sign) {
        (MarkTold::Seen, Some(sign)) if sign == mark => {
            return Err(not("can be read in two ways: write it without thousands marks"));
        }
        (MarkTold::Nowhere, Some(sign)) if digits < GROUP => sign.other(),
        (MarkTold::Nowhere, Some(sign)) => sign,
        _ => mark,
    };
    let minor = scaled(number, mark, digits).map_err(|it| match it {
        Not::ANumber => not("is not an amount"),
        Not::Exact => not("has more decimals than its currency"),
        Not::SmallEnough => not("is too large to be kept exactly"),
    })?;
    let minor = if is_negative { -minor } else { minor };
    let money = Money::new(minor, currency).ok_or_else(|| not("is too large to be kept exactly"))?;
    Ok(Some(money))
}

impl DecimalMark {
    /// The sign that groups thousands beside it.
    #[must_use]
    pub fn other(self) -> DecimalMark {
        match self {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        }
    }
}

/// So many digits make a group.
const GROUP: usize = 3;

/// The only sign in a number that may as well group as part whole units from minor ones: `12.500`.
fn doubtful(number: &str) -> Option<DecimalMark> {
    let mark = if number.contains('.') { DecimalMark::Point } else { DecimalMark::Comma };
    let groups: Vec<&str> = number.split(['.', ',']).collect();
    (groups.len() == 2 && is_grouped(&groups)).then_some(mark)
}

/// What an amount tells of how the others beside it are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tells {
    /// This is the decimal mark; and whether it stands before three decimals.
    Mark(DecimalMark, bool),
    /// This sign is the decimal mark or groups thousands.
    Either(DecimalMark),
}

/// What a cell tells of how amounts are written, if it is one and has a sign to tell it by. A date tells nothing.
pub(crate) fn tells(cell: &str) -> Option<Tells> {
    let is_mark = |it: char| it == '.' || it == ',';
    let from = cell.find(|it: char| it.is_ascii_digit())?;
    let from = if cell[..from].ends_with(['.', ',']) { from - 1 } else { from };
    let to = cell.rfind(|it: char| it.is_ascii_digit())? + 1;
    let number = &cell[from..to];
    let is_blank = |it: char| it.is_whitespace() || it == '\'' || it == '’';
    if !number.contains(is_mark)
        || !number.chars().all(|it| it.is_ascii_digit() || is_mark(it) || is_blank(it))
    {
        return None;
    }
    let number: String = number.chars().filter(|it| !is_blank(*it)).collect();
    let at = number.rfind(is_mark)?;
    let mark = if number.as_bytes()[at] == b'.' { DecimalMark::Point } else { DecimalMark::Comma };
    let has_both = number[..at].contains(if mark == DecimalMark::Point { ',' } else { '.' });
    let groups: Vec<&str> = number.split(is_mark).collect();
    let has_three = number.len() - at - 1 == GROUP;
    match groups.len() {
        _ if has_both => Some(Tells::Mark(mark, has_three)),
        2 if is_grouped(&groups) => Some(Tells::Either(mark)),
        2 => Some(Tells::Mark(mark, has_three)),
        _ => is_grouped(&groups).then_some(Tells::Mark(mark.other(), false)),
    }
}

/// What a text is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Not {
    ANumber,
    /// It has more decimals than are kept.
    Exact,
    SmallEnough,
}

/// A number without a sign, times ten to the power of `digits`.
pub(super) fn scaled(number: &str, mark: DecimalMark, digits: usize) -> Result<i64, Not> {
    let (whole, part) = split(number, mark).ok_or(Not::ANumber)?;
    if part.trim_end_matches('0').len() > digits {
        return Err(Not::Exact);
    }
    let text = format!("{whole}{:0<digits$}", part.get(..part.len().min(digits)).unwrap_or_default());
    text.parse().map_err(|_| Not::SmallEnough)
}

/// The currencies that a bare `$` may mean.
const DOLLARS: &str = "USD ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP DOP FJD GYD HKD JMD KYD LRD MXN NAD NIO NZD SBD SGD SRD TTD \
TWD UYU XCD";

/// Takes the currency off: a code before or after, or a symbol. One that several currencies share means the usual one,
/// if any of them, else the first.
fn without_currency(text: &str, usual: Currency) -> Result<(String, Option<Currency>), NotA> {
    let mut rest: String =
        text.chars().filter(|it| !it.is_whitespace() && *it != '\'' && *it != '’').collect();
    for (symbol, codes) in [
        ("€", "EUR"),
        ("£", "GBP"),
        ("¥", "JPY CNY"),
        ("US$", "USD"),
        ("$", DOLLARS),
        ("₹", "INR"),
        ("₩", "KRW"),
    ] {
        if let Some(at) = rest.find(symbol) {
            rest.replace_range(at..at + symbol.len(), "");
            let mut codes = codes.split(' ');
            let first = codes.next().and_then(|it| it.parse().ok());
            return Ok((rest, codes.find(|it| *it == usual.code()).map_or(first, |_| Some(usual))));
        }
    }
    let is_letter = |it: char| it.is_ascii_alphabetic();
    let letters = |it: &str| it.len() == 3 && it.chars().all(is_letter);
    let code = match (rest.get(..3), rest.len().checked_sub(3).and_then(|at| rest.get(at..))) {
        (Some(head), _) if letters(head) => rest.drain(..3).collect::<String>(),
        (_, Some(tail)) if letters(tail) => rest.split_off(rest.len() - 3),
        _ => return Ok((rest, None)),
    };
    Ok((rest, Some(code.parse()?)))
}

fn without_sign(text: &str) -> (&str, bool) {
    if let Some(inner) = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        return (inner, true);
    }
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    }
}

/// Whole and minor digits. The last of two different marks is the decimal one; a mark that comes twice groups.
fn split(number: &str, mark: DecimalMark) -> Option<(String, &str)> {
    let point = number.rfind('.');
    let comma = number.rfind(',');
    let decimal = match (point, comma) {
        (None, None) => None,
        (Some(point), Some(comma)) => Some(point.max(comma)),
        (Some(at), None) | (None, Some(at)) => {
            let sign = if point.is_some() { '.' } else { ',' };
            let is_mark = (sign == '.') == (mark == DecimalMark::Point);
            let could_group = is_grouped(&number.split(sign).collect::<Vec<_>>());
            let is_twice = number.matches(sign).count() > 1;
            if is_twice || (could_group && !is_mark) { None } else { Some(at) }
        }
    };
    let (whole, part) = match decimal {
        Some(at) => (&number[..at], &number[at + 1..]),
        None => (number, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let is_whole = groups.len() == 1 || is_grouped(&groups);
    let whole = groups.concat();
    (is_whole && digits(&whole) && digits(part) && !(whole.is_empty() && part.is_empty()))
        .then_some((whole, part))
}

/// Whether marks stand between these digits as they group: before every three, or in India before the last three and then
/// before every two. Nobody groups after a nought, so `0.500` is half of something wherever it is written.
fn is_grouped(groups: &[&str]) -> bool {
    let [first, between @ .., last] = groups else { return false };
    let all =
        |length: usize| between.iter().all(|it| it.len() == length) && (1..=length).contains(&first.len());
    last.len() == 3 && !first.starts_with('0') && (all(3) || all(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, mark: DecimalMark, expected: Option<(i64, &str)>) {
        let money = parse_amount(text, Currency::EUR, mark).expect(text);
        let expected =
            expected.map(|(minor, code)| Money::new(minor, code.parse().expect(code)).expect("small"));
        assert_eq!(money, expected, "{text}");
    }

    #[test]
    fn amounts_are_read_as_they_are_written() {
        use DecimalMark::{Comma, Point};
        check("1054", Point, Some((105_400, "EUR")));
        check("1.234,56 €", Point, Some((123_456, "EUR")));
        check("$1,234.5", Comma, Some((123_450, "USD")));
        check("1.234", Comma, Some((123_400, "EUR")));
        check("1,234", Point, Some((123_400, "EUR")));
        check("1,234,567", Comma, Some((123_456_700, "EUR")));
        check("0.10", Point, Some((10, "EUR")));
        check("12,5", Point, Some((1_250, "EUR")));
        check("NOK 310 000", Point, Some((31_000_000, "NOK")));
        check("8400000 JPY", Point, Some((8_400_000, "JPY")));
        check("(1,000)", Point, Some((-100_000, "EUR")));
        check("-0", Point, Some((0, "EUR")));
        check("250k", Point, Some((25_000_000, "EUR")));
        check("1.5k", Point, Some((150_000, "EUR")));
        check("KWD 1.500", Point, Some((1_500, "KWD")));
        check("12.000000", Point, Some((1_200, "EUR")));
        check("CHF 1'234.50", Point, Some((123_450, "CHF")));
        check("12,34,567.00", Point, Some((123_456_700, "EUR")));
        check("1,23,456", Comma, Some((12_345_600, "EUR")));
        check("0.500", Comma, Some((50, "EUR")));
        check("1234.500", Comma, Some((123_450, "EUR")));
        check("  ", Point, None);
    }

    #[test]
    fn a_symbol_that_several_currencies_share_means_the_one_that_is_said() {
        for (text, said, meant) in [
            ("$1,200.00", "CAD", "CAD"),
            ("$5", "AUD", "AUD"),
            ("$5", "USD", "USD"),
            ("$5", "EUR", "USD"),
            ("US$5", "CAD", "USD"),
            ("¥1,200.00", "CNY", "CNY"),
            ("¥5", "EUR", "JPY"),
        ] {
            let money = parse_amount(text, said.parse().expect(said), DecimalMark::Point).expect(text);
            assert_eq!(money.map(|it| it.currency().to_string()).as_deref(), Some(meant), "{text} {said}");
        }
    }

    // Case E18.
    #[test]
    fn what_is_not_an_exact_amount_is_refused() {
        for text in [
            "1e3",
            "NaN",
            "abc",
            "1.2.3,4,5",
            "12.345",
            "JPY 1.5",
            "EUR",
            "€",
            "9007199254740993",
            "1..2",
            "ZZZ 5",
            ".",
            "1,2345,678",
            "1.234.56",
            "1,234,56",
            "24.12.25",
            "1234,567,890",
            "123,45,678",
            "0,123,456",
        ] {
            assert!(parse_amount(text, Currency::EUR, DecimalMark::Point).is_err(), "{text}");
        }
    }

    // Case E18.
    #[test]
    fn a_hundred_thousand_dimes_are_exact() {
        let dime =
            parse_amount("0.10", Currency::USD, DecimalMark::Point).expect("an amount").expect("not empty");
        assert_eq!((0..100_000).map(|_| dime.minor()).sum::<i64>(), 1_000_000);
    }
}
