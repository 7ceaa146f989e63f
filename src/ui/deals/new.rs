//! A new deal: what it is called and whom it is with, then how much, when and whose.
//!
//! A deal is always with someone (D4): a contact or a company that is there, or a new one, which is made in the same
//! step. What is typed is kept on the device until it is written or thrown away.

mod draft;

use draft::{Draft, Mistakes, blank, read};

use crate::{
    platform::{device, dom, ids, task},
    ui::{
        front::{use_desk, use_front},
        kit::{
            button::{Button, Variant},
            choice::{Choice, Segmented},
            combobox::Combobox,
            dialog::Dialog,
            field::{DayField, SelectField, TextField, TextKind},
            form::FormValues,
        },
        people,
        pipeline::moves,
        record::{facts, find},
        routes::Route,
        text::{common, deals as words, refused},
    },
};
use desk::DeskError;
use domain::{
    book::Book,
    command::Add,
    query,
    record::StageKind,
    refusal::Refusal,
    value::{Id, Kind, RecordId},
};
use leptos::prelude::*;

/// How many of each kind are offered while one types.
const OFFERED: usize = 10;

/// The dialog.
#[component]
pub fn NewDeal(
    /// The lead, contact or company it is with, or the stage it begins in.
    about: Option<RecordId>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            front.asking.set(None);
        }
    });
    let form = StoredValue::new(about.map_or_else(|| "deal".to_owned(), |it| format!("deal:{it}")));
    let blank = desk.peek(|book| blank(book, about));
    let kept: Draft = form.with_value(|it| device::draft(it)).unwrap_or_else(|| blank.clone());
    let draft = RwSignal::new(kept.clone());
    let blank = StoredValue::new(blank);
    Effect::new(move |_| {
        let draft = draft.get();
        let is_blank = blank.with_value(|it| *it == draft);
        form.with_value(|it| if is_blank { device::drop_draft(it) } else { device::set_draft(it, &draft) });
    });
    let mistakes = Mistakes::default();
    let busy = RwSignal::new(false);
    let done = move || {
        form.with_value(|it| device::drop_draft(it));
        open.set(false);
    };
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        let id = Id::new(ids::fresh());
        let Some(rows) = draft.with_untracked(|it| read(it, id, desk, mistakes)) else { return };
        busy.set(true);
        task::run(async move {
            let outcome = desk.run(Add(rows)).await;
            busy.set(false);
            if let Err(error) = outcome {
                tell(&error, mistakes);
                return values.focus_mistake();
            }
            done();
            // On the board the card is there to be seen; from elsewhere its page is what comes next.
            match front.address.with_untracked(|it| it.route) {
                Route::Pipeline => dom::next_frame(move || moves::keep_focus(id)),
                _ => front.go(Route::Deal(id)),
            }
        });
    });
    let foot = move || {
        view! {
            <p>
                {move || match mistakes.whole.get() {
                    Some(it) => view! { <span class="field-error" role="alert">{it}</span> }.into_any(),
                    None => view! { <small class="faint">{words::kept_draft()}</small> }.into_any(),
                }}
            </p>
            <span class="spread cluster">
                <Button label=words::discard() variant=Variant::Quiet on_press=done />
                <Button label=words::add_deal() kbd="Ctrl ↵" variant=Variant::Primary submit=true busy />
            </span>
        }
    };
    view! {
        <Dialog open title=words::new_deal() close=common::close() on_submit=submit foot>
            <section>{who(draft, kept.clone(), mistakes)}</section>
            <section>{how_much(draft, kept.clone(), mistakes)}</section>
        </Dialog>
    }
}

