//! Leads and contacts: who is who.

use crate::tool::{NOW, all, import, imported, plan};
use domain::{
    book::Book,
    import::{Target, Why},
    query,
    record::{Activity, Company, Contact, Deal, Json, Lead, Level, Reached, Tag},
    value::{Email, Kind, TextKey},
};

#[test]
fn a_lead_may_be_a_person_a_company_an_address_or_a_number() {
    let csv = "name,company,email,phone,interest\nAna Roy,,,,site\n,Acme,,,\n,,b@x.io,,\n,,,+41 75 512,\n,,,,shop\n,,no address,,\n";
    let (book, planned) = imported(csv, Target::Leads);
    let names: Vec<String> = all::<Lead>(&book).iter().map(Reached::name).collect();
    assert_eq!(names, ["Ana Roy", "Acme", "b@x.io", "+41 75 512"]);
    let why: Vec<_> = planned.rejected.iter().map(|it| (it.number, it.column, it.why)).collect();
    assert_eq!(why, [(6, None, Why::NoIdentity), (7, Some(2), Why::Email)]);
    assert_eq!(book.count(Kind::Company), 0, "a lead's company is a word until it is converted");
}

#[test]
fn statuses_are_mapped_and_never_made() {
    let csv = "id,name,lead status,reason lost,rating\n1,A,Open - Not Contacted,,Hot\n2,B,attempted_to_contact,,\n\
        3,C,Unqualified,Too small,\n4,D,Converted,,\n5,E,Blue,,tepid\n6,F,,,\n";
    let (book, planned) = imported(csv, Target::Leads);
    let leads = all::<Lead>(&book);
    let kinds: Vec<&str> = leads.iter().map(|it| query::status_kind(&book, it).name()).collect();
    let expected = "open working disqualified converted open open";
    assert_eq!(kinds.join(" "), expected);
    assert_eq!((leads[0].level, leads[4].level), (Some(Level::Hot), None));
    let kept = |at: usize, key: &str| leads[at].common.custom.get(&TextKey(key.into())).map(Json::shown);
    assert_eq!((kept(4, "lead status"), kept(4, "rating")), (Some("Blue".into()), Some("tepid".into())));
    let reason = leads[2].status.reason.and_then(|it| book.get(it)).map(|it| it.name.to_string());
    assert_eq!(reason.as_deref(), Some("Too small"));
    assert_eq!(planned.counts.born.get(&Kind::Status), None);
    assert!(leads.iter().all(|it| it.statuses.len() == 1));
}

#[test]
fn converted_leads_of_salesforce_find_what_they_became() {
    let mut book = Book::new();
    let account = b"Id,Name,MasterRecordId\n001,Acme,\n";
    import(&mut book, "Account.csv", account, Target::Companies);
    import(
        &mut book,
        "Contact.csv",
        b"Id,LastName,AccountId,MasterRecordId\n003,Roy,001,\n",
        Target::Contacts,
    );
    let leads =
        b"Id,LastName,IsConverted,ConvertedAccountId,ConvertedContactId,ConvertedOpportunityId,Status\n\
        00Q,Roy,true,001,003,,Closed - Converted\n";
    import(&mut book, "Lead.csv", leads, Target::Leads);
    let lead = &all::<Lead>(&book)[0];
    let converted = lead.converted.expect("it is converted");
    let (company, contact) = (&all::<Company>(&book)[0], &all::<Contact>(&book)[0]);
    assert_eq!(
        (converted.company, converted.contact, converted.deal),
        (Some(company.id), Some(contact.id), None)
    );
    assert_eq!(contact.company(), Some(company.id));
}

