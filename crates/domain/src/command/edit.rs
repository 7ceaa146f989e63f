//! Another version of a record that is there.

use super::{Decision, check::check_edited, enclosed, tag, task};
use crate::{
    book::Book,
    change::{self, Change, Stamping},
    entry::{Label, Verb},
    query,
    refusal::Refusal,
    row::{Row, Unrow},
    wire::{Fields, differing},
};
use std::sync::Arc;

/// Writes what its author changed: the registers in which `now` differs from `was`, and no other.
///
/// `was` is the record as the author saw it. What someone else changed meanwhile in other registers stays; in the same
/// register it is a refusal that holds both values.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The record as its author saw it.
    pub was: Row,
    /// The record as its author wants it.
    pub now: Row,
}

impl Edit {
    /// An edit of a record as it stands in the Book.
    pub fn of<T: Unrow>(was: &Arc<crate::row::Stamped<T>>, change: impl FnOnce(&mut T)) -> Edit
    where
        Row: From<Arc<crate::row::Stamped<T>>>,
    {
        let mut now = was.record().clone();
        change(&mut now);
        Edit::between(was, was.record().clone(), now)
    }

    /// An edit of a record by someone who saw it as `was` and wants it as `now`; both are versions of `here`.
    pub fn between<T: Unrow>(here: &Arc<crate::row::Stamped<T>>, was: T, now: T) -> Edit
    where
        Row: From<Arc<crate::row::Stamped<T>>>,
    {
        let version = |record: T| -> Row { Arc::new(here.with(record)).into() };
        Edit { was: version(was), now: version(now) }
    }
}

/// Refuses if the record is gone, if a register was changed meanwhile, and what says too little.
pub(super) fn edit(book: &Book, Edit { was, now }: &Edit) -> Result<Decision, Refusal> {
    if now.key() != was.key() {
        return Err(Refusal::NotByEdit { path: "id".to_owned() });
    }
    let here = book.row(&was.key()).filter(|it| !it.is_trashed()).ok_or(Refusal::Gone)?;
    let (mut old, mut new, mut present) = (Fields::default(), Fields::default(), Fields::default());
    was.fields(&mut old);
    now.fields(&mut new);
    here.fields(&mut present);
    let paths = differing(&old, &new);
    for path in &paths {
        if is_guarded(path, now) {
            return Err(Refusal::NotByEdit { path: (*path).to_owned() });
        }
        let value = present.get(path);
        if value != old.get(path) && value != new.get(path) {
            return Err(Refusal::ChangedMeanwhile { path: (*path).to_owned(), theirs: Box::new(here) });
        }
    }
    let after = if here == *was { now.clone() } else { joined(&here, &new, &paths).ok_or(Refusal::Newer)? };
    check_edited(&here, &after)?;
    enclosed::check(book, &here, &after, &paths)?;
    if paths.contains(&"name") {
        tag::check_name(book, &after)?;
    }
    if paths.iter().any(|it| matches!(*it, "due" | "next_step")) {
        task::check_due(&after)?;
    }
    let verb = match (&*paths, new.get("archived")) {
        (["archived"], Some(_)) => Verb::Archived,
        (["archived"], None) => Verb::Unarchived,
        _ => Verb::Edited,
    };
    let label = Label::of(verb, &query::name_of(&after)).with(paths.first().copied().unwrap_or_default());
    let edit = change::Edit { before: Some(here), after: Some(after) };
    Ok(Decision::new(label, Change::new([edit], Stamping::Fresh)))
}

/// The record that is here, with these registers of the other.
fn joined(here: &Row, new: &Fields, paths: &[&str]) -> Option<Row> {
    let mut raw = here.to_raw()?;
    for path in paths {
        match new.get(path) {
            Some(value) => raw.data.insert((*path).to_owned(), value.to_owned()),
            None => raw.data.remove(*path),
        };
    }
    Some(Row::from_raw(&raw))
}

