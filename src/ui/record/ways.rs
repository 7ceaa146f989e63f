//! How someone is reached: e-mail addresses, numbers, addresses, each a fact of its own.

use super::{
    Shown,
    facts::{Facts, Lens, sentence},
    links,
};
use crate::{
    platform::ids,
    ui::{kit::field::TextKind, text::record as words},
};
use domain::{
    record::{Address, Pair, Reached},
    row::{Row, Stamped, Unrow},
    value::{ElementId, Elements, Email, Phone},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The ids of the elements of a field, and one for an element that is about to be added.
fn slots<T: Unrow, V>(record: Shown<T>, of: fn(&T) -> &Elements<ElementId, V>) -> Memo<Vec<ElementId>>
where
    V: 'static,
{
    Memo::new(move |last: Option<&Vec<ElementId>>| {
        let mut ids: Vec<ElementId> =
            record.read().as_ref().map(|it| of(it).keys().copied().collect()).unwrap_or_default();
        // The empty slot keeps its id until it is filled, so that its field is not drawn anew under the author's hands.
        let empty = last.and_then(|it| it.last().copied()).filter(|it| !ids.contains(it));
        ids.push(empty.unwrap_or_else(|| ElementId(ids::fresh())));
        ids
    })
}

/// Writes one element: nothing takes it away.
fn element<T: 'static, V: Clone + 'static>(
    id: ElementId,
    of: fn(&mut T) -> &mut Elements<ElementId, V>,
    read: fn(&T) -> &Elements<ElementId, V>,
    show: fn(&V) -> String,
    parse: fn(Option<&V>, &str) -> Result<V, String>,
) -> Lens<T> {
    Lens::new(
        move |it| read(it).get(&id).map(show).unwrap_or_default(),
        move |it, text| {
            if text.is_empty() {
                of(it).remove(&id);
            } else {
                let value = parse(read(it).get(&id), text)?;
                of(it).insert(id, value);
            }
            Ok(())
        },
    )
}

/// E-mail addresses and numbers.
pub fn reached<T: Unrow + Reached>(
    record: Shown<T>,
    emails: fn(&mut T) -> &mut Elements<ElementId, Pair<Email>>,
    phones: fn(&mut T) -> &mut Elements<ElementId, Pair<Phone>>,
) -> AnyView
where
    Row: From<Arc<Stamped<T>>>,
{
    let facts = Facts::of(record);
    let email_slots = slots(record, T::emails);
    let phone_slots = slots(record, T::phones);
    let email = move |id: ElementId| {
        let lens = element(
            id,
            emails,
            T::emails,
            |it| it.value.to_string(),
            |old, text| {
                let value = text.parse::<Email>().map_err(|it| sentence(&it.to_string()))?;
                Ok(Pair { label: old.and_then(|it| it.label), value })
            },
        );
        facts.linked(words::email(), TextKind::Email, lens, mail_link)
    };
    let phone = move |id: ElementId| {
        let lens = element(
            id,
            phones,
            T::phones,
            |it| it.value.to_string(),
            |old, text| {
                let value = text.parse::<Phone>().map_err(|it| sentence(&it.to_string()))?;
                Ok(Pair { label: old.and_then(|it| it.label), value })
            },
        );
        facts.linked(words::phone(), TextKind::Phone, lens, call_link)
    };
    view! {
        <For each=move || email_slots.get() key=|it| *it children=email />
        <For each=move || phone_slots.get() key=|it| *it children=phone />
    }
    .into_any()
}

fn mail_link(text: String) -> AnyView {
    match text.parse::<Email>() {
        Ok(email) => view! { <a class="clip" href=links::mail(&email)><bdi>{text}</bdi></a> }.into_any(),
        Err(_) => view! { <bdi>{text}</bdi> }.into_any(),
    }
}

fn call_link(text: String) -> AnyView {
    match text.parse::<Phone>() {
        Ok(phone) => view! { <a href=links::call(&phone)><bdi>{text}</bdi></a> }.into_any(),
        Err(_) => view! { <bdi>{text}</bdi> }.into_any(),
    }
}

/// Addresses, each written on lines of its own: street, postal code and city, region, country.
pub fn addresses<T: Unrow>(
    record: Shown<T>,
    of: fn(&mut T) -> &mut Elements<ElementId, Address>,
    read: fn(&T) -> &Elements<ElementId, Address>,
) -> AnyView
where
    Row: From<Arc<Stamped<T>>>,
{
    let facts = Facts::of(record);
    let slots = slots(record, read);
    let one = move |id: ElementId| {
        let lens = element(id, of, read, address_lines, |_, text| Ok(address_of(text)));
        facts.lines(words::address(), lens)
    };
    view! { <For each=move || slots.get() key=|it| *it children=one /> }.into_any()
}

/// An address on lines, as [`address_of`] reads them.
fn address_lines(it: &Address) -> String {
    let place =
        [&*it.postal, &*it.city].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    let lines = [&*it.street, &place, &*it.region, &*it.country];
    lines.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Reads an address from lines: the first is the street, the next place and postal code, the last of four the country.
///
/// What is not sure stays in the street, so that nothing of it is lost.
fn address_of(text: &str) -> Address {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    let mut address = Address::default();
    let place = |line: &str, address: &mut Address| {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        if first.bytes().any(|it| it.is_ascii_digit()) && !rest.is_empty() {
            (address.postal, address.city) = (first.into(), rest.into());
        } else {
            address.city = line.into();
        }
    };
    match lines[..] {
        [] => {}
        [street] => address.street = street.into(),
        [street, city] => {
            address.street = street.into();
            place(city, &mut address);
        }
        [street, city, country] => {
            address.street = street.into();
            place(city, &mut address);
            address.country = country.into();
        }
        [ref street @ .., city, region, country] => {
            address.street = street.join(", ").into();
            place(city, &mut address);
            (address.region, address.country) = (region.into(), country.into());
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_on_lines_reads_as_it_is_written() {
        for text in [
            "Storgata 14",
            "Storgata 14\n0184 Oslo",
            "Storgata 14\n0184 Oslo\nNorway",
            "1 Main St\n02139 Cambridge\nMA\nUSA",
            "Harbour\nCork\nIreland",
        ] {
            assert_eq!(address_lines(&address_of(text)), text);
        }
    }
}