#[test]
fn someone_who_is_there_is_known_by_address_number_or_name_and_company() {
    let mut book = Book::new();
    let first = b"first name,last name,company,email,phone\nAna,Roy,Acme,ana@acme.io,\nBo,Lee,,,+33 6 28 23 04 55\nCy,Day,Bolt Inc,,\n";
    import(&mut book, "a.csv", first, Target::Contacts);
    let second = b"name,company,mail,tel,job title\n\
        A. Roy,,ANA@acme.io,555 0100,Boss\nBo Lee,,,06 28 23 04 55,\nCy Day,BOLT,cy@bolt.io,,\nDi Fox,,ana@acme.io,,\n";
    let planned = import(&mut book, "b.csv", second, Target::Contacts);
    assert_eq!((planned.counts.filled, planned.counts.skipped, planned.counts.new), (2, 1, 1));
    let contacts = all::<Contact>(&book);
    assert_eq!(contacts.len(), 4, "whoever shares an address but no word of the name is someone else");
    let ana = &contacts[0];
    assert_eq!(
        (&*ana.first_name, &*ana.job_title, ana.phones.len(), ana.emails.len()),
        ("Ana", "Boss", 1, 1)
    );
    assert_eq!(contacts[2].email().map(Email::as_str), Some("cy@bolt.io"));
    assert_eq!(book.count(Kind::Company), 2);
}

#[test]
fn what_is_there_is_never_written_over() {
    let mut book = Book::new();
    import(&mut book, "a.csv", b"name,email,job title,company\nAna Roy,a@x.io,Boss,Acme\n", Target::Contacts);
    let planned = import(
        &mut book,
        "b.csv",
        b"name,email,job title,company\nAna Roy,a@x.io,Clerk,Bolt\n",
        Target::Contacts,
    );
    assert_eq!((planned.counts.skipped, planned.counts.filled), (0, 1));
    let ana = &all::<Contact>(&book)[0];
    let name = |id| book.get::<Company>(id).expect("a company").name.to_string();
    assert_eq!((&*ana.job_title, ana.company().map(name).as_deref()), ("Boss", Some("Acme")));
    let roles: Vec<_> = ana.companies.iter().map(|(id, it)| (name(*id), it.role.to_string())).collect();
    assert_eq!(roles, [("Acme".to_owned(), String::new()), ("Bolt".to_owned(), "Clerk".to_owned())]);
}

#[test]
fn cells_that_say_nothing_of_a_person_as_they_are_here_are_kept_under_their_headings() {
    let csv = "name,email,birthday,birth month,birth year,owner_id,company id,tags\n\
        Ana Roy,a@x.io,,May,1990,77,9,* VIP\nBo Lee,b@x.io,31,2,1984,,,\n";
    let (book, _) = imported(csv, Target::Contacts);
    assert_eq!(kept(&book, 0), ["birth month=May", "birth year=1990", "company id=9", "owner_id=77"]);
    assert_eq!(kept(&book, 1), ["birth month=2", "birth year=1984"]);
    let tags: Vec<String> = all::<Tag>(&book).iter().map(|it| it.name.to_string()).collect();
    assert_eq!(tags, ["* VIP"], "only Google marks groups of its own");
    let csv = "id,company,parent id\n1,Acme,1\n2,Bolt,8\n3,Cube,2\n";
    let companies = all::<Company>(&imported(csv, Target::Companies).0);
    let ids: Vec<usize> = companies.iter().map(|it| it.common.custom.len()).collect();
    assert_eq!((ids, companies[2].parent), (vec![0, 1, 0], Some(companies[1].id)));
}

#[test]
fn what_a_lead_became_and_why_not_is_kept_where_it_is_not_known_here() {
    let csv = "name,status,unqualified reason,converted,convertedcontactid\nAna Roy,New,No budget,,\nBo Lee,New,,yes,003\n";
    let (book, _) = imported(csv, Target::Leads);
    let leads = all::<Lead>(&book);
    let shown = |at: usize, key: &str| leads[at].common.custom.get(&TextKey(key.into())).map(Json::shown);
    assert_eq!(shown(0, "unqualified reason").as_deref(), Some("No budget"));
    assert_eq!(shown(1, "convertedcontactid").as_deref(), Some("003"));
    assert!(leads[1].converted.is_some());
}

