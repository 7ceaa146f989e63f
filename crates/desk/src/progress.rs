//! What takes long: how far it is, for whoever watches and may think better of it.
//!
//! What is done at once never comes here: nothing is told before the first step of something that has several.

use domain::value::Percent;
use reactive_graph::{
    signal::RwSignal,
    traits::{Update, WithUntracked},
};
use std::{
    cell::Cell,
    sync::atomic::{AtomicU64, Ordering},
};
use storage::Course;

/// Where that stands which takes long; of several, what began last. `W` is what tells it from other work. `Copy`, like a signal.
pub struct Progress<W: Send + Sync + 'static> {
    /// What is under way; nothing most of the time.
    pub under_way: RwSignal<Option<UnderWay<W>>>,
}

/// What is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay<W> {
    /// Unlike that of anything else.
    pub number: u64,
    /// What it is.
    pub what: W,
    /// How much of it is done.
    pub percent: Percent,
    /// Whether it can be called off, and nobody has done so.
    pub can_cancel: bool,
    /// Whether somebody has called it off, and it is about to end.
    pub is_cancelled: bool,
}

impl<W: Send + Sync + 'static> Clone for Progress<W> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<W: Send + Sync + 'static> Copy for Progress<W> {}

impl<W: Send + Sync + 'static> Default for Progress<W> {
    fn default() -> Self {
        Progress { under_way: RwSignal::new(None) }
    }
}

impl<W: Send + Sync + 'static> Progress<W> {
    /// Calls off what is under way. Answers no if there is no such thing, or if it is too late.
    pub fn cancel(self) -> bool {
        let call_off = |it: &mut Option<UnderWay<W>>| {
            let Some(it) = it.as_mut().filter(|it| it.can_cancel) else { return false };
            (it.can_cancel, it.is_cancelled) = (false, true);
            true
        };
        self.under_way.try_update(call_off) == Some(true)
    }

    /// The course of something that may take long. Whoever watches hears of it with its first step.
    pub fn course(self, what: &dyn Fn() -> W) -> Steps<'_, W> {
        Steps { progress: self, what, number: Cell::new(None), span: Cell::new((0, 100)) }
    }
}

/// The steps of something that takes long. It is over when this is dropped.
pub struct Steps<'a, W: Send + Sync + 'static> {
    progress: Progress<W>,
    what: &'a dyn Fn() -> W,
    /// Which one it is, once it was told.
    number: Cell<Option<u64>>,
    span: Cell<(usize, usize)>,
}

impl<W: Send + Sync + 'static> Steps<'_, W> {
    /// From now on the steps are those of this part of the whole, in percent.
    pub fn within(&self, from: usize, to: usize) {
        self.span.set((from, to));
    }

    /// Asks for the last time whether to go on, where nobody else is going to. What was not told cannot have been called off.
    pub fn last(&self) -> bool {
        self.number.get().is_none() || self.step(0, 1, false)
    }

    /// It is over, though what is left of it may not be gone yet.
    pub fn end(&self) {
        let Some(number) = self.number.take() else { return };
        let is_told = |it: &Option<UnderWay<W>>| it.as_ref().is_some_and(|it| it.number == number);
        if self.progress.under_way.try_with_untracked(is_told) == Some(true) {
            self.progress.under_way.try_update(|it| *it = None);
        }
    }

    /// Tells how far it is, and asks nobody: it is too late.
    pub fn tell(&self, done: usize, of: usize) {
        self.step(done, of, false);
    }

    /// Whether nobody has called it off.
    fn step(&self, done: usize, of: usize, can_cancel: bool) -> bool {
        let (from, to) = self.span.get();
        let percent = from + (to - from) * done.min(of) / of.max(1);
        let percent = percent - percent % STRIDE;
        let percent = Percent::clipped(u8::try_from(percent).unwrap_or(u8::MAX));
        let under_way = self.progress.under_way;
        let Some(number) = self.number.get() else {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            self.number.set(Some(number));
            let what = (self.what)();
            let told = UnderWay { number, what, percent, can_cancel, is_cancelled: false };
            under_way.try_update(|it| *it = Some(told));
            return true;
        };
        let (mut is_wanted, mut is_news) = (true, false);
        under_way.try_with_untracked(|it| {
            if let Some(it) = it.as_ref().filter(|it| it.number == number) {
                is_wanted = !it.is_cancelled;
                is_news = is_wanted && (it.percent, it.can_cancel) != (percent, can_cancel);
            }
        });
        if is_news {
            under_way.try_update(|it| {
                if let Some(it) = it {
                    (it.percent, it.can_cancel) = (percent, can_cancel);
                }
            });
        }
        is_wanted
    }
}

impl<W: Send + Sync + 'static> Course for Steps<'_, W> {
    fn goes_on(&self, done: usize, of: usize) -> bool {
        self.step(done, of, done < of)
    }
}

impl<W: Send + Sync + 'static> Drop for Steps<'_, W> {
    fn drop(&mut self) {
        self.end();
    }
}

/// So many percent are told at once: each telling is drawn, in time that the deed itself could use.
const STRIDE: usize = 5;

static NUMBER: AtomicU64 = AtomicU64::new(0);
