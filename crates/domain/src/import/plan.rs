//! What a file would do to a Book, planned some rows at a time.
//!
//! The planner takes hold of the records that rows could be about (sharing them, which costs next to nothing), makes
//! them findable, and then goes through the rows: each finds its record, or becomes one. Nothing is done to the Book:
//! what comes out is one [`Change`] for one entry of the journal. A row fills what is empty and writes over nothing; what
//! it says otherwise of a lead, a contact or a company is a note about them. So a file that was imported changes nothing
//! when it is imported again.

mod company;
mod contact;
mod deal;
mod finish;
mod keys;
mod known;
mod lead;
mod otherwise;
mod read;
mod rep;
mod settle;
mod sheet;
mod shelf;
mod stock;
mod way;
mod ways;

use self::{
    sheet::{Cells, Log, Refused, Sheet},
    stock::Stock,
};
use super::{
    field::{Field, Target},
    mapping::Mapping,
    report::{Alone, Counts, Fate, Preview, Remark, Why},
    table::Table,
};
use crate::{
    book::{Book, Kept},
    change::{Change, Edit, Stamping},
    command::{Adopt, BODY_LIMIT},
    entry::{Label, Verb},
    query,
    record::{Activity, Company, Contact, Deal, Lead, Rep},
    row::{Key, Row, Stamped},
    value::{Id, RecordId, Text, Timestamp},
};
use std::{mem, sync::Arc};
use uuid::Uuid;

/// Of so many rows a preview is kept.
const PREVIEWED: usize = 50;
/// So many remarks on rows that are taken are kept; the rest are counted.
const REMARKED: usize = 1_000;

/// What planning needs from outside.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    /// What the file is called; its records remember it.
    pub file: &'a str,
    /// The moment.
    pub now: Timestamp,
    /// Who imports it.
    pub by: Option<Id<Rep>>,
    /// Makes a UUID that nobody has, each larger than the last.
    pub fresh: &'a dyn Fn() -> Uuid,
}

/// Plans an import.
pub struct Planner<'a> {
    sheet: Sheet,
    stock: Stock<'a>,
    /// Records that are there and not findable yet.
    waiting: Vec<Row>,
    learnt: usize,
    rows: usize,
    next: usize,
    counts: Counts,
    rejected: Vec<Remark>,
    notes: Vec<Remark>,
    more_notes: usize,
    alone: Alone,
    preview: Vec<(u32, Fate, Option<RecordId>)>,
    /// What is done to each record, as far as that is gathered.
    edits: Option<Vec<Edit>>,
}

/// What a file would do.
#[derive(Clone, Debug)]
pub struct Planned {
    /// All of it, for one entry of the journal.
    pub change: Change,
    /// How many rows came to what.
    pub counts: Counts,
    /// The rows that were refused, and why, in order.
    pub rejected: Vec<Remark>,
    /// What was found wrong in rows that are taken; cells that could not be read are kept as text.
    pub notes: Vec<Remark>,
    /// How many more of those there are.
    pub more_notes: usize,
    /// The new deals that are with nobody.
    pub alone: Alone,
    /// What came of the first rows.
    pub preview: Vec<Preview>,
    /// What the file is called.
    pub file: Text,
}

