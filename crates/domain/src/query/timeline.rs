//! What happened, newest first.

use crate::{
    book::Book,
    order,
    record::{Activity, ActivityKind, Contact, Deal, Lead, Reason, Rep, Source, Stage, Status, Task},
    value::{Id, Kind, RecordId, Timestamp},
};

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// By whom, if it is known.
    pub by: Option<Id<Rep>>,
    /// To which record it happened.
    pub of: RecordId,
    /// What happened.
    pub what: What,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Something was logged.
    Activity(Id<Activity>),
    /// A task was finished.
    TaskDone(Id<Task>),
    /// The record was made.
    Created {
        /// Where it came from, if that is known.
        source: Option<Id<Source>>,
    },
    /// A lead came to a status.
    Status {
        /// Which.
        to: Id<Status>,
        /// Why, if it was asked.
        reason: Option<Id<Reason>>,
    },
    /// A deal came to a stage.
    Stage {
        /// From where; none for the first.
        from: Option<Id<Stage>>,
        /// Where to.
        to: Id<Stage>,
    },
    /// A lead was converted.
    Converted,
}

/// Everything that happened to a record, and to those it rolls up: a deal its lead, a contact and a company their leads,
/// deals and (a company) people.
pub fn timeline(book: &Book, id: RecordId) -> Vec<Event> {
    let mut events = own_history(book, id);
    let sources = sources(book, id);
    if id.kind == Kind::Deal {
        sources.iter().filter(|it| **it != id).for_each(|it| events.extend(own_history(book, *it)));
    }
    let mut activities: Vec<(RecordId, RecordId)> = Vec::new();
    let mut tasks = Vec::new();
    for source in &sources {
        activities.extend(book.links().to(*source, Kind::Activity).iter().map(|it| (*it, *source)));
        tasks.extend(book.links().to(*source, Kind::Task).iter().map(|it| (*it, *source)));
    }
    // What is about two of the sources is told once.
    order::sort_by_key(&mut activities, |it| *it);
    activities.dedup_by_key(|it| it.0);
    events.extend(activities.into_iter().filter_map(|(activity, of)| {
        let it = book.get::<Activity>(activity.get()?)?;
        Some(Event { at: it.at, by: it.by, of, what: What::Activity(it.id) })
    }));
    events.extend(tasks.into_iter().filter_map(|(task, of)| {
        let it = book.get::<Task>(task.get()?)?;
        let done = it.done?;
        Some(Event { at: done.at, by: done.by, of, what: What::TaskDone(it.id) })
    }));
    // A stable sort: of what happened in one moment, the later step stands first, as it was found last.
    events.reverse();
    order::sort_by_key(&mut events, |it| std::cmp::Reverse(it.at));
    events
}

/// The records whose activities a record shows.
fn sources(book: &Book, id: RecordId) -> Vec<RecordId> {
    let mut sources = vec![id];
    match id.kind {
        Kind::Deal => sources.extend(id.get::<Deal>().and_then(|it| book.get(it)?.lead).map(RecordId::from)),
        Kind::Contact | Kind::Company => {
            for kind in [Kind::Lead, Kind::Deal, Kind::Contact] {
                sources.extend(book.links().to(id, kind).iter().filter(|it| is_part(book, id, **it)));
            }
        }
        _ => {}
    }
    sources
}

/// Whether what names a record is part of its story. One who referred a lead has no part in it.
fn is_part(book: &Book, id: RecordId, of: RecordId) -> bool {
    match of.kind {
        Kind::Lead => of.get::<Lead>().and_then(|it| book.get(it)).is_some_and(|it| {
            let became = it.converted.as_ref();
            id.get()
                .is_some_and(|id| it.contact == Some(id) || became.is_some_and(|it| it.contact == Some(id)))
                || id.get().is_some_and(|id| {
                    it.company == Some(id) || became.is_some_and(|it| it.company == Some(id))
                })
        }),
        Kind::Contact => {
            id.kind == Kind::Company && of.get::<Contact>().and_then(|it| book.get(it)).is_some()
        }
        _ => true,
    }
}

