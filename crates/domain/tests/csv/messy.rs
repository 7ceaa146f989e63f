//! Files as they come: damaged, ragged, hostile. Nothing panics, and every row is accounted for.

use crate::{
    seeds::seeds,
    tool::{all, imported, plan_with, table},
};
use domain::{
    book::Book,
    export::{Dialect, Writer},
    import::{MAX_COLUMNS, Table, Target, Why, text},
    record::{Contact, Deal, Json, Lead, Reached},
    testing::Seeded,
    value::TextKey,
};

// Case E11.
#[test]
fn the_same_table_in_every_dress_gives_the_same_people() {
    let plain = "Name,E-Mail,Notes\nZoë,z@x.io,\"a, \"\"b\"\"\nc\"\nBo,b@x.io,\n";
    let semicolons = "sep=;\r\nName;E-Mail;Notes\r\nZoë;z@x.io;\"a, \"\"b\"\"\nc\"\r\n\r\nBo;b@x.io\r\n";
    let tabs = "Name\tE-Mail\tNotes\rZoë\tz@x.io\t\"a, \"\"b\"\"\nc\"\rBo\tb@x.io\t";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = plain.chars().map(|it| u8::try_from(u32::from(it)).expect("Latin-1")).collect();
    let bom = format!("\u{feff}{plain}");
    for bytes in [plain.as_bytes(), semicolons.as_bytes(), tabs.as_bytes(), &utf16, &latin, bom.as_bytes()] {
        let text = text(bytes).expect("a text");
        let (book, planned) = imported(&text, Target::Contacts);
        let people: Vec<_> =
            all::<Contact>(&book).iter().map(|it| (it.name(), it.description.to_string())).collect();
        assert_eq!(people, [("Zoë".into(), "a, \"b\"\nc".into()), ("Bo".into(), String::new())], "{text:?}");
        assert_eq!(planned.counts.rejected, 0);
    }
}

#[test]
fn ragged_rows_are_taken_and_told_of() {
    let (book, planned) =
        imported("name,email,city\nAna,a@x.io\nBo,b@x.io,Oslo,more,\nCy,c@x.io,Bern\n", Target::Contacts);
    let told: Vec<_> = planned.notes.iter().map(|it| (it.number, it.why)).collect();
    assert_eq!(told, [(2, Why::Ragged { cells: 2 }), (3, Why::Ragged { cells: 5 })]);
    let bo = &all::<Contact>(&book)[1];
    assert_eq!(bo.common.custom.get(&TextKey("Column 4".into())).map(Json::shown).as_deref(), Some("more"));
}

#[test]
fn what_is_too_long_or_too_wide_is_refused_by_name_and_place() {
    let csv = format!(
        "name,email\n{},a@x.io\nBo,b@x.io{}\nCy,c@x.io\n",
        "x".repeat(64 * 1024 + 1),
        ",".repeat(MAX_COLUMNS)
    );
    let table = table(csv.as_bytes());
    let planned = plan_with(&Book::new(), "x.csv", &table, Target::Contacts, |_| {});
    let told: Vec<_> = planned.rejected.iter().map(|it| (it.number, it.column, it.why)).collect();
    assert_eq!(told, [(2, Some(0), Why::TooLong { limit: 64 * 1024 }), (3, None, Why::TooWide)]);
    assert_eq!(planned.counts.new, 1);
    let back = planned.rejected_csv(&table, "why", &|it| format!("{:?}", it.why));
    assert!(back.ends_with(",,,TooWide\r\n") && back.len() > csv.len());
    assert_eq!(self::table(back.as_bytes()).len(), 2, "it can be read again");
}

// Case I5.
#[test]
fn v2_rows_that_are_refused_are_written_as_inert_as_they_came_in_and_read_back_the_same() {
    const LINK: &str = "=HYPERLINK(\"//x.io\",\"Prize\")";
    let dialect = Dialect { separator: ';', has_mark: false, guards: true };
    let mut writer = Writer::new(dialect, &["email", "note"]);
    writer.row(["ana@x.io", "fine"]);
    writer.row(["nobody", LINK]);
    let wide: Vec<&str> = ["nobody", LINK].into_iter().cycle().take(MAX_COLUMNS + 2).collect();
    writer.row(wide.iter().copied());
    // The same from a file in which nothing is guarded, as other programs write it.
    let guarded = writer.take();
    let bare = guarded.replace("\"'=", "\"=");
    for file in [guarded, bare] {
        let table = table(file.as_bytes());
        let planned = plan_with(&Book::new(), "x.csv", &table, Target::Contacts, |_| {});
        assert_eq!(planned.rejected.len(), 2, "{:?}", planned.rejected);
        let back = planned.rejected_csv(&table, "why", &|_| "=why".to_owned());
        assert!(back.starts_with('\u{feff}') && !back.contains("\"=") && !back.contains(";="), "{back}");
        let again = self::table(back.as_bytes());
        assert_eq!(again.line(0).cells, ["nobody", LINK, "=why"]);
        assert_eq!(again.line(1).cells.len(), MAX_COLUMNS + 1, "as many as are kept of one that is too wide");
        assert_eq!(again.line(1).cells[..2], ["nobody", LINK]);
    }
}