/// Registers that have a command of their own, because more than one must change together.
fn is_guarded(path: &str, row: &Row) -> bool {
    let register = path.split('/').next().unwrap_or(path);
    let is_own = match row {
        Row::Lead(_) => matches!(register, "status" | "statuses" | "converted"),
        Row::Deal(_) => matches!(register, "stage" | "stages" | "outcome" | "rank"),
        Row::Stage(_) => matches!(register, "kind" | "pipeline"),
        Row::Status(_) => register == "kind",
        _ => false,
    };
    is_own || matches!(register, "created" | "trashed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::check::TEXT_LIMIT,
        record::{Company, Contact, Lead, Record, Stage},
        testing::{Device, board, line},
        value::Id,
        wire::read_line,
    };

    fn company() -> (Device, Book, Id<Company>) {
        let (device, mut book) = (Device::new(1), Book::new());
        let id = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        (device, book, id)
    }

    #[test]
    fn e1_what_someone_else_changed_in_other_fields_stays() {
        let (device, mut book, id) = company();
        let seen = book.get(id).expect("it is there").clone();
        device.does(&mut book, Edit::of(&seen, |it| it.sector = "Tools".into()));
        device.does(&mut book, Edit::of(&seen, |it| it.name = "Acme Ltd".into()));
        let company = book.get(id).expect("it is there");
        assert_eq!((&*company.name, &*company.sector), ("Acme Ltd", "Tools"));
    }

    #[test]
    fn e2_the_same_field_changed_meanwhile_is_refused_with_what_it_holds_now() {
        let (device, mut book, id) = company();
        let seen = book.get(id).expect("it is there").clone();
        device.does(&mut book, Edit::of(&seen, |it| it.name = "Zen".into()));
        let theirs = Box::new(Row::from(book.get(id).expect("it is there").clone()));
        let mine = Edit::of(&seen, |it| (it.name, it.sector) = ("Bolt".into(), "Tools".into()));
        let refusal = Refusal::ChangedMeanwhile { path: "name".to_owned(), theirs };
        assert_eq!(device.decide(&book, mine).map(|it| it.change), Err(refusal));
        // Both wrote the same: nobody needs to be told.
        let same = Edit::of(&seen, |it| it.name = "Zen".into());
        assert!(device.does(&mut book, same).change.is_empty());
    }

    #[test]
    fn x8_no_company_becomes_part_of_itself_and_one_that_is_can_leave_the_circle() {
        let (device, mut book, acme) = company();
        let parts = |book: &Book, of: Id<Company>, whole| {
            Edit::of(book.get(of).expect("it is there"), |it| it.parent = whole)
        };
        let bolt = device.adds(&mut book, |it: &mut Company| {
            (it.name, it.parent) = ("Bolt".into(), Some(acme));
        });
        let cube = device.adds(&mut book, |it: &mut Company| {
            (it.name, it.parent) = ("Cube".into(), Some(bolt));
        });
        for whole in [acme, bolt, cube] {
            let refused = device.decide(&book, parts(&book, acme, Some(whole))).err();
            assert_eq!(refused, Some(Refusal::PartOfItself));
        }
        // No undo makes one either.
        let edit = parts(&book, bolt, None);
        let leaving = device.does(&mut book, edit);
        let edit = parts(&book, acme, Some(cube));
        device.does(&mut book, edit);
        let refused = device.undo(&book, &leaving).err();
        assert_eq!(
            refused,
            Some(Refusal::ChangedSince(Row::from(book.get(acme).expect("it is there").clone()).key()))
        );
        // Two copies that were merged may have made one together.
        let mut circle = book.get(bolt).expect("it is there").record().clone();
        circle.parent = Some(acme);
        board::put(&mut book, [circle.into()]);
        let before = book.clone();
        let edit = Edit::of(book.get(bolt).expect("it is there"), |it| it.sector = "Tools".into());
        let sector = device.does(&mut book, edit);
        device.undoes(&mut book, &sector, &before);
        let edit = parts(&book, bolt, None);
        let leaving = device.does(&mut book, edit);
        device.undoes(&mut book, &leaving, &before);
    }

    #[test]
    fn e3_registers_that_have_a_command_of_their_own_are_not_edited() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let (lead, deal) =
            (book.get(lead).expect("it is there"), book.get(board::deal("acme")).expect("it is there"));
        let (stage, contact) =
            (board::stage(&book, "Won"), Contact { first_name: "x".into(), ..Contact::blank(Id::fixed(1)) });
        for (edit, path) in [
            (Edit::of(lead, |it| it.status.status = Id::fixed(7)), "status"),
            (Edit::of(lead, |it| it.common.created.0 += 1), "created"),
            (Edit::of(deal, |it| it.stage = stage.id), "stage"),
            (Edit::of(deal, |it| it.rank = crate::value::Rank::first()), "rank"),
            (Edit::of(&stage, |it| it.kind = crate::record::StageKind::Open), "kind"),
            (Edit::of(&stage, |it| it.pipeline = Id::fixed(3)), "pipeline"),
            (Edit { was: lead.clone().into(), now: contact.into() }, "id"),
        ] {
            let outcome = device.decide(&book, edit).map(|it| it.change);
            assert_eq!(outcome, Err(Refusal::NotByEdit { path: path.to_owned() }));
        }
    }

    #[test]
    fn d3_a_stage_is_archived_by_an_edit_only_if_it_is_empty_and_not_the_last() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme"));
        let archive = |book: &Book, name: &str| {
            Edit::of(&board::stage(book, name), |it: &mut Stage| it.archived = true)
        };
        let full = archive(&book, "Negotiation");
        assert_eq!(device.decide(&book, full).map(|it| it.change), Err(Refusal::StageNotEmpty { deals: 1 }));
        let won = archive(&book, "Won");
        assert_eq!(device.decide(&book, won).map(|it| it.change), Err(Refusal::StageNeeded));
        let empty = archive(&book, "Needs Agreed");
        device.does(&mut book, empty);
        let back = Edit::of(&board::stage(&book, "Needs Agreed"), |it| it.archived = false);
        device.does(&mut book, back);
        assert!(!board::stage(&book, "Needs Agreed").archived);
    }

    #[test]
    fn l1_an_edit_leaves_what_a_record_needs() {
        let (device, mut book, id) = company();
        let lead = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        let lead = Edit::of(book.get(lead).expect("it is there"), |it| it.first_name = "".into());
        assert_eq!(device.decide(&book, lead).map(|it| it.change), Err(Refusal::NoIdentity));
        let company = Edit::of(book.get(id).expect("it is there"), |it| it.name = " ".into());
        assert_eq!(device.decide(&book, company).map(|it| it.change), Err(Refusal::NoName));
    }

    #[test]
    fn a_text_may_be_64_kib_long_and_not_longer() {
        let (device, book, id) = company();
        let of = |len: usize| {
            Edit::of(book.get(id).expect("it is there"), |it| it.description = "\"".repeat(len).into())
        };
        assert!(device.decide(&book, of(TEXT_LIMIT)).is_ok());
        let refusal = Refusal::TooLong { path: "description".to_owned(), limit: TEXT_LIMIT };
        assert_eq!(device.decide(&book, of(TEXT_LIMIT + 1)).map(|it| it.change), Err(refusal));
    }

    #[test]
    fn what_a_newer_version_wrote_is_not_edited() {
        let newer =
            r#"{"id":"company:0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11","v":9,"d":{"name":"Acme"},"t":{}}"#;
        let row = read_line(newer);
        let known = read_line(&newer.replace("\"v\":9", "\"v\":1"));
        let mut book = Book::new();
        board::put(&mut book, [row.clone()]);
        let device = Device::new(1);
        let was = known.get::<Company>().expect("it reads").clone();
        let edit = Edit::of(&was, |it| it.sector = "Tools".into());
        assert_eq!(device.decide(&book, edit).map(|it| it.change), Err(Refusal::Newer));
        assert_eq!(
            device.decide(&book, Edit { was: row.clone(), now: row.clone() }).map(|it| it.change),
            Err(Refusal::Newer)
        );
        assert_eq!(line(&row).len(), newer.len() - 7, "kept as it was, without the empty list of stamps");
    }
}