/// What it is called, and whom it is with.
fn who(draft: RwSignal<Draft>, kept: Draft, mistakes: Mistakes) -> impl IntoView {
    let desk = use_desk();
    let is_new = Memo::new(move |_| draft.with(|it| it.about.is_empty() && !it.about_text.is_empty()));
    let kinds = vec![Choice::new("company", words::a_company()), Choice::new("person", words::a_person())];
    let kind = Signal::derive(move || if draft.read().is_person { "person" } else { "company" }.to_owned());
    let choose = move |it: String| draft.update(|draft| draft.is_person = it == "person");
    let hint = move || if is_new.get() { words::new_is() } else { words::about_hint() };
    view! {
        <TextField
            name="name"
            label=words::name()
            value=kept.name
            placeholder=words::name_placeholder()
            autofocus=true
            error=mistakes.name
            on_input=move |it: String| draft.update(|draft| draft.name = it)
        />
        <Combobox
            name="about"
            label=words::about()
            value=Choice::new(kept.about, kept.about_text)
            options=move |text: String| desk.peek(|book| parties(book, &text))
            create=|text: String| words::create(&text)
            nothing=words::nobody_found()
            error=mistakes.about
            on_take=move |it: Choice| {
                draft.update(|draft| (draft.about, draft.about_text) = (it.value, it.label));
            }
        />
        // Always there: a line that came when the field is left would move the button from under the click.
        <p class="cluster">
            <small class="faint">{hint}</small>
            <span data-off=move || (!is_new.get()).then_some("")>
                <Segmented label=words::new_is() options=kinds value=kind on_choose=choose />
            </span>
        </p>
    }
}

/// How much, when, where it begins, and whose it is.
fn how_much(draft: RwSignal<Draft>, kept: Draft, mistakes: Mistakes) -> impl IntoView {
    let desk = use_desk();
    let (stages, owners, currency) =
        desk.peek(|book| (stages(book), owners(book), facts::usual_currency(book)));
    view! {
        <div class="fields" data-two="">
            <TextField
                name="value"
                label=words::value()
                kind=TextKind::Number
                value=kept.value
                hint=words::value_hint(currency.code())
                error=mistakes.value
                on_input=move |it: String| draft.update(|draft| draft.value = it)
            />
            <DayField
                name="close"
                label=words::expected_close()
                value=kept.close
                on_input=move |it: String| draft.update(|draft| draft.close = it)
            />
            <SelectField
                name="stage"
                label=words::first_stage()
                options=stages
                value=kept.stage
                on_change=move |it: String| draft.update(|draft| draft.stage = it)
            />
            <SelectField
                name="owner"
                label=words::owner()
                options=owners
                value=kept.owner
                on_change=move |it: String| draft.update(|draft| draft.owner = it)
            />
        </div>
    }
}

/// The open stages of the pipeline that new deals begin in.
fn stages(book: &Book) -> Vec<Choice> {
    let stages = query::stages(book, query::default_pipeline(book));
    let open = stages.iter().filter(|it| it.kind == StageKind::Open && !it.archived);
    open.map(|it| Choice::new(it.id.to_string(), &*it.name)).collect()
}

/// The reps; the user alone, while there is no other.
fn owners(book: &Book) -> Vec<Choice> {
    let reps = people::choices(book);
    if book.get(device::me()).is_some() {
        return reps;
    }
    std::iter::once(Choice::new("", words::me())).chain(reps).collect()
}

/// Companies and contacts that fit a text. Their ids say which they are.
fn parties(book: &Book, text: &str) -> Vec<Choice> {
    let tell = |kind: Kind| move |it: Choice| Choice { value: format!("{}:{}", kind.name(), it.value), ..it };
    let companies = find::companies(book, text).into_iter().take(OFFERED).map(tell(Kind::Company));
    let contacts = find::contacts(book, text).into_iter().take(OFFERED).map(tell(Kind::Contact));
    companies.chain(contacts).collect()
}

/// Says what the desk said, beside the field that it is about.
fn tell(error: &DeskError, mistakes: Mistakes) {
    let place = match error {
        DeskError::Refused(Refusal::NoName) => mistakes.name,
        DeskError::Refused(Refusal::NoParty) => mistakes.about,
        _ => mistakes.whole,
    };
    place.set(Some(refused::error(error)));
}
