//! Who works with the data, and who uses this device.

use super::entries::{List, ListEditor};
use crate::{
    platform::{device, ids, task},
    ui::{
        front::{use_desk, use_front},
        kit::{
            button::Button,
            choice::Choice,
            field::TextField,
            form::{Form, FormValues},
            live::live,
            pick::Pick,
        },
        people,
        text::{refused, settings as words, shell},
    },
};
use desk::Topic;
use domain::{
    command::Add,
    record::{Record, Rep},
    value::{Id, Kind, Text},
};
use leptos::prelude::*;

/// The choice of someone who is not in the list.
const NEW: &str = "new";

/// The section.
#[component]
pub fn People() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let is_new = RwSignal::new(false);
    let me = Memo::new(move |_| {
        front.me.track();
        device::me()
    });
    let is_named =
        Memo::new(move |_| desk.read(&[Topic::Table(Kind::Rep)], |book| book.live(me.get()).is_some()));
    let choices = Memo::new(move |_| {
        let mut choices = desk.read(&[Topic::Table(Kind::Rep)], people::choices);
        let here = me.get().to_string();
        if !choices.iter().any(|it| it.value == here) {
            choices.insert(0, Choice::new(here, shell::ME));
        }
        choices.push(Choice::new(NEW, words::someone_new()));
        choices
    });
    let value = Signal::derive(move || if is_new.get() { NEW.to_owned() } else { me.get().to_string() });
    let choose = Callback::new(move |value: String| {
        is_new.set(value == NEW);
        if let Ok(id) = value.parse() {
            device::set_me(id);
            front.me.notify();
        }
    });
    let pick = move || {
        view! { <Pick label=words::i_am() options=choices.get() value fit=true on_change=choose /> }
    };
    view! {
        <section aria-labelledby="i-am">
            <h2 id="i-am">{words::i_am()}</h2>
            <div>{live(pick)}</div>
            <p class="field-hint">{words::i_am_hint()}</p>
            {move || (is_new.get() || !is_named.get()).then(|| view! { <NewMe is_new /> })}
        </section>
        <ListEditor list=List::Reps />
    }
}

/// The name of someone who is not in the list yet: somebody new, or whoever has used this device without a name.
#[component]
fn NewMe(is_new: RwSignal<bool>) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let mistake = RwSignal::new(None::<String>);
    let submit = Callback::new(move |values: FormValues| {
        let is_known = desk.peek(|book| book.live(device::me()).is_some());
        let id: Id<Rep> = if is_known { Id::new(ids::fresh()) } else { device::me() };
        let rep = Rep { name: Text::trimmed(&values.text("name")), ..Rep::blank(id) };
        mistake.set(None);
        task::run(async move {
            match desk.run(Add::one(rep)).await {
                Ok(_) => {
                    device::set_me(id);
                    front.me.notify();
                    is_new.try_set(false);
                }
                Err(error) => {
                    mistake.try_set(Some(refused::error(&error)));
                    values.focus_mistake();
                }
            }
        });
    });
    view! {
        <Form on_submit=submit>
            <div class="add-line">
                <TextField name="name" label=words::your_name() error=mistake />
                <Button label=words::that_is_me() submit=true />
            </div>
        </Form>
    }
}