/// What the record itself remembers: its birth, its statuses, its stages.
fn own_history(book: &Book, id: RecordId) -> Vec<Event> {
    let mut events = Vec::new();
    let Some(row) = book.row(&crate::row::Key::Record(id)) else { return events };
    let Some(common) = row.common() else { return events };
    let event = |at, by, what| Event { at, by, of: id, what };
    let source = match &row {
        crate::row::Row::Lead(it) => it.source,
        crate::row::Row::Contact(it) => it.source,
        crate::row::Row::Company(it) => it.source,
        crate::row::Row::Deal(it) => it.source,
        _ => None,
    };
    events.push(event(common.created, common.created_by, What::Created { source }));
    if let Some(lead) = row.get::<Lead>() {
        let mut visits: Vec<_> = lead.statuses.values().collect();
        order::sort_by_key(&mut visits, |it| it.at);
        // The first status is that of the birth.
        events.extend(
            visits
                .into_iter()
                .skip(1)
                .map(|it| event(it.at, it.by, What::Status { to: it.status, reason: it.reason })),
        );
        events.extend(lead.converted.map(|it| event(it.at, it.by, What::Converted)));
    }
    if let Some(deal) = row.get::<Deal>() {
        let mut visits: Vec<_> = deal.stages.values().collect();
        order::sort_by_key(&mut visits, |it| it.at);
        let steps = visits
            .windows(2)
            .map(|it| event(it[1].at, it[1].by, What::Stage { from: Some(it[0].stage), to: it[1].stage }));
        events.extend(steps);
    }
    events
}

/// When someone was last spoken or written to, and how.
pub fn last_contact(book: &Book, id: RecordId) -> Option<(Timestamp, ActivityKind)> {
    let newest = |id: RecordId| {
        let activities = book.links().to(id, Kind::Activity).iter();
        let of = activities.filter_map(|it| book.get::<Activity>(it.get()?)).filter(|it| it.is_contact());
        of.map(|it| (it.at, it.kind)).max_by_key(|it| it.0)
    };
    sources(book, id).into_iter().filter_map(newest).max_by_key(|it| it.0)
}

