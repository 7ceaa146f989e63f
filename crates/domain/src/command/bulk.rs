//! One deed on many records: one entry, one undo.

use super::{Context, Decision, SetStatus, deal, lead, require, tag};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    command::Closing,
    entry::{Label, Verb},
    record::{Deal, Level, Listed, Member, Priority, Reason, Rep, Stage, Status, StatusKind, Tag},
    refusal::Refusal,
    row::{Key, Row, Stamped},
    value::{Id, RecordId, Text},
};
use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

/// Does one thing to many records of one kind.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// To which records. One that is named twice is meant once.
    pub of: Vec<RecordId>,
    /// What.
    pub deed: Deed,
    /// Leave out those with which it cannot be done, instead of doing nothing at all.
    pub leaves_out: bool,
}

/// What can be done to many records at once. Trash and restore have commands of their own, for many as for one.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Brings leads to a status.
    Status {
        /// To which.
        status: Id<Status>,
        /// Why; needed to disqualify (L3).
        reason: Option<Id<Reason>>,
        /// More about the reason.
        note: Text,
    },
    /// Puts deals in a stage, in front of those that stand there, in the order in which they are named.
    Stage {
        /// In which: an open one, or that of the won or lost deals.
        stage: Id<Stage>,
        /// Why and when they ended, if the stage is that of won or lost deals.
        closing: Closing,
    },
    /// Gives leads, deals, contacts or companies to a rep, tasks to be done by one, or either to nobody.
    Owner(Option<Id<Rep>>),
    /// Says how soon someone should see to leads, deals or tasks.
    Priority(Option<Priority>),
    /// Says how interested leads are.
    Level(Option<Level>),
    /// Puts a tag on.
    Tag(Id<Tag>),
    /// Puts a tag on that is made with it, unless one is called so already.
    NewTag(Tag),
    /// Takes a tag off.
    Untag(Id<Tag>),
}

/// Those with which it was done, and those with which it cannot be done.
#[derive(Default)]
struct Tally {
    edits: Vec<Change>,
    done: usize,
    cannot: usize,
    why: Option<Refusal>,
}

impl Tally {
    fn take(&mut self, outcome: Result<Change, Refusal>) {
        match outcome {
            Ok(change) if change.is_empty() => {} // It is so already.
            Ok(change) => {
                self.done += 1;
                self.edits.push(change);
            }
            Err(why) => {
                self.cannot += 1;
                self.why.get_or_insert(why);
            }
        }
    }
}

/// Refuses if it cannot be done with some of the records, and says with how many and why not with the first (S1).
pub(super) fn bulk(ctx: &Context<'_>, book: &Book, command: &Bulk) -> Result<Decision, Refusal> {
    let mut seen = BTreeSet::new();
    let ids: Vec<RecordId> = command.of.iter().copied().filter(|it| seen.insert(*it)).collect();
    let kind = ids.first().ok_or(Refusal::Gone)?.kind;
    let mut tally = Tally::default();
    let label = match &command.deed {
        Deed::Status { status, reason, note } => {
            let to = require(book, *status)?;
            statuses(ctx, book, &ids, (to, *reason, note), &mut tally);
            let verb = if to.kind == StatusKind::Disqualified { Verb::Disqualified } else { Verb::Qualified };
            Label::of(verb, "").with(&to.name)
        }
        Deed::Stage { stage, closing } => stages(ctx, book, &ids, (*stage, closing), &mut tally)?,
        Deed::NewTag(new) => {
            let (made, tag, name) = tag::made(ctx, book, new)?;
            each(book, &ids, &mut tally, |row| tagged(row, tag, true));
            tally.edits.push(made);
            Label::of(Verb::Tagged, &name)
        }
        deed => {
            let label = check_deed(book, deed)?;
            each(book, &ids, &mut tally, |row| changed(row, deed));
            label
        }
    };
    let Tally { edits, done, cannot, why } = tally;
    if let Some(why) = why.filter(|_| !command.leaves_out || done == 0) {
        let is_one = ids.len() == 1;
        return Err(if is_one {
            why
        } else {
            Refusal::SomeCannot { cannot, of: ids.len(), why: Box::new(why) }
        });
    }
    Ok(Decision::new(label.of_many(done, kind), Change::squash(edits)))
}

