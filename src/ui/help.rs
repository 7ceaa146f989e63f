//! What the words mean, and what the app does and does not do, in plain words.

use super::{
    front::{use_desk, use_front},
    kit::{chip::Chip, choice::Switch, live::live},
    mode::mode,
    page::{Body, Page},
    routes::{Route, Section},
    settings::look,
    shell::key_list::Keys,
    text::{help as words, promises, settings, shell},
};
use domain::record::Mode;
use leptos::prelude::*;

/// The screen.
#[component]
pub fn HelpScreen() -> impl IntoView {
    let title = Signal::stored(shell::screen(Route::Help).to_owned());
    view! {
        <Page title body=Body::Pad>
            <div class="sheet">
                {section("words", words::lead_or_deal(), view! {
                    <div class="pair prose"><p>{words::lead()}</p><p>{words::deal()}</p></div>
                    <p class="prose">{words::convert()}</p>
                }.into_any())}
                {section("customers", words::customers(), view! { <p class="prose">{words::customers_means()}</p> }.into_any())}
                {section("modes", words::modes(), modes())}
                {section("data", words::data(), view! {
                    <p class="prose">
                        {words::data_means()} " " {words::data_safe()} " "
                        <a href=Route::Data.href()>{words::to_data()}</a>
                    </p>
                    <p class="prose">{words::undo()}</p>
                }.into_any())}
                {section("promised", promises::promised(), listed(&promises::PROMISED, true))}
                {section("not-promised", promises::not_promised(), listed(&promises::NOT_PROMISED, false))}
                {section("reminders", words::reminders(), view! {
                    <p class="prose">{words::reminders_mean()} " " {words::reminders_where()} " " {to(Section::Look)} "."</p>
                }.into_any())}
                <Shortcuts />
            </div>
        </Page>
    }
}

fn section(id: &'static str, title: &'static str, body: AnyView) -> AnyView {
    view! { <section aria-labelledby=id><h2 id=id>{title}</h2>{body}</section> }.into_any()
}

/// Sentences one below the other, numbered where one speaks of them by number.
fn listed(sentences: &'static [&'static str], is_numbered: bool) -> AnyView {
    let lines = sentences.iter().map(|it| view! { <li>{*it}</li> }).collect_view();
    if is_numbered {
        view! { <ol class="prose">{lines}</ol> }.into_any()
    } else {
        view! { <ul class="prose">{lines}</ul> }.into_any()
    }
}

/// The way to a part of the settings.
fn to(part: Section) -> AnyView {
    let name = format!("{}, {}", shell::screen(Route::Settings(part)), settings::section(part));
    view! { <a href=Route::Settings(part).href()>{name}</a> }.into_any()
}

/// What one may work with, and what one does.
fn modes() -> AnyView {
    let chosen = mode(use_desk());
    let line = move |it: Mode| {
        let (name, means) = words::mode(it);
        let now = move || (chosen.get() == it).then(|| view! { " "<Chip text=words::chosen() /> });
        view! { <dt>{name}</dt><dd>{means}{live(now)}</dd> }
    };
    view! {
        <dl class="terms prose">{Mode::ALL.iter().map(|it| line(*it)).collect_view()}</dl>
        <p class="prose">{words::modes_keep()} " " {words::modes_where()} " " {to(Section::General)} "."</p>
    }
    .into_any()
}

/// The keys, and the switch for those of a single letter.
#[component]
fn Shortcuts() -> impl IntoView {
    let front = use_front();
    view! {
        <section aria-labelledby="shortcuts">
            <div class="section-head">
                <h2 id="shortcuts">{words::keys()}</h2>
                <span class="spread">
                    <Switch
                        label=settings::single_keys()
                        checked=front.single_keys
                        on_change=move |on: bool| look::set_single_keys(front, on)
                    />
                </span>
            </div>
            <Keys />
        </section>
    }
}
