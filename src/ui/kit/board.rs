//! A board: columns of cards that are moved by pointer, by keys, or by whatever the feature offers.
//!
//! The board knows neither cards nor columns. It asks for what is seen: how many cards a column has, the
//! keys of a range of them, where a card stands; and it hands over a [`Move`] when one has been moved.
//! Nothing moves before that has been answered: until then the app *holds* the card, and the board shows
//! it where it will be, marked as busy.
//!
//! * **Pointer.** A mouse or pen lifts a card after four pixels, a finger after a long press, so that a
//!   swipe scrolls as anywhere. The edges scroll. Escape puts the card back.
//! * **Keys.** Arrow keys go from card to card. Space lifts the card with the focus, arrow keys, Home and
//!   End carry it, Space or Enter drops it, Escape puts it back; Alt and an arrow key move it at once.
//! * **Focus** stays on a card wherever it is drawn next, also by a move that the app made.
//!
//! What is said and written comes in as [`BoardWords`].

pub mod stages;

mod aim;
mod column;
mod keys;
mod lens;
mod pointer;
mod state;
mod step;
mod terms;

use super::live::live;
use std::ops::Range;

use leptos::{ev, prelude::*};

use self::{
    column::Look,
    pointer::Pointer,
    state::State,
    terms::{Landing, Says, Source, Stop},
};
use super::{key::Key, resume::Resume, toast::make_room};
use crate::platform::dom;

/// The id of the sentence that says how a card is moved: for `aria-describedby` of the cards' links,
/// which should be `aria-roledescription`, too.
pub const HOW_TO_MOVE: &str = "how-to-move";

/// Where a card is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move<K, C> {
    /// The card.
    pub card: K,
    /// The column it is to stand in.
    pub column: C,
    /// The card it is to stand before; none for the end of the column.
    pub before: Option<K>,
    /// The index it is to have in the column, counted without itself.
    pub index: usize,
}

/// A card that is being moved, and where it is for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot<K, C> {
    /// The card.
    pub card: K,
    /// The column.
    pub column: C,
    /// Its place, from 1.
    pub place: usize,
    /// How many places the column has, with this card.
    pub of: usize,
}

/// What a board says. An empty sentence is not said.
#[derive(Clone)]
pub struct BoardWords<K: Key, C: Key> {
    /// How cards are moved by keys; read after the name of each card.
    pub how_to_move: String,
    /// What the list of a column is called ("Proposal Sent, 5 deals").
    pub list: Callback<C, String>,
    /// Where a lifted card is, on the strip below the board ("Parcel lockers: Proposal Sent, place 2 of 5").
    pub place: Callback<Spot<K, C>, String>,
    /// Said when a card is lifted.
    pub lifted: Callback<Spot<K, C>, String>,
    /// Said at each step of a lifted card.
    pub carried: Callback<Spot<K, C>, String>,
    /// Said when a card is dropped. Leave it to the toast if that says it.
    pub dropped: Callback<Spot<K, C>, String>,
    /// Said when a card is put back.
    pub put_back: Callback<Spot<K, C>, String>,
    /// The strip's words for the keys: other column, other place, drop, put back.
    pub keys: BoardKeys,
}

/// What the keys do, on the strip below the board.
#[derive(Clone, Debug)]
pub struct BoardKeys {
    /// Left and right ("stage").
    pub column: String,
    /// Up and down ("place").
    pub place: String,
    /// The space bar: its name, and what it does ("Space", "drop").
    pub drop: (String, String),
    /// Escape: its name, and what it does ("Esc", "put back").
    pub put_back: (String, String),
}

