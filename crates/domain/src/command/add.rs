//! New records.

use super::{Context, Decision, check::check, deal, lead, require, tag, task};
use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    entry::{Label, Verb},
    query,
    record::{Deal, Lead, LeadStatus, Listed, Reached, Record, StageKind, Status, StatusKind, StatusVisit},
    refusal::Refusal,
    row::Row,
    value::Rank,
};

/// Adds records: what was captured, written down or planned.
///
/// What the author left open is filled in: when and by whom, a lead's status, a deal's stage and place, the end of a list.
#[derive(Clone, Debug)]
pub struct Add(pub Vec<Row>);

impl Add {
    /// Adds one record.
    pub fn one(record: impl Into<Row>) -> Add {
        Add(vec![record.into()])
    }
}

/// Refuses what is there already, and what says too little ([`check`]).
pub(super) fn add(ctx: &Context<'_>, book: &Book, Add(rows): &Add) -> Result<Decision, Refusal> {
    let mut edits = Vec::with_capacity(rows.len());
    for row in rows {
        let key = row.key();
        if book.row(&key).is_some() || edits.iter().any(|it: &Edit| it.key().as_ref() == Some(&key)) {
            return Err(Refusal::There);
        }
        if row.is_trashed() {
            return Err(Refusal::NotByEdit { path: "trashed".to_owned() });
        }
        let row = prepared(ctx, book, row.clone())?;
        check(&row)?;
        tag::check_name(book, &row)?;
        task::check_due(&row)?;
        edits.push(Edit { before: None, after: Some(row) });
    }
    let label = edits.first().and_then(|it| it.after.as_ref()).map_or(Label::of(Verb::Added, ""), label);
    Ok(Decision::new(label, Change::new(edits, Stamping::Fresh)))
}

/// The record with when and by whom it was made.
pub(super) fn signed<T: Record>(ctx: &Context<'_>, mut record: T) -> T {
    let common = record.common_mut();
    if common.created.0 == 0 {
        common.created = ctx.now;
    }
    common.created_by = common.created_by.or(Some(ctx.me));
    record
}

