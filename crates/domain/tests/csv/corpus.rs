//! Files that nobody here has written: CRMs, address books, tests of the format.

use crate::tool::{all, column, corpus, import, table};
use domain::{
    book::Book,
    import::{Fate, Field, Mapping, Table, Target, Use, text},
    record::{Address, Company, Contact, Deal, Label, Reached, Rep},
    value::{Currency, Email, Money, Phone, TextKey},
};
use serde_json::Value;

fn take(path: &str, target: Target) -> Option<(Book, domain::import::Planned)> {
    let bytes = corpus(path)?;
    let table = table(&bytes);
    assert_eq!(Target::guess(&table), target, "{path}");
    let mut book = Book::new();
    let file = path.rsplit('/').next().expect("a name");
    let planned = import(&mut book, file, &bytes, target);
    eprintln!(
        "{path}: {} rows, {:?}, {} notes",
        table.len(),
        planned.counts,
        planned.notes.len() + planned.more_notes
    );
    Some((book, planned))
}

#[test]
fn the_spectrum_of_csv_is_read_as_its_json_says() {
    for name in [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ] {
        let folder = "csv/csv-spectrum";
        let (Some(csv), Some(json)) =
            (corpus(&format!("{folder}/csvs/{name}.csv")), corpus(&format!("{folder}/json/{name}.json")))
        else {
            return;
        };
        let expected: Vec<serde_json::Map<String, Value>> = serde_json::from_slice(&json).expect(name);
        let table = table(&csv);
        // `empty.json` writes 1 and 2 where the file has 1,"","" and 2,3,4: the order of columns is told by the file.
        assert_eq!(table.len(), expected.len(), "{name}");
        for (row, object) in expected.iter().enumerate() {
            let cells = table.line(row).cells;
            assert_eq!(cells.len(), object.len(), "{name}");
            for (column, cell) in table.columns().iter().zip(&cells) {
                assert_eq!(object[&*column.name], Value::from(&**cell), "{name}, row {row}, {}", column.name);
            }
        }
    }
    // Its JSON is of another file; the CSV holds letters that were lost before.
    let Some(csv) = corpus("csv/csv-spectrum/csvs/location_coordinates.csv") else { return };
    assert_eq!(&*table(&csv).line(0).cells[1], "37\u{fffd}36'37.8\"N 121\u{fffd}2'17.9\"W");
}

#[test]
fn atomic_contacts_land_in_the_right_fields() {
    let path = "crm/atomic-crm/contacts.csv";
    let (Some((book, planned)), Some(bytes)) = (take(path, Target::Contacts), corpus(path)) else { return };
    let contacts = all::<Contact>(&book);
    assert_eq!((contacts.len(), planned.counts.new, planned.counts.rejected), (500, 500, 0));
    let of = |it: &Contact, label| {
        it.emails.values().find(|it| it.label == Some(label)).map(|it| it.value.to_string())
    };
    for (heading, label) in
        [("email_work", Label::Work), ("email_home", Label::Home), ("email_other", Label::Other)]
    {
        for (contact, cell) in contacts.iter().zip(column(&bytes, heading)) {
            assert!(cell.is_empty() || contact.emails.values().any(|it| it.value.as_str() == cell), "{cell}");
            assert!(of(contact, label).is_none_or(|it| it == cell), "{cell}");
        }
    }
    for (contact, first) in contacts.iter().zip(column(&bytes, "first_name")) {
        assert_eq!(&*contact.first_name, first);
    }
    let names = column(&bytes, "company");
    for (contact, name) in contacts.iter().zip(&names) {
        let company = contact.company().map(|it| book.get(it).expect("it is there").name.to_string());
        assert_eq!(company.as_deref().unwrap_or(""), name);
    }
    let different = |mut names: Vec<String>| {
        names.sort();
        names.dedup();
        names.into_iter().filter(|it| !it.is_empty()).count()
    };
    assert_eq!(all::<Company>(&book).len(), different(names));
    assert_eq!(all::<Rep>(&book).len(), different(column(&bytes, "sales")));
}

