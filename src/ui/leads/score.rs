//! Why a lead has the score that it has: every ground, its points, and what there are points for.

use crate::{
    platform::{clock, dom},
    ui::{
        front::{use_desk, use_front},
        kit::{live::live, meter::Seam},
        text::leads as words,
    },
};
use desk::Topic;
use domain::{
    query::{self, Ground, Merit},
    record::Lead,
    value::{Id, Kind},
};
use leptos::prelude::*;

/// The score; nothing once the lead has been decided on.
#[component]
pub fn Score(
    /// Of which lead.
    of: Id<Lead>,
) -> impl IntoView {
    const TOPICS: [Topic; 4] = [
        Topic::Table(Kind::Lead),
        Topic::Table(Kind::Activity),
        Topic::Table(Kind::Task),
        Topic::Table(Kind::Status),
    ];
    let (desk, front) = (use_desk(), use_front());
    let merit = Memo::new(move |_| {
        front.time.track();
        desk.read(&TOPICS, |book| query::merit(book, book.get(of)?, &clock::standpoint()))
    });
    live(move || merit.get().map(told))
}

fn told(merit: Merit) -> AnyView {
    let heading = dom::fresh_id();
    let labelled = heading.clone();
    let line = |ground: Ground| {
        view! {
            <li>
                <span>{words::ground(ground)}<br /><small class="faint">{words::points_for(ground)}</small></span>
                <data>{words::points_of(merit.of(ground), ground.most())}</data>
            </li>
        }
    };
    view! {
        <section class="stack" data-snug="" aria-labelledby=labelled>
            <div class="section-head">
                <h2 id=heading>{words::score()}</h2>
                <span class="spread"><small class="faint">{words::points_of(merit.sum(), 100)}</small></span>
            </div>
            <Seam value=Signal::stored(u32::from(merit.sum())) />
            <ul class="rows" data-two="">{Ground::ALL.map(line).into_iter().collect_view()}</ul>
        </section>
    }
    .into_any()
}
