//! What lies in the folder of a deal, in the order in which it is shown, and what its lines come to.

use crate::{
    order,
    record::{Deal, Enclosed, LineItem, Milestone, Totals},
    value::{ElementId, Rank},
};

/// All of them: by the day on which they are due, those without one last, and as they were added where that is the same.
/// Nothing stands for one that cannot be read here.
pub fn milestones(deal: &Deal) -> Vec<(ElementId, Option<Milestone>)> {
    let mut all: Vec<_> = deal.milestones.iter().map(|(id, it)| (*id, it.open())).collect();
    order::sort_by_key(&mut all, |it| {
        let due = it.1.as_ref().and_then(|it| it.due);
        (due.is_none(), due)
    });
    all
}

/// The lines of a deal: those that somebody has put in a place, and then the others as they were added. Nothing stands for
/// one that cannot be read here.
pub fn lines(deal: &Deal) -> Vec<(ElementId, Option<LineItem>)> {
    let mut all: Vec<_> = deal.lines.iter().map(|(id, it)| (*id, it.open())).collect();
    order::sort_by_key(&mut all, |it| {
        let rank = it.1.as_ref().and_then(|it| it.rank.clone());
        (rank.is_none(), rank)
    });
    all
}

/// Puts a line in front of the one before it, or behind the one after it; whether there was such a one.
///
/// One line is written where there is room between its neighbours, else all of them. One that cannot be read here stays
/// behind the others.
pub fn move_line(deal: &mut Deal, id: ElementId, is_up: bool) -> bool {
    let mut all: Vec<_> = lines(deal).into_iter().filter_map(|(id, it)| Some((id, it?))).collect();
    let Some(from) = all.iter().position(|it| it.0 == id) else { return false };
    let to = if is_up { from.checked_sub(1) } else { Some(from + 1).filter(|it| *it < all.len()) };
    let Some(to) = to else { return false };
    all.swap(from, to);
    let is_placed = all.iter().all(|it| it.1.rank.is_some());
    let at = |at: Option<usize>| at.and_then(|at| all.get(at)).and_then(|it| it.1.rank.as_ref());
    let between = Rank::between(at(to.checked_sub(1)), at(Some(to + 1))).filter(|it| !it.is_long());
    if let Some(rank) = between.filter(|_| is_placed) {
        let line = LineItem { rank: Some(rank), ..all.swap_remove(to).1 };
        deal.lines.insert(id, Enclosed::of(&line));
        return true;
    }
    let ranks = Rank::spread(None, None, all.len()).unwrap_or_default();
    for ((id, line), rank) in all.into_iter().zip(ranks) {
        deal.lines.insert(id, Enclosed::of(&LineItem { rank: Some(rank), ..line }));
    }
    true
}

/// What a deal sells, as a quote offers it.
pub fn offered(deal: &Deal) -> Vec<LineItem> {
    let bare = |it: LineItem| LineItem { rank: None, ..it };
    lines(deal).into_iter().filter_map(|it| it.1).map(bare).collect()
}

/// Why the lines of a deal have no total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTotal {
    /// There are no lines.
    NoLines,
    /// One of them cannot be read here.
    Unreadable,
    /// They are of more than one currency, which are never added.
    Currencies,
}

/// What the lines of a deal come to.
pub fn totals(deal: &Deal) -> Result<Totals, NoTotal> {
    if deal.lines.is_empty() {
        return Err(NoTotal::NoLines);
    }
    let lines: Option<Vec<LineItem>> = deal.lines.values().map(Enclosed::open).collect();
    Totals::of(&lines.ok_or(NoTotal::Unreadable)?).ok_or(NoTotal::Currencies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        record::Record,
        value::{Currency, Id, Money, Quantity, Rate},
    };

    #[test]
    fn milestones_stand_by_the_day_they_are_due_and_then_as_they_were_added() {
        let mut deal = Deal::blank(Id::fixed(1));
        let days = [None, Some("2026-12-24"), Some("2026-12-01"), None, Some("2026-12-01")];
        for (at, due) in days.into_iter().enumerate() {
            let due = due.map(|it| it.parse().expect("a day"));
            let milestone = Milestone { done: None, due, name: at.to_string().into() };
            deal.milestones.insert(ElementId(uuid::Uuid::from_u128(at as u128)), Enclosed::of(&milestone));
        }
        let names: Vec<_> =
            milestones(&deal).into_iter().filter_map(|it| it.1).map(|it| it.name.to_string()).collect();
        assert_eq!(names, ["2", "4", "1", "0", "3"]);
    }

    #[test]
    fn d18_a_line_is_put_before_or_behind_its_neighbour_and_a_new_one_comes_last() {
        let mut deal = Deal::blank(Id::fixed(1));
        let key = |at: u128| ElementId(uuid::Uuid::from_u128(at));
        let add = |deal: &mut Deal, at: u128| {
            let (discount, name, tax) = (Rate::NONE, at.to_string().into(), None);
            let price = Money::new(1, Currency::EUR).expect("small");
            let line = LineItem { discount, name, price, quantity: Quantity::ONE, rank: None, tax };
            deal.lines.insert(key(at), Enclosed::of(&line));
        };
        let order = |deal: &Deal| offered(deal).iter().map(|it| it.name.to_string()).collect::<String>();
        (1..=4).for_each(|at| add(&mut deal, at));
        assert!(!move_line(&mut deal, key(1), true) && !move_line(&mut deal, key(4), false));
        assert!(!move_line(&mut deal, key(9), true));
        assert!(move_line(&mut deal, key(3), true));
        assert_eq!(order(&deal), "1324");
        add(&mut deal, 0);
        assert_eq!(order(&deal), "13240");
        // Where all have a place, one alone is written.
        assert!(move_line(&mut deal, key(0), true));
        let before = deal.clone();
        assert!(move_line(&mut deal, key(1), false));
        assert_eq!(order(&deal), "31204");
        assert_eq!((1..=4).filter(|at| deal.lines.get(&key(*at)) != before.lines.get(&key(*at))).count(), 1);
        for _ in 0..200 {
            assert!(move_line(&mut deal, key(1), false) && move_line(&mut deal, key(1), true));
        }
        assert_eq!(order(&deal), "31204");
        assert!(offered(&deal).iter().all(|it| it.rank.is_none()));
    }
}
