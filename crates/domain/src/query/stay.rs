//! How long a deal stood in each stage.

use crate::{
    order,
    record::{Deal, Stage, StageVisit},
    value::{Id, Timestamp},
};

/// A time that a deal stood in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// In which stage: an open one, or that of won or lost deals.
    pub stage: Id<Stage>,
    /// Since when.
    pub since: Timestamp,
    /// Until when; none for where it stands now.
    pub until: Option<Timestamp>,
}

impl Stay {
    /// How many whole days it lasted, or has lasted by now.
    pub fn days(self, now: Timestamp) -> i64 {
        self.since.days_until(self.until.unwrap_or(now))
    }
}

/// Where a deal stood, in order: each begins when the one before ends, and the last has no end (D7).
///
/// A deal that remembers no stage has stood in its own since it was made.
pub fn stays(deal: &Deal) -> Vec<Stay> {
    let mut visits: Vec<&StageVisit> = deal.stages.values().collect();
    order::sort_by_key(&mut visits, |it| it.at);
    let ends = visits.iter().skip(1).map(|it| Some(it.at)).chain([None]);
    let mut stays: Vec<Stay> =
        visits.iter().zip(ends).map(|(it, until)| Stay { stage: it.stage, since: it.at, until }).collect();
    if stays.is_empty() {
        stays.push(Stay { stage: deal.stage, since: deal.common.created, until: None });
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{record::Record, value::ElementId};
    use uuid::Uuid;

    #[test]
    fn each_stay_ends_where_the_next_begins() {
        let day = |it: i64| Timestamp(it * Timestamp::DAY);
        let visits = [(2, 30), (1, 10), (3, 35)].map(|(stage, at)| {
            let visit = StageVisit { stage: Id::fixed(stage), at: day(at), by: None };
            (ElementId(Uuid::from_u128(stage)), visit)
        });
        let deal = Deal { stages: visits.into_iter().collect(), ..Deal::blank(Id::fixed(1)) };
        let days: Vec<(u128, i64)> =
            stays(&deal).iter().map(|it| (it.stage.uuid().as_u128(), it.days(day(40)))).collect();
        assert_eq!(days, [(1, 20), (2, 5), (3, 5)]);
    }

    #[test]
    fn a_deal_without_a_log_has_stood_in_its_stage_since_it_was_made() {
        let mut deal = Deal { stage: Id::fixed(7), ..Deal::blank(Id::fixed(1)) };
        deal.common.created = Timestamp(5);
        assert_eq!(stays(&deal), [Stay { stage: Id::fixed(7), since: Timestamp(5), until: None }]);
    }
}
