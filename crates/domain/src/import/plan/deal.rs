//! Rows that are deals.

use super::super::{
    field::Field,
    report::Why,
    stage::{self, StageTo},
};
use super::{
    keys,
    known::Identity,
    notes, read,
    settle::{Settled, keep, keep_all, next_step, noted, owner, priority, remember, settle},
    sheet::{Cells, Log},
    stock::Stock,
    way::Way,
    ways::named,
};
use crate::{
    record::{
        Common, Company, Contact, Deal, EmailEntry, Employment, Ending, Member, Outcome, Participant,
        ReasonUse, Stage, StageKind, StageVisit, fill, name_parts,
    },
    value::{Day, Email, Id, Kind, Money, Percent, Text},
};

pub(super) fn deal(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>) -> Settled {
    let value = cells.money()?;
    let companies = named(cells, stock.origin, Field::Company, Field::CompanyId);
    let contacts = named(cells, stock.origin, Field::Contact, Field::ContactId);
    let first = |list: &[(String, String)]| list.first().map_or(String::new(), |it| it.1.clone());
    let name = name(cells, &first(&companies), &first(&contacts));
    if name.is_empty() {
        return Err((None, Why::NoIdentity));
    }
    let close = cells.day(log, Field::CloseDay);
    let closed_on = cells.day(log, Field::ClosedOn);
    let closed = closed_on.or(close);
    let company = companies.first().and_then(|it| stock.known_company(&it.0, &it.1));
    let (found, print) = find(cells, stock, &name, company, (value, closed));
    let here = found.map(|it| stock.deals.get(it));
    let (has_company, has_contact) =
        here.map_or((false, false), |it| (!it.companies.is_empty(), !it.contacts.is_empty()));
    let mut deal = draft(cells, log, stock, found);
    (deal.name, deal.value) = (name, value);
    if !has_company {
        join_companies(cells, log, stock, &mut deal, &companies);
    }
    // Read in any case: what cannot be is told in a note, which must be the same when the file comes again.
    let email = contact_email(cells, log);
    if !has_contact {
        join_contacts(cells, log, stock, &mut deal, &contacts, email);
    }
    let ending = stand(cells, log, stock, &mut deal, closed);
    deal.expected_close = close.filter(|_| ending.is_none());
    keep_other_day(cells, log, &mut deal, close, closed_on);
    remember(&mut deal.common, print.filter(|_| found.is_none()));
    let notes = notes(cells, log)?;
    let (fate, at) = settle(&mut stock.deals, found, deal, fill::deal, keys::deal);
    let deal = stock.deals.get(at);
    log.is_alone = deal.is_alone();
    let about = (deal.id.into(), deal.common.created);
    Ok(noted(stock, fate, about, &notes))
}

/// What a row says of the deal alone, and what the deal that is there lacks.
fn draft(cells: &Cells<'_>, log: &mut Log, stock: &mut Stock<'_>, found: Option<usize>) -> Deal {
    let here = found.map(|it| stock.deals.get(it));
    let (has_owner, has_source) = here.map_or((false, false), |it| (it.owner.is_some(), it.source.is_some()));
    let mut common = stock.common(cells, log, Kind::Deal);
    Deal {
        priority: priority(cells, log, &mut common),
        owner: if has_owner { None } else { owner(cells, log, stock, &mut common) },
        source: if has_source { None } else { stock.source(cells) },
        next_step: next_step(cells),
        common,
        ..stock.blank()
    }
}

/// What a deal is called: as the file says, else "Company: product", or as much of it as is known.
fn name(cells: &Cells<'_>, company: &str, contact: &str) -> Text {
    let own = cells.get(Field::DealName);
    if !own.is_empty() {
        return own.into();
    }
    let cut = |text: &str, to: usize| text.chars().take(to).collect::<String>();
    let who = if company.is_empty() { contact } else { company };
    let what = cells.get(Field::Product);
    match (who, what) {
        ("", "") => cells.text(Field::ExternalId),
        (who, "") => who.into(),
        ("", what) => what.into(),
        (who, what) => format!("{}: {}", cut(who, 200), cut(what, 60)).into(),
    }
}