#[test]
fn markup_and_formulas_are_letters() {
    let csv = "name,email,note\n<img src=x onerror=alert(1)>,a@x.io,=1+1\n\"'; DROP TABLE leads;--\",b@x.io,__proto__\n";
    let (book, planned) = imported(csv, Target::Leads);
    let leads = all::<Lead>(&book);
    assert_eq!(leads[0].person(), "<img src=x onerror=alert(1)>");
    assert_eq!(leads[1].person(), "'; DROP TABLE leads;--");
    assert_eq!(planned.counts.rejected, 0);
    let (book, _) = imported("name,__proto__,a/b\nx,1,2\n", Target::Deals);
    let keys: Vec<String> = all::<Deal>(&book)[0].common.custom.keys().map(ToString::to_string).collect();
    assert_eq!(keys, ["__proto__", "a/b"]);
}

#[test]
fn random_bytes_are_refused_or_read_and_nothing_panics() {
    for seed in seeds(0..3_000) {
        let mut chance = Seeded::new(seed);
        let length = chance.below(400);
        // Mostly what files are made of, so that something is read at all.
        let is_file = !chance.once_in(3);
        let bytes: Vec<u8> = (0..length)
            .map(|_| if is_file { chance.one(b"a,;\t|\"\"\r\n @.1/-:\xe4\xff=s") } else { byte(&mut chance) })
            .collect();
        let Ok(table) = text(&bytes).and_then(Table::read) else { continue };
        let target = chance.one(Target::ALL);
        plan_with(&Book::new(), "noise.csv", &table, target, |_| {});
    }
}

fn byte(chance: &mut Seeded) -> u8 {
    u8::try_from(chance.below(256)).expect("it is below 256")
}

// Case E11.
#[test]
fn a_valid_file_with_random_damage_never_panics_and_counts_add_up() {
    let deals = "id,name,company,contact,contact email,amount,currency,stage,close date,owner,tags,notes,created\n\
        1,Site,Acme,Ana Roy,ana@acme.io,\"1.234,56\",EUR,Won,31/12/2026,Kim,\"a, b\",\"x\ny\",2026-01-02 10:00\n\
        2,Shop,Bolt,Bo Lee,bo@bolt.io,(5),USD,Demo,1/2/2026,Lu,,,\n\
        3,App,,,,,,Lost,,,,,\n";
    let people = "Name,Title,Company,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Birthday,Address 1 - Street,City,Status,Notes\n\
        \"Roy, Ana\",Boss,Acme,Work,a@x.io ::: b@x.io,+41 75,--05-12,Road 1,Bern,new,<p>x</p>\n\
        Bo,,,,\"[{\"\"label\"\":\"\"home\"\",\"\"value\"\":\"\"c@x.io\"\"}]\",4.17E+10,31.02.1980,,,,\n";
    for seed in seeds(0..2_000) {
        let mut chance = Seeded::new(seed);
        let mut bytes = if chance.once_in(2) { deals } else { people }.as_bytes().to_vec();
        for _ in 0..=chance.below(6) {
            let at = chance.below(bytes.len());
            match chance.below(4) {
                0 => bytes[at] = b",;\"\n\r\t\xe9\xf0 0-/@\x80"[chance.below(14)],
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b"\",\n\xff1"[chance.below(5)]),
                _ => bytes.truncate(at.max(1)),
            }
            if bytes.is_empty() {
                bytes.push(b'x');
            }
        }
        let Ok(table) = text(&bytes).and_then(Table::read) else { continue };
        let target = if chance.once_in(3) { chance.one(Target::ALL) } else { Target::guess(&table) };
        let mut book = Book::new();
        let planned = plan_with(&book, "damaged.csv", &table, target, |_| {});
        crate::tool::adopt(&mut book, &planned);
        let again = plan_with(&book, "damaged.csv", &table, target, |_| {});
        let text = String::from_utf8_lossy(&bytes);
        assert!(again.change.is_empty(), "{target}: {text}\n{:?}", again.change.edits().first());
        planned.rejected_csv(&table, "why", &|it| format!("{:?}", it.why));
    }
}
