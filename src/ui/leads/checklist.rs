//! The qualification checklist: right industry, in the market, can afford it.

use crate::ui::{
    front::use_desk,
    kit::{choice::Segmented, meter::Seam},
    record::Shown,
    text::leads as words,
};
use desk::Topic;
use domain::{
    command::AnswerQuestion,
    query,
    record::{Answer, Criterion, Lead, Listed, Record},
    value::{Id, Kind},
};
use leptos::prelude::*;

/// The questions of a lead, and how many are answered with yes.
#[component]
pub fn Checklist(
    /// The lead.
    lead: Shown<Lead>,
    /// Its id.
    id: Id<Lead>,
) -> impl IntoView {
    let desk = use_desk();
    let questions = Memo::new(move |_| {
        desk.read(&[Topic::Table(Kind::Criterion)], |book| {
            query::listed::<Criterion>(book)
                .iter()
                .map(|it| (it.id(), it.label().to_owned()))
                .collect::<Vec<_>>()
        })
    });
    let answer = move |question: Id<Criterion>| {
        lead.read().as_ref().map_or(Answer::Unknown, |it| answered(it, question))
    };
    let yes = move || questions.read().iter().filter(|it| answer(it.0) == Answer::Yes).count();
    let open = move || questions.read().iter().filter(|it| answer(it.0) == Answer::Unknown).count();
    let share =
        Signal::derive(move || u32::try_from(yes() * 100 / questions.read().len().max(1)).unwrap_or(0));
    let heading = crate::platform::dom::fresh_id();
    let labelled = heading.clone();
    let question = move |(question, label): (Id<Criterion>, String)| {
        let value = Signal::derive(move || answer(question).name().to_owned());
        let choose = move |it: String| {
            if let Ok(answer) = it.parse() {
                desk.send(AnswerQuestion { lead: id, criterion: question, answer, note: None });
            }
        };
        view! {
            <li>
                <bdi>{label.clone()}</bdi>
                <Segmented label options=words::answers() value on_choose=choose />
            </li>
        }
    };
    view! {
        <section class="stack" data-snug="" aria-labelledby=labelled>
            <div class="section-head">
                <h2 id=heading>{words::qualification()}</h2>
                <span class="spread"><small class="faint">{move || words::yes_of(yes(), questions.read().len())}</small></span>
            </div>
            <Seam value=share />
            <ul class="checklist">
                <For each=move || questions.get() key=|it| it.clone() children=question />
            </ul>
            {move || (open() > 0 && yes() > 0).then(|| view! { <p><small class="faint">{words::open_questions(open())}</small></p> })}
        </section>
    }
}

/// The answer to a question, as far as it is known.
pub fn answered(lead: &Lead, question: Id<Criterion>) -> Answer {
    lead.qualification.get(&question).map_or(Answer::Unknown, |it| it.answer)
}
