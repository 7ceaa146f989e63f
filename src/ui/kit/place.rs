//! Where something goes that opens beside something else.

use web_sys::HtmlElement;

use crate::platform::dom::{self, Rect};

/// Between the two, in pixels.
const GAP: f64 = 4.0;
/// Kept free at the edges of the screen.
const EDGE: f64 = 8.0;

/// Which edges line up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Their left edges.
    #[default]
    Start,
    /// Their right edges.
    End,
}

/// A place on the screen, and how high what stands there may be.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    left: f64,
    top: f64,
    room: f64,
}

/// Puts a panel beside its anchor. The style sheet reads the place, and on a phone may not.
pub(super) fn put(panel: &HtmlElement, anchor: Rect, align: Align) {
    let Place { left, top, room } = beside(anchor, dom::rect(panel), dom::screen(), align);
    for (name, length) in [("--x", left), ("--y", top), ("--room", room)] {
        dom::set_style(panel, name, &dom::px(length));
    }
}

/// Below the anchor; above it if there is more room and below is too little; never off the screen.
fn beside(anchor: Rect, size: Rect, screen: Rect, align: Align) -> Place {
    let below = screen.bottom() - anchor.bottom() - GAP - EDGE;
    let above = anchor.top - screen.top - GAP - EDGE;
    let (top, room) = if size.height <= below || below >= above {
        (anchor.bottom() + GAP, below)
    } else {
        (anchor.top - GAP - size.height.min(above), above)
    };
    let left = match align {
        Align::Start => anchor.left,
        Align::End => anchor.right() - size.width,
    };
    let left = left.min(screen.right() - EDGE - size.width).max(screen.left + EDGE);
    Place { left, top, room: room.max(0.0) }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "whole pixels are exact")]
mod tests {
    use super::{Align, Place, Rect, beside};

    const SCREEN: Rect = Rect { left: 0.0, top: 0.0, width: 400.0, height: 300.0 };

    fn size(width: f64, height: f64) -> Rect {
        Rect { width, height, ..Rect::default() }
    }

    fn button(left: f64, top: f64) -> Rect {
        Rect { left, top, width: 20.0, height: 20.0 }
    }

    #[test]
    fn it_opens_below_at_the_same_edge() {
        let place = beside(button(50.0, 10.0), size(100.0, 80.0), SCREEN, Align::Start);
        assert_eq!(place, Place { left: 50.0, top: 34.0, room: 258.0 });
        assert_eq!(beside(button(150.0, 10.0), size(100.0, 80.0), SCREEN, Align::End).left, 70.0);
    }

    #[test]
    fn it_opens_above_where_below_is_too_little() {
        let place = beside(button(50.0, 250.0), size(100.0, 80.0), SCREEN, Align::Start);
        assert_eq!((place.top, place.room), (166.0, 238.0));
    }

    #[test]
    fn it_stays_on_the_screen() {
        assert_eq!(beside(button(380.0, 10.0), size(100.0, 80.0), SCREEN, Align::Start).left, 292.0);
        assert_eq!(beside(button(2.0, 10.0), size(100.0, 80.0), SCREEN, Align::End).left, 8.0);
        let place = beside(button(50.0, 200.0), size(100.0, 900.0), SCREEN, Align::Start);
        assert_eq!(
            (place.top, place.room),
            (8.0, 188.0),
            "what is too high gets the larger side and scrolls"
        );
    }
}