/// The same deal: by id, by the print of its row, or one of the same name and company that says nothing else of its
/// value and its day; and the print of the row. Two rows of one file are never the same deal by name.
fn find(
    cells: &Cells<'_>,
    stock: &Stock<'_>,
    name: &str,
    company: Option<usize>,
    (value, closed): (Option<Money>, Option<Day>),
) -> (Option<usize>, Option<String>) {
    let identity = Identity::new(stock, Kind::Deal, cells.get(Field::ExternalId));
    let print = cells.print();
    let agrees = |it: &Deal| stage::key(&it.name) == stage::key(name);
    let by_id = identity.find(&stock.deals, agrees);
    let by_print = || stock.deals.find(&keys::print(print.as_deref()?), |_| true);
    let says_else = |it: &Deal| {
        let day = it.outcome.as_ref().and_then(|it| it.day).or(it.expected_close);
        value.zip(it.value).is_some_and(|(one, other)| one != other)
            || closed.zip(day).is_some_and(|(one, other)| one != other)
    };
    let company = company.map(|it| stock.companies.get(it).id.to_string()).unwrap_or_default();
    let by_name = || {
        stock.deals.find(&keys::deal_name(name, &company), |slot| {
            let it = slot.get();
            let is_of_a_row = slot.is_new() || slot.is_taken || keys::has_print(&it.common);
            !is_of_a_row && !identity.differs(&it.common) && !says_else(it)
        })
    };
    (by_id.or_else(by_print).or_else(by_name), print)
}

fn join_companies(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
    deal: &mut Deal,
    names: &[(String, String)],
) {
    for (id, name) in names {
        if let Some(company) = stock.company(id, name).map(|it| stock.companies.get(it).id) {
            deal.companies.insert(company, Member);
            deal.main_company = deal.main_company.or(Some(company));
        } else {
            keep_all(cells, log, &mut deal.common, &[Field::CompanyId]);
        }
    }
}

fn contact_email(cells: &Cells<'_>, log: &mut Log) -> Option<Email> {
    let (column, cell) = cells.first(Field::ContactEmail)?;
    let email = cell.parse().ok();
    if email.is_none() {
        cells.spoilt(log, column, Why::Email);
    }
    email
}

fn join_contacts(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
    deal: &mut Deal,
    names: &[(String, String)],
    email: Option<Email>,
) {
    let by_email = (String::new(), String::new());
    let names = if names.is_empty() && email.is_some() { std::slice::from_ref(&by_email) } else { names };
    for (at, (id, name)) in names.iter().enumerate() {
        let email = email.clone().filter(|_| at == 0);
        match contact(stock, deal.company(), id, name, email) {
            Ok(Some(contact)) => {
                deal.contacts.insert(contact, Participant::default());
                deal.main_contact = deal.main_contact.or(Some(contact));
            }
            Ok(None) => keep_all(cells, log, &mut deal.common, &[Field::ContactId]),
            Err(why) => {
                if let Some((column, _)) = cells.first(Field::Contact) {
                    cells.spoilt(log, column, why);
                }
            }
        }
    }
}

