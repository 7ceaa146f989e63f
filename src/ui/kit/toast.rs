//! Toasts: what just happened, and the way back.
//!
//! A toast stays ten seconds. While the pointer or the focus is on it the clock stands still, and
//! starts anew when they leave. What must be dealt with stays until it is dismissed.

use leptos::prelude::*;

use super::{
    announce::{announce, announce_now},
    button::{Button, Variant},
    focus::Borrowed,
    icon::{Icon, IconName, Tone},
};
use crate::platform::{
    dom::{self, Timer},
    page,
};

/// How long a toast stays, in milliseconds.
const STAY: i32 = 10_000;

/// Has toasts stand above what lies at the foot of the page, for as long as its owner lives. An attribute says so and no
/// `:has()`, which the browser would look at again whenever anything on the page comes or goes.
pub fn make_room(attribute: &'static str) {
    page::set_root_attribute(attribute, Some(""));
    on_cleanup(move || page::set_root_attribute(attribute, None));
}

/// A piece of a toast's sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToastPart {
    /// Words of ours.
    Plain(String),
    /// A name of the reader's, in bold.
    Strong(String),
}

/// What just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Tells it from the others.
    pub id: u64,
    /// The sentence.
    pub parts: Vec<ToastPart>,
    /// Whether it is well.
    pub tone: Tone,
    /// What the buttons say that take it back or help.
    pub actions: Vec<String>,
    /// The keys that do the same as the first button.
    pub kbd: String,
    /// What is said aloud; the sentence itself if there is nothing else to say.
    pub said: Option<String>,
    /// Stays until it is dismissed.
    pub stays: bool,
}

impl Toast {
    fn spoken(&self) -> String {
        self.said.clone().unwrap_or_else(|| spoken(&self.parts))
    }
}

/// A sentence without what it looks like.
pub fn spoken(parts: &[ToastPart]) -> String {
    let text = |part: &ToastPart| match part {
        ToastPart::Plain(text) | ToastPart::Strong(text) => text.clone(),
    };
    parts.iter().map(text).collect()
}

/// The toasts, newest last.
#[component]
pub fn Toasts(
    /// What the region is called ("Notices").
    #[prop(into)]
    label: String,
    /// What the button is called that takes a toast away.
    #[prop(into)]
    dismiss: String,
    /// The toasts.
    #[prop(into)]
    list: Signal<Vec<Toast>>,
    /// The id of the toast whose keys are heard now.
    #[prop(into)]
    has_keys: Signal<Option<u64>>,
    /// Hears the id of the toast of which a button was pressed, and which one; after that the toast goes.
    #[prop(into)]
    on_action: Callback<(u64, usize)>,
    /// Hears the id of a toast that is to go.
    #[prop(into)]
    on_dismiss: Callback<u64>,
    /// What is under way, below them.
    children: Children,
) -> impl IntoView {
    let one =
        move |toast: Toast| view! { <Notice toast dismiss=dismiss.clone() has_keys on_action on_dismiss /> };
    view! {
        <section class="toasts" aria-label=label>
            <For each=move || list.get() key=|it| it.id children=one />
            {children()}
        </section>
    }
}

#[component]
fn Notice(
    toast: Toast,
    dismiss: String,
    has_keys: Signal<Option<u64>>,
    on_action: Callback<(u64, usize)>,
    on_dismiss: Callback<u64>,
) -> impl IntoView {
    let spoken = toast.spoken();
    let Toast { id, parts, tone, actions, kbd, stays, .. } = toast;
    if tone == Tone::Danger {
        announce_now(&spoken);
    } else {
        announce(&spoken);
    }
    let has_many = actions.len() > 1;
    // Another may take its place while the reader is at it.
    let focus = Borrowed::begin();
    let go = move || {
        focus.give_back();
        on_dismiss.run(id);
    };
    let button = move |(at, label): (usize, String)| {
        let act = move || {
            on_action.run((id, at));
            go();
        };
        let kbd = if at == 0 { kbd.clone() } else { String::new() };
        view! { <Button label kbd small=true on_press=act /> }
    };
    let clock = Clock::start((!stays).then(|| Callback::new(move |()| go())));
    view! {
        <div
            class="toast"
            data-many=has_many.then_some("")
            data-keys=move || (has_keys.get() == Some(id)).then_some("")
            on:pointerenter=move |_| clock.held(Hold { pointer: true, ..clock.hold.get_value() })
            on:pointerleave=move |_| clock.held(Hold { pointer: false, ..clock.hold.get_value() })
            on:focusin=move |event| {
                clock.held(Hold { focus: true, ..clock.hold.get_value() });
                focus.entered(&event);
            }
            on:focusout=move |_| clock.left()
        >
            <Icon name=drawing(tone) tone=tone />
            <p>{parts.into_iter().map(part).collect_view()}</p>
            <span class="toast-actions">{actions.into_iter().enumerate().map(button).collect_view()}</span>
            <Button label=dismiss icon=IconName::Cross variant=Variant::Quiet small=true bare=true on_press=go />
        </div>
    }
}

/// The time that a toast has left. It stands still while the reader is at the toast.
#[derive(Clone, Copy)]
struct Clock {
    timer: StoredValue<Option<Timer>, LocalStorage>,
    hold: StoredValue<Hold>,
    /// What comes when the time is over; nothing for a toast that stays.
    over: Option<Callback<()>>,
}

/// What the reader is at a toast with.
#[derive(Clone, Copy, Default)]
struct Hold {
    pointer: bool,
    focus: bool,
}

impl Clock {
    fn start(over: Option<Callback<()>>) -> Self {
        let it = Self { timer: StoredValue::new_local(None), hold: StoredValue::new(Hold::default()), over };
        it.held(Hold::default());
        it
    }

    fn held(self, hold: Hold) {
        self.hold.set_value(hold);
        let over = self.over.filter(|_| !hold.pointer && !hold.focus);
        self.timer.set_value(over.map(|over| dom::after(STAY, move || over.run(()))));
    }

    /// The focus has left; heard also when the toast goes with the focus in it, and the clock with it.
    fn left(self) {
        if let Some(hold) = self.hold.try_get_value() {
            self.held(Hold { focus: false, ..hold });
        }
    }
}

/// A piece of a sentence as it looks.
pub fn part(part: ToastPart) -> AnyView {
    match part {
        ToastPart::Plain(text) => text.into_any(),
        ToastPart::Strong(text) => view! { <b><bdi>{text}</bdi></b> }.into_any(),
    }
}

const fn drawing(tone: Tone) -> IconName {
    match tone {
        Tone::Plain => IconName::Info,
        Tone::Good => IconName::Check,
        Tone::Warn | Tone::Danger => IconName::Warning,
    }
}
