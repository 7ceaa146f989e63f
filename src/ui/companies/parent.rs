//! The company that a company is part of.

use crate::ui::{
    front::use_desk,
    kit::inline::choose::InlinePick,
    record::{
        Shown,
        facts::{Facts, Lens},
        find, related,
    },
    text::{common, customers as words},
};
use desk::Topic;
use domain::{
    book::Book,
    query,
    record::Company,
    value::{Id, Kind, RecordId},
};
use leptos::prelude::*;

/// The fact. It finds among the companies that are there; none can be part of itself, however many stand between.
#[component]
pub fn Parent(
    /// Which company.
    id: Id<Company>,
    /// The company.
    company: Shown<Company>,
) -> impl IntoView {
    let desk = use_desk();
    let lens = Lens::new(
        |it: &Company| it.parent.map(|it| it.to_string()).unwrap_or_default(),
        move |it, text| {
            let parent = text.parse().ok();
            if desk.peek(|book| parent.is_some_and(|it| is_part_of(book, it, id))) {
                return Err(words::own_parent().to_owned());
            }
            it.parent = parent;
            Ok(())
        },
    );
    let value = Signal::derive(move || {
        company.read().as_ref().and_then(|it| it.parent).map(|it| it.to_string()).unwrap_or_default()
    });
    let named = Callback::new(move |id: String| {
        desk.peek(|book| find::name_of::<Company>(book, &id)).unwrap_or_default()
    });
    let show = Callback::new(move |text: String| {
        let parent = RecordId::from(text.parse::<Id<Company>>().unwrap_or(Id::NONE));
        let name = move || desk.read(&[Topic::Table(Kind::Company)], |book| query::live_name(book, parent));
        (move || related::link(parent, name())).into_any()
    });
    let options = Callback::new(move |text: String| {
        let own = id.to_string();
        desk.peek(|book| find::companies(book, &text)).into_iter().filter(|it| it.value != own).collect()
    });
    let on_commit = Facts::of(company).commit(&lens);
    view! {
        <InlinePick
            label=words::parent()
            value
            named
            words=common::edit_words()
            show
            options
            nothing=words::no_company_found()
            on_commit
        />
    }
}

/// Whether a company is another one or part of it. A circle that a merge has made ends where it began.
fn is_part_of(book: &Book, company: Id<Company>, whole: Id<Company>) -> bool {
    let mut seen = Vec::new();
    let mut next = Some(company);
    while let Some(here) = next.filter(|it| !seen.contains(it)) {
        if here == whole {
            return true;
        }
        seen.push(here);
        next = book.get(here).and_then(|it| it.parent);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{change::Change, record::Record};

    #[test]
    fn a_company_is_part_of_its_parents_and_no_circle_is_endless() {
        let company = |id, parent: Option<u128>| Company {
            name: "Acme".into(),
            parent: parent.map(Id::fixed),
            ..Company::blank(Id::fixed(id))
        };
        let companies = [
            company(1, Some(2)),
            company(2, Some(3)),
            company(3, None),
            company(4, Some(5)),
            company(5, Some(4)),
        ];
        let mut book = Book::new();
        book.apply(&Change::squash(companies.map(Change::birth))).expect("it fits");
        assert!(is_part_of(&book, Id::fixed(1), Id::fixed(3)));
        assert!(is_part_of(&book, Id::fixed(1), Id::fixed(1)));
        assert!(!is_part_of(&book, Id::fixed(3), Id::fixed(1)));
        assert!(!is_part_of(&book, Id::fixed(4), Id::fixed(1)));
    }
}