/// What a contact keeps under the headings of the file.
fn kept(book: &Book, at: usize) -> Vec<String> {
    let custom = &all::<Contact>(book)[at].common.custom;
    custom.iter().map(|(name, it)| format!("{name}={}", it.shown())).collect()
}

#[test]
fn ids_of_an_unknown_program_say_nothing_outside_their_file() {
    let mut book = Book::new();
    import(&mut book, "a.csv", b"id,name,email\n1,Ana Roy,a@x.io\n2,Bo Lee,b@x.io\n", Target::Contacts);
    let planned =
        import(&mut book, "b.csv", b"id,name,email\n1,Cy Day,c@y.io\n7,Ana Roy,a@x.io\n", Target::Contacts);
    assert_eq!((planned.counts.new, planned.counts.skipped), (1, 1));
}

#[test]
fn an_id_of_an_unknown_program_says_nothing_against_a_name() {
    let mut book = Book::new();
    import(&mut book, "reps.csv", b"rep,owner_id\nAna,1\nCy,2\n", Target::Reps);
    import(&mut book, "people.csv", b"id,name\n1,Ana Roy\n2,Cy Day\n", Target::Contacts);
    let deals = b"deal name,owner,owner_id,contact,contact id\nA,Bob,1,Bo Lee,1\nB,CY,2,Cy Day,2\nC,,2,,2\n";
    import(&mut book, "deals.csv", deals, Target::Deals);
    let people: Vec<(String, String)> = all::<Deal>(&book)
        .iter()
        .map(|it| {
            let owner = it.owner.and_then(|it| book.get(it)).expect("an owner");
            let contact = it.contact().and_then(|it| book.get(it)).expect("a contact");
            (owner.name.to_string(), contact.name())
        })
        .collect();
    let expected = [("Bob", "Bo Lee"), ("Cy", "Cy Day"), ("Cy", "Cy Day")];
    assert_eq!(people, expected.map(|(owner, contact)| (owner.to_owned(), contact.to_owned())));
    let leads = b"name,company,converted,convertedcontactid\nBo Lee,Acme,yes,2\nCy Day,,yes,2\n";
    import(&mut book, "leads.csv", leads, Target::Leads);
    let became: Vec<bool> = all::<Lead>(&book)
        .iter()
        .map(|it| it.converted.expect("it is converted").contact.is_some())
        .collect();
    assert_eq!(became, [false, true]);
}

#[test]
fn two_ids_of_one_program_are_two_people() {
    let csv = "Record ID,First Name,Last Name,Email,Lifecycle Stage\n1,Ana,Roy,a@x.io,lead\n2,Ana,Roy,a@x.io,lead\n";
    let (book, _) = imported(csv, Target::Contacts);
    assert_eq!(all::<Contact>(&book).len(), 2);
}

#[test]
fn birthdays_may_lack_their_year_and_impossible_ones_are_kept_as_text() {
    let csv = "name,email,birthday\nA,a@x.io,--05-12\nB,b@x.io,1984-02-31\nC,c@x.io,0/0/00\nD,d@x.io,45631\n";
    let (book, planned) = imported(csv, Target::Contacts);
    let contacts = all::<Contact>(&book);
    let days: Vec<&str> = contacts.iter().map(|it| &*it.birthday).collect();
    assert_eq!(days, ["--05-12", "", "", "2024-12-05"]);
    assert_eq!(&*contacts[1].description, "birthday: 1984-02-31");
    assert_eq!(planned.notes.len(), 1);
}

#[test]
fn the_order_of_day_and_month_is_that_of_the_column() {
    let csv =
        "name,email,birthday,created\nA,a@x.io,3/4/1980,2025-01-02 14:30\nB,b@x.io,25/4/1980,1617298367000\n";
    let (book, _) = imported(csv, Target::Contacts);
    let contacts = all::<Contact>(&book);
    assert_eq!([&*contacts[0].birthday, &*contacts[1].birthday], ["1980-04-03", "1980-04-25"]);
    assert_eq!(
        [contacts[0].common.created.0, contacts[1].common.created.0],
        [1_735_828_200_000, 1_617_298_367_000]
    );
}