/// What to call it; refuses what names something that is not there.
fn check_deed(book: &Book, deed: &Deed) -> Result<Label, Refusal> {
    Ok(match deed {
        Deed::Owner(Some(rep)) => Label::of(Verb::Assigned, "").with(require(book, *rep)?.label()),
        Deed::Owner(None) => Label::of(Verb::Assigned, ""),
        Deed::Priority(it) => Label::of(Verb::Prioritized, "").with(it.map_or("", Priority::name)),
        Deed::Level(it) => Label::of(Verb::Rated, "").with(it.map_or("", Level::name)),
        Deed::Tag(tag) => Label::of(Verb::Tagged, require(book, *tag)?.label()),
        Deed::Untag(tag) => Label::of(Verb::Untagged, book.get(*tag).map_or("", |it| it.label())),
        Deed::Status { .. } | Deed::Stage { .. } | Deed::NewTag(_) => Label::of(Verb::Edited, ""),
    })
}

/// Each live record as it is afterwards, if it changes.
fn each(
    book: &Book,
    ids: &[RecordId],
    tally: &mut Tally,
    mut after: impl FnMut(&Row) -> Result<Option<Row>, Refusal>,
) {
    let mut edits = Vec::with_capacity(ids.len());
    for id in ids {
        let outcome = book.row(&Key::Record(*id)).filter(|it| !it.is_trashed()).ok_or(Refusal::Gone);
        let outcome = outcome.and_then(|row| match row {
            Row::Purged(..) => Err(Refusal::Gone),
            Row::Sealed(_) => Err(Refusal::Newer),
            row => Ok(after(&row)?.map(|after| Edit { before: Some(row), after: Some(after) })),
        });
        match outcome {
            Ok(None) => {}
            Ok(Some(edit)) => {
                tally.done += 1;
                edits.push(edit);
            }
            Err(why) => tally.take(Err(why)),
        }
    }
    tally.edits.push(Change::new(edits, Stamping::Fresh));
}

/// The record with what a deed changes; none if it is so already.
fn changed(row: &Row, deed: &Deed) -> Result<Option<Row>, Refusal> {
    let cannot = |path: &str| Err(Refusal::NotByEdit { path: path.to_owned() });
    Ok(match (deed, row) {
        (Deed::Tag(tag), _) => return tagged(row, *tag, true),
        (Deed::Untag(tag), _) => return tagged(row, *tag, false),
        (Deed::Owner(to), Row::Lead(it)) => (it.owner != *to).then(|| it.changed(|it| it.owner = *to)),
        (Deed::Owner(to), Row::Deal(it)) => (it.owner != *to).then(|| it.changed(|it| it.owner = *to)),
        (Deed::Owner(to), Row::Contact(it)) => (it.owner != *to).then(|| it.changed(|it| it.owner = *to)),
        (Deed::Owner(to), Row::Company(it)) => (it.owner != *to).then(|| it.changed(|it| it.owner = *to)),
        (Deed::Owner(to), Row::Task(it)) => (it.assignee != *to).then(|| it.changed(|it| it.assignee = *to)),
        (Deed::Owner(_), _) => return cannot("owner"),
        (Deed::Priority(to), Row::Lead(it)) => {
            (it.priority != *to).then(|| it.changed(|it| it.priority = *to))
        }
        (Deed::Priority(to), Row::Deal(it)) => {
            (it.priority != *to).then(|| it.changed(|it| it.priority = *to))
        }
        (Deed::Priority(to), Row::Task(it)) => {
            (it.priority != *to).then(|| it.changed(|it| it.priority = *to))
        }
        (Deed::Priority(_), _) => return cannot("priority"),
        (Deed::Level(to), Row::Lead(it)) => (it.level != *to).then(|| it.changed(|it| it.level = *to)),
        (Deed::Level(_), _) => return cannot("level"),
        (Deed::Status { .. }, _) => return cannot("status"),
        (Deed::Stage { .. }, _) => return cannot("stage"),
        (Deed::NewTag(_), _) => return cannot("tags"),
    })
}

