//! The end of a tag that is in use: it says how many records carry it before it is merged into another, or deleted.

use crate::ui::{
    front::use_desk,
    kit::{
        button::Variant, choice::Choice, dialog::Dialog, field::SelectField, form::FormValues, live::live,
    },
    question::Question,
    text::{common, tags as words},
};
use domain::{
    book::Book,
    command::{Command, MergeTags, Trash},
    query,
    record::Tag,
    value::Id,
};
use leptos::prelude::*;

/// What shall become of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Another one takes its place.
    Merge(Id<Tag>),
    /// It goes to the trash.
    Delete(Id<Tag>),
}

/// The dialog, open while there is a question.
#[component]
pub fn Ask(
    /// The question; none as long as it is closed.
    ending: RwSignal<Option<End>>,
) -> impl IntoView {
    live(move || ending.get().map(|end| view! { <Asked end ending /> }))
}

#[component]
fn Asked(end: End, ending: RwSignal<Option<End>>) -> impl IntoView {
    let desk = use_desk();
    let question = Question::new(ending);
    let Question { open, mistake, .. } = question;
    let Told { title, says, does, others } = desk.peek(|book| told(book, end));
    let submit = Callback::new(move |values: FormValues| {
        question.run(command(end, values.text("into").parse().ok()), values);
    });
    let foot = question.foot(does, Variant::Primary);
    let field = move || {
        if matches!(end, End::Merge(_)) {
            let options = others.clone();
            view! { <SelectField name="into" label=words::merge_into() options error=mistake /> }.into_any()
        } else {
            (move || mistake.get().map(|it| view! { <p class="field-error" role="alert">{it}</p> }))
                .into_any()
        }
    };
    view! {
        <Dialog open title close=common::close() on_submit=submit foot>
            <section>
                <p>{says.clone()}</p>
                {field()}
            </section>
        </Dialog>
    }
}

/// What the dialog says, and the other tags.
struct Told {
    title: String,
    says: String,
    does: &'static str,
    others: Vec<Choice>,
}

fn told(book: &Book, end: End) -> Told {
    let (End::Merge(tag) | End::Delete(tag)) = end;
    let all = query::tags(book);
    let used = all.iter().find(|it| it.id == tag);
    let (name, records) = used.map(|it| (it.name.to_string(), it.records)).unwrap_or_default();
    let others = all.iter().filter(|it| it.id != tag);
    let others = others.map(|it| Choice::new(it.id.to_string(), it.name.to_string())).collect();
    let (title, says, does) = match end {
        End::Merge(_) => (words::merge_title(&name), words::merge_means(&name, records), words::merge_now()),
        End::Delete(_) => (words::delete_title(&name), words::delete_means(&name, records), words::delete()),
    };
    Told { title, says, does, others }
}

/// What to ask of the desk. Without another tag nothing is merged: the desk says that it is gone.
fn command(end: End, into: Option<Id<Tag>>) -> Command {
    match end {
        End::Merge(from) => MergeTags { from, into: into.unwrap_or_default() }.into(),
        End::Delete(tag) => Trash(vec![tag.into()]).into(),
    }
}