/// The person of an id, an address or a name, made if there is none; an error if several are called so.
fn contact(
    stock: &mut Stock<'_>,
    company: Option<Id<Company>>,
    id: &str,
    name: &str,
    email: Option<Email>,
) -> Result<Option<Id<Contact>>, Why> {
    let agrees = |it: &Contact| keys::may_be_same(name, &keys::spoken(&it.first_name, &it.last_name));
    let by_id = Identity::new(stock, Kind::Contact, id).find(&stock.contacts, agrees);
    let by_email = email.as_ref().and_then(|it| stock.contacts.find(&keys::email(it), |_| true));
    let mut found = by_id.or(by_email);
    if found.is_none() && !name.is_empty() {
        let at_company =
            company.and_then(|it| stock.contacts.find(&keys::person(name, &it.to_string()), |_| true));
        let all = stock.contacts.all(&keys::person(name, ""));
        found = at_company.or(all.first().copied().filter(|_| all.len() == 1));
        if found.is_none() && all.len() > 1 {
            return Err(Why::Ambiguous);
        }
    }
    if let Some(found) = found {
        learn_email(stock, found, email);
        return Ok(Some(stock.contacts.get(found).id));
    }
    if name.is_empty() && email.is_none() {
        return Ok(None);
    }
    Ok(Some(new_contact(stock, company, id, name, email)))
}

/// Someone who is known by name or id takes an address that was not known yet.
fn learn_email(stock: &mut Stock<'_>, place: usize, email: Option<Email>) {
    let Some(value) = email else { return };
    let contact = stock.contacts.get(place);
    if contact.emails.values().any(|it| it.value.is_same(&value)) {
        return;
    }
    let mut contact = contact.clone();
    contact.emails.insert(stock.element(), EmailEntry { label: None, value });
    stock.contacts.name(place, keys::contact(&contact));
    stock.contacts.put(place, contact);
}

fn new_contact(
    stock: &mut Stock<'_>,
    company: Option<Id<Company>>,
    id: &str,
    name: &str,
    email: Option<Email>,
) -> Id<Contact> {
    let (first_name, last_name) = name_parts(name);
    let mut contact = Contact { first_name, last_name, ..stock.blank() };
    if let Some(value) = email {
        contact.emails.insert(stock.element(), EmailEntry { label: None, value });
    }
    if let Some(company) = company {
        contact.companies.insert(company, Employment::default());
        contact.main_company = Some(company);
    }
    if !id.is_empty() {
        contact.common.external.insert(stock.system(Kind::Contact), id.into());
    }
    let keys = keys::contact(&contact);
    let place = stock.contacts.make(contact, false, keys);
    stock.contacts.get(place).id
}

/// Puts a deal where it stands: in an open stage, and among won or lost deals if it has ended.
fn stand(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
    deal: &mut Deal,
    closed: Option<Day>,
) -> Option<Ending> {
    let (stage, of_stage) = stage_of(cells, log, stock, &mut deal.common);
    let ending = of_stage.or_else(|| outcome(cells, log, &mut deal.common));
    deal.stage = stage;
    probability(cells, log, deal, ending);
    let created = deal.common.created;
    let visit = |stage, at| StageVisit { stage, at, by: None };
    let Some(ending) = ending else {
        keep_all(cells, log, &mut deal.common, &[Field::Reason, Field::Competitor]);
        deal.stages.insert(stock.element(), visit(stage, created));
        return None;
    };
    let used_for = if ending == Ending::Won { ReasonUse::Won } else { ReasonUse::Lost };
    let reason = stock.reason(cells, used_for);
    let competitor = cells.text(Field::Competitor);
    deal.outcome = Some(Outcome { ending, day: closed, reason, note: Text::EMPTY, competitor });
    let column = cells.sheet.closed_stage(stage, ending);
    deal.stages.insert(stock.element(), visit(column, closed.map_or(created, |it| read::at(it, 12 * 60))));
    Some(ending)
}

/// How likely an open deal is to be won, where its stage does not say so. Of one that has ended it is certain; what was
/// thought of it before is kept.
fn probability(cells: &Cells<'_>, log: &mut Log, deal: &mut Deal, ending: Option<Ending>) {
    let Some((column, cell)) = cells.first(Field::Probability) else { return };
    match (read::percent(cell), ending) {
        (Some(percent), None) => {
            deal.probability = Some(percent).filter(|it| Some(*it) != cells.sheet.chance_of(deal.stage));
        }
        (None, None) => cells.spoilt(log, column, Why::Percent),
        (percent, Some(ending)) => {
            let certain = if ending == Ending::Won { 100 } else { 0 };
            if percent.map(Percent::value) != Some(certain) {
                keep(cells, log, &mut deal.common, column, false);
            }
        }
    }
}

