//! What a board shows: the columns as they are kept, the card that is held, and the card in hand.

use std::ops::Range;

use leptos::{html::Div, prelude::*};

use super::{
    column::CARD,
    lens::{Lens, Stands},
    terms::{Hand, LINK, Landing, Pose, Says, Seat, Source, Stop},
};
use crate::{
    platform::dom,
    ui::kit::{
        announce::{announce, announce_step},
        pane::{FocusKeeper, Pane},
        resume::{Resume, Stood},
        window::{self, Item, Placed},
    },
};

/// The card that is held: where it stands, and where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    card: u128,
    out: Option<Seat>,
    put: Seat,
}

/// The state of a board.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) node: NodeRef<Div>,
    pub(super) columns: Memo<Vec<u128>>,
    pub(super) hand: RwSignal<Option<Hand>>,
    pub(super) focus: FocusKeeper,
    pub(super) says: Says,
    panes: StoredValue<Vec<(u128, Pane)>>,
    /// Where its columns stood when they were left.
    stood: StoredValue<Stood>,
    len: Callback<u128, usize>,
    slice: Callback<(u128, Range<usize>), Vec<u128>>,
    find: Callback<u128, Option<(u128, usize)>>,
    held: Memo<Option<Held>>,
    on_move: Callback<Landing>,
}

impl State {
    pub(super) fn new(source: Source) -> Self {
        let Source { columns, len, slice, find, held, says, on_move } = source;
        let held = Memo::new(move |_| {
            let Landing { card, column, before, index } = held.get()?;
            let seat = |card| find.run(card).map(|(column, at)| Seat { column, at });
            let out = seat(card);
            let out_before = |at: usize| out.is_some_and(|it| it.column == column && it.at < at);
            let is_home = out.is_some_and(|it| it.column == column);
            let others = len.run(column).saturating_sub(usize::from(is_home));
            let at = match before {
                None => others,
                Some(before) => seat(before)
                    .filter(|it| it.column == column)
                    .map_or(index.min(others), |it| it.at - usize::from(out_before(it.at))),
            };
            Some(Held { card, out, put: Seat { column, at } })
        });
        let hand = RwSignal::new(None);
        let let_go = move || {
            if hand.get_untracked().is_some_and(|it: Hand| !it.by_pointer) {
                hand.set(None);
            }
        };
        Self {
            node: NodeRef::new(),
            columns,
            hand,
            focus: FocusKeeper::new("li.card", let_go),
            says,
            panes: StoredValue::new(Vec::new()),
            stood: StoredValue::new(Stood::default()),
            len,
            slice,
            find,
            held,
            on_move,
        }
    }

    fn held_lens(self, column: u128) -> Lens {
        self.held.get().map_or(Lens::default(), |Held { card, out, put }| Lens {
            out: out.filter(|it| it.column == column).map(|it| it.at),
            put: (put.column == column).then_some((put.at, card)),
        })
    }

    fn hand_lens(self, column: u128) -> Lens {
        self.hand.get().map_or(Lens::default(), |Hand { card, to, .. }| Lens {
            out: self.home(card).filter(|it| it.column == column).map(|it| it.at),
            put: to.filter(|it| it.column == column).map(|it| (it.at, card)),
        })
    }

    /// Where a card stands, or is held, whether it is in hand or not.
    pub(super) fn home(self, card: u128) -> Option<Seat> {
        if let Some(held) = self.held.get().filter(|it| it.card == card) {
            return Some(held.put);
        }
        let (column, at) = self.find.run(card)?;
        self.held_lens(column).show(at).map(|at| Seat { column, at })
    }

    /// Where a card is shown.
    pub(super) fn shown(self, card: u128) -> Option<Seat> {
        match self.hand.get() {
            Some(hand) if hand.card == card => hand.to,
            _ => self.home(card).and_then(|it| {
                self.hand_lens(it.column).show(it.at).map(|at| Seat { column: it.column, at })
            }),
        }
    }

    /// How many cards a column shows.
    pub(super) fn len(self, column: u128) -> usize {
        self.hand_lens(column).len(self.len_without_hand(column))
    }

