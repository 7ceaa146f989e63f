//! What every test of a file does.

use domain::{
    book::Book,
    command::{Command, Context, Edit, decide},
    entry::{Entry, Revision},
    import::{Circumstances, Counts, Mapping, Planned, Planner, Table, Target, text},
    record::{Record, Rep},
    refusal::Refusal,
    row::{Row, Stamped, Unrow},
    value::{Currency, Day, Id, Node, Stamp, Timestamp},
};
use std::{cell::Cell, sync::Arc};
use uuid::Uuid;

/// A Wednesday in November.
pub(crate) const NOW: Timestamp = Timestamp(1_763_553_600_000);

thread_local! {
    static LAST: Cell<u128> = const { Cell::new(0) };
}

/// Ids that count up and end in noise, as those of a device do.
pub(crate) fn fresh() -> Uuid {
    LAST.with(|it| {
        it.set(it.get() + 1);
        let noise = it.get().wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        Uuid::from_u128((0x0192_u128 << 112) | (it.get() << 64) | (noise >> 64))
    })
}

/// A file of the corpus, or none where that is not at hand.
pub(crate) fn corpus(path: &str) -> Option<Vec<u8>> {
    let path = format!("{}/../../../shared/corpus/{path}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path);
    if bytes.is_err() {
        eprintln!("skipped: the corpus is not here ({path})");
    }
    bytes.ok()
}

pub(crate) fn table(bytes: &[u8]) -> Table {
    Table::read(text(bytes).expect("a text")).expect("a table")
}

/// Plans a file as it is understood by itself, or with what `correct` makes of that.
pub(crate) fn plan_with(
    book: &Book,
    file: &str,
    table: &Table,
    target: Target,
    correct: impl FnOnce(&mut Mapping),
) -> Planned {
    let mut mapping = Mapping::guess(table, target, book, Currency::USD);
    correct(&mut mapping);
    let circumstances = Circumstances { file, now: NOW, by: None, fresh: &fresh };
    let planned = Planner::new(book, table, mapping, circumstances).finish(book, table);
    let Counts { new, filled, skipped, rejected, .. } = planned.counts.clone();
    let beyond = table.beyond().map_or(0, |it| it.1);
    assert_eq!(new + filled + skipped + rejected, table.len() + beyond, "{file}: every row is told of once");
    assert_eq!(
        planned.rejected.len() + beyond.saturating_sub(1),
        rejected,
        "{file}: every refused row is named"
    );
    planned
}

pub(crate) fn plan(book: &Book, file: &str, bytes: &[u8], target: Target) -> Planned {
    plan_with(book, file, &table(bytes), target, |_| {})
}

fn context() -> Context<'static> {
    Context {
        now: NOW,
        today: Day::of_utc(NOW),
        node: Node(7),
        revision: Revision::default(),
        tab: "tab".into(),
        me: Id::<Rep>::fixed(77),
        my_name: "Me".into(),
        exported: Stamp::ZERO,
        fresh: &fresh,
    }
}

/// What comes of an edit of a record.
pub(crate) fn edit<T: Unrow>(
    book: &Book,
    here: &Arc<Stamped<T>>,
    change: impl FnOnce(&mut T),
) -> Result<Entry, Refusal>
where
    Row: From<Arc<Stamped<T>>>,
{
    decide(&context(), book, &Command::Edit(Edit::of(here, change)))
}

/// Does what was planned, by the one command there is for it.
pub(crate) fn adopt(book: &mut Book, planned: &Planned) {
    let ctx = context();
    let entry = decide(&ctx, book, &Command::Adopt(planned.command())).expect("the Book has not changed");
    assert_eq!(entry.change.len(), planned.change.len(), "an import makes nothing beside its plan");
    book.apply(&entry.change).expect("it fits");
    assert!(book.is_sound());
}

/// Plans a file, does it, and checks that doing it again would change nothing.
pub(crate) fn import(book: &mut Book, file: &str, bytes: &[u8], target: Target) -> Planned {
    let planned = plan(book, file, bytes, target);
    adopt(book, &planned);
    let again = plan(book, file, bytes, target);
    assert!(again.change.is_empty(), "{file}: {:?}", again.change.edits().first());
    assert_eq!((again.counts.imported(), again.counts.rejected), (0, planned.counts.rejected), "{file}");
    planned
}

/// A text imported into a new Book.
pub(crate) fn imported(csv: &str, target: Target) -> (Book, Planned) {
    let mut book = Book::new();
    let planned = import(&mut book, "test.csv", csv.as_bytes(), target);
    (book, planned)
}

/// The records of a kind, in the order in which they were made.
pub(crate) fn all<T: Unrow + domain::book::Kept>(book: &Book) -> Vec<T> {
    let mut all: Vec<T> = book.table::<T>().live().map(|it| it.record().clone()).collect();
    all.sort_by_key(Record::id);
    all
}

/// The cells under a heading, by a reader that is not the one under test.
pub(crate) fn column(bytes: &[u8], heading: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    for it in text.chars() {
        let row = rows.last_mut().expect("a row");
        match it {
            '"' => quoted = !quoted, // Doubled quotes are lost, which these files do not mind.
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            it => row.last_mut().expect("a cell").push(it),
        }
    }
    rows.retain(|it| it.len() > 1);
    let at = rows[0].iter().position(|it| it == heading).expect("the heading");
    rows[1..].iter().map(|it| it[at].trim().to_owned()).collect()
}

/// A row as one of a kind.
pub(crate) fn record<T: Unrow>(row: &Row) -> Arc<domain::row::Stamped<T>> {
    row.get::<T>().expect("of that kind").clone()
}