/// The record with what its author left open.
pub(super) fn prepared(ctx: &Context<'_>, book: &Book, row: Row) -> Result<Row, Refusal> {
    Ok(match row {
        Row::Lead(it) => new_lead(ctx, book, it.record().clone())?.into(),
        Row::Deal(it) => deal(ctx, book, it.record().clone())?.into(),
        Row::Activity(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.by = it.by.or(Some(ctx.me));
            if it.at.0 == 0 {
                it.at = ctx.now;
            }
            it.into()
        }
        Row::Task(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.assignee = it.assignee.or(Some(ctx.me));
            it.into()
        }
        Row::Contact(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.owner = it.owner.or(Some(ctx.me));
            it.into()
        }
        Row::Company(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.owner = it.owner.or(Some(ctx.me));
            it.into()
        }
        Row::Stage(it) => {
            let mut it = signed(ctx, it.record().clone());
            let stages = query::stages(book, it.pipeline);
            let (last, next) = (
                stages.iter().rfind(|it| it.kind == StageKind::Open),
                stages.iter().find(|it| it.kind != StageKind::Open),
            );
            let (last, next) = (last.map(|it| &it.rank), next.map(|it| &it.rank));
            it.rank = Rank::between(last, next).or_else(|| Rank::between(last, None)).unwrap_or_default();
            it.into()
        }
        Row::Rep(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Source(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Reason(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Status(it) => {
            let mut it = signed(ctx, it.record().clone());
            it.rank = after_its_kind(book, it.kind);
            it.into()
        }
        Row::Criterion(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Tag(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Pipeline(it) => at_the_end(ctx, book, it.record().clone(), |it, rank| it.rank = rank),
        Row::Settings(_) | Row::Sealed(_) | Row::Purged(..) => return Err(Refusal::There),
    })
}

fn at_the_end<T: Listed + crate::book::Kept + Into<Row>>(
    ctx: &Context<'_>,
    book: &Book,
    record: T,
    put: impl FnOnce(&mut T, Rank),
) -> Row {
    let mut record = signed(ctx, record);
    let last = book.table::<T>().iter().map(|it| it.rank().clone()).max();
    put(&mut record, Rank::between(last.as_ref(), None).unwrap_or_default());
    record.into()
}

/// The place behind the last status of a kind: those that mean the same stand together.
fn after_its_kind(book: &Book, kind: StatusKind) -> Rank {
    let all = query::listed_with_archived::<Status>(book);
    let last = all.iter().rfind(|it| it.kind == kind).or(all.last()).map(|it| &it.rank);
    let next = all.iter().map(|it| &it.rank).find(|it| last.is_some_and(|last| *it > last));
    Rank::between(last, next).unwrap_or_default()
}

fn new_lead(ctx: &Context<'_>, book: &Book, lead: Lead) -> Result<Lead, Refusal> {
    let mut lead = signed(ctx, lead);
    lead.owner = lead.owner.or(Some(ctx.me));
    if lead.converted.is_some() {
        return Err(Refusal::NotByEdit { path: "converted".to_owned() });
    }
    if lead.status.status.is_none() {
        let first = query::status_of_kind(book, StatusKind::Open).ok_or(Refusal::Gone)?;
        lead.status = LeadStatus { status: first, ..LeadStatus::default() };
    }
    let LeadStatus { status, reason, note, since } = &mut lead.status;
    match require(book, *status)?.kind {
        StatusKind::Converted => {
            return Err(Refusal::NotThisWay { from: StatusKind::Open, to: StatusKind::Converted });
        }
        StatusKind::Disqualified => *reason = Some(lead::reason(book, *reason, note)?),
        _ => *reason = None,
    }
    if since.0 == 0 {
        *since = ctx.now;
    }
    let visit = StatusVisit {
        status: lead.status.status,
        at: lead.status.since,
        by: Some(ctx.me),
        reason: lead.status.reason,
    };
    lead.statuses.insert(ctx.element(), visit);
    Ok(lead)
}

/// A new deal, signed, in its stage (the first open one of the first pipeline if none was chosen), at the top of the column.
pub(super) fn deal(ctx: &Context<'_>, book: &Book, deal: Deal) -> Result<Deal, Refusal> {
    let mut deal = signed(ctx, deal);
    deal.owner = deal.owner.or(Some(ctx.me));
    if deal.stage.is_none() {
        deal.stage = query::first_stage(book).ok_or(Refusal::NoStage)?;
    }
    let stage = require(book, deal.stage).or(Err(Refusal::NoStage))?;
    if stage.kind != StageKind::Open || stage.archived {
        return Err(Refusal::NoStage);
    }
    if deal.outcome.is_some() {
        return Err(Refusal::NotByEdit { path: "outcome".to_owned() });
    }
    deal.rank = deal::top(book, crate::book::Place::Open(stage.id));
    deal::enter(ctx, &mut deal, stage.id);
    Ok(deal)
}

/// What to call the adding of a record: its kind and its name.
fn label(row: &Row) -> Label {
    let label = |verb, name: &str, kind: &str| Label::of(verb, name).with(kind);
    let kind = row.kind().map_or("", crate::value::Kind::name);
    match row {
        Row::Lead(it) => label(Verb::Added, &it.name(), kind),
        Row::Contact(it) => label(Verb::Added, &it.name(), kind),
        Row::Company(it) => label(Verb::Added, &it.name(), kind),
        Row::Deal(it) => label(Verb::Added, &it.name, kind),
        Row::Task(it) => label(Verb::Added, &it.title, kind),
        Row::Activity(it) => label(Verb::Logged, &it.subject, it.kind.name()),
        Row::Rep(it) => label(Verb::Added, it.label(), kind),
        Row::Source(it) => label(Verb::Added, it.label(), kind),
        Row::Reason(it) => label(Verb::Added, it.label(), kind),
        Row::Status(it) => label(Verb::Added, it.label(), kind),
        Row::Criterion(it) => label(Verb::Added, it.label(), kind),
        Row::Tag(it) => label(Verb::Added, it.label(), kind),
        Row::Pipeline(it) => label(Verb::Added, it.label(), kind),
        Row::Stage(it) => label(Verb::Added, it.label(), kind),
        Row::Settings(_) | Row::Sealed(_) | Row::Purged(..) => Label::of(Verb::Added, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        defaults,
        record::{
            Activity, Company, Contact, Converted, EmailEntry, Ending, Outcome, Pipeline, Rep, Source, Stage,
            Task, Trashed,
        },
        testing::{Device, board},
        value::{ElementId, Id, Kind, Timestamp},
    };

    #[track_caller]
    fn refused(rows: impl IntoIterator<Item = Row>, why: Refusal) {
        let outcome = Device::new(1).decide(&Book::new(), Add(rows.into_iter().collect()));
        assert_eq!(outcome.map(|it| it.change), Err(why));
    }

    #[test]
    fn l1_any_one_of_name_company_email_and_phone_is_enough_for_a_lead() {
        let lead = || Lead::blank(Id::fixed(1));
        let email = EmailEntry { label: None, value: "bo@zen.example".parse().expect("an address") };
        for lead in [
            Lead { last_name: "Roy".into(), ..lead() },
            Lead { company_name: "Zen".into(), ..lead() },
            Lead {
                emails: [(ElementId(Id::<Lead>::fixed(2).uuid()), email)].into_iter().collect(),
                ..lead()
            },
        ] {
            assert!(Device::new(1).decide(&Book::new(), Add::one(lead)).is_ok());
        }
        for lead in [
            lead(),
            Lead { first_name: " ".into(), company_name: "\t".into(), ..lead() },
            Lead {
                salutation: "Mr".into(),
                interest: "Pumps".into(),
                website: "zen.example".into(),
                ..lead()
            },
        ] {
            refused([lead.into()], Refusal::NoIdentity);
        }
    }

    #[test]
    fn d4_a_deal_needs_someone_to_be_with() {
        refused([Deal { name: "Pumps".into(), ..Deal::blank(Id::fixed(1)) }.into()], Refusal::NoParty);
        let (device, mut book) = (Device::new(1), Book::new());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        device.adds(&mut book, |it: &mut Deal| {
            it.name = "Pumps".into();
            it.companies.insert(company, crate::record::Member);
        });
        assert_eq!(board::show(&book), "Qualified to Buy: Pumps");
    }

    #[test]
    fn t2_what_its_author_left_open_is_filled_in() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let lead = book.get(lead).expect("it was added").clone();
        assert_eq!((lead.common.created, lead.common.created_by), (device.now(), Some(device.me())));
        assert_eq!(
            (lead.owner, lead.status.status, lead.statuses.len()),
            (Some(device.me()), defaults::NEW, 1)
        );
        assert_eq!(book.get(device.me()).map(|it| it.name.to_string()), Some("Ana Roy".to_owned()));
        let note = device.adds(&mut book, |it: &mut Activity| it.body = "Hello".into());
        assert_eq!(book.get(note).map(|it| (it.at, it.by)), Some((device.now(), Some(device.me()))));
        let task = device.adds(&mut book, |it: &mut Task| it.title = "Call".into());
        assert_eq!(book.get(task).and_then(|it| it.assignee), Some(device.me()));
    }

    #[test]
    fn what_its_author_gave_stays() {
        let (device, mut book) = (Device::new(1), Book::new());
        let rep = device.adds(&mut book, |it: &mut Rep| it.name = "Eva".into());
        let working = query::status_of_kind(&book, StatusKind::Working).expect("a default");
        let lead = device.adds(&mut book, |it: &mut Lead| {
            (it.first_name, it.owner, it.status.status) = ("Bo".into(), Some(rep), working);
            it.common.created = Timestamp(5);
        });
        let lead = book.get(lead).expect("it was added");
        assert_eq!((lead.owner, lead.status.status, lead.common.created), (Some(rep), working, Timestamp(5)));
    }

    #[test]
    fn a_new_deal_stands_on_top_and_a_new_entry_at_the_end() {
        let (device, mut book) = (Device::new(1), board::parse("Qualified to Buy: acme"));
        device.adds(&mut book, |it: &mut Deal| {
            it.name = "zen".into();
            it.companies.insert(board::THEM, crate::record::Member);
        });
        assert_eq!(board::show(&book), "Qualified to Buy: zen acme");
        let source = device.adds(&mut book, |it: &mut Source| it.name = "Fair".into());
        assert_eq!(query::listed::<Source>(&book).last().map(|it| it.id), Some(source));
        let stage = device
            .adds(&mut book, |it: &mut Stage| (it.name, it.pipeline) = ("Late".into(), defaults::SALES));
        assert_eq!(query::stages(&book, defaults::SALES)[4].id, stage, "the last of the open ones");
    }

    #[test]
    fn what_is_there_already_or_comes_twice_is_refused() {
        let company = |id| Row::from(Company { name: "Acme".into(), ..Company::blank(Id::fixed(id)) });
        refused([company(1), company(1)], Refusal::There);
        refused(
            [Source { name: "x".into(), ..Source::blank(query::listed::<Source>(&Book::new())[0].id) }
                .into()],
            Refusal::There,
        );
        refused([crate::record::Settings::blank(Id::fixed(1)).into()], Refusal::There);
    }

    #[test]
    fn x1_what_names_something_that_is_not_there_is_refused() {
        let company =
            Company { name: "Acme".into(), parent: Some(Id::fixed(9)), ..Company::blank(Id::fixed(1)) };
        refused([company.into()], Refusal::Gone);
        let contact =
            Contact { first_name: "Bo".into(), owner: Some(Id::fixed(9)), ..Contact::blank(Id::fixed(1)) };
        refused([contact.into()], Refusal::Gone);
        let lead = Lead { first_name: "Bo".into(), source: Some(Id::fixed(9)), ..Lead::blank(Id::fixed(1)) };
        refused([lead.into()], Refusal::Gone);
        // Two that come together may name each other.
        let parent = Company { name: "Mother".into(), ..Company::blank(Id::fixed(2)) };
        let child = Company { name: "Child".into(), parent: Some(parent.id), ..Company::blank(Id::fixed(1)) };
        assert!(Device::new(1).decide(&Book::new(), Add(vec![child.into(), parent.into()])).is_ok());
    }

    #[test]
    fn d2_a_pipeline_comes_with_its_stages_and_with_one_won_and_one_lost() {
        let pipeline = Pipeline { name: "Renewals".into(), ..Pipeline::blank(Id::fixed(1)) };
        let stage = |id, kind| -> Row {
            Stage { name: "x".into(), kind, pipeline: Id::fixed(1), ..Stage::blank(Id::fixed(id)) }.into()
        };
        refused([pipeline.clone().into()], Refusal::StageNeeded);
        let (open, won, lost) =
            (stage(2, StageKind::Open), stage(3, StageKind::Won), stage(4, StageKind::Lost));
        refused([pipeline.clone().into(), open.clone(), won.clone()], Refusal::StageNeeded);
        let whole = vec![pipeline.into(), open, won, lost];
        assert!(Device::new(1).decide(&Book::new(), Add(whole)).is_ok());
        let second = Stage {
            name: "x".into(),
            kind: StageKind::Won,
            pipeline: defaults::SALES,
            ..Stage::blank(Id::fixed(5))
        };
        refused([second.into()], Refusal::StageNeeded);
    }

    #[test]
    fn l3_nothing_begins_as_what_has_a_command_of_its_own() {
        let lead = || Lead { first_name: "Bo".into(), ..Lead::blank(Id::fixed(1)) };
        let of_kind = |kind| query::status_of_kind(&Book::new(), kind).expect("a default");
        let mut out = lead();
        out.status.status = of_kind(StatusKind::Disqualified);
        refused([out.into()], Refusal::NoReason);
        let mut converted = lead();
        converted.status.status = of_kind(StatusKind::Converted);
        let (from, to) = (StatusKind::Open, StatusKind::Converted);
        refused([converted.into()], Refusal::NotThisWay { from, to });
        let became = Converted { at: Timestamp(1), by: None, company: None, contact: None, deal: None };
        let path = |it: &str| Refusal::NotByEdit { path: it.to_owned() };
        refused([Lead { converted: Some(became), ..lead() }.into()], path("converted"));
        let mut trashed = lead();
        trashed.common.trashed = Some(Trashed { at: Timestamp(1), by: None });
        refused([trashed.into()], path("trashed"));
        let outcome =
            Outcome { competitor: "".into(), day: None, ending: Ending::Won, note: "".into(), reason: None };
        refused(
            [Deal { name: "x".into(), outcome: Some(outcome), ..Deal::blank(Id::fixed(1)) }.into()],
            path("outcome"),
        );
        let won = Deal { name: "x".into(), stage: defaults::WON, ..Deal::blank(Id::fixed(1)) };
        refused([won.into()], Refusal::NoStage);
    }

    #[test]
    fn an_entry_says_what_was_added() {
        let device = Device::new(1);
        let entry = device
            .decide(&Book::new(), Add::one(Company { name: "Acme".into(), ..Company::blank(device.id()) }));
        assert_eq!(
            entry.map(|it| it.head.label),
            Ok(Label::of(Verb::Added, "Acme").with(Kind::Company.name()))
        );
    }
}