#[test]
fn the_two_contacts_of_atomics_export_have_their_tags() {
    let Some((book, _)) = take("crm/atomic-crm/contacts_export.csv", Target::Contacts) else { return };
    let contacts = all::<Contact>(&book);
    assert_eq!(contacts.len(), 2);
    assert_eq!(
        (contacts[0].emails.len(), contacts[0].phones.len(), contacts[0].common.tags.len()),
        (3, 3, 2)
    );
    assert_eq!(contacts[0].companies.len(), 1);
    assert_eq!(book.table::<domain::record::Tag>().len(), 4);
}

#[test]
fn google_brings_several_addresses_in_one_cell() {
    let Some((book, planned)) = take("contacts-csv/Google.csv", Target::Contacts) else { return };
    let contacts = all::<Contact>(&book);
    let max = &contacts[0];
    assert_eq!([&*max.first_name, &*max.last_name], ["Max Middle Name", "Mustermann jr."]);
    assert_eq!([&*max.salutation, &*max.birthday, &*max.job_title], ["Dr.", "1972-01-31", "Position"]);
    let mails: Vec<(&str, Option<Label>)> =
        max.emails.values().map(|it| (it.value.as_str(), it.label)).collect();
    assert_eq!(mails.len(), 10, "one of eleven has a blank in it: {mails:?}");
    assert!(mails.contains(&("privat@folker-kinzel.de", Some(Label::Home))));
    assert!(mails.contains(&("business2@folker.de", Some(Label::Work))));
    assert!(mails.contains(&("ohneLabel2@folker.de", None)));
    let cities: Vec<&str> = max.addresses.values().map(|it| &*it.city).collect();
    assert_eq!(cities, ["Leipzig", "Ort", "Berlin"]);
    assert_eq!(all::<Company>(&book)[0].name.to_string(), "Firma");
    assert!(planned.notes.iter().any(|it| &*it.value == "Handy"), "a word is no phone number");
    assert!(
        max.description.starts_with("Kommentar ÄÄÄÄÄÄ") && max.description.contains("Phone 4 - Value: Handy")
    );
    let tags: Vec<String> = all::<domain::record::Tag>(&book).iter().map(|it| it.name.to_string()).collect();
    assert_eq!(tags, ["Importiert am 29.3."]);
}

#[test]
fn outlook_has_a_switchboard_and_american_days() {
    let Some((book, _)) = take("contacts-csv/Outlook365.csv", Target::Contacts) else { return };
    let contacts = all::<Contact>(&book);
    assert_eq!(contacts.len(), 6, "one number for all of them does not make them one");
    let anita = contacts.iter().find(|it| &*it.first_name == "Anita").expect("Anita");
    assert_eq!(
        (&*anita.birthday, anita.email().map(Email::as_str)),
        ("1981-01-20", Some("Anita@contoso.com"))
    );
    assert_eq!(&*anita.website, "http://www.microsoft.com/");
}

#[test]
fn thunderbird_speaks_german_in_latin_1() {
    let Some((book, _)) = take("contacts-csv/ThunderbirdAnsi.csv", Target::Contacts) else { return };
    let max = &all::<Contact>(&book)[0];
    assert_eq!([&*max.first_name, &*max.last_name, &*max.job_title], ["Max", "Mustermann", "Position"]);
    assert_eq!(&*max.birthday, "1972-01-31");
    let mails: Vec<&str> = max.emails.values().map(|it| it.value.as_str()).collect();
    assert_eq!(mails, ["privat@folker-kinzel.de", "business@folker-kinzel.de"]);
    let lines: Vec<String> = max.addresses.values().map(Address::line).collect();
    assert_eq!(
        lines,
        [
            "Privatstr. 88\n2. Zeile, 06779 Wohnort, Sachsen-Anhalt, BRD",
            "Straße Work\nStr. Work 2. Zeile, PLZ Ort, Bundesland, BRD"
        ]
    );
    assert!(max.description.starts_with("Kommentar für Maxl"));
}

