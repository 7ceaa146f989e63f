//! Records that this version cannot read: damaged, or made by a newer one. They are kept, listed and can be saved.

use super::{numbers::everything, remarks};
use crate::{
    platform::{clock, files},
    ui::{
        format,
        front::use_desk,
        kit::{announce::announce_now, button::Button, icon::IconName, live::live},
        text::{data, faults as words},
    },
};
use desk::Desk;
use domain::query;
use leptos::prelude::*;

/// The list; nothing as long as everything can be read.
#[component]
pub fn Unreadable() -> impl IntoView {
    let desk = use_desk();
    let list = Memo::new(move |_| desk.read(&everything(), query::sealed));
    let section = move || {
        let all = list.get();
        let line =
            |it: &std::sync::Arc<domain::wire::Sealed>| vec![it.key().to_string(), it.why.problem.clone()];
        let lines = all.iter().take(remarks::SHOWN).map(line).collect();
        view! {
            <section aria-labelledby="unreadable">
                <div class="section-head">
                    <h2 id="unreadable">{words::unreadable()}</h2>
                    <small class="faint">{format::count(all.len())}</small>
                    <span class="spread">
                        <Button
                            label=words::save_unreadable()
                            icon=IconName::Download
                            small=true
                            on_press=move || save(desk)
                        />
                    </span>
                </div>
                <p><small class="faint">{words::unreadable_means()}</small></p>
                {remarks::list(words::unreadable(), &[words::record(), words::problem()], lines, all.len())}
            </section>
        }
    };
    live(move || (!list.read().is_empty()).then(section))
}

/// Saves them as they were found, one after the other.
fn save(desk: Desk) {
    let text: String = desk.peek(query::sealed).iter().map(|it| it.found() + "\n").collect();
    if !files::save(&words::unreadable_name(clock::today()), "text/plain", &text) {
        announce_now(data::not_saved());
    }
}
