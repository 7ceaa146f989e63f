//! One line of what was found: a record with what tells it apart, or something to do.

use crate::ui::{
    deed::Deed, format, kit::icon::IconName, record::drawing, routes::Route, text::deed as words,
};
use domain::{
    book::Book,
    query::{self, Excerpt, Found},
    record::{Company, Contact, Deal, Lead, Mode, Reached},
    value::{RecordId, fold},
};

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    Open(Route),
    Do(Deed),
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) target: Target,
    pub(super) icon: IconName,
    pub(super) name: String,
    /// Where the text stands in the record, or what else tells it apart.
    said: Option<Excerpt>,
    pub(super) end: String,
    pub(super) keys: &'static str,
    /// The number to call, else the address to write to.
    pub(super) reach: Option<String>,
}

impl Line {
    /// What stands before the text that was found, the text itself, and what stands behind it.
    pub(super) fn parts(&self) -> (String, String, String) {
        let Some(Excerpt { text, mark }) = &self.said else { return Default::default() };
        let part = |it: Option<&str>| it.unwrap_or_default().to_owned();
        (part(text.get(..mark.start)), part(text.get(mark.clone())), part(text.get(mark.end..)))
    }
}

/// The lines of records.
pub(super) fn records(book: &Book, found: &[Found]) -> Vec<Line> {
    found.iter().map(|it| record(book, it)).collect()
}

fn record(book: &Book, it: &Found) -> Line {
    let Told { sub, end, reach } = told(book, it.record);
    // What is called by what was found in it, as a task is, need not say it twice.
    let excerpt = it.excerpt.clone().filter(|said| said.text != it.name);
    let said = excerpt.or_else(|| (!sub.is_empty()).then_some(Excerpt { text: sub, mark: 0..0 }));
    let place = words::field(it.field);
    Line {
        target: Target::Open(Route::of(it.record).unwrap_or(Route::Today)),
        icon: drawing(it.record.kind),
        name: it.name.clone(),
        said,
        end: if place.is_empty() { end } else { place.to_owned() },
        keys: "",
        reach,
    }
}

/// What tells a record apart.
#[derive(Default)]
struct Told {
    sub: String,
    end: String,
    reach: Option<String>,
}

fn told(book: &Book, id: RecordId) -> Told {
    told_lead(book, id).or_else(|| told_deal(book, id)).or_else(|| told_party(book, id)).unwrap_or_default()
}

fn told_lead(book: &Book, id: RecordId) -> Option<Told> {
    let lead = book.get(id.get::<Lead>()?)?;
    Some(Told {
        sub: lead.company_name.to_string(),
        end: query::status(book, lead).1,
        reach: reach(lead.record()),
    })
}

fn told_deal(book: &Book, id: RecordId) -> Option<Told> {
    let deal = book.get(id.get::<Deal>()?)?;
    let stage = query::shown_stage(book, deal).and_then(|it| book.get(it));
    let contact = deal.contact().and_then(|it| book.get(it));
    Some(Told {
        sub: stage.map(|it| it.name.to_string()).unwrap_or_default(),
        end: deal.value.map(format::money).unwrap_or_default(),
        reach: contact.and_then(|it| reach(it.record())),
    })
}

fn told_party(book: &Book, id: RecordId) -> Option<Told> {
    if let Some(contact) = id.get::<Contact>().and_then(|it| book.get(it)) {
        let company = contact.company().and_then(|it| book.get(it)).map(|it| it.name.to_string());
        let sub = company.unwrap_or_else(|| contact.job_title.to_string());
        return Some(Told { sub, end: String::new(), reach: reach(contact.record()) });
    }
    let company = book.get(id.get::<Company>()?)?;
    Some(Told { sub: company.sector.to_string(), end: String::new(), reach: reach(company.record()) })
}

fn reach(it: &impl Reached) -> Option<String> {
    it.phone().map(ToString::to_string).or_else(|| it.email().map(ToString::to_string))
}

/// What can be done, by the words of a text; without one all of it.
pub(super) fn deeds(text: &str, mode: Mode) -> Vec<Line> {
    let text = fold(text);
    let is_meant = |it: &Deed| {
        let label = fold(&it.label());
        *it != Deed::Find && text.split_whitespace().all(|word| label.contains(word))
    };
    let line = |it: Deed| Line {
        target: Target::Do(it),
        icon: it.icon(),
        name: it.label(),
        said: None,
        end: String::new(),
        keys: it.keys(),
        reach: None,
    };
    Deed::offered(mode).filter(is_meant).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_done_is_found_by_its_words_in_any_order() {
        let found = |text| deeds(text, Mode::Both).into_iter().map(|it| it.name).collect::<Vec<_>>();
        assert_eq!(found("LEAD new"), ["New lead"]);
        assert_eq!(found("go pipe"), ["Go to Pipeline"]);
        assert_eq!(found("zebra"), [""; 0]);
        assert_eq!(found("").len(), Deed::ALL.len() - 1);
        assert!(deeds("lead", Mode::Deals).is_empty());
    }
}
