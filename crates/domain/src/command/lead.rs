//! A lead's status and its checklist.

use super::{Context, Decision, convert, require};
use crate::{
    book::Book,
    change::Change,
    entry::{Label, Verb},
    query,
    record::{
        Answer, Answered, Criterion, Lead, LeadStatus, Reached, Reason, ReasonUse, Status, StatusKind,
        StatusVisit,
    },
    refusal::Refusal,
    value::{Id, Text},
};

/// Brings a lead to a status: works on it, nurtures it, qualifies it, disqualifies it or takes it up again.
#[derive(Clone, Debug)]
pub struct SetStatus {
    /// Which lead.
    pub lead: Id<Lead>,
    /// To which status.
    pub status: Id<Status>,
    /// Why; needed to disqualify (L3).
    pub reason: Option<Id<Reason>>,
    /// More about the reason; needed where the reason asks for it.
    pub note: Text,
}

/// Refuses a way that `docs/spec.md` L6 does not know, and disqualifying without a reason.
///
/// Where the settings say so, a lead that is qualified is converted in the same change.
pub(super) fn set_status(ctx: &Context<'_>, book: &Book, command: &SetStatus) -> Result<Decision, Refusal> {
    let lead = require(book, command.lead)?;
    let status = require(book, command.status)?;
    let (from, to) = (query::status_kind(book, lead), status.kind);
    if !may_follow(from, to) {
        return Err(Refusal::NotThisWay { from, to });
    }
    let reason = if to == StatusKind::Disqualified {
        Some(reason(book, command.reason, &command.note)?)
    } else {
        None
    };
    let note = if reason.is_some() { Text::trimmed(&command.note) } else { Text::EMPTY };
    let LeadStatus { status: present, reason: because, note: noted, .. } = &lead.status;
    if (*present, *because, noted) == (status.id, reason, &note) {
        return Ok(Decision::new(Label::of(Verb::Qualified, ""), Change::none()));
    }
    let mut after = lead.record().clone();
    give(ctx, &mut after, status.id, reason, note);
    let verb = if reason.is_some() { Verb::Disqualified } else { Verb::Qualified };
    let label = Label::of(verb, &lead.name()).with(&status.name);
    let change = Change::update(lead, after.clone());
    let makes_deal = to == StatusKind::Qualified && query::settings(book).makes_deals();
    if makes_deal {
        return Ok(Decision::new(label, change.and(convert::by_itself(ctx, book, lead, after)?)));
    }
    Ok(Decision::new(label, change))
}

/// Gives a lead a status, from now on.
pub(super) fn give(
    ctx: &Context<'_>,
    lead: &mut Lead,
    status: Id<Status>,
    reason: Option<Id<Reason>>,
    note: Text,
) {
    let at = ctx.after(lead.statuses.values().map(|it| it.at));
    lead.status = LeadStatus { status, since: at, reason, note };
    lead.statuses.insert(ctx.element(), StatusVisit { status, at, by: Some(ctx.me), reason });
}

/// Which kinds may follow which (L6).
pub fn may_follow(from: StatusKind, to: StatusKind) -> bool {
    use StatusKind::{Converted, Disqualified, Nurturing, Open, Qualified, Working};
    if from == Converted || to == Converted {
        return false;
    }
    from == to
        || match from {
            Open | Working => true,
            Nurturing => matches!(to, Working | Qualified | Disqualified),
            Qualified => matches!(to, Working | Nurturing | Disqualified),
            Disqualified => to == Open,
            Converted => false,
        }
}

/// The reason for which a lead is disqualified, if it is one and says enough (L3).
pub(super) fn reason(book: &Book, reason: Option<Id<Reason>>, note: &str) -> Result<Id<Reason>, Refusal> {
    let reason = reason.and_then(|it| book.live(it)).filter(|it| it.used_for == ReasonUse::Disqualify);
    let reason = reason.ok_or(Refusal::NoReason)?;
    if reason.asks_note && note.trim().is_empty() {
        return Err(Refusal::NoNote);
    }
    Ok(reason.id)
}

