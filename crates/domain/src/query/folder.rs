//! What lies in the folder of a deal, in the order in which it is shown, and what its lines come to.

use crate::{
    order,
    record::{Deal, LineItem, Milestone, Totals},
    value::ElementId,
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

/// The lines of a deal, as they were added. Nothing stands for one that cannot be read here.
pub fn lines(deal: &Deal) -> Vec<(ElementId, Option<LineItem>)> {
    deal.lines.iter().map(|(id, it)| (*id, it.open())).collect()
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
    let lines: Option<Vec<LineItem>> = deal.lines.values().map(crate::record::Enclosed::open).collect();
    Totals::of(&lines.ok_or(NoTotal::Unreadable)?).ok_or(NoTotal::Currencies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        record::{Enclosed, Record},
        value::Id,
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
}
