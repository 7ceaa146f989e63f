//! For how long chance is tried: so many seeds in every run, and by hand as many more as fit into a time.
//!
//! `SATCHEL_FUZZ_SECONDS=300 cargo test --release -p domain` has every test that asks for seeds go on for five minutes.

use std::{
    env,
    ops::Range,
    thread,
    time::{Duration, Instant},
};

/// What is added to the seeds of every run to make others.
const FAR: u64 = 1 << 40;

/// The seeds of a range, and by hand others for as long as was said.
pub(crate) fn seeds(range: Range<u64>) -> Seeds {
    let seconds = env::var("SATCHEL_FUZZ_SECONDS").ok().and_then(|it| it.parse().ok());
    let until = seconds.map(|it| now() + Duration::from_secs(it));
    Seeds { next: range.start, first: range, until, tried: 0 }
}

#[expect(clippy::disallowed_methods, reason = "the time that a person gives, and none that the domain sees")]
fn now() -> Instant {
    Instant::now()
}

/// Seeds, one after the other.
pub(crate) struct Seeds {
    first: Range<u64>,
    next: u64,
    until: Option<Instant>,
    tried: u64,
}

impl Iterator for Seeds {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        if self.next == self.first.end {
            self.next += FAR;
        }
        let is_wanted = self.next < self.first.end || self.until.is_some_and(|it| now() < it);
        let seed = is_wanted.then_some(self.next)?;
        self.next += 1;
        self.tried += 1;
        Some(seed)
    }
}

impl Drop for Seeds {
    fn drop(&mut self) {
        let name = thread::current().name().unwrap_or_default().to_owned();
        if thread::panicking() {
            eprintln!("{name} went wrong with seed {}", self.next - 1);
        } else if self.until.is_some() {
            eprintln!("{name}: {} seeds", self.tried);
        }
    }
}
