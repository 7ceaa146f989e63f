//! What is found, in which order, and where it stood.

use super::grade::Query;
use super::*;
use crate::{
    command::{Edit, Restore, Trash},
    record::{Employment, Member, Pair},
    testing::Device,
    value::{ElementId, Id},
};

struct Scene {
    device: Device,
    book: Book,
    finder: Finder,
}

impl Scene {
    fn new() -> Scene {
        Scene { device: Device::new(1), book: Book::new(), finder: Finder::new() }
    }

    fn contact(&mut self, name: &str, build: impl FnOnce(&mut Contact)) -> Id<Contact> {
        self.device.adds(&mut self.book, |it: &mut Contact| {
            it.first_name = name.into();
            build(it);
        })
    }

    fn note(&mut self, about: impl Into<RecordId>, body: &str) -> Id<Activity> {
        self.device.adds(&mut self.book, |it: &mut Activity| {
            it.body = body.into();
            it.about.insert(about.into(), Member);
        })
    }

    fn finds(&mut self, text: &str) -> Vec<Found> {
        assert!(self.finder.catch_up(&self.book, usize::MAX));
        self.finder.find(&self.book, text, 20)
    }

    fn names(&mut self, text: &str) -> Vec<String> {
        self.finds(text).into_iter().map(|it| it.name).collect()
    }
}

#[test]
fn f6_a_name_comes_before_its_words_these_before_pieces_and_all_before_notes() {
    let mut scene = Scene::new();
    let noted = scene.contact("Noted", |_| {});
    scene.note(noted, "Spoke about Ana.");
    scene.contact("Diana", |_| {});
    scene.contact("Bo", |it| it.job_title = "Ana's deputy".into());
    scene.contact("Mary Ana", |_| {});
    scene.contact("Anabel", |_| {});
    scene.contact("Ana", |_| {});
    scene.contact("Other", |_| {});
    assert_eq!(scene.names("ana"), ["Ana", "Anabel", "Mary Ana", "Bo", "Diana", "Noted"]);
    assert_eq!(scene.names("ÁNA"), ["Ana", "Anabel", "Mary Ana", "Bo", "Diana", "Noted"]);
    assert_eq!(scene.names("mary an"), ["Mary Ana"]);
    assert_eq!(scene.names("an mary"), ["Mary Ana"]);
    assert_eq!(scene.names("nobody"), [""; 0]);
}

#[test]
fn f6_among_hundreds_a_name_is_found_by_any_of_its_words_and_the_youngest_first() {
    let mut scene = Scene::new();
    for nth in 0..300 {
        scene.contact(&format!("Ana {nth}"), |_| {});
        scene.contact(&format!("Mary O'Neil-Ödberg {nth}"), |_| {});
    }
    for word in ["neil", "odb", "mary"] {
        let names = scene.names(word);
        assert_eq!((names.len(), &*names[0]), (20, "Mary O'Neil-Ödberg 299"), "{word}");
    }
    assert_eq!(
        scene.names("eil")[0],
        "Mary O'Neil-Ödberg 299",
        "and by the middle of one where no word begins so"
    );
}

#[test]
fn f6_however_much_happened_to_one_record_the_others_are_told_after_it() {
    let mut scene = Scene::new();
    let contacts: Vec<Id<Contact>> =
        (0..40).map(|nth| scene.contact(&format!("Ana {nth}"), |_| {})).collect();
    for contact in &contacts {
        scene.note(*contact, "Called.");
    }
    for _ in 0..600 {
        scene.note(contacts[7], "Called again.");
    }
    let expected: Vec<String> =
        [7].into_iter().chain((21..40).rev()).map(|nth| format!("Ana {nth}")).collect();
    assert_eq!(scene.names(""), expected);
}

#[test]
fn f6_of_equals_what_was_written_last_comes_first_and_nothing_finds_just_that() {
    let mut scene = Scene::new();
    let first = scene.contact("Ana One", |_| {});
    scene.contact("Ana Two", |_| {});
    assert_eq!(scene.names("ana"), ["Ana Two", "Ana One"]);
    assert_eq!(scene.names(" "), ["Ana Two", "Ana One"]);
    scene.note(first, "Called.");
    assert_eq!(scene.names(""), ["Ana One", "Ana Two"], "what happened to a record counts");
    let contact = scene.book.get(first).expect("it is there").clone();
    scene.device.does(&mut scene.book, Edit::of(&contact, |it| it.job_title = "x".into()));
    assert_eq!(scene.names("ana"), ["Ana One", "Ana Two"]);
}

#[test]
fn f7_a_number_is_found_by_a_piece_however_either_is_written() {
    let mut scene = Scene::new();
    let phone = |text: &str| {
        let value = text.parse().expect("a number");
        [(ElementId(uuid::Uuid::from_u128(9)), Pair { label: None, value })].into_iter().collect()
    };
    scene.contact("Berlin", |it| it.phones = phone("+49 30 1234 5678"));
    scene.contact("Vaduz", |it| it.phones = phone("+41 (0)75 512 34 56"));
    scene.contact("Room 030 1234", |_| {});
    assert_eq!(scene.names("030 1234"), ["Room 030 1234", "Berlin"]);
    assert_eq!(scene.names("0755 12"), ["Vaduz"]);
    assert_eq!(scene.names("0041 75 512"), ["Vaduz"]);
    assert_eq!(scene.names("+4930123"), ["Berlin"]);
    let found = scene.finds("512 34 vaduz");
    assert_eq!((found.len(), &*found[0].name), (1, "Vaduz"));
    let found = scene.finds("075512");
    assert_eq!(found[0].field, Field::Phone);
    assert_eq!(found[0].excerpt.as_ref().map(|it| &*it.text), Some("+41 (0)75 512 34 56"));
}

