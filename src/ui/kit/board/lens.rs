//! A column seen with one card taken out of it or put into it.
//!
//! A card that is held or lifted is shown where it will be, and the Book is not asked to pretend. Lenses
//! lie over each other: what is held first, then what is lifted.

/// What is different from the column below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lens {
    /// The index below of the card that is not shown.
    pub(super) out: Option<usize>,
    /// The index at which a card is shown, counted without the card that is out; and its key.
    pub(super) put: Option<(usize, u128)>,
}

/// What stands somewhere in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// The card that was put in.
    Put(u128),
    /// The card with this index in the column below.
    Below(usize),
}

impl Lens {
    /// How many are shown, of so many below.
    pub(super) fn len(self, below: usize) -> usize {
        below.saturating_sub(usize::from(self.out.is_some())) + usize::from(self.put.is_some())
    }

    /// What is shown at an index.
    pub(super) fn look(self, at: usize) -> Stands {
        let others = match self.put {
            Some((put, key)) if put == at => return Stands::Put(key),
            Some((put, _)) if put < at => at - 1,
            _ => at,
        };
        Stands::Below(match self.out {
            Some(out) if out <= others => others + 1,
            _ => others,
        })
    }

    /// Where the card with this index below is shown.
    pub(super) fn show(self, below: usize) -> Option<usize> {
        let others = match self.out {
            Some(out) if out == below => return None,
            Some(out) if out < below => below - 1,
            _ => below,
        };
        Some(match self.put {
            Some((put, _)) if put <= others => others + 1,
            _ => others,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Lens, Stands};

    /// `a b c` through a lens, with the card that is put in as `*`.
    #[track_caller]
    fn check(lens: Lens, below: &str, expected: &str) {
        let below: Vec<&str> = below.split(' ').collect();
        let shown: Vec<&str> = (0..lens.len(below.len()))
            .map(|at| match lens.look(at) {
                Stands::Put(_) => "*",
                Stands::Below(index) => below[index],
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
        for (index, name) in below.iter().enumerate() {
            assert_eq!(lens.show(index), shown.iter().position(|it| it == name), "where {name} is shown");
        }
    }

    #[test]
    fn a_card_is_put_before_another() {
        check(Lens { out: None, put: Some((1, 0)) }, "a b c", "a * b c");
        check(Lens { out: None, put: Some((3, 0)) }, "a b c", "a b c *");
    }

    #[test]
    fn a_card_is_taken_out() {
        check(Lens { out: Some(1), put: None }, "a b c", "a c");
    }

    #[test]
    fn a_card_moves_in_its_column() {
        check(Lens { out: Some(0), put: Some((2, 0)) }, "a b c", "b c *");
        check(Lens { out: Some(2), put: Some((0, 0)) }, "a b c", "* a b");
        check(Lens { out: Some(1), put: Some((1, 0)) }, "a b c", "a * c");
    }
}