/// A board.
#[allow(clippy::similar_names, reason = "what is held and the head of a column are what they are called")]
#[component]
pub fn Board<K: Key, C: Key>(
    /// Its id on the page; the strip of stages looks for it.
    #[prop(into)]
    id: String,
    /// The columns, in order.
    #[prop(into)]
    columns: Signal<Vec<C>>,
    /// The kind of a closed column (`won`, `lost`): narrow, its cards in fewer lines. None for the others.
    #[prop(into)]
    closed: Callback<C, Option<&'static str>>,
    /// How many cards a column has.
    #[prop(into)]
    len: Callback<C, usize>,
    /// The keys of a range of a column's cards, in order.
    #[prop(into)]
    slice: Callback<(C, Range<usize>), Vec<K>>,
    /// The column and the index at which a card stands.
    #[prop(into)]
    find: Callback<K, Option<(C, usize)>>,
    /// The head of a column, `<header class="column-head">`; its heading takes the id that comes along.
    #[prop(into)]
    head: Callback<(C, String), AnyView>,
    /// What a card shows. Its link stands in `.card-title`. Drawn anew when what it reads changes. There are
    /// many cards and the reader is at one: buttons are best made when it is pointed at or has the focus.
    #[prop(into)]
    card: Callback<(K, C), AnyView>,
    /// What the board says.
    words: BoardWords<K, C>,
    /// The card that is on its way, until its move has been answered.
    #[prop(into)]
    held: Signal<Option<Move<K, C>>>,
    /// The number of the column that a phone shows.
    #[prop(optional)]
    current: Option<RwSignal<usize>>,
    /// How it is taken up where it was left.
    #[prop(optional)]
    resume: Option<Resume>,
    /// Hears where a card is to go.
    #[prop(into)]
    on_move: Callback<Move<K, C>>,
) -> impl IntoView {
    let said = |it: Callback<Spot<K, C>, String>| Callback::new(move |at: Stop| it.run(at.typed()));
    let says = Says {
        place: said(words.place),
        lifted: said(words.lifted),
        carried: said(words.carried),
        dropped: said(words.dropped),
        put_back: said(words.put_back),
    };
    let keys = move |(column, range)| {
        slice.run((C::from_bits(column), range)).into_iter().map(Key::to_bits).collect::<Vec<_>>()
    };
    let state = State::new(Source {
        columns: Memo::new(move |_| columns.read().iter().map(|it| it.to_bits()).collect()),
        len: Callback::new(move |column| len.run(C::from_bits(column))),
        slice: Callback::new(keys),
        find: Callback::new(move |key| {
            find.run(K::from_bits(key)).map(|(column, at)| (column.to_bits(), at))
        }),
        held: Signal::derive(move || held.get().map(Landing::erase)),
        says,
        on_move: Callback::new(move |it: Landing| on_move.run(it.typed())),
    });
    if let Some(resume) = resume {
        state.resume(resume);
    }
    let look = Look {
        closed: Callback::new(move |column| closed.run(C::from_bits(column))),
        head: Callback::new(move |(column, id)| head.run((C::from_bits(column), id))),
        card: Callback::new(move |(key, column)| card.run((K::from_bits(key), C::from_bits(column)))),
        list: Callback::new(move |column| words.list.run(C::from_bits(column))),
    };
    let at = current.unwrap_or_default();
    view! {
        {frame(id, state, look, at)}
        <p class="unseen" id=HOW_TO_MOVE>{words.how_to_move}</p>
        {strip(state, words.keys)}
    }
}

impl Landing {
    fn erase<K: Key, C: Key>(it: Move<K, C>) -> Self {
        let Move { card, column, before, index } = it;
        Self { card: card.to_bits(), column: column.to_bits(), before: before.map(Key::to_bits), index }
    }

    fn typed<K: Key, C: Key>(self) -> Move<K, C> {
        let Self { card, column, before, index } = self;
        Move {
            card: K::from_bits(card),
            column: C::from_bits(column),
            before: before.map(K::from_bits),
            index,
        }
    }
}

impl Stop {
    fn typed<K: Key, C: Key>(self) -> Spot<K, C> {
        let Self { card, seat, of } = self;
        Spot { card: K::from_bits(card), column: C::from_bits(seat.column), place: seat.at + 1, of }
    }
}

/// The columns, and everything that can happen to them.
fn frame(id: String, state: State, look: Look, current: RwSignal<usize>) -> impl IntoView {
    let pointer = Pointer::new(state);
    let left = move |event: ev::FocusEvent| {
        if state.hand.is_disposed() {
            return; // The board leaves the page with the focus in it.
        }
        state.focus.left(&event);
        if event.related_target().is_some() && !state.focus.is_kept() {
            state.put_back();
        }
    };
    let entered = move |event: ev::FocusEvent| {
        if let Some(key) = dom::target(&event).and_then(|it| terms::card_of(&it)) {
            state.focus.entered(key);
        }
    };
    let open = move || state.columns.read().iter().filter(|it| look.closed.run(**it).is_none()).count();
    view! {
        <div
            class="board"
            id=id
            node_ref=state.node
            style:--open-stages=move || open().to_string()
            data-carrying=move || state.is_carrying().then_some("")
            on:keydown=move |event| keys::keyed(state, &event)
            on:focusin=entered
            on:focusout=left
            on:pointerdown=move |event| pointer.pressed(&event)
            on:pointermove=move |event| pointer.moved(&event)
            on:pointerup=move |_| pointer.released()
            on:pointercancel=move |_| pointer.cancelled()
            on:touchmove=move |event| pointer.touched(&event)
            on:contextmenu=move |event| pointer.asked_for_menu(&event)
            on:dragstart=|event| event.prevent_default()
            on:scroll=move |_| stages::follow(state, current)
        >
            <For each=move || state.columns.get() key=|it| *it children=move |it| column::column(it, state, look) />
        </div>
    }
}

/// The strip below the board, while a card is lifted by keys.
fn strip(state: State, keys: BoardKeys) -> impl IntoView {
    let BoardKeys { column, place, drop, put_back } = keys;
    let lifted = Memo::new(move |_| state.lifted_stop());
    let hint = move |keys: &'static [&'static str], name: &str, what: &str| {
        let caps = keys.iter().map(|it| (*it).to_owned()).chain((!name.is_empty()).then(|| name.to_owned()));
        view! {
            <span>
                {caps.map(|it| view! { <kbd>{it}</kbd> }).collect_view()}
                {what.to_owned()}
            </span>
        }
    };
    live(move || {
        lifted.get().map(|stop| {
            make_room("data-hint");
            view! {
                <div class="hint" aria-hidden="true">
                    <span class="clip">{state.says.place.run(stop)}</span>
                    {hint(&["←", "→"], "", &column)}
                    {hint(&["↑", "↓"], "", &place)}
                    {hint(&[], &drop.0, &drop.1)}
                    {hint(&[], &put_back.0, &put_back.1)}
                </div>
            }
        })
    })
}