#[test]
fn nobody_was_made_after_the_import() {
    let (book, _) = imported("name,email,created\nAna Roy,a@x.io,2031-01-01\n", Target::Contacts);
    assert_eq!(all::<Contact>(&book)[0].common.created, NOW);
}

#[test]
fn a_number_that_a_spreadsheet_has_rounded_is_not_taken() {
    let (book, planned) = imported("name,phone\nAna Roy,4.17E+10\n", Target::Contacts);
    let ana = &all::<Contact>(&book)[0];
    assert_eq!(
        (ana.phones.len(), &*ana.description, planned.notes[0].why),
        (0, "phone: 4.17E+10", Why::RoundedPhone)
    );
}

#[test]
fn a_number_that_only_ends_like_a_known_one_is_added() {
    let mut book = Book::new();
    import(&mut book, "a.csv", b"name,email,phone\nAna Roy,a@x.io,+49 30 12345678\n", Target::Contacts);
    let more = b"name,email,phone,mobile\nAna Roy,a@x.io,+49 40 12345678,030 12345678\n";
    import(&mut book, "b.csv", more, Target::Contacts);
    let numbers: Vec<String> =
        all::<Contact>(&book)[0].phones.values().map(|it| it.value.to_string()).collect();
    assert_eq!(numbers, ["+49 30 12345678", "+49 40 12345678"]);
}

#[test]
fn two_numbers_in_a_cell_are_two_and_an_extension_is_none() {
    let csv = "name;email;phone\nA;a@x.io;0151 2345678 / 089 998877\nB;b@x.io;+1 212 555 0199, ext. 123\n\
        C;c@x.io;089/998877\nD;d@x.io;0041 (0)75/512 34 56\nE;e@x.io;030 123456/78\nF;f@x.io;030 123456, 040 123456\n";
    let (book, _) = imported(csv, Target::Contacts);
    let numbers: Vec<String> = all::<Contact>(&book)
        .iter()
        .map(|it| it.phones.values().map(|it| it.value.to_string()).collect::<Vec<_>>().join("|"))
        .collect();
    let expected = [
        "0151 2345678|089 998877",
        "+1 212 555 0199, ext. 123",
        "089/998877",
        "0041 (0)75/512 34 56",
        "030 123456/78",
        "030 123456|040 123456",
    ];
    assert_eq!(numbers, expected);
}

#[test]
fn an_extension_makes_nobody_another_and_is_not_lost() {
    let mut book = Book::new();
    import(&mut book, "a.csv", b"name,phone\nAna Roy,+1 212 555 0199\n", Target::Contacts);
    let more =
        b"name,phone\nAna Roy,+1 212 555 0199 ext. 12\nBo Lee,+1 212 555 0199 x13\n,+1 212 555 0199 x14\n";
    import(&mut book, "b.csv", more, Target::Contacts);
    let numbers: Vec<Vec<String>> = all::<Contact>(&book)
        .iter()
        .map(|it| it.phones.values().map(|it| it.value.to_string()).collect())
        .collect();
    let expected: [&[&str]; 3] =
        [&["+1 212 555 0199", "+1 212 555 0199 ext. 12"], &["+1 212 555 0199 x13"], &["+1 212 555 0199 x14"]];
    assert_eq!(numbers, expected);
}

#[test]
fn notes_of_leads_stand_on_their_timeline_and_those_of_contacts_in_their_description() {
    let csv = "name,email,notes\nAna Roy,a@x.io,\"Met at\nthe fair\"\n";
    let (book, _) = imported(csv, Target::Leads);
    let note = &all::<Activity>(&book)[0];
    assert_eq!((&*note.body, note.about.len()), ("Met at\nthe fair", 1));
    let (book, _) = imported(csv, Target::Contacts);
    assert_eq!(&*all::<Contact>(&book)[0].description, "Met at\nthe fair");
    let long = format!("name,email,notes\nAna Roy,a@x.io,{}\n", "x".repeat(70_000));
    let (book, planned) = imported(&long, Target::Contacts);
    assert_eq!((all::<Activity>(&book).len(), planned.counts.rejected), (1, 0));
}