#[test]
fn f8_what_was_found_is_told_with_where_it_stands() {
    let mut scene = Scene::new();
    let ana = scene.contact("Ana", |it| {
        it.description = "Met at the fair.\nWants a Café-Bar in Zürich, with a terrace.".into();
        let value = "ana@acme.example".parse().expect("an address");
        it.emails =
            [(ElementId(uuid::Uuid::from_u128(9)), Pair { label: None, value })].into_iter().collect();
    });
    let note = scene.note(ana, "She asked for Lockers");
    let found = scene.finds("cafe");
    let excerpt = found[0].excerpt.clone().expect("it is no name");
    assert_eq!((found[0].field, &excerpt.text[excerpt.mark.clone()]), (Field::Note, "Café"));
    assert_eq!(excerpt.text, "…at the fair. Wants a Café-Bar in Zürich, with a terrace.");
    let found = scene.finds("acme.ex");
    assert_eq!(found[0].excerpt.clone().map(|it| it.text), Some("ana@acme.example".to_owned()));
    let found = scene.finds("locker");
    assert_eq!((found[0].record, found[0].via), (ana.into(), Some(note.into())));
    assert_eq!((found[0].field, &*found[0].name), (Field::Timeline, "Ana"));
    assert_eq!(scene.finds("ana")[0].excerpt, None);
}

#[test]
fn f9_the_trash_is_not_searched_nor_what_happened_to_what_lies_there() {
    let mut scene = Scene::new();
    let ana = scene.contact("Ana", |_| {});
    scene.note(ana, "Lockers");
    let task = scene.device.adds(&mut scene.book, |it: &mut Task| {
        (it.title, it.about) = ("Send lockers".into(), Some(ana.into()));
    });
    let alone = scene.device.adds(&mut scene.book, |it: &mut Task| it.title = "Order lockers".into());
    assert_eq!(scene.names("lockers"), ["Order lockers", "Ana"]);
    assert_eq!(scene.finds("send")[0].via, Some(task.into()));
    assert_eq!(scene.finds("order")[0].record, RecordId::from(alone));
    scene.device.does(&mut scene.book, Trash(vec![ana.into()]));
    assert_eq!(scene.names("lockers"), ["Order lockers"]);
    assert_eq!(scene.names("ana"), [""; 0]);
    scene.device.does(&mut scene.book, Restore(vec![ana.into()]));
    assert_eq!(scene.names("ana"), ["Ana"]);
}

#[test]
fn f6_words_may_be_divided_between_someone_and_their_company() {
    let mut scene = Scene::new();
    let acme = scene.device.adds(&mut scene.book, |it: &mut Company| it.name = "Acme Ltd".into());
    for name in ["Ana", "Bo"] {
        scene.contact(name, |it| it.companies.insert(acme, Employment::default()));
    }
    scene.contact("Ana Other", |_| {});
    assert_eq!(scene.names("ana acme"), ["Ana"]);
    let found = scene.finds("acme bo");
    assert_eq!((found[0].field, found.len()), (Field::Company, 1));
    assert_eq!(found[0].excerpt.clone().map(|it| it.text), Some("Acme Ltd".to_owned()));
    assert_eq!(scene.names("acme"), ["Acme Ltd"], "the people of a company stand on its page");
}

/// Every search finds the same as one in a finder that begins anew.
#[test]
fn f10_a_finder_that_has_caught_up_finds_what_a_new_one_finds() {
    for seed in 0..6 {
        let mut worker = crate::testing::Worker::new(1, seed);
        let mut finder = Finder::new();
        for _ in 0..25 {
            worker.live(4);
            while !finder.catch_up(&worker.book, 3) {}
            let mut anew = Finder::new();
            assert!(anew.catch_up(&worker.book, usize::MAX));
            for text in ["a", "acme", "zen l", "日本", "script", "0755", "=1", "roy ana", ""] {
                let found = finder.find(&worker.book, text, 30);
                assert_eq!(found, anew.find(&worker.book, text, 30), "{text}");
                let ids: Vec<RecordId> = found.iter().map(|it| it.record).collect();
                let unique: std::collections::BTreeSet<_> = ids.iter().collect();
                assert_eq!(unique.len(), ids.len(), "each once");
                for it in found.iter().filter_map(|it| it.excerpt.as_ref()) {
                    assert!(it.text.get(it.mark.clone()).is_some());
                }
            }
        }
    }
}

#[test]
fn where_many_names_begin_with_a_word_nothing_else_is_asked_and_the_same_is_found() {
    let mut scene = Scene::new();
    for number in 0..50 {
        scene.contact(&format!("Tom {number}"), |_| {});
        scene.contact(&format!("Ann Torv {number}"), |_| {});
        scene.contact(&format!("Anton {number}"), |it| it.job_title = "tour guide".into());
    }
    scene.contact("To", |_| {});
    assert!(scene.finder.catch_up(&scene.book, usize::MAX));
    for (text, has_many) in
        [("to", true), ("tom", true), ("T", true), ("tou", false), ("nto", false), ("to 4", false)]
    {
        let query = Query::of(text);
        let all = scene.finder.by_anything(&scene.book, &query, 40).in_order();
        let named = scene.finder.by_name(&query, 40);
        assert_eq!(named.is_some(), has_many, "{text}");
        assert!(named.is_none_or(|it| it.in_order() == all), "{text}");
    }
    assert_eq!(scene.names("to")[0], "To");
}