fn tagged(row: &Row, tag: Id<Tag>, is_on: bool) -> Result<Option<Row>, Refusal> {
    let has_tags = matches!(row, Row::Lead(_) | Row::Deal(_) | Row::Contact(_) | Row::Company(_));
    let Some(common) = row.common().filter(|_| has_tags) else {
        return Err(Refusal::NotByEdit { path: "tags".to_owned() });
    };
    if common.tags.contains(&tag) == is_on {
        return Ok(None);
    }
    Ok(Some(row.with_common(|it| {
        if is_on {
            it.tags.insert(tag, Member);
        } else {
            it.tags.remove(&tag);
        }
    })))
}

/// Brings leads to a status, one after the other: where the settings say so they are converted in passing, and the next
/// one takes the company that the one before it made.
fn statuses(
    ctx: &Context<'_>,
    book: &Book,
    ids: &[RecordId],
    (to, reason, note): (&Status, Option<Id<Reason>>, &Text),
    tally: &mut Tally,
) {
    let makes_deals = to.kind == StatusKind::Qualified && crate::query::settings(book).makes_deals();
    let mut here = Cow::Borrowed(book);
    for id in ids {
        let Some(lead) = id.get() else {
            tally.take(Err(Refusal::NotByEdit { path: "status".to_owned() }));
            continue;
        };
        let step = SetStatus { lead, status: to.id, reason, note: note.clone() };
        let outcome = lead::set_status(ctx, &here, &step).map(|it| it.change);
        if let (true, Ok(change)) = (makes_deals, &outcome) {
            // What was decided on a Book fits it.
            here.to_mut().apply(change).ok();
        }
        tally.take(outcome);
    }
}

