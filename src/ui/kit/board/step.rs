//! Where the keys lead on a board.

/// A place: the number of a column from the start, and an index in it.
pub(super) type Place = (usize, usize);

/// Where a key takes a lifted card. `others` are the numbers of cards in each column, without this one.
pub(super) fn carry(key: &str, (column, at): Place, others: &[usize]) -> Option<Place> {
    let last = *others.get(column)?;
    let side = |to: usize| others.get(to).map(|last| (to, at.min(*last)));
    match key {
        "ArrowUp" => at.checked_sub(1).map(|it| (column, it)),
        "ArrowDown" => (at < last).then_some((column, at + 1)),
        "ArrowLeft" => side(column.checked_sub(1)?),
        "ArrowRight" => side(column + 1),
        "Home" => Some((column, 0)),
        "End" => Some((column, last)),
        _ => None,
    }
}

/// Where a key takes the focus. `cards` are the numbers of cards in each column; empty ones are passed.
pub(super) fn walk(key: &str, (column, at): Place, cards: &[usize]) -> Option<Place> {
    let last = cards.get(column)?.checked_sub(1)?;
    let land = |to: usize| (to, at.min(cards[to] - 1));
    let has_cards = |it: &usize| cards[*it] > 0;
    match key {
        "ArrowUp" => at.checked_sub(1).map(|it| (column, it)),
        "ArrowDown" => (at < last).then_some((column, at + 1)),
        "ArrowLeft" => (0..column).rev().find(has_cards).map(land),
        "ArrowRight" => (column + 1..cards.len()).find(has_cards).map(land),
        "Home" => Some((column, 0)),
        "End" => Some((column, last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{carry, walk};

    #[test]
    fn a_lifted_card_can_go_behind_the_last_one() {
        assert_eq!(carry("ArrowDown", (0, 1), &[2, 0]), Some((0, 2)));
        assert_eq!(carry("ArrowDown", (0, 2), &[2, 0]), None);
        assert_eq!(carry("End", (0, 0), &[2, 0]), Some((0, 2)));
    }

    #[test]
    fn a_lifted_card_can_go_into_an_empty_column() {
        assert_eq!(carry("ArrowRight", (0, 2), &[2, 0]), Some((1, 0)));
        assert_eq!(carry("ArrowRight", (1, 0), &[2, 0]), None);
        assert_eq!(carry("ArrowLeft", (0, 0), &[2, 0]), None);
    }

    #[test]
    fn the_focus_passes_empty_columns() {
        assert_eq!(walk("ArrowRight", (0, 4), &[5, 0, 2]), Some((2, 1)));
        assert_eq!(walk("ArrowLeft", (2, 1), &[5, 0, 2]), Some((0, 1)));
        assert_eq!(walk("ArrowRight", (0, 0), &[5, 0, 0]), None);
        assert_eq!(walk("ArrowDown", (0, 4), &[5]), None);
    }
}
