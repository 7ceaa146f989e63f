//! The form of a new record, or of a question: kept on the device while it is typed, so that it survives Escape and a reload, and gone
//! when it is written or thrown away. What is wrong stands beside its field.

pub mod inset;

use super::facts::sentence;
use crate::{
    platform::{device, ids},
    ui::{
        answer,
        front::{use_desk, use_front},
        kit::{
            banner::Banner,
            button::{Button, LinkButton, Variant},
            choice::Choice,
            dialog::Dialog,
            field::{SelectField, TextArea, TextField, TextKind},
            form::FormValues,
            icon::{IconName, Tone},
            live::live,
        },
        question::opened,
        routes::Route,
        text::{common, record as words, refused},
    },
};
use desk::{Desk, DeskError};
use domain::{
    book::Book,
    command::Command,
    query,
    record::{Listed, Pair, Reason, ReasonUse, Record},
    refusal::Refusal,
    value::{ElementId, Elements, RecordId},
};
use leptos::prelude::*;
use std::{fmt::Display, str::FromStr};

/// The field of what is wrong with the form as a whole.
const WHOLE: &str = "";

/// Before the name of a field, what it began with.
const BEGAN: &str = "began ";

/// A form that is being filled in.
#[derive(Clone, Copy)]
pub struct Drafted {
    name: StoredValue<String>,
    /// What it begins with: so much is not worth keeping.
    blank: StoredValue<Vec<(String, String)>>,
    fields: RwSignal<Vec<(String, String)>>,
    mistakes: RwSignal<Vec<(&'static str, String)>>,
    busy: RwSignal<bool>,
}

impl Drafted {
    /// The form of this name, as it was left; else with what it begins with.
    pub fn new(name: impl Into<String>, blank: &[(&str, String)]) -> Drafted {
        let name = name.into();
        let filled = blank.iter().filter(|it| !it.1.is_empty());
        let mut blank: Vec<_> = filled.map(|it| (it.0.to_owned(), it.1.clone())).collect();
        blank.sort();
        Drafted {
            fields: RwSignal::new(device::draft(&name).unwrap_or_else(|| blank.clone())),
            name: StoredValue::new(name),
            blank: StoredValue::new(blank),
            mistakes: RwSignal::new(Vec::new()),
            busy: RwSignal::new(false),
        }
    }

    /// The form of something that is there, which says this now. A draft keeps what it began with, so a field that was not
    /// touched says what is there now, and what was changed meanwhile is not written back.
    pub fn of(name: impl Into<String>, now: &[(&str, String)]) -> Drafted {
        let names: Vec<String> = now.iter().map(|it| format!("{BEGAN}{}", it.0)).collect();
        let mut blank = now.to_vec();
        blank.extend(names.iter().zip(now).map(|(began, it)| (began.as_str(), it.1.clone())));
        let form = Drafted::new(name, &blank);
        for ((field, text), began) in now.iter().zip(&names) {
            if form.peek(began) == *text {
                continue; // As it is now.
            }
            if form.peek(field) == form.peek(began) {
                form.set(field, text);
            }
            form.set(began, text);
        }
        form
    }

    /// What stands in a field.
    pub fn text(self, field: &str) -> String {
        self.fields.with(|it| find(it, field))
    }

    /// What stands in a field now.
    pub fn peek(self, field: &str) -> String {
        self.fields.with_untracked(|it| find(it, field))
    }

    /// Changes a field, and keeps it.
    pub fn set(self, field: &str, text: &str) {
        self.fields.update(|it| {
            it.retain(|it| it.0 != field);
            if !text.is_empty() {
                it.push((field.to_owned(), text.to_owned()));
                it.sort();
            }
        });
        let name = self.name.read_value();
        self.fields.with_untracked(|it| {
            if *it == *self.blank.read_value() {
                device::drop_draft(&name);
            } else {
                device::set_draft(&name, it);
            }
        });
    }

    /// Throws away what was typed, because it is not wanted.
    fn clear(self) {
        device::drop_draft(&self.name.read_value());
    }

    /// What is wrong with a field.
    pub fn mistake(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.mistakes.with(|it| it.iter().find(|it| it.0 == field).map(|it| it.1.clone()))
        })
    }

    /// Says what is wrong with a field.
    pub fn refuse(self, field: &'static str, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.mistakes.update(|it| it.push((field, sentence)));
    }

    /// Whether everything that was read could be.
    pub fn is_right(self) -> bool {
        self.mistakes.with_untracked(Vec::is_empty)
    }

    /// The value of a field, nothing if it is empty; what is wrong is told beside it.
    pub fn value<V: FromStr<Err: Display>>(self, field: &'static str) -> Option<V> {
        self.read(field, |it| it.parse().map_err(|it: V::Err| sentence(&it.to_string())))
    }

    /// As [`value`](Self::value), read in a way of its own.
    pub fn read<V>(self, field: &'static str, parse: impl FnOnce(&str) -> Result<V, String>) -> Option<V> {
        let text = self.peek(field);
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        parse(text).map_err(|it| self.refuse(field, it)).ok()
    }

    /// Sends what `read` makes of it, and goes on when that is written; until then everything that was typed stays.
    fn send(self, desk: Desk, values: FormValues, read: Callback<(), Option<Command>>, done: Callback<()>) {
        if self.busy.get_untracked() {
            return;
        }
        self.mistakes.set(Vec::new());
        let Some(command) = read.run(()) else { return };
        self.busy.set(true);
        answer::ask(desk, command, self.name.get_value(), self.busy, move |answer| {
            self.busy.set(false);
            match answer {
                Ok(()) => done.run(()),
                Err(error) => {
                    self.tell(&error);
                    values.focus_mistake();
                }
            }
        });
    }

    /// Says what the desk said, beside the field that it is about.
    fn tell(self, error: &DeskError) {
        let why = match error {
            DeskError::Refused(Refusal::SomeCannot { why, .. }) => Some(&**why),
            DeskError::Refused(why) => Some(why),
            _ => None,
        };
        let field = match why {
            Some(Refusal::NoName | Refusal::NoIdentity | Refusal::NameTaken { .. }) => "name",
            Some(Refusal::NumberTaken { .. }) => "number",
            Some(Refusal::NoParty) => "about",
            Some(Refusal::NoReason) => "reason",
            Some(Refusal::NoNote) => "note",
            Some(Refusal::TooFarAhead { .. }) => "due",
            _ => WHOLE,
        };
        let sentence = why.filter(|_| field != WHOLE).map(refused::refusal);
        self.refuse(field, sentence.unwrap_or_else(|| refused::error(error)));
    }
}

