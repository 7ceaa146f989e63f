//! How often each reason was given.

use crate::{
    book::Book,
    query::status_kind,
    record::{Deal, Lead, Reason, StatusKind},
    value::Id,
};
use std::collections::BTreeMap;

/// How often each reason stands: with leads that are disqualified now, and with deals that were lost or won.
pub fn reasons_given(book: &Book) -> BTreeMap<Id<Reason>, usize> {
    let is_turned_away = |it: &&Lead| status_kind(book, it) == StatusKind::Disqualified;
    let leads = book.table::<Lead>().live().map(|it| it.record()).filter(is_turned_away);
    let deals = book.table::<Deal>().live().filter_map(|it| it.outcome.as_ref()?.reason);
    let mut given = BTreeMap::new();
    for reason in leads.filter_map(|it| it.status.reason).chain(deals) {
        *given.entry(reason).or_default() += 1;
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{SetStatus, Trash},
        defaults,
        query::listed,
        record::{ReasonUse, Status},
        testing::{Device, board},
    };

    #[test]
    fn a_reason_is_counted_with_what_is_turned_away_or_lost_now() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme bolt cube"));
        for step in ["acme to Lost because Price", "bolt to Lost because Price"] {
            let step = board::step(&book, step);
            device.does(&mut book, step);
        }
        let reason = |used_for| listed::<Reason>(&book).into_iter().find(|it| it.used_for == used_for);
        let reason = reason(ReasonUse::Disqualify).expect("a default").id;
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let set = |status, reason| SetStatus { lead, status, reason, note: "x".into() };
        let statuses = listed::<Status>(&book);
        let away = statuses.iter().find(|it| it.kind == StatusKind::Disqualified).expect("a default").id;
        device.does(&mut book, set(away, Some(reason)));
        let given = |book: &Book| {
            let given = reasons_given(book);
            let named = |it: &Reason| (it.name.to_string(), given.get(&it.id).copied().unwrap_or_default());
            let all: Vec<_> =
                listed::<Reason>(book).iter().map(|it| named(it)).filter(|it| it.1 > 0).collect();
            all
        };
        let no_fit = book.get(reason).expect("it is there").name.to_string();
        let price = |count| ("Price".to_owned(), count);
        assert_eq!(given(&book), [(no_fit, 1), price(2)]);
        device.does(&mut book, set(defaults::NEW, None));
        device.does(&mut book, Trash(vec![board::deal("bolt").into()]));
        assert_eq!(given(&book), [price(1)], "one was taken up again, one lies in the trash");
    }
}
