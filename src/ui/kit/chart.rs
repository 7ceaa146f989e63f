//! Numbers as marks: bars below each other, each with its number beside it.
//!
//! Every bar is a line of text with a drawing in it, so that nothing is told by length or colour alone and the text keeps
//! its size on a phone. The drawing stretches: it has no letters.

use leptos::prelude::*;

use super::live::live;

/// How long the longest bar is, in the units of the drawing.
const LONGEST: i128 = 1_000;
/// What is not nought is seen.
const SHORTEST: i128 = 4;

/// What a part of a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// What is counted.
    Main,
    /// What is left of the whole.
    Rest,
    /// What went well.
    Good,
    /// What should have happened by now.
    Late,
}

impl Series {
    const fn attr(self) -> &'static str {
        match self {
            Self::Main => "1",
            Self::Rest => "3",
            Self::Good => "good",
            Self::Late => "late",
        }
    }
}

/// A bar, and what is written beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is about.
    pub name: String,
    /// Where that is listed.
    pub href: Option<String>,
    /// Its parts, one after the other.
    pub parts: Vec<(Series, i128)>,
    /// Its number.
    pub value: String,
    /// What else is to be said; may be empty.
    pub note: String,
}

/// Bars that compare with each other.
#[component]
pub fn Bars(
    /// The bars.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
) -> impl IntoView {
    live(move || {
        let bars = bars.get();
        let longest = bars.iter().map(length).max().unwrap_or_default();
        view! { <ul class="bars">{bars.into_iter().map(|it| bar(it, longest)).collect_view()}</ul> }
    })
}

/// What the colours mean, for the eyes: beside each bar it is written.
#[component]
pub fn Legend(
    /// The parts of bars, and what they stand for.
    parts: Vec<(Series, &'static str)>,
) -> impl IntoView {
    let part = |(series, name): (Series, &'static str)| {
        view! {
            <li>
                <svg class="chart" viewBox="0 0 8 8" aria-hidden="true">
                    <rect width="8" height="8" rx="1.5" data-series=series.attr() />
                </svg>
                {name}
            </li>
        }
    };
    view! { <ul class="legend spread">{parts.into_iter().map(part).collect_view()}</ul> }
}

fn bar(Bar { name, href, parts, value, note }: Bar, longest: i128) -> impl IntoView {
    let name = match href {
        Some(href) => view! { <a href=href><bdi>{name}</bdi></a> }.into_any(),
        None => view! { <bdi>{name}</bdi> }.into_any(),
    };
    let rects = spans(&parts, longest).into_iter().map(|(series, from, length)| {
        view! { <rect x=from.to_string() width=length.to_string() height="16" data-series=series.attr() /> }
    });
    view! {
        <li>
            <span class="bar-name">{name}</span>
            <svg class="chart" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
                {rects.collect_view()}
            </svg>
            <b>{value}</b>
            <small>{note}</small>
        </li>
    }
}

/// How long a bar is: what is less than nought has no length.
fn length(bar: &Bar) -> i128 {
    bar.parts.iter().map(|it| it.1.max(0)).sum()
}

/// Where the parts of a bar begin, and how long they are drawn.
fn spans(parts: &[(Series, i128)], longest: i128) -> Vec<(Series, i128, i128)> {
    let mut from = 0;
    let drawn = parts.iter().filter(|it| it.1 > 0).map(|(series, amount)| {
        let begin = from;
        // Sums are far from what multiplying by a thousand would overflow.
        let length = (amount.saturating_mul(LONGEST) / longest.max(1)).max(SHORTEST);
        from += length;
        (*series, begin, length)
    });
    drawn.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fills_the_drawing_and_what_is_not_nought_is_seen() {
        let parts = [(Series::Main, 300), (Series::Late, 0), (Series::Rest, 100)];
        assert_eq!(spans(&parts, 400), [(Series::Main, 0, 750), (Series::Rest, 750, 250)]);
        assert_eq!(spans(&[(Series::Main, 1)], 1_000_000), [(Series::Main, 0, SHORTEST)]);
        assert_eq!(spans(&[(Series::Main, -5)], 0), []);
    }
}
