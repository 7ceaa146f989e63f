//! Where a card lands that is let go over a board, and how fast the board scrolls under it.

use crate::{platform::dom::Rect, ui::kit::window::count};

/// How near to an edge a box begins to scroll, in pixels.
const EDGE: f64 = 56.0;
/// The most that it scrolls for one picture, in pixels.
const FASTEST: f64 = 18.0;

/// The column that a point is over: the nearest one, if the point is between two. None beside the board.
pub(super) fn column(x: f64, columns: &[Rect]) -> Option<usize> {
    let (first, last) = (columns.first()?, columns.last()?);
    if x < first.left || x > last.right() {
        return None;
    }
    let away = |it: &Rect| (it.left - x).max(x - it.right()).max(0.0);
    let nearest = |a: &usize, b: &usize| away(&columns[*a]).total_cmp(&away(&columns[*b]));
    (0..columns.len()).min_by(nearest)
}

/// The index at which a card lands whose upper edge is so far below that of the first card.
pub(super) fn index(below: f64, pitch: f64, others: usize) -> usize {
    if pitch <= 0.0 { 0 } else { count(below / pitch + 0.5).min(others) }
}

/// How far a box scrolls for one picture, with the pointer at `at` between its edges: backwards near the
/// one, forwards near the other, faster the nearer.
pub(super) fn pull(at: f64, from: f64, to: f64) -> f64 {
    let edge = EDGE.min((to - from) / 3.0);
    let share = |inside: f64| ((edge - inside) / edge).clamp(0.0, 1.0);
    (share(to - at) - share(at - from)) * FASTEST
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "whole pixels are exact")]
mod tests {
    use super::{Rect, column, index, pull};

    fn columns() -> [Rect; 3] {
        [0.0, 110.0, 220.0].map(|left| Rect { left, width: 100.0, ..Rect::default() })
    }

    #[test]
    fn a_point_between_two_columns_belongs_to_the_nearer() {
        assert_eq!(column(50.0, &columns()), Some(0));
        assert_eq!(column(103.0, &columns()), Some(0));
        assert_eq!(column(108.0, &columns()), Some(1));
        assert_eq!(column(-1.0, &columns()), None);
        assert_eq!(column(321.0, &columns()), None);
        assert_eq!(column(50.0, &[]), None);
    }

    #[test]
    fn a_card_lands_where_most_of_it_is() {
        assert_eq!(index(-30.0, 100.0, 5), 0);
        assert_eq!(index(40.0, 100.0, 5), 0);
        assert_eq!(index(60.0, 100.0, 5), 1);
        assert_eq!(index(9000.0, 100.0, 5), 5);
        assert_eq!(index(40.0, 0.0, 5), 0);
    }

    #[test]
    fn the_edges_pull() {
        assert_eq!(pull(500.0, 0.0, 1000.0), 0.0);
        assert_eq!(pull(1000.0, 0.0, 1000.0), 18.0);
        assert_eq!(pull(-40.0, 0.0, 1000.0), -18.0);
        assert!(pull(980.0, 0.0, 1000.0) > pull(960.0, 0.0, 1000.0));
    }
}
