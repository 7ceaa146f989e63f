//! Rows that are deals.

use super::super::{
    field::Field,
    report::{Fate, Why},
    stage::{self, StageTo},
};
use super::{
    fill, keys,
    known::Identity,
    notes,
    people::{keep, next_step, priority, remember, settle},
    sheet::{Cells, Log, Refused, at},
    stock::Stock,
    ways::{named, parted},
};
use crate::{
    record::{
        Common, Contact, Deal, EmailEntry, Employment, Ending, Member, Outcome, Participant, ReasonUse,
        Stage, StageKind, StageVisit,
    },
    value::{Day, Email, Id, Kind, Money, Percent, RecordId, Text},
};

pub(super) fn deal(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
) -> Result<(Fate, RecordId), Refused> {
    let value = cells.money()?;
    let companies = named(cells, stock.origin, Field::Company, Field::CompanyId);
    let contacts = named(cells, stock.origin, Field::Contact, Field::ContactId);
    let name = name(cells, companies.first().map_or("", |it| &it.1), contacts.first().map_or("", |it| &it.1));
    if name.is_empty() {
        return Err((None, Why::NoIdentity));
    }
    let mut draft = Deal {
        value,
        common: stock.common(cells, log, Kind::Deal),
        next_step: next_step(cells),
        ..stock.blank()
    };
    let close = cells.day(log, Field::CloseDay);
    let closed = cells.day(log, Field::ClosedOn).or(close);
    let print = cells.print();
    let identity = Identity::new(stock, Kind::Deal, cells.get(Field::ExternalId));
    let first = companies.first().and_then(|it| stock.known_company(&it.0, &it.1));
    let company = first.map(|it| stock.companies.get(it).id.to_string()).unwrap_or_default();
    let found = find(stock, &identity, print.as_deref(), &name, &company, (value, closed));
    draft.name = name;
    draft.priority = priority(cells, log, &mut draft.common);
    let here = found.map(|it| stock.deals.get(it));
    let (has_owner, has_source, has_company, has_contact) = here.map_or((false, false, false, false), |it| {
        (it.owner.is_some(), it.source.is_some(), !it.companies.is_empty(), !it.contacts.is_empty())
    });
    draft.owner = if has_owner { None } else { stock.owner(cells) };
    draft.source = if has_source { None } else { stock.source(cells) };
    if !has_company {
        join_companies(stock, &mut draft, &companies);
    }
    if !has_contact {
        join_contacts(cells, log, stock, &mut draft, &contacts);
    }
    let ending = stand(cells, log, stock, &mut draft, closed);
    if ending.is_none() {
        draft.expected_close = close;
    }
    remember(&mut draft.common, print.filter(|_| found.is_none()));
    let notes = notes(cells, log)?;
    let (fate, at) = settle(&mut stock.deals, found, draft, fill::deal, keys::deal);
    let deal = stock.deals.get(at);
    let (id, created) = (deal.id, deal.common.created);
    let is_noted = stock.note(id.into(), &notes, created);
    Ok((if is_noted && fate == Fate::Same { Fate::Filled } else { fate }, id.into()))
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
/// value and its day. Two rows of one file are never the same deal by name.
fn find(
    stock: &Stock<'_>,
    identity: &Identity,
    print: Option<&str>,
    name: &str,
    company: &str,
    (value, closed): (Option<Money>, Option<Day>),
) -> Option<usize> {
    let agrees = |it: &Deal| stage::key(&it.name) == stage::key(name);
    let by_id = identity
        .key()
        .and_then(|id| stock.deals.find(&id, |it| identity.is_sure(&it.get().common, agrees(it.get()))));
    let by_name = || {
        stock.deals.find(&keys::deal_name(name, company), |slot| {
            let it = slot.get();
            let day = it.outcome.as_ref().and_then(|it| it.day).or(it.expected_close);
            let is_other = |one: bool, other: bool, same: bool| one && other && !same;
            !slot.is_new()
                && !slot.is_taken
                && !identity.differs(&it.common)
                && it.common.external.get(&crate::value::TextKey(keys::PRINT.into())).is_none()
                && !is_other(value.is_some(), it.value.is_some(), value == it.value)
                && !is_other(closed.is_some(), day.is_some(), closed == day)
        })
    };
    by_id.or_else(|| stock.deals.find(&keys::print(print?), |_| true)).or_else(by_name)
}

fn join_companies(stock: &mut Stock<'_>, deal: &mut Deal, names: &[(String, String)]) {
    for (id, name) in names {
        if let Some(company) = stock.company(id, name).map(|it| stock.companies.get(it).id) {
            deal.companies.insert(company, Member);
            deal.main_company = deal.main_company.or(Some(company));
        }
    }
}

fn join_contacts(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
    deal: &mut Deal,
    names: &[(String, String)],
) {
    let email = cells.first(Field::ContactEmail).and_then(|(column, cell)| {
        let email = cell.parse::<Email>().ok();
        if email.is_none() {
            cells.spoilt(log, column, Why::Email);
        }
        email
    });
    let by_email = (String::new(), String::new());
    let names = if names.is_empty() && email.is_some() { std::slice::from_ref(&by_email) } else { names };
    for (at, (id, name)) in names.iter().enumerate() {
        let email = email.clone().filter(|_| at == 0);
        match contact(stock, deal.company(), id, name, email) {
            Ok(Some(contact)) => {
                deal.contacts.insert(contact, Participant::default());
                deal.main_contact = deal.main_contact.or(Some(contact));
            }
            Ok(None) => {}
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
    company: Option<Id<crate::record::Company>>,
    id: &str,
    name: &str,
    email: Option<Email>,
) -> Result<Option<Id<Contact>>, Why> {
    let by_id = stock.contacts.find(&stock.external(Kind::Contact, id), |_| !id.is_empty());
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
        return Ok(Some(stock.contacts.get(found).id));
    }
    if name.is_empty() && email.is_none() {
        return Ok(None);
    }
    let (first_name, last_name) = parted(name);
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
    Ok(Some(stock.contacts.get(place).id))
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
    let own = cells.first(Field::Probability).filter(|_| ending.is_none());
    if let Some((column, cell)) = own {
        match percent(cell) {
            Some(percent) => {
                deal.probability = Some(percent).filter(|it| Some(*it) != cells.sheet.chance_of(stage));
            }
            None => cells.spoilt(log, column, Why::Percent),
        }
    }
    let created = deal.common.created;
    let visit = |stage, at| StageVisit { stage, at, by: None };
    let Some(ending) = ending else {
        deal.stages.insert(stock.element(), visit(stage, created));
        return None;
    };
    let used_for = if ending == Ending::Won { ReasonUse::Won } else { ReasonUse::Lost };
    let reason = stock.reason(cells, used_for);
    let competitor = cells.text(Field::Competitor);
    deal.outcome = Some(Outcome { ending, day: closed, reason, note: Text::EMPTY, competitor });
    let column = cells.sheet.closed_stage(stage, ending);
    deal.stages.insert(stock.element(), visit(column, closed.map_or(created, |it| at(it, 12 * 60))));
    Some(ending)
}

/// `60`, `60 %`, or `0.6` as some programs write it.
fn percent(cell: &str) -> Option<Percent> {
    let part = cell.strip_prefix("0.").or_else(|| cell.strip_prefix("0,"));
    match part.filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit())) {
        Some(part) => Percent::parse(&format!("{part:0<2}")[..2]).ok(),
        None => Percent::parse(cell).ok(),
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
    let mut way = sheet.way(sheet.mapping.pipeline);
    let mut is_told = false;
    if let Some((column, cell)) = cells.first(Field::Pipeline) {
        if let Some(found) = sheet.ways.iter().find(|it| it.key == stage::key(cell)) {
            (way, is_told) = (Some(found), true);
        } else {
            log.remarks.push(cells.remark(Some(column), Why::Pipeline));
            keep(cells, log, common, column, false);
        }
    }
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
    match sheet.stages.get(&key).map(|at| (*at, sheet.mapping.stages[*at].to)) {
        Some((_, StageTo::Existing(id))) => (id, None),
        Some((at, StageTo::New { .. })) => {
            let fresh = stock.fresh;
            (*stock.stages.entry(at).or_insert_with(|| Id::new(fresh())), None)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_one_is_percent_too() {
        for (text, value) in
            [("60", 60), ("60%", 60), ("0.6", 60), ("0,25", 25), ("0.125", 12), ("0", 0), ("100", 100)]
        {
            assert_eq!(percent(text).map(Percent::value), Some(value), "{text}");
        }
        assert_eq!(percent("0.x"), None);
    }
}