/// Answers a question of the checklist.
#[derive(Clone, Debug)]
pub struct AnswerQuestion {
    /// About which lead.
    pub lead: Id<Lead>,
    /// Which question.
    pub criterion: Id<Criterion>,
    /// The answer.
    pub answer: Answer,
    /// What it rests on; none leaves what was said before.
    pub note: Option<Text>,
}

/// Refuses if the lead or the question is gone. The same answer again changes nothing.
pub(super) fn answer(ctx: &Context<'_>, book: &Book, command: &AnswerQuestion) -> Result<Decision, Refusal> {
    let lead = require(book, command.lead)?;
    let criterion = require(book, command.criterion)?;
    let before = lead.qualification.get(&criterion.id);
    let note = command.note.clone().or_else(|| before.map(|it| it.note.clone())).unwrap_or_default();
    let label = Label::of(Verb::Answered, &lead.name()).with(&criterion.name);
    let is_same = before.map_or(command.answer == Answer::Unknown && note.is_empty(), |it| {
        it.answer == command.answer && it.note == note
    });
    if is_same {
        return Ok(Decision::new(label, Change::none()));
    }
    let mut after = lead.record().clone();
    if command.answer == Answer::Unknown && note.is_empty() {
        after.qualification.remove(&criterion.id);
    } else {
        let answered = Answered { answer: command.answer, note, by: Some(ctx.me), at: ctx.now };
        after.qualification.insert(criterion.id, answered);
    }
    Ok(Decision::new(label, Change::update(lead, after)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Edit,
        defaults,
        record::{Converted, Deal, Mode, Record},
        testing::Device,
    };

    /// A Book with a lead whose status is of this kind.
    fn lead(device: &Device, kind: StatusKind) -> (Book, Id<Lead>) {
        let mut book = Book::new();
        let id = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let (status, converted) = match kind {
            StatusKind::Converted => (
                status(&book, StatusKind::Qualified),
                Some(Converted { at: device.now(), by: None, company: None, contact: None, deal: None }),
            ),
            kind => (status(&book, kind), None),
        };
        let mut record = book.get(id).expect("it was added").record().clone();
        (record.status.status, record.converted) = (status, converted);
        crate::testing::board::put(&mut book, [record.into()]);
        (book, id)
    }

    fn status(book: &Book, kind: StatusKind) -> Id<Status> {
        query::status_of_kind(book, kind).expect("there is one of every kind")
    }

    fn because(book: &Book, name: &str) -> Option<Id<Reason>> {
        let reasons = query::listed::<Reason>(book);
        reasons.iter().find(|it| it.used_for == ReasonUse::Disqualify && &*it.name == name).map(|it| it.id)
    }

    #[test]
    fn l6_a_status_follows_another_as_the_table_says() {
        use StatusKind::{Converted, Disqualified, Nurturing, Open, Qualified, Working};
        let ways = [
            (Open, vec![Open, Working, Nurturing, Qualified, Disqualified]),
            (Working, vec![Open, Working, Nurturing, Qualified, Disqualified]),
            (Nurturing, vec![Working, Nurturing, Qualified, Disqualified]),
            (Qualified, vec![Working, Nurturing, Qualified, Disqualified]),
            (Disqualified, vec![Open, Disqualified]),
            (Converted, vec![]),
        ];
        let device = Device::new(1);
        for (from, ends) in ways {
            for to in StatusKind::ALL.iter().copied() {
                let (book, id) = lead(&device, from);
                let command = SetStatus {
                    lead: id,
                    status: status(&book, to),
                    reason: because(&book, "No need"),
                    note: "".into(),
                };
                let outcome = device.decide(&book, command).map(|_| ());
                let expected =
                    if ends.contains(&to) { Ok(()) } else { Err(Refusal::NotThisWay { from, to }) };
                assert_eq!(outcome, expected, "{from} to {to}");
            }
        }
    }

    #[test]
    fn l3_disqualifying_needs_a_reason_for_it_and_its_word() {
        let device = Device::new(1);
        let (mut book, id) = lead(&device, StatusKind::Working);
        let out = |reason, note: &str| SetStatus {
            lead: id,
            status: status(&Book::new(), StatusKind::Disqualified),
            reason,
            note: note.into(),
        };
        assert_eq!(device.decide(&book, out(None, "")).map(|it| it.change), Err(Refusal::NoReason));
        assert_eq!(
            device.decide(&book, out(Some(defaults::LOST_OTHER), "x")).map(|it| it.change),
            Err(Refusal::NoReason)
        );
        assert_eq!(
            device.decide(&book, out(because(&book, "Other"), " ")).map(|it| it.change),
            Err(Refusal::NoNote)
        );
        let other = because(&book, "Other");
        device.does(&mut book, out(other, "They moved."));
        let status = &book.get(id).expect("it is there").status;
        assert_eq!((&*status.note, status.reason), ("They moved.", other));
        // Another word for it is a change; the same again is none.
        assert!(device.does(&mut book, out(other, "They moved.")).change.is_empty());
        assert!(!device.does(&mut book, out(other, "They closed.")).change.is_empty());
    }

    #[test]
    fn l5_every_status_is_remembered_with_when_and_by_whom() {
        let (device, mut book) = (Device::new(1), Book::new());
        let id = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let to = status(&book, StatusKind::Working);
        let entry = device.does(&mut book, SetStatus { lead: id, status: to, reason: None, note: "".into() });
        let lead = book.get(id).expect("it is there");
        assert_eq!((lead.status.status, lead.status.since), (to, device.now()));
        let last = lead.statuses.values().max_by_key(|it| it.at).expect("two");
        assert_eq!((lead.statuses.len(), last.status, last.by), (2, to, Some(device.me())));
        assert_eq!(entry.head.label, Label::of(Verb::Qualified, "Bo").with("Contacted"));
    }

    #[test]
    fn l10_qualifying_makes_the_deal_at_once_where_the_settings_say_so() {
        let device = Device::new(1);
        let (mut book, id) = lead(&device, StatusKind::Working);
        let to = SetStatus {
            lead: id,
            status: status(&book, StatusKind::Qualified),
            reason: None,
            note: "".into(),
        };
        let before = book.clone();
        let entry = device.does(&mut book, to.clone());
        assert_eq!(book.count(Deal::KIND), 0, "off until it is chosen");
        device.undoes(&mut book, &entry, &before);

        let settings = book.get(defaults::SETTINGS).expect("it is there").clone();
        device.does(&mut book, Edit::of(&settings, |it| it.deal_when_qualified = true));
        let settings = book.get(defaults::SETTINGS).expect("it is there").clone();
        device.does(&mut book, Edit::of(&settings, |it| it.mode = Mode::Leads));
        let before = book.clone();
        let entry = device.does(&mut book, to.clone());
        assert_eq!(book.count(Deal::KIND), 0, "nobody works with deals");
        device.undoes(&mut book, &entry, &before);
        let settings = book.get(defaults::SETTINGS).expect("it is there").clone();
        device.does(&mut book, Edit::of(&settings, |it| it.mode = Mode::Both));
        let before = book.clone();
        let entry = device.does(&mut book, to);
        let lead = book.get(id).expect("it is there").clone();
        let deal = lead.converted.and_then(|it| it.deal).and_then(|it| book.get(it)).expect("it was made");
        assert_eq!((&*deal.name, deal.lead), ("Bo", Some(id)));
        assert_eq!(query::status_kind(&book, &lead), StatusKind::Converted);
        device.undoes(&mut book, &entry, &before);
    }

    #[test]
    fn an_answer_is_kept_with_who_gave_it_and_taken_out_when_it_says_nothing() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let criterion = query::listed::<Criterion>(&book)[0].id;
        let say = |answer, note: Option<&str>| AnswerQuestion {
            lead,
            criterion,
            answer,
            note: note.map(Text::from),
        };
        device.does(&mut book, say(Answer::Yes, Some("a big one")));
        assert!(device.does(&mut book, say(Answer::Yes, None)).change.is_empty());
        device.does(&mut book, say(Answer::No, None));
        let answered =
            book.get(lead).and_then(|it| it.qualification.get(&criterion).cloned()).expect("it was answered");
        assert_eq!(
            (answered.answer, &*answered.note, answered.by),
            (Answer::No, "a big one", Some(device.me()))
        );
        device.does(&mut book, say(Answer::Unknown, Some("")));
        assert!(book.get(lead).expect("it is there").qualification.is_empty());
    }
}