    fn len_without_hand(self, column: u128) -> usize {
        self.held_lens(column).len(self.len.run(column))
    }

    /// How many cards a column has besides this one.
    pub(super) fn others(self, column: u128, card: u128) -> usize {
        let is_home = self.home(card).is_some_and(|it| it.column == column);
        self.len_without_hand(column).saturating_sub(usize::from(is_home))
    }

    /// The keys of a range of a column, seen through a lens for the hand over that of what is held.
    fn keys(self, column: u128, range: Range<usize>, hand: Lens) -> Vec<u128> {
        let held = self.held_lens(column);
        let stands: Vec<Stands> = range
            .map(|at| match hand.look(at) {
                Stands::Below(at) => held.look(at),
                put @ Stands::Put(_) => put,
            })
            .collect();
        let below =
            || stands.iter().filter_map(|it| if let Stands::Below(at) = it { Some(*at) } else { None });
        let from = below().min().unwrap_or_default();
        let to = below().max().map_or(from, |it| it + 1);
        let kept = self.slice.run((column, from..to));
        let key = |it: &Stands| match it {
            Stands::Put(key) => Some(*key),
            Stands::Below(at) => kept.get(at - from).copied(),
        };
        stands.iter().filter_map(key).collect()
    }

    /// The card shown at an index of a column.
    pub(super) fn card_at(self, seat: Seat) -> Option<u128> {
        let Seat { column, at } = seat;
        self.keys(column, at..at + 1, self.hand_lens(column))
            .first()
            .copied()
            .filter(|_| at < self.len(column))
    }

    /// What a column draws, of the rows in its window.
    pub(super) fn items(self, column: u128, seen: Range<usize>) -> Vec<Placed> {
        let (lens, len) = (self.hand_lens(column), self.len(column));
        let keep = self.focus.row.get().and_then(|it| self.shown(it)).filter(|it| it.column == column);
        let runs = window::runs(seen, keep.map(|it| it.at), len);
        let mut items = window::items(&runs, len, |range| self.keys(column, range, lens));
        let Some(hand) = self.hand.get() else { return items };
        if hand.by_pointer {
            for it in items.iter_mut().filter(|it| it.item == Item::Row(hand.card)) {
                it.item = Item::Space;
            }
        }
        if let Some(home) = self.home(hand.card).filter(|it| it.column == column) {
            let at = home.at + usize::from(lens.put.is_some_and(|(put, _)| put <= home.at));
            if hand.by_pointer {
                window::insert(&mut items, at, Item::Row(hand.card));
            } else if hand.to != Some(home) {
                window::insert(&mut items, at, Item::Stitch);
            }
        }
        items
    }

    /// What a card looks like for now.
    pub(super) fn pose(self, card: u128) -> Pose {
        match self.hand.get().filter(|it| it.card == card) {
            Some(Hand { by_pointer: true, .. }) => Pose::Away,
            Some(_) => Pose::Lifted,
            None if self.held.read().is_some_and(|it| it.card == card) => Pose::Held,
            None => Pose::Rests,
        }
    }

    /// Whether a card is carried by the pointer.
    pub(super) fn is_carrying(self) -> bool {
        self.hand.get().is_some_and(|it| it.by_pointer)
    }

    /// Whether a card would land in this column.
    pub(super) fn is_target(self, column: u128) -> bool {
        self.hand.get().and_then(|it| it.to).is_some_and(|it| it.column == column)
    }

    /// Where the card is that is carried by keys.
    pub(super) fn lifted_stop(self) -> Option<Stop> {
        let Hand { card, to: Some(seat), by_pointer: false } = self.hand.get()? else { return None };
        Some(self.stop(card, seat))
    }

    fn stop(self, card: u128, seat: Seat) -> Stop {
        Stop { card, seat, of: self.others(seat.column, card) + 1 }
    }

    /// Takes a card in hand.
    pub(super) fn lift(self, card: u128, by_pointer: bool) {
        let Some(home) = untrack(|| self.home(card)) else { return };
        self.hand.set(Some(Hand { card, to: Some(home), by_pointer }));
        if !by_pointer {
            self.say(self.says.lifted, card, home);
            self.focus.want(card);
        }
    }

