//! What was found wrong, where: a table that shows the first of it.

use crate::ui::text::data as words;
use leptos::prelude::*;

/// So many lines are shown.
pub const SHOWN: usize = 50;

/// A table of remarks, of which there may be more than are shown.
pub fn list(title: &'static str, heads: &[&'static str], lines: Vec<Vec<String>>, count: usize) -> AnyView {
    let cell = |it: String| {
        let title = it.clone();
        view! { <td title=title><bdi>{it}</bdi></td> }
    };
    let more = count.saturating_sub(lines.len());
    let heads = heads.iter().map(|it| {
        let width = (*it == words::row()).then_some("short");
        view! { <th scope="col" data-width=width>{*it}</th> }
    });
    let heads = heads.collect_view();
    let lines = lines.into_iter().map(|cells| {
        let cells = cells.into_iter().map(cell).collect_view();
        view! { <tr>{cells}</tr> }
    });
    view! {
        <div class="panel">
            <table class="table" data-variant="plain">
                <caption class="unseen">{title}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="faint">{words::and_more(more)}</p> })}
        </div>
    }
    .into_any()
}
