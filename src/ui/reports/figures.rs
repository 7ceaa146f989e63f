//! The line of figures above everything. Each sum is of one currency; the others are behind a button beside it.

use super::{
    Found,
    deals::{OPEN, Shared},
};
use crate::ui::{
    format,
    front::use_desk,
    kit::{live::live, popover::Popover},
    text::{common, pipeline, reports as words},
};
use domain::{
    book::Worth,
    query,
    value::{Currency, Percent},
};
use leptos::prelude::*;

/// The line.
pub(super) fn figures(Shared { asked, currency, takings }: Shared, found: Found) -> AnyView {
    let desk = use_desk();
    let open = Memo::new(move |_| {
        let first = currency.get();
        desk.read(&OPEN, |book| query::open_worth(book, first))
    });
    let of_open = move |amount: fn(&Worth) -> i128| {
        live(move || sums(open.with(|it| it.iter().map(|it| (it.currency, amount(it))).collect())))
    };
    let won = live(move || {
        let first = currency.get();
        let all = takings.with(|it| it.all.worth.clone());
        let (first, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.0 == first);
        sums(first.into_iter().chain(others).collect())
    });
    let rate =
        live(move || said(found.with(|it| it.1.all.deals.percent()), |it: Percent| format::percent(it)));
    let days = live(move || said(takings.with(|it| it.days), words::days));
    view! {
        <section aria-label=words::figures()>
            <dl class="numbers">
                <div><dt>{words::open()}</dt><dd>{of_open(|it| it.sum)}</dd></div>
                <div><dt>{words::weighted()}</dt><dd>{of_open(|it| it.weighted)}</dd></div>
                <div><dt>{live(move || words::won_in(asked.months.get()))}</dt><dd>{won}</dd></div>
                <div><dt>{words::win_rate()}</dt><dd>{rate}</dd></div>
                <div><dt>{words::time_to_win()}</dt><dd>{days}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

fn said<T>(value: Option<T>, say: impl Fn(T) -> String) -> String {
    value.map_or_else(|| common::NONE.to_owned(), say)
}

/// The first sum, and a way to all of them where there are more.
fn sums(sums: Vec<(Currency, i128)>) -> AnyView {
    let texts: Vec<String> = sums.iter().map(|it| format::amount(it.1, it.0)).collect();
    let first = said(texts.first().cloned(), |it| it);
    let rest = texts.len().saturating_sub(1);
    let more = (rest > 0).then(|| {
        let all = StoredValue::new(texts);
        let line = |it: String| view! { <li>{it}</li> };
        let panel =
            move || view! { <ul class="sums">{all.get_value().into_iter().map(line).collect_view()}</ul> };
        view! {
            <span class="column-more">
                <Popover label=pipeline::more_sums(rest) small=true>{panel()}</Popover>
            </span>
        }
    });
    view! { {first}" "{more} }.into_any()
}