#[test]
fn krayins_arrays_in_cells_are_addresses() {
    let Some((book, _)) = take("crm/krayin/persons_samples.csv", Target::Contacts) else { return };
    let wilson = &all::<Contact>(&book)[0];
    let mails: Vec<(&str, Option<Label>)> =
        wilson.emails.values().map(|it| (it.value.as_str(), it.label)).collect();
    assert_eq!(
        mails,
        [("contact@wilson.com", Some(Label::Work)), ("contact.home@wilson.com", Some(Label::Home))]
    );
    assert_eq!((&*wilson.last_name, wilson.phone().map(Phone::as_str)), ("Fisk", Some("5454445454")));
    let Some((book, _)) = take("crm/krayin/leads_samples.csv", Target::Deals) else { return };
    let deals = all::<Deal>(&book);
    assert_eq!(deals[0].expected_close.map(|it| it.to_string()).as_deref(), Some("2024-09-02"));
    assert_eq!(deals.iter().filter_map(|it| it.value).map(Money::minor).max(), Some(10_000_000));
    take("crm/krayin/leads_e2e_sample.csv", Target::Deals);
}

#[test]
fn hubspots_tables_keep_their_ids() {
    for (file, target) in [
        ("company_data.csv", Target::Companies),
        ("contact_data.csv", Target::Contacts),
        ("deal_data.csv", Target::Deals),
        ("owner_data.csv", Target::Reps),
    ] {
        let path = format!("crm/hubspot/{file}");
        let Some(bytes) = corpus(&path) else { return };
        let mut book = Book::new();
        let planned = import(&mut book, file, &bytes, target);
        let rows = table(&bytes).len();
        eprintln!("{path}: {rows} rows, {:?}", planned.counts);
        assert_eq!(Target::guess(&table(&bytes)), target, "{path}");
        let deleted = planned.preview.iter().filter(|it| it.fate == Fate::Same).count();
        assert_eq!(planned.counts.new + planned.counts.rejected + deleted, rows, "{path}");
    }
    let Some((book, _)) = take("crm/hubspot/company_data.csv", Target::Companies) else { return };
    let key = TextKey("hubspot:company".into());
    assert!(all::<Company>(&book).iter().all(|it| it.common.external.get(&key).is_some()));
}

#[test]
fn people_of_one_name_are_not_taken_for_one() {
    for (file, rows) in [
        ("dataset1", 1_000),
        ("dataset2", 5_000),
        ("dataset3", 5_000),
        ("dataset4a", 5_000),
        ("dataset4b", 5_000),
    ] {
        let Some((book, planned)) = take(&format!("dedupe/febrl/{file}.csv"), Target::Contacts) else {
            return;
        };
        assert_eq!(planned.counts.new + planned.counts.rejected, rows, "{file}");
        let contacts = all::<Contact>(&book);
        assert!(
            contacts.iter().filter(|it| !it.birthday.is_empty()).count() * 10 > rows * 8,
            "19300213 is a day"
        );
        assert!(contacts.iter().all(|it| it.addresses.len() <= 1));
    }
}

// Case E11.
#[test]
fn every_file_of_the_corpus_goes_through_as_every_target() {
    let root = format!("{}/../../../shared/corpus", env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![std::path::PathBuf::from(&root)];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            eprintln!("skipped: the corpus is not here ({root})");
            return;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "csv") {
                let bytes = std::fs::read(&path).expect("a file");
                let Ok(table) = text(&bytes).and_then(Table::read) else { continue };
                for target in Target::ALL {
                    crate::tool::plan_with(&Book::new(), "x.csv", &table, *target, |_| {});
                    count += 1;
                }
            }
        }
    }
    assert!(count > 100);
}

#[test]
fn a_second_column_of_the_same_cells_is_left_out() {
    let Some(bytes) = corpus("crm/atomic-crm/contacts.csv") else { return };
    let table = table(&bytes);
    let mapping = Mapping::guess(&table, Target::Contacts, &Book::new(), Currency::USD);
    let uses =
        |name: &str| mapping.columns[table.columns().iter().position(|it| &*it.name == name).expect(name)].to;
    assert_eq!([uses("company_name"), uses("company")], [Use::Field(Field::Company), Use::LeaveOut]);
    assert_eq!(
        [uses("linkedin_url"), uses("nb_tasks"), uses("sales")],
        [Use::LeaveOut, Use::Custom, Use::Field(Field::Owner)]
    );
}