/// Puts deals in a stage, and spreads their ranks in front of the cards that stand there.
fn stages(
    ctx: &Context<'_>,
    book: &Book,
    ids: &[RecordId],
    (stage, closing): (Id<Stage>, &Closing),
    tally: &mut Tally,
) -> Result<Label, Refusal> {
    let stage = require(book, stage).or(Err(Refusal::NoStage))?;
    let mut landed: Vec<(&Arc<Stamped<Deal>>, Deal)> = Vec::new();
    for id in ids {
        let outcome = match id.get::<Deal>() {
            None => Err(Refusal::NotByEdit { path: "stage".to_owned() }),
            Some(id) => require(book, id)
                .and_then(|it| Ok(deal::landed(ctx, book, it, stage, closing)?.map(|after| (it, after)))),
        };
        match outcome {
            Ok(it) => landed.extend(it),
            Err(why) => tally.take(Err(why)),
        }
    }
    let ranks = deal::ranks_on_top(book, crate::query::place_of(stage), landed.len());
    for ((before, after), rank) in landed.into_iter().zip(ranks) {
        tally.take(Ok(Change::update(before, Deal { rank, ..after })));
    }
    Ok(deal::arrival(stage))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Edit as EditCommand, Restore, Trash},
        defaults,
        entry::Many,
        query,
        record::{Company, Contact, Lead, Record, Task},
        testing::{Device, board},
        value::Kind,
    };

    fn leads(count: usize) -> (Device, Book, Vec<RecordId>) {
        let (device, mut book) = (Device::new(1), Book::new());
        let add =
            |nth| device.adds(&mut book, |it: &mut Lead| it.first_name = format!("Bo {nth}").into()).into();
        let ids = (0..count).map(add).collect();
        (device, book, ids)
    }

    fn of(ids: &[RecordId], deed: Deed) -> Bulk {
        Bulk { of: ids.to_vec(), deed, leaves_out: false }
    }

    #[test]
    fn s1_many_are_changed_by_one_entry_that_tells_how_many_and_one_undo_takes_it_back() {
        let (device, mut book, ids) = leads(4);
        let before = book.clone();
        let entry = device.does(&mut book, of(&ids, Deed::Priority(Some(Priority::High))));
        let label = Label::of(Verb::Prioritized, "").with("high").of_many(4, Kind::Lead);
        assert_eq!((entry.head.label.clone(), entry.change.len()), (label, 4));
        device.undoes(&mut book, &entry, &before);
        for deed in [Deed::Level(Some(Level::Hot)), Deed::Owner(None), Deed::Owner(Some(device.me()))] {
            let before = book.clone();
            let entry = device.does(&mut book, of(&ids, deed));
            assert!(book.is_sound());
            if !entry.change.is_empty() {
                device.undoes(&mut book, &entry, &before);
            }
        }
    }

    #[test]
    fn s2_what_is_so_already_is_passed_over_and_not_counted() {
        let (device, mut book, mut ids) = leads(3);
        device.does(&mut book, of(&ids[..1], Deed::Level(Some(Level::Hot))));
        ids.push(ids[1]);
        let entry = device.does(&mut book, of(&ids, Deed::Level(Some(Level::Hot))));
        assert_eq!(entry.head.label.many, Some(Many { count: 2, kind: Kind::Lead }));
        assert!(device.does(&mut book, of(&ids, Deed::Level(Some(Level::Hot)))).change.is_empty());
    }

    #[test]
    fn s3_where_some_cannot_nothing_is_done_unless_they_are_left_out() {
        let (device, mut book, mut ids) = leads(3);
        let status = |kind| crate::query::status_of_kind(&Book::new(), kind).expect("a default");
        let to = |kind| Deed::Status { status: status(kind), reason: None, note: "".into() };
        device.does(&mut book, of(&ids[..1], to(StatusKind::Nurturing)));
        device.does(&mut book, Trash(vec![ids[2]]));
        let refused = device.decide(&book, of(&ids, to(StatusKind::Open))).map(|it| it.change);
        let why = Box::new(Refusal::NotThisWay { from: StatusKind::Nurturing, to: StatusKind::Open });
        assert_eq!(refused, Err(Refusal::SomeCannot { cannot: 2, of: 3, why }));
        device.does(&mut book, Restore(vec![ids[2]]));
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        ids.push(company.into());
        let rest = Bulk { leaves_out: true, ..of(&ids, Deed::Level(Some(Level::Cold))) };
        assert_eq!(device.does(&mut book, rest).head.label.many.map(|it| it.count), Some(3));
        let none = Bulk { leaves_out: true, ..of(&ids[3..], Deed::Level(None)) };
        let refused = device.decide(&book, none).map(|it| it.change);
        assert_eq!(
            refused,
            Err(Refusal::NotByEdit { path: "level".to_owned() }),
            "one alone tells its own reason"
        );
        assert_eq!(device.decide(&book, of(&[], Deed::Level(None))).map(|it| it.change), Err(Refusal::Gone));
    }

    #[test]
    fn s4_many_leads_come_to_a_status_by_the_rules_that_hold_for_one() {
        let (device, mut book, ids) = leads(3);
        let out = crate::query::status_of_kind(&book, StatusKind::Disqualified).expect("a default");
        let deed = |reason| Deed::Status { status: out, reason, note: "".into() };
        let why = Box::new(Refusal::NoReason);
        let refused = device.decide(&book, of(&ids, deed(None))).map(|it| it.change);
        assert_eq!(refused, Err(Refusal::SomeCannot { cannot: 3, of: 3, why }));
        let reasons = query::listed::<Reason>(&book);
        let reason =
            reasons.iter().find(|it| it.used_for == crate::record::ReasonUse::Disqualify).map(|it| it.id);
        let before = book.clone();
        let entry = device.does(&mut book, of(&ids, deed(reason)));
        assert_eq!(entry.head.label.verb, Verb::Disqualified);
        assert!(crate::testing::broken_rules(&book, device.now()).is_empty());
        device.undoes(&mut book, &entry, &before);
    }

    #[test]
    fn s4_many_leads_that_are_qualified_are_converted_where_the_settings_say_so_and_share_their_company() {
        let (device, mut book) = (Device::new(1), Book::new());
        let settings = book.get(defaults::SETTINGS).expect("a default").clone();
        device.does(&mut book, EditCommand::of(&settings, |it| it.deal_when_qualified = true));
        let mut ids = Vec::new();
        for name in ["Bo", "Ana"] {
            let lead = device.adds(&mut book, |it: &mut Lead| {
                (it.first_name, it.company_name) = (name.into(), "Acme Ltd".into());
            });
            ids.push(lead.into());
        }
        let before = book.clone();
        let status = crate::query::status_of_kind(&book, StatusKind::Qualified).expect("a default");
        let entry = device.does(&mut book, of(&ids, Deed::Status { status, reason: None, note: "".into() }));
        assert_eq!((book.count(Kind::Company), book.count(Kind::Deal)), (1, 2));
        assert!(crate::testing::broken_rules(&book, device.now()).is_empty());
        device.undoes(&mut book, &entry, &before);
    }

    #[test]
    fn s5_many_deals_stand_in_a_stage_in_the_order_in_which_they_were_named() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme bolt cube | Won: zen"));
        let won = board::stage(&book, "Won").id;
        let ids: Vec<RecordId> = ["cube", "zen", "acme"].map(|it| board::deal(it).into()).to_vec();
        let before = book.clone();
        let deed = Deed::Stage { stage: won, closing: Closing::default() };
        let entry = device.does(&mut book, of(&ids, deed));
        assert_eq!(board::show(&book), "Negotiation: bolt | Won: cube acme zen");
        assert_eq!(entry.head.label, Label::of(Verb::Won, "").with("Won").of_many(2, Kind::Deal));
        assert!(crate::testing::broken_rules(&book, device.now()).is_empty());
        device.undoes(&mut book, &entry, &before);
        let lost = board::stage(&book, "Lost").id;
        let refused = of(&ids, Deed::Stage { stage: lost, closing: Closing::default() });
        let why = Box::new(Refusal::NoReason);
        let outcome = device.decide(&book, refused).map(|it| it.change);
        assert_eq!(outcome, Err(Refusal::SomeCannot { cannot: 3, of: 3, why }));
    }

    #[test]
    fn tasks_are_given_to_others_and_things_without_tags_get_none() {
        let (device, mut book) = (Device::new(1), Book::new());
        let task = device.adds(&mut book, |it: &mut Task| it.title = "Call".into());
        device.does(&mut book, of(&[task.into()], Deed::Owner(None)));
        assert_eq!(book.get(task).and_then(|it| it.assignee), None);
        let tag = Tag { name: "x".into(), ..Tag::blank(device.id()) };
        let outcome = device.decide(&book, of(&[task.into()], Deed::NewTag(tag))).map(|it| it.change);
        assert_eq!(outcome, Err(Refusal::NotByEdit { path: "tags".to_owned() }));
        let contact = device.adds(&mut book, |it: &mut Contact| it.first_name = "Ana".into());
        let gone = Deed::Tag(Id::fixed(3));
        assert_eq!(device.decide(&book, of(&[contact.into()], gone)).map(|it| it.change), Err(Refusal::Gone));
    }
}