    /// Carries the card in hand somewhere else.
    pub(super) fn carry(self, to: Option<Seat>) {
        let Some(hand) = self.hand.get_untracked().filter(|it| it.to != to) else { return };
        self.hand.set(Some(Hand { to, ..hand }));
        if let Some(to) = to.filter(|_| !hand.by_pointer) {
            self.focus.carry(hand.card);
            announce_step(&untrack(|| self.says.carried.run(self.stop(hand.card, to))));
        }
    }

    /// Lets the card in hand go where it is.
    pub(super) fn drop_card(self) {
        let Some(hand) = self.hand.get_untracked() else { return };
        let Hand { card, to, .. } = hand;
        let home = untrack(|| self.home(card));
        match to.filter(|it| Some(*it) != home) {
            Some(to) => {
                self.hand.set(None);
                self.give_focus(hand);
                self.send(card, to);
            }
            None => self.put_back(),
        }
    }

    /// Puts the card in hand back to where it came from.
    pub(super) fn put_back(self) {
        let Some(hand) = self.hand.get_untracked() else { return };
        self.hand.set(None);
        if hand.by_pointer || self.focus.is_kept() {
            self.give_focus(hand);
        }
        if let Some(home) = untrack(|| self.home(hand.card)) {
            self.say(self.says.put_back, hand.card, home);
        }
    }

    /// The card that was in hand has the focus.
    fn give_focus(self, hand: Hand) {
        if hand.by_pointer {
            self.focus.want_when_painted(hand.card, move || self.settle());
        } else {
            self.focus.want(hand.card);
        }
    }

    /// Asks for a move, and says so.
    pub(super) fn send(self, card: u128, to: Seat) {
        let before = untrack(|| {
            let home = self.home(card).filter(|it| it.column == to.column);
            let at = to.at + usize::from(home.is_some_and(|it| it.at <= to.at));
            let is_last = at >= self.len_without_hand(to.column);
            (!is_last).then(|| self.keys(to.column, at..at + 1, Lens::default()).first().copied()).flatten()
        });
        self.say(self.says.dropped, card, to);
        self.on_move.run(Landing { card, column: to.column, before, index: to.at });
    }

    fn say(self, what: Callback<Stop, String>, card: u128, seat: Seat) {
        announce(&untrack(|| what.run(self.stop(card, seat))));
    }

    /// Remembers what a column sees.
    pub(super) fn remember(self, column: u128, pane: Pane) {
        self.panes.update_value(|panes| {
            panes.retain(|(it, _)| *it != column);
            panes.push((column, pane));
        });
    }

    /// Takes the board up where it was left, before its columns are drawn.
    pub(super) fn resume(self, Resume { stood, row, on_leave }: Resume) {
        self.stood.set_value(stood);
        if let Some(card) = row.filter(|it| untrack(|| self.home(*it)).is_some()) {
            self.focus.want(card);
        }
        // Its columns have gone before it, and each has said where it stood.
        on_cleanup(move || on_leave.run(self.stood.get_value()));
    }

    /// A column as it stood when it was left.
    pub(super) fn taken_up(self, column: u128) -> Pane {
        let stand = self.stood.with_value(|it| it.of(column));
        self.stood.update_value(|it| it.0.retain(|it| it.0 != column));
        let pane = Pane::new(CARD, stand);
        on_cleanup(move || {
            if let Some(stand) = pane.stand() {
                self.stood.try_update_value(|it| it.0.push((column, stand)));
            }
        });
        pane
    }

    /// What a column sees.
    pub(super) fn pane(self, column: u128) -> Option<Pane> {
        self.panes.with_value(|panes| panes.iter().find(|(it, _)| *it == column).map(|(_, pane)| *pane))
    }

    /// After drawing: gives the focus to the card that should have it.
    pub(super) fn settle(self) {
        let held = self.held.try_get_untracked().flatten().map(|it| it.card);
        self.focus.settle(held, |card| {
            let board = self.node.get_untracked()?;
            let card = dom::keyed(&board, card)?;
            dom::first(&card, LINK)
        });
    }
}
