//! Leads and deals of the cast, with the way they came.

use super::{Cast, Line, money};
use crate::{
    query,
    record::{
        Answer, Answered, ContactRole, Converted, Criterion, Deal, Enclosed, Enclosures, Ending, Lead,
        LeadStatus, Level, LineItem, Member, Milestone, Outcome, Participant, Quote, Reason, ReasonUse,
        Record, Rep, Source, Stage, StageKind, StageVisit, Status, StatusKind, StatusVisit,
    },
    row::Stamped,
    value::{ElementId, Elements, Id, Rank, Text},
};
use std::sync::Arc;

impl Cast<'_> {
    pub(super) fn lead(&mut self, line: &Line<'_>) -> Lead {
        let id = if self.leads.is_empty() { self.first_lead } else { self.id() };
        let (age, owner) = (line.number(9), self.owner(line, 10));
        let (status, statuses, converted) = self.status(line.text(6), age, owner);
        self.leads.push((id, owner));
        let name = format!("{} {}", line.text(0), line.text(1));
        let levels = [None, Some(Level::Cold), Some(Level::Warm), Some(Level::Hot)];
        Lead {
            common: self.tagged(self.common(age, owner), 'L', self.leads.len() - 1),
            priority: self.urgency('L', self.leads.len() - 1),
            first_name: line.text(0).into(),
            last_name: line.text(1).into(),
            job_title: line.text(2).into(),
            company_name: line.text(3).into(),
            emails: self.email(name.trim(), line.text(4)),
            phones: self.phone(line.text(5)),
            level: levels[line.place(7).min(3)],
            source: self.entry::<Source>(line.place(8), |_| true),
            interest: line.text(12).into(),
            potential: money(line.text(13)),
            qualification: self.answers(line.text(11), age, owner),
            status,
            statuses,
            converted,
            owner,
            ..Lead::blank(id)
        }
    }

    /// The status that a letter stands for, how it came to it, and what the lead became.
    fn status(
        &self,
        letter: &str,
        age: i64,
        by: Option<Id<Rep>>,
    ) -> (LeadStatus, Elements<ElementId, StatusVisit>, Option<Converted>) {
        let (letter, nth) = letter.split_at(letter.len().min(1));
        let (kind, at) = match letter {
            "c" => (StatusKind::Working, 0),
            "i" => (StatusKind::Working, 1),
            "u" => (StatusKind::Nurturing, 0),
            "q" | "x" => (StatusKind::Qualified, 0),
            "d" => (StatusKind::Disqualified, 0),
            _ => (StatusKind::Open, 0),
        };
        let status = |kind, at| self.entry::<Status>(at, |it| it.kind == kind).unwrap_or_default();
        let reason = nth
            .parse()
            .ok()
            .and_then(|nth| self.entry::<Reason>(nth, |it| it.used_for == ReasonUse::Disqualify));
        let visit = |status, at, reason| (self.element(), StatusVisit { at, by, reason, status });
        let mut visits = Elements::from_iter([visit(status(StatusKind::Open, 0), self.ago(age), None)]);
        let (now, since) = (status(kind, at), if kind == StatusKind::Open { age } else { age * 2 / 3 });
        if kind != StatusKind::Open {
            let (key, visit) = visit(now, self.ago(since), reason);
            visits.insert(key, visit);
        }
        let converted = (letter == "x").then(|| Converted {
            at: self.ago(18),
            by,
            company: self.companies.first().map(|it| it.0),
            contact: self.people.first().copied(),
            deal: Some(self.first_deal),
        });
        (LeadStatus { status: now, since: self.ago(since), reason, note: Text::EMPTY }, visits, converted)
    }

    fn answers(&self, letters: &str, age: i64, by: Option<Id<Rep>>) -> Elements<Id<Criterion>, Answered> {
        let questions = query::listed::<Criterion>(self.book);
        let answer = |(question, letter): (&Arc<Stamped<Criterion>>, char)| {
            let answer = match letter {
                'y' => Answer::Yes,
                'n' => Answer::No,
                _ => return None,
            };
            Some((question.id, Answered { answer, at: self.ago(age / 2), by, note: Text::EMPTY }))
        };
        questions.iter().zip(letters.chars()).filter_map(answer).collect()
    }

    pub(super) fn deal(&mut self, line: &Line<'_>) -> Deal {
        let is_first = self.deals.is_empty();
        let id = if is_first { self.first_deal } else { self.id() };
        let (age, since, owner) = (line.number(5), line.number(6), self.owner(line, 8));
        self.deals.push((id, owner));
        let (outcome, stage, stages) = self.stages(line.text(4), age, since, owner);
        let (company, contact) = (self.companies[line.place(1)].0, self.people[line.place(2)]);
        let rank = Rank::between(self.rank.as_ref(), None).unwrap_or_default();
        self.rank = Some(rank.clone());
        let lines: Enclosures<LineItem> = line.text(9).split(';').filter_map(|it| self.line(it)).collect();
        Deal {
            common: self.tagged(self.common(age, owner), 'D', self.deals.len() - 1),
            priority: self.urgency('D', self.deals.len() - 1),
            name: line.text(0).into(),
            value: money(line.text(3)),
            expected_close: line.text(7).parse().ok().map(|it| self.day(it)),
            contacts: Elements::from_iter([(
                contact,
                Participant { role: Some(ContactRole::DecisionMaker) },
            )]),
            companies: Elements::from_iter([(company, Member)]),
            main_contact: Some(contact),
            main_company: Some(company),
            lead: is_first.then_some(self.first_lead),
            owner,
            outcome,
            stage,
            stages,
            rank,
            quotes: self.quote(line.text(11), &lines).into_iter().collect(),
            lines,
            milestones: line.text(10).split(';').filter_map(|it| self.milestone(it)).collect(),
            ..Deal::blank(id)
        }
    }

    /// "Licence*40*NOK 9500*0*25": what, how many, at which price, the discount, and the tax if there is one.
    fn line(&self, text: &str) -> Option<(ElementId, Enclosed<LineItem>)> {
        let parts: Vec<&str> = text.split('*').collect();
        let &[name, quantity, price, discount, tax] = &parts[..] else { return None };
        let line = LineItem {
            discount: discount.parse().ok()?,
            name: name.into(),
            price: money(price)?,
            quantity: quantity.parse().ok()?,
            rank: None,
            tax: tax.parse().ok(),
        };
        Some((self.element(), Enclosed::of(&line)))
    }

    /// "24**Contract signed": the days to when it is due, those to when it was reached if it was, and what.
    fn milestone(&self, text: &str) -> Option<(ElementId, Enclosed<Milestone>)> {
        let parts: Vec<&str> = text.split('*').collect();
        let &[due, done, name] = &parts[..] else { return None };
        let day = |it: &str| it.parse().ok().map(|it| self.day(it));
        Some((self.element(), Enclosed::of(&Milestone { done: day(done), due: day(due), name: name.into() })))
    }

    /// "A-1042*sent*-6*24*Payable within 30 days.": its number and status, the days to its date and to its last, and what
    /// it says. It offers what the deal sells.
    fn quote(&self, text: &str, lines: &Enclosures<LineItem>) -> Option<(ElementId, Enclosed<Quote>)> {
        let parts: Vec<&str> = text.split('*').collect();
        let &[number, status, date, valid_until, text] = &parts[..] else { return None };
        let day = |it: &str| it.parse().ok().map(|it| self.day(it));
        let quote = Quote {
            date: day(date)?,
            lines: lines.values().filter_map(Enclosed::open).collect(),
            number: number.into(),
            status: status.parse().ok()?,
            text: text.into(),
            valid_until: day(valid_until),
        };
        Some((self.element(), Enclosed::of(&quote)))
    }

    /// How a deal ended if it did, its open stage, and the way there.
    fn stages(
        &self,
        letter: &str,
        age: i64,
        since: i64,
        by: Option<Id<Rep>>,
    ) -> (Option<Outcome>, Id<Stage>, Elements<ElementId, StageVisit>) {
        let all = query::stages(self.book, query::default_pipeline(self.book));
        let open: Vec<_> = all.iter().filter(|it| it.kind == StageKind::Open && !it.archived).collect();
        let last = open.len().saturating_sub(1);
        let ending = match letter.as_bytes().first() {
            Some(b'w') => Some(Ending::Won),
            Some(b'l') => Some(Ending::Lost),
            _ => None,
        };
        let reached = letter.parse::<usize>().unwrap_or(last).min(last);
        let mut way: Vec<_> = open.iter().take(reached + 1).map(|it| it.id).collect();
        let stage = way.last().copied().unwrap_or_default();
        let outcome = ending.map(|ending| {
            let kind = if ending == Ending::Won { StageKind::Won } else { StageKind::Lost };
            way.extend(all.iter().find(|it| it.kind == kind).map(|it| it.id));
            let nth = letter.get(1..).and_then(|it| it.parse().ok());
            let reason = nth.and_then(|nth| self.entry::<Reason>(nth, |it| it.used_for == ReasonUse::Lost));
            let (competitor, note) = (Text::EMPTY, Text::EMPTY);
            Outcome { competitor, day: Some(self.day(-since)), ending, note, reason }
        });
        let steps = i64::try_from(way.len().max(2) - 1).unwrap_or(1);
        let visit = |(nth, stage)| {
            let days = age - (age - since) * nth / steps;
            (self.element(), StageVisit { at: self.ago(days), by, stage })
        };
        let visits = (0_i64..).zip(way).map(visit).collect();
        (outcome, stage, visits)
    }
}
