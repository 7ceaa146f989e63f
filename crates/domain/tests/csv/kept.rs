//! What a row says otherwise than the record that it is about: nothing that stands in a cell is lost.

use crate::tool::{all, import, imported};
use domain::{
    book::Book,
    import::Target,
    record::{Activity, Company, Contact, Lead},
    value::Money,
};

fn said(book: &Book) -> Vec<String> {
    all::<Activity>(book).iter().map(|it| it.body.to_string()).collect()
}

#[test]
fn rows_of_one_company_that_want_different_things_are_leads_of_their_own() {
    let csv = "Company;Interest;Value;Notes\nKern KG;Workshop;1000;first\nKern KG;Lager;2000;second\n\
        Kern KG;Umbau;3000;\nKERN KG;Umbau;3000;third\nKern KG;;;\n";
    let (book, planned) = imported(csv, Target::Leads);
    let leads: Vec<(String, Option<i64>)> = all::<Lead>(&book)
        .iter()
        .map(|it| (it.interest.to_string(), it.potential.map(Money::minor)))
        .collect();
    let expected = [("Workshop", 100_000), ("Lager", 200_000), ("Umbau", 300_000)];
    assert_eq!(leads, expected.map(|(interest, minor)| (interest.to_owned(), Some(minor))));
    assert_eq!((planned.counts.new, planned.counts.filled, planned.counts.skipped), (3, 1, 1));
    assert_eq!(said(&book), ["first", "second", "third"]);
}

#[test]
fn the_one_lead_of_a_company_that_is_here_keeps_what_a_file_says_otherwise() {
    let mut book = Book::new();
    import(
        &mut book,
        "a.csv",
        b"company,interest,budget,colour\nKern KG,Workshop,1000,blue\n",
        Target::Leads,
    );
    let more = b"company,interest,budget,colour\nKern KG,Workshop,1500,red\nKern KG,Lager,2000,\n";
    let planned = import(&mut book, "b.csv", more, Target::Leads);
    assert_eq!((planned.counts.filled, planned.counts.new), (1, 1), "the second row wants something else");
    assert_eq!(said(&book), ["budget: 1500\ncolour: red"]);
    let planned = import(&mut book, "c.csv", b"company,interest\nKern KG,Umbau\n", Target::Leads);
    assert_eq!(planned.counts.new, 1, "of two leads neither is the one");
}

#[test]
fn what_a_row_says_otherwise_of_a_lead_stands_on_its_timeline() {
    let csv = "name,email,company,interest,budget,status,source,owner,next step,notes\n\
        Ana Roy,a@x.io,Acme,Site,1000,New,Fair,Kim,Call,VIP\n\
        Ana Roy,a@x.io,Bolt,Shop,2000,Qualified,Web,Lu,Write,Moved\n";
    let (book, planned) = imported(csv, Target::Leads);
    assert_eq!((planned.counts.new, planned.counts.filled), (1, 1));
    let kept = "Moved\ncompany: Bolt\ninterest: Shop\nbudget: 2000\nstatus: Qualified\nsource: Web\nowner: Lu\n\
        next step: Write";
    assert_eq!(said(&book), ["VIP", kept]);
    assert_eq!(all::<Lead>(&book).len(), 1);
}

#[test]
fn a_lead_that_was_worked_on_since_gets_no_note_from_the_file_that_it_came_from() {
    let csv = "company,interest,status\nKern KG,Workshop,New\nKern KG,Lager,New\n";
    let (mut book, _) = imported(csv, Target::Leads);
    let lead = book.table::<Lead>().iter().next().expect("a lead").clone();
    let other = Lead { interest: "Umbau".into(), ..lead.record().clone() };
    book.apply(&domain::change::Change::update(&lead, other)).expect("it fits");
    let planned = import(&mut book, "test.csv", csv.as_bytes(), Target::Leads);
    assert_eq!((planned.counts.skipped, said(&book)), (2, Vec::new()));
}

#[test]
fn what_a_row_says_otherwise_of_a_contact_or_a_company_stands_on_their_timelines() {
    let csv = "name,email,company,job title,website,language,colour\n\
        Ana Roy,a@x.io,Acme,Boss,acme.io,en,blue\nAna Roy,a@x.io,Acme,Clerk,roy.io,no,red\n";
    let (book, _) = imported(csv, Target::Contacts);
    assert_eq!(said(&book), ["job title: Clerk\nwebsite: roy.io\nlanguage: no\ncolour: red"]);
    assert_eq!(all::<Contact>(&book).len(), 1);
    let csv = "company,industry,website,employees\nAcme,steel,acme.io,10\nACME,iron,http://acme.io/,20\n";
    let (book, _) = imported(csv, Target::Companies);
    assert_eq!(said(&book), ["industry: iron\nemployees: 20"]);
    assert_eq!(all::<Company>(&book).len(), 1);
}