fn find(fields: &[(String, String)], field: &str) -> String {
    fields.iter().find(|it| it.0 == field).map(|it| it.1.clone()).unwrap_or_default()
}

/// The first of someone's addresses or numbers.
pub fn one<V>(value: Option<V>) -> Elements<ElementId, Pair<V>> {
    value.into_iter().map(|value| (ElementId(ids::fresh()), Pair { label: None, value })).collect()
}

/// The dialog of a form that is kept. It closes when its command is written; what was typed goes with it only then.
#[component]
pub fn FormDialog(
    /// The form.
    form: Drafted,
    /// What is added or asked.
    #[prop(into)]
    title: String,
    /// What the button is called that does it.
    #[prop(into)]
    add: Signal<&'static str>,
    /// What happens then, if that needs saying.
    #[prop(into, optional)]
    note: String,
    /// Reads the form; nothing, with every mistake named beside its field, if it cannot be.
    #[prop(into)]
    read: Callback<(), Option<Command>>,
    /// Goes on when it is written.
    #[prop(into)]
    done: Callback<()>,
    /// The fields: `<section>`s.
    children: ChildrenFn,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = opened(front.asking);
    let written = Callback::new(move |()| {
        open.set(false);
        done.run(());
    });
    let submit = Callback::new(move |values: FormValues| form.send(desk, values, read, written));
    let discard = move || {
        form.clear();
        open.set(false);
    };
    let wrong = form.mistake(WHOLE);
    let said = move || match wrong.get() {
        Some(it) => view! { <span class="field-error" role="alert">{it}</span> }.into_any(),
        None => view! { <small class="faint">{words::kept_draft()}</small> }.into_any(),
    };
    let button = move || {
        view! { <Button label=add.get() kbd="Ctrl ↵" variant=Variant::Primary submit=true busy=form.busy /> }
    };
    let foot = move || {
        view! {
            <p>{note.clone()} {(!note.is_empty()).then(|| view! { <br /> })} {live(said)}</p>
            <span class="spread cluster">
                <Button label=words::discard() variant=Variant::Quiet on_press=discard />
                {live(button)}
            </span>
        }
    };
    view! { <Dialog open title close=common::close() on_submit=submit foot children /> }
}

/// Someone or something that might be the same, with a way to open it.
pub fn likely(id: RecordId, why: String) -> AnyView {
    let name = use_desk().peek(|book| query::live_name(book, id));
    let name = name.unwrap_or_else(|| common::gone().to_owned());
    let href = Route::of(id).map(Route::href).unwrap_or_default();
    let open = move || view! { <LinkButton label=words::open() href=href.clone() small=true /> };
    view! {
        <Banner icon=IconName::Copy tone=Tone::Warn actions=open>
            <bdi>{name}</bdi>" "<small>{why}</small>
        </Banner>
    }
    .into_any()
}

/// A line of a form.
#[component]
pub fn Line(
    /// The form.
    form: Drafted,
    /// The field.
    name: &'static str,
    /// What it is called on the page.
    label: &'static str,
    /// Which kind of text.
    #[prop(optional)]
    kind: TextKind,
    /// What stands there while it is empty.
    #[prop(into, optional)]
    placeholder: String,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: String,
    /// Has the focus when the dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    view! {
        <TextField
            name
            label
            kind
            autofocus
            placeholder
            hint
            value=form.peek(name)
            error=form.mistake(name)
            on_input=move |text: String| form.set(name, &text)
        />
    }
}

/// One of a few.
#[component]
pub fn Pick(
    /// The form.
    form: Drafted,
    /// The field.
    name: &'static str,
    /// What it is called on the page.
    label: &'static str,
    /// What there is to choose from.
    options: Vec<Choice>,
) -> impl IntoView {
    view! {
        <SelectField
            name
            label
            options
            value=form.peek(name)
            error=form.mistake(name)
            on_change=move |it: String| form.set(name, &it)
        />
    }
}

/// Several lines of a form.
#[component]
pub fn Lines(
    /// The form.
    form: Drafted,
    /// The field.
    name: &'static str,
    /// What it is called on the page.
    label: &'static str,
) -> impl IntoView {
    view! {
        <TextArea
            name
            label
            value=form.peek(name)
            error=form.mistake(name)
            on_input=move |text: String| form.set(name, &text)
        />
    }
}

/// The reasons that can be given, after a line that asks for one.
pub fn reasons(book: &Book, used_for: ReasonUse) -> Vec<Choice> {
    let reasons = query::listed::<Reason>(book).into_iter().filter(|it| it.used_for == used_for);
    let reasons = reasons.map(|it| Choice::new(it.id().to_string(), it.label()));
    std::iter::once(Choice::new("", words::choose_reason())).chain(reasons).collect()
}
