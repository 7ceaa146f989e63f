//! A new company, where somebody already known works.

use super::{Context, Decision, add, check::check, require};
use crate::{
    book::Book,
    change::Change,
    entry::{Label, Verb},
    record::{Company, Contact, Employment},
    refusal::Refusal,
    row::Row,
    value::{Id, Kind, Text},
};

/// Adds a company and makes it one of a contact's, in one step.
#[derive(Clone, Debug)]
pub struct AddEmployer {
    /// The company.
    pub company: Company,
    /// Whose it is.
    pub contact: Id<Contact>,
    /// Their part there, where it is not their job title.
    pub role: Text,
}

/// Refuses if the contact is gone or the company is there already, and what says too little.
pub(super) fn add_employer(
    ctx: &Context<'_>,
    book: &Book,
    command: &AddEmployer,
) -> Result<Decision, Refusal> {
    let AddEmployer { company, contact, role } = command;
    let before = require(book, *contact)?;
    if book.get(company.id).is_some() {
        return Err(Refusal::There);
    }
    let row = add::prepared(ctx, book, company.clone().into())?;
    check(&row)?;
    let mut after: Contact = before.record().clone();
    after.companies.insert(company.id, Employment { inactive: false, role: role.clone() });
    if before.company().is_none() {
        after.main_company = Some(company.id);
    }
    check(&Row::from(after.clone()))?;
    let change = Change::birth(row).and(Change::update(before, after));
    Ok(Decision::new(Label::of(Verb::Added, &company.name).with(Kind::Company.name()), change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Command, decide},
        entry::Revision,
        record::{Record, Rep},
        value::{Node, Stamp, Timestamp},
    };
    use uuid::Uuid;

    const ME: Id<Rep> = Id::fixed(7);

    fn decided(book: &Book, command: AddEmployer) -> Result<Change, Refusal> {
        let context = Context {
            now: Timestamp(1_000),
            today: "2026-11-21".parse().expect("a day"),
            node: Node(1),
            revision: Revision::default(),
            tab: "tab".into(),
            me: ME,
            my_name: "Me".into(),
            exported: Stamp::ZERO,
            fresh: &|| Uuid::from_u128(99),
        };
        decide(&context, book, &Command::from(command)).map(|it| it.change)
    }

    fn book() -> Book {
        let ana = Contact { first_name: "Ana".into(), ..Contact::blank(Id::fixed(1)) };
        let mut book = Book::new();
        book.apply(&Change::birth(ana)).expect("it fits");
        book
    }

    fn command(name: &str) -> AddEmployer {
        let company = Company { name: name.into(), ..Company::blank(Id::fixed(2)) };
        AddEmployer { company, contact: Id::fixed(1), role: "Cook".into() }
    }

    #[test]
    fn a_company_and_who_works_there_come_and_go_in_one_step() {
        let mut book = book();
        let change = decided(&book, command("Acme")).expect("it is allowed");
        book.apply(&change).expect("decided on this very book");
        let ana = book.get::<Contact>(Id::fixed(1)).expect("she is there");
        assert_eq!(ana.company(), Some(Id::fixed(2)));
        assert_eq!(&*ana.companies.values().next().expect("one").role, "Cook");
        assert!(book.get::<Company>(Id::fixed(2)).expect("it is there").owner == Some(ME));

        book.apply(&change.inverse()).expect("an inverse fits where its change was");
        assert!(book.get::<Company>(Id::fixed(2)).is_none());
        assert_eq!(book.get::<Contact>(Id::fixed(1)).expect("she is there").company(), None);
    }

    #[test]
    fn a_company_without_a_name_or_for_nobody_is_refused() {
        assert_eq!(decided(&book(), command(" ")), Err(Refusal::NoName));
        let nobody = AddEmployer { contact: Id::fixed(5), ..command("Acme") };
        assert_eq!(decided(&book(), nobody), Err(Refusal::Gone));
    }
}
