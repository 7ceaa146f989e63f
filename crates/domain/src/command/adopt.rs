//! A change that was planned and shown before it was given: an import, a merge, the sample data.

use super::Decision;
use crate::{book::Book, change::Change, entry::Label, refusal::Refusal};

/// Does what a plan says.
#[derive(Clone, Debug)]
pub struct Adopt {
    /// What to call it.
    pub label: Label,
    /// The plan.
    pub change: Change,
}

/// Refuses if the Book is no longer the one that the plan was made for, where the two meet.
pub(super) fn adopt(book: &Book, Adopt { label, change }: &Adopt) -> Result<Decision, Refusal> {
    adopted(book, label, change.clone())
}

/// The same for a part of the plan.
pub(super) fn adopted(book: &Book, label: &Label, change: Change) -> Result<Decision, Refusal> {
    let fits = change.edits().iter().all(|edit| edit.key().is_some_and(|key| book.row(&key) == edit.before));
    if !fits {
        return Err(Refusal::Stale);
    }
    Ok(Decision::new(label.clone(), change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entry::Verb,
        record::{Company, Record},
        testing::Device,
    };

    #[test]
    fn a_plan_is_refused_where_the_book_has_moved_on() {
        let (device, mut book) = (Device::new(1), Book::new());
        let id = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        let was = book.get(id).expect("it is there").clone();
        let label = Label::of(Verb::Imported, "them.csv");
        let after = Company { sector: "Tools".into(), ..was.record().clone() };
        let birth = Change::birth(Company { name: "Zen".into(), ..Company::blank(device.id()) });
        let plan = Adopt { label, change: birth.and(Change::update(&was, after)) };
        assert!(device.decide(&book, plan.clone()).is_ok());
        // Something else that was done meanwhile is no obstacle.
        device.adds(&mut book, |it: &mut Company| it.name = "Bolt".into());
        assert!(device.decide(&book, plan.clone()).is_ok());
        device.does(&mut book, crate::command::Edit::of(&was, |it| it.name = "Acme Ltd".into()));
        assert_eq!(device.decide(&book, plan).map(|it| it.change), Err(Refusal::Stale));
    }
}