/// Of an open deal the day is used on which it is expected to close, and of one that has ended that on which it did; the
/// other one is kept.
fn keep_other_day(
    cells: &Cells<'_>,
    log: &mut Log,
    deal: &mut Deal,
    close: Option<Day>,
    closed_on: Option<Day>,
) {
    let (day, other, field) = match deal.outcome {
        None => (close, closed_on, Field::ClosedOn),
        Some(_) => (closed_on.or(close), close, Field::CloseDay),
    };
    if other.is_some() && other != day {
        keep_all(cells, log, &mut deal.common, &[field]);
    }
}

/// The open stage that a row names, or the first one; and how the deal ended, if the stage's name says so.
fn stage_of(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
    common: &mut Common,
) -> (Id<Stage>, Option<Ending>) {
    let sheet = cells.sheet;
    let (way, is_told) = way_of(cells, log, common);
    let first = way.map_or(Id::NONE, |it| it.first);
    let Some((column, cell)) = cells.first(Field::Stage) else { return (first, None) };
    let key = stage::key(cell);
    if let Some(here) = way.filter(|_| is_told).and_then(|it| it.stages.iter().find(|it| it.key == key)) {
        return match here.kind {
            StageKind::Open => (here.id, None),
            StageKind::Won => (first, Some(Ending::Won)),
            StageKind::Lost => (first, Some(Ending::Lost)),
        };
    }
    match sheet.stage(&key) {
        Some((_, StageTo::Existing(id))) => (id, None),
        Some((at, StageTo::New { .. })) => {
            if stock.stages.len() <= at {
                stock.stages.resize(at + 1, None);
            }
            let fresh = stock.fresh;
            (*stock.stages[at].get_or_insert_with(|| Id::new(fresh())), None)
        }
        Some((_, StageTo::Won)) => (first, Some(Ending::Won)),
        Some((_, StageTo::Lost)) => (first, Some(Ending::Lost)),
        None => {
            let ending = stage::ending(cell);
            if ending.is_none() {
                keep(cells, log, common, column, true);
            }
            (first, ending)
        }
    }
}

/// The pipeline of a row, and whether the row names it. One that is not here is kept as a word.
fn way_of<'a>(cells: &Cells<'a>, log: &mut Log, common: &mut Common) -> (Option<&'a Way>, bool) {
    let sheet = cells.sheet;
    let usual = sheet.way(sheet.mapping.pipeline);
    let Some((column, cell)) = cells.first(Field::Pipeline) else { return (usual, false) };
    let named = sheet.ways.iter().find(|it| it.key == stage::key(cell));
    if named.is_none() {
        log.remarks.push(cells.remark(Some(column), Why::Pipeline));
        keep(cells, log, common, column, false);
    }
    (named.or(usual), named.is_some())
}

/// How a deal ended by a column of its own.
fn outcome(cells: &Cells<'_>, log: &mut Log, common: &mut Common) -> Option<Ending> {
    if let Some((column, cell)) = cells.first(Field::Outcome) {
        let open = ["open", "offen", "ouvert", "active", "pending", "inprogress", "ongoing", "new"];
        let ending = stage::ending(cell);
        if ending.is_some() || open.contains(&&*stage::key(cell)) {
            return ending;
        }
        keep(cells, log, common, column, true);
    }
    let is_known = cells.first(Field::IsWon).is_some();
    if cells.is_yes(Field::IsWon) {
        Some(Ending::Won)
    } else if is_known && cells.is_yes(Field::IsClosed) {
        Some(Ending::Lost)
    } else {
        None
    }
}