impl<'a> Planner<'a> {
    /// Begins to plan. The mapping is that of the table.
    pub fn new(
        book: &Book,
        table: &Table,
        mapping: Mapping,
        circumstances: Circumstances<'a>,
    ) -> Planner<'a> {
        let Circumstances { file, now, by, fresh } = circumstances;
        let stock = Stock::new(book, mapping.origin, file, now, by, fresh);
        let sheet = Sheet::new(book, table, mapping);
        Planner {
            waiting: wanted(book, &sheet),
            sheet,
            stock,
            learnt: 0,
            rows: table.len(),
            next: 0,
            counts: Counts::default(),
            rejected: Vec::new(),
            notes: Vec::new(),
            more_notes: 0,
            alone: Alone::default(),
            preview: Vec::new(),
            edits: None,
        }
    }

    /// Takes so many steps more, each a record that is there or a row of the table, and answers whether all are taken.
    pub fn advance(&mut self, table: &Table, steps: usize) -> bool {
        for _ in 0..steps {
            if let Some(row) = self.waiting.get(self.learnt) {
                self.stock.learn(row.clone());
                self.learnt += 1;
            } else if self.next < self.rows {
                self.take(table, self.next);
                self.next += 1;
            } else {
                break;
            }
        }
        self.learnt == self.waiting.len() && self.next == self.rows
    }

    /// How many steps are taken, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.learnt + self.next, self.waiting.len() + self.rows)
    }

    fn take(&mut self, table: &Table, row: usize) {
        let cells = Cells::new(&self.sheet, row, table.line(row));
        let mut log = Log::default();
        let outcome = carry_out(&cells, &mut log, &mut self.stock);
        let (fate, id) = match outcome {
            Ok((fate, id)) => (fate, id),
            Err((column, why)) => {
                self.rejected.push(cells.remark(column, why));
                log.remarks.clear();
                (Fate::Rejected, None)
            }
        };
        self.counts.count(fate);
        if fate == Fate::New && log.is_alone {
            self.alone.add(cells.number);
        }
        if self.preview.len() < PREVIEWED {
            self.preview.push((cells.number, fate, id));
        }
        for remark in log.remarks {
            if self.notes.len() < REMARKED { self.notes.push(remark) } else { self.more_notes += 1 }
        }
    }

    /// Gathers what is done to a few records more, once all rows are taken. Answers whether everything is gathered.
    pub fn gather(&mut self, book: &Book) -> bool {
        const RECORDS: usize = 10_000;
        let edits = self.edits.get_or_insert_with(|| finish::begin(book, &self.sheet, &mut self.stock));
        finish::tell(&mut self.stock, RECORDS, edits)
    }

    /// The plan. Takes and gathers what is left. Refused by [`Adopt`] if the Book has changed where the two meet.
    ///
    /// What helped to find who is there already stays behind ([`Planner::leftovers`]).
    pub fn finish(&mut self, book: &Book, table: &Table) -> Planned {
        while !self.advance(table, 10_000) {}
        while !self.gather(book) {}
        if let Some((number, count)) = table.beyond() {
            self.counts.rejected += count;
            let (row, why) = (table.len(), Why::TooManyRows { count });
            self.rejected.push(Remark { row, number, column: None, value: Text::EMPTY, why });
        }
        let change = Change::new(self.edits.take().unwrap_or_default(), Stamping::Fresh);
        let births = change.edits().iter().filter(|it| it.before.is_none());
        for kind in births.filter_map(|it| it.after.as_ref()?.kind()) {
            *self.counts.born.entry(kind).or_default() += 1;
        }
        let mut planned = Planned {
            change,
            counts: mem::take(&mut self.counts),
            rejected: mem::take(&mut self.rejected),
            notes: mem::take(&mut self.notes),
            more_notes: self.more_notes,
            alone: mem::take(&mut self.alone),
            preview: Vec::new(),
            file: self.stock.file.clone(),
        };
        let row = |id: Option<RecordId>| planned.row(book, id?);
        let shown = |(number, fate, id)| Preview { number, fate, row: row(id) };
        planned.preview = self.preview.drain(..).map(shown).collect();
        planned
    }

    /// What is left once all is planned, to be freed one by one: of many thousands that takes longer than a page may stand
    /// still.
    pub fn leftovers(self) -> impl Iterator<Item = ()> + use<'a> {
        self.stock.leftovers()
    }
}

impl Planned {
    /// A record as it will be.
    pub fn row(&self, book: &Book, id: RecordId) -> Option<Row> {
        let key = Key::Record(id);
        let edits = self.change.edits();
        match edits.binary_search_by(|it| it.key().cmp(&Some(key.clone()))) {
            Ok(at) => edits[at].after.clone(),
            Err(_) => book.row(&key),
        }
    }