/// When anything was last logged about a record or what it rolls up.
pub fn last_activity(book: &Book, id: RecordId) -> Option<Timestamp> {
    let newest = |id: RecordId| {
        let activities = book.links().to(id, Kind::Activity).iter();
        activities.filter_map(|it| book.get::<Activity>(it.get()?)).map(|it| it.at).max()
    };
    sources(book, id).into_iter().filter_map(newest).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Convert, FinishTask, SetStatus, Take, Target, Trash},
        record::{ActivityOutcome, Company, Employment, Member, StatusKind},
        testing::{Device, board},
    };

    fn logs(device: &Device, book: &mut Book, kind: ActivityKind, about: &[RecordId]) -> Id<Activity> {
        let about = about.iter().map(|it| (*it, Member));
        device.adds(book, |it: &mut Activity| (it.kind, it.about) = (kind, about.collect()))
    }

    /// Each event in a word, newest first.
    fn told(book: &Book, id: impl Into<RecordId>) -> Vec<String> {
        let word = |it: &Event| match &it.what {
            What::Activity(id) => book.get(*id).expect("it is there").kind.name().to_owned(),
            What::TaskDone(id) => format!("done {}", book.get(*id).expect("it is there").title),
            What::Created { .. } => format!("made {}", it.of.kind.name()),
            What::Status { to, .. } => format!("to {}", book.get(*to).expect("it is there").name),
            What::Stage { to, .. } => format!("to {}", book.get(*to).expect("it is there").name),
            What::Converted => "converted".to_owned(),
        };
        timeline(book, id.into()).iter().map(word).collect()
    }

    #[test]
    fn a_lead_tells_its_birth_its_statuses_what_was_logged_and_what_was_done() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        logs(&device, &mut book, ActivityKind::Call, &[lead.into()]);
        let status = crate::query::status_of_kind(&book, StatusKind::Qualified).expect("a default");
        device.does(&mut book, SetStatus { lead, status, reason: None, note: "".into() });
        let task =
            device.adds(&mut book, |it: &mut Task| (it.title, it.about) = ("Mail".into(), Some(lead.into())));
        assert_eq!(
            told(&book, lead),
            ["to Qualified", "call", "made lead"],
            "a task tells nothing before it is done"
        );
        device.does(&mut book, FinishTask { task, done: true });
        assert_eq!(told(&book, lead), ["done Mail", "to Qualified", "call", "made lead"]);
        let convert =
            crate::query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
        device.does(&mut book, convert);
        assert_eq!(told(&book, lead)[0], "converted");
    }

    #[test]
    fn a_deal_tells_its_stages_and_the_story_of_its_lead_each_thing_once() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        logs(&device, &mut book, ActivityKind::Email, &[lead.into()]);
        let convert =
            crate::query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
        device.does(&mut book, convert);
        let deal = book.get(lead).and_then(|it| it.converted?.deal).expect("it was made");
        logs(&device, &mut book, ActivityKind::Meeting, &[lead.into(), deal.into()]);
        let stage = board::stage(&book, "Negotiation").id;
        let step = crate::command::MoveDeal {
            deal,
            stage,
            spot: crate::command::Spot::Top,
            closing: crate::command::Closing::default(),
        };
        device.does(&mut book, step);
        assert_eq!(
            told(&book, deal),
            ["to Negotiation", "meeting", "converted", "made deal", "email", "made lead"]
        );
    }

    #[test]
    fn a_company_tells_what_was_logged_with_its_people_leads_and_deals() {
        let (device, mut book) = (Device::new(1), Book::new());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Zen".into());
        let contact = device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Ana".into();
            it.companies.insert(company, Employment::default());
        });
        let deal = device.adds(&mut book, |it: &mut Deal| {
            it.name = "Pumps".into();
            it.companies.insert(company, Member);
        });
        let lead = device
            .adds(&mut book, |it: &mut Lead| (it.first_name, it.company) = ("Bo".into(), Some(company)));
        for (kind, about) in [
            (ActivityKind::Note, RecordId::from(contact)),
            (ActivityKind::Visit, deal.into()),
            (ActivityKind::Call, lead.into()),
        ] {
            logs(&device, &mut book, kind, &[about]);
        }
        assert_eq!(told(&book, company), ["call", "visit", "note", "made company"]);
        device.does(&mut book, Trash(vec![lead.into()]));
        assert_eq!(told(&book, company), ["visit", "note", "made company"]);
    }

    #[test]
    fn who_referred_a_lead_has_no_part_in_its_story() {
        let (device, mut book) = (Device::new(1), Book::new());
        let contact = device.adds(&mut book, |it: &mut Contact| it.first_name = "Ana".into());
        let lead = device
            .adds(&mut book, |it: &mut Lead| (it.first_name, it.referred_by) = ("Bo".into(), Some(contact)));
        logs(&device, &mut book, ActivityKind::Call, &[lead.into()]);
        assert_eq!(told(&book, contact), ["made contact"]);
        let convert = Convert {
            lead,
            contact: Target::Existing(contact),
            company: Target::None,
            deal: Take::None,
            overwrite: Vec::new(),
        };
        device.does(&mut book, convert);
        assert_eq!(told(&book, contact), ["call", "made contact"], "unless it became them");
    }

    #[test]
    fn t4_the_last_contact_is_the_last_time_that_someone_was_reached() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        assert_eq!(last_contact(&book, lead.into()), None);
        logs(&device, &mut book, ActivityKind::Email, &[lead.into()]);
        let mailed = device.now();
        logs(&device, &mut book, ActivityKind::Note, &[lead.into()]);
        device.adds(&mut book, |it: &mut Activity| {
            (it.kind, it.outcome) = (ActivityKind::Call, Some(ActivityOutcome::NoAnswer));
            it.about.insert(lead.into(), Member);
        });
        assert_eq!(last_contact(&book, lead.into()), Some((mailed, ActivityKind::Email)));
        assert_eq!(last_activity(&book, lead.into()), Some(device.now()), "a note and a try are activities");
        let convert =
            crate::query::conversion(&book, book.get(lead).expect("it is there"), &|| device.uuid());
        device.does(&mut book, convert);
        let became = book.get(lead).and_then(|it| it.converted).expect("it is converted");
        for id in [became.contact.map(RecordId::from), became.deal.map(RecordId::from)] {
            assert_eq!(
                last_contact(&book, id.expect("it was made")).map(|it| it.1),
                Some(ActivityKind::Email)
            );
        }
    }
}