#[test]
fn what_a_row_says_of_somebody_who_is_described_already_stands_on_the_timeline() {
    let mut book = Book::new();
    import(&mut book, "a.csv", b"name,email,notes\nAna Roy,a@x.io,VIP\n", Target::Contacts);
    let more = b"name,email,phone,notes\nAna Roy,a@x.io,ask Bob,Moved to Oslo\n";
    let planned = import(&mut book, "b.csv", more, Target::Contacts);
    assert_eq!((planned.counts.filled, planned.notes[0].why), (1, Why::Phone));
    let said = |book: &Book| all::<Activity>(book).iter().map(|it| it.body.to_string()).collect::<Vec<_>>();
    assert_eq!(said(&book), ["Moved to Oslo\nphone: ask Bob"]);
    assert_eq!(&*all::<Contact>(&book)[0].description, "VIP");
    let companies = b"company,phone,notes\nAcme,,Steel\nACME,ask Bob,Iron\n";
    let mut book = Book::new();
    import(&mut book, "c.csv", companies, Target::Companies);
    assert_eq!(
        (said(&book), &*all::<Company>(&book)[0].description),
        (vec!["Iron\nphone: ask Bob".to_owned()], "Steel")
    );
}

#[test]
fn a_comma_parts_tags_only_where_nothing_else_does() {
    let csv = "name,tags\nA,\"Sales, EU|Hot\"\nB,\"Fair, 2026|\"\nC,\"cold; a, b\"\nD,\"x, y ::: z\"\n";
    let (book, _) = imported(csv, Target::Contacts);
    let tags: Vec<String> = all::<Tag>(&book).iter().map(|it| it.name.to_string()).collect();
    assert_eq!(tags, ["Sales, EU", "Hot", "Fair, 2026", "cold", "a", "b", "x, y", "z"]);
}

#[test]
fn rows_in_the_trash_of_the_other_program_are_left_there() {
    let (book, planned) = imported("Id,LastName,IsDeleted\n1,Roy,true\n2,Lee,false\n", Target::Contacts);
    assert_eq!((all::<Contact>(&book).len(), planned.counts.skipped), (1, 1));
}

#[test]
fn companies_of_two_legal_forms_are_two() {
    let csv = "company name,phone\nSiemens AG,+49 89 111111\nSiemens GmbH,+43 1 222222\nSiemens A.G.,\nZen Limited,\nZen Ltd,\n";
    let (mut book, _) = imported(csv, Target::Companies);
    let names = |book: &Book| all::<Company>(book).iter().map(|it| it.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&book), ["Siemens AG", "Siemens GmbH", "Zen Limited"]);
    let deals = b"deal name,company\nPumps,Siemens\nValves,SIEMENS GMBH\nPipes,Zen SA\n";
    import(&mut book, "deals.csv", deals, Target::Deals);
    let parties: Vec<String> = all::<Deal>(&book)
        .iter()
        .map(|it| it.company().and_then(|it| book.get(it)).expect("a company").name.to_string())
        .collect();
    assert_eq!(parties, ["Siemens AG", "Siemens GmbH", "Zen SA"]);
    let (book, _) = imported("name,company\n,Siemens AG\n,Siemens GmbH\n,SIEMENS\n", Target::Leads);
    assert_eq!(all::<Lead>(&book).len(), 2);
}

#[test]
fn a_company_is_found_by_the_id_that_its_contact_named() {
    let mut book = Book::new();
    let contacts = b"id,first_name,email_work,has_newsletter,company_id,company\n1,Ana,a@x.io,,9,Acme\n";
    import(&mut book, "contacts.csv", contacts, Target::Contacts);
    let planned = plan(
        &book,
        "companies.csv",
        b"id,name,sector,email_work,has_newsletter\n9,Acme Holding,steel,,\n",
        Target::Companies,
    );
    assert_eq!((planned.counts.filled, planned.counts.new), (1, 0));
}