    /// What a record will be called; that of one which the import makes is not in the Book yet.
    pub fn name(&self, book: &Book, id: RecordId) -> Option<String> {
        self.row(book, id).map(|it| query::name_of(&it))
    }

    /// What is to be told of it once it is done, without what was done.
    #[must_use]
    pub fn told(&self) -> Planned {
        Planned {
            change: Change::default(),
            counts: self.counts.clone(),
            rejected: self.rejected.clone(),
            notes: self.notes.clone(),
            more_notes: self.more_notes,
            alone: self.alone.clone(),
            preview: Vec::new(),
            file: self.file.clone(),
        }
    }

    /// The command that does it.
    pub fn command(&self) -> Adopt {
        let label = Label::of(Verb::Imported, &self.file).with(&self.counts.imported().to_string());
        Adopt { label, change: self.change.clone() }
    }

    /// The rows that were refused as a table of the same shape, with one more column that says why.
    pub fn rejected_csv(&self, table: &Table, heading: &str, say: &dyn Fn(&Remark) -> String) -> String {
        let beyond = self.rejected.iter().find(|it| matches!(it.why, Why::TooManyRows { .. }));
        let rows: Vec<usize> = self.rejected.iter().map(|it| it.row).filter(|it| *it < table.len()).collect();
        let mut remarks = self.rejected.iter();
        table.write_rows(&rows, heading, &mut |row| {
            let remark = if row.is_some() { remarks.next() } else { beyond };
            remark.map(say).unwrap_or_default()
        })
    }
}

/// The records that rows can be about, or can name; what names others comes after it.
fn wanted(book: &Book, sheet: &Sheet) -> Vec<Row> {
    fn rows<T: Kept>(book: &Book) -> impl Iterator<Item = Row>
    where
        Row: From<Arc<Stamped<T>>>,
    {
        book.table::<T>().live().map(|it| it.clone().into())
    }
    let target = sheet.mapping.target;
    let becomes = |field| target == Target::Leads && sheet.has(field);
    let mut wanted: Vec<Row> = rows::<Rep>(book).collect();
    if matches!(target, Target::Companies | Target::Contacts | Target::Deals)
        || becomes(Field::ConvertedCompany)
    {
        wanted.extend(rows::<Company>(book));
    }
    if matches!(target, Target::Contacts | Target::Deals) || becomes(Field::ConvertedContact) {
        wanted.extend(rows::<Contact>(book));
    }
    if target == Target::Deals || becomes(Field::ConvertedDeal) {
        wanted.extend(rows::<Deal>(book));
    }
    if target == Target::Leads {
        wanted.extend(rows::<Lead>(book));
    }
    if target != Target::Reps {
        wanted.extend(rows::<Activity>(book));
    }
    wanted
}

/// What comes of a row, and which record it is.
fn carry_out(
    cells: &Cells<'_>,
    log: &mut Log,
    stock: &mut Stock<'_>,
) -> Result<(Fate, Option<RecordId>), Refused> {
    cells.check(log)?;
    if cells.is_yes(Field::Deleted) {
        return Ok((Fate::Same, None));
    }
    let (fate, id) = match cells.sheet.mapping.target {
        Target::Leads => lead::lead(cells, log, stock),
        Target::Contacts => contact::contact(cells, log, stock),
        Target::Companies => company::company(cells, log, stock),
        Target::Deals => deal::deal(cells, log, stock),
        Target::Reps => rep::rep(cells, log, stock),
    }?;
    Ok((fate, Some(id)))
}

/// What a row says beside its fields, and its cells that could not be read.
fn notes(cells: &Cells<'_>, log: &Log) -> Result<String, Refused> {
    let notes = cells.all(Field::Notes).map(|it| read::without_markup(it.1).into_owned());
    let notes = notes.chain(log.lines.iter().cloned()).collect::<Vec<_>>().join("\n");
    if notes.len() > BODY_LIMIT { Err((None, Why::TooLong { limit: BODY_LIMIT })) } else { Ok(notes) }
}
