//! Which column fills which field, and how its cells are to be read: guessed first, then corrected by the user.
//!
//! A mapping is plain data. Guessing and correcting look at what the reader has seen in each column, never at rows again.

use super::{
    column::Days,
    field::{Field, Target},
    heading::sense,
    origin::Origin,
    stage::{StageUse, StatusUse, stage_uses, status_uses},
    table::Table,
};
use crate::{
    book::Book,
    query,
    record::{Label, Level, Pipeline},
    value::{Currency, DayOrder, DecimalMark, Id, MarkTold, Text, header_key, parse_amount, parse_amount_as},
};

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Nothing.
    LeaveOut,
    /// Each record keeps its cell under the heading, as a field of the user's own.
    Custom,
    /// It fills a field.
    Field(Field),
}

/// How a column is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// What becomes of it.
    pub to: Use,
    /// What the addresses or numbers in it are for.
    pub label: Option<Label>,
    /// How its days are written.
    pub days: Days,
    /// Which sign parts whole units from minor ones.
    pub mark: DecimalMark,
    /// What says so.
    pub(super) told: MarkTold,
    /// Which of several it is; the labels of number 2 are those of the addresses of number 2.
    pub(super) number: u8,
    /// Which address its part belongs to.
    pub(super) group: Text,
}

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What its rows become.
    pub target: Target,
    /// Which program it comes from.
    pub origin: Origin,
    /// How each column is read, in the order of the table.
    pub columns: Vec<ColumnUse>,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The pipeline of deals that name none, and of new stages.
    pub pipeline: Id<Pipeline>,
    /// What the stages in the file are here.
    pub stages: Vec<StageUse>,
    /// What the lead statuses in the file are here.
    pub statuses: Vec<StatusUse>,
}

impl Mapping {
    /// What the headings and cells of a table most likely mean. Amounts that name no currency have that of the
    /// settings, or else `currency`.
    pub fn guess(table: &Table, target: Target, book: &Book, currency: Currency) -> Mapping {
        let currency = query::settings(book).currency.unwrap_or(currency);
        let mut mapping = Mapping {
            target,
            origin: Origin::guess(table),
            columns: readings(table, currency),
            currency,
            pipeline: query::default_pipeline(book),
            stages: Vec::new(),
            statuses: Vec::new(),
        };
        mapping.take_headings(table);
        mapping.take_outlooks_title(table);
        mapping.take_levels(table, book);
        mapping.leave_out_twins(table);
        mapping.propose(table, book);
        mapping
    }

    /// Says what becomes of a column. A field that one column alone can fill is taken from the column that had it.
    pub fn put(&mut self, table: &Table, book: &Book, column: usize, to: Use) {
        if let Use::Field(field) = to
            && !field.is_many()
        {
            self.columns.iter_mut().filter(|it| it.to == to).for_each(|it| it.to = Use::Custom);
        }
        if let Some(it) = self.columns.get_mut(column) {
            it.to = to;
        }
        self.propose(table, book);
    }

    /// Says in which pipeline the deals are; its stages are proposed anew.
    pub fn set_pipeline(&mut self, table: &Table, book: &Book, pipeline: Id<Pipeline>) {
        self.pipeline = pipeline;
        self.stages.clear();
        self.propose(table, book);
    }

    /// Says which currency the amounts have that name none. Where nothing else tells how they are written, it does.
    pub fn set_currency(&mut self, table: &Table, currency: Currency) {
        self.currency = currency;
        for (column, it) in self.columns.iter_mut().zip(table.columns()) {
            if column.told == MarkTold::Nowhere {
                (column.mark, column.told) = it.written(currency);
            }
        }
    }

    /// Says which sign parts whole units from minor ones in a column.
    pub fn set_mark(&mut self, column: usize, mark: DecimalMark) {
        if let Some(it) = self.columns.get_mut(column) {
            (it.mark, it.told) = (mark, MarkTold::Said);
        }
    }

    /// What is taken for granted of the amounts in a column, because nothing in it tells: the first of them that could be read
    /// in two ways, and whether its sign groups thousands; else it parts whole units from minor ones.
    pub fn granted(&self, table: &Table, column: usize) -> Option<(Text, bool)> {
        let is_open = |it: &&ColumnUse| it.told == MarkTold::Nowhere && it.to == Use::Field(Field::Value);
        self.columns.get(column).filter(is_open)?;
        let (cell, sign) = table.columns().get(column)?.doubtful()?;
        let as_part = parse_amount(cell, self.currency, sign).ok();
        let groups = parse_amount_as(cell, self.currency, sign, MarkTold::Nowhere).ok() != as_part;
        Some((cell.clone(), groups))
    }

    /// The columns whose days could be read both ways, so that the user is asked.
    pub fn unsure(&self) -> impl Iterator<Item = usize> {
        let asks = |it: &ColumnUse| matches!(it.to, Use::Field(field) if field.is_day()) && !it.days.is_sure;
        self.columns.iter().enumerate().filter(move |it| asks(it.1)).map(|it| it.0)
    }

    /// The columns that fill a field.
    pub(super) fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |it| it.1.to == Use::Field(field)).map(|it| it.0)
    }

    /// Gives each column the field that its heading names. Of two for one field, the filled one and then the better
    /// word wins; the other one is kept as a field of the user's own.
    fn take_headings(&mut self, table: &Table) {
        let mut ranks = vec![0; self.columns.len()];
        for (at, column) in table.columns().iter().enumerate() {
            let found = sense(&column.name, self.target).or_else(|| self.by_content(table, at));
            let Some(sense) = found else { continue };
            (self.columns[at].label, self.columns[at].number) = (sense.label, sense.number);
            self.columns[at].group = sense.group.into();
            ranks[at] = sense.rank;
            let other = self.columns_of(sense.field).next().filter(|_| !sense.field.is_many());
            let is_better = |other: usize| {
                let weight = |it: usize| (table.columns()[it].filled > 0, std::cmp::Reverse(ranks[it]));
                weight(at) > weight(other)
            };
            match other {
                Some(other) if !is_better(other) => continue,
                Some(other) => self.columns[other].to = kept(table, other),
                None => {}
            }
            self.columns[at].to = Use::Field(sense.field);
        }
    }

    /// A column whose heading says nothing, but whose cells are addresses.
    fn by_content(&self, table: &Table, at: usize) -> Option<super::heading::Sense> {
        let column = &table.columns()[at];
        let is_mail = column.filled > 0 && column.addresses * 2 > column.filled;
        let key = header_key(&column.name);
        let is_owner = self.origin == Origin::Atomic && key == "sales";
        match (is_owner, is_mail) {
            (true, _) => sense("owner", self.target),
            (_, true) => sense("email", self.target).filter(|it| it.field == Field::Email),
            _ => None,
        }
    }

    /// Where a job title has a column of its own, Outlook's title is Ms or Dr.
    fn take_outlooks_title(&mut self, table: &Table) {
        let key = |at: usize| header_key(&table.columns()[at].name);
        let job = self.columns_of(Field::JobTitle).next().is_some_and(|it| key(it) != "title");
        let has_salutation = self.columns_of(Field::Salutation).next().is_some();
        let title = (0..self.columns.len()).find(|at| key(*at) == "title");
        if let Some(title) =
            title.filter(|_| job && !has_salutation && self.target.fields().contains(&Field::Salutation))
        {
            self.columns[title].to = Use::Field(Field::Salutation);
        }
    }

    /// A status of hot, warm or cold is an interest level, unless there are statuses of such names.
    fn take_levels(&mut self, table: &Table, book: &Book) {
        let Some(at) = self.columns_of(Field::Status).next().filter(|_| self.target == Target::Leads) else {
            return;
        };
        let is_level = |it: &&Text| header_key(it).parse::<Level>().is_ok();
        let is_status = |it: &Text| status_uses(book, std::slice::from_ref(it)).iter().any(|it| it.is_sure);
        let values = table.columns()[at].list().unwrap_or_default();
        if values.iter().any(|it| is_level(&it)) && !values.iter().any(is_status) {
            self.columns_of(Field::Level)
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|it| self.columns[it].to = kept(table, it));
            self.columns[at].to = Use::Field(Field::Level);
        }
    }

    /// A second column with the cells of the first need not be kept.
    fn leave_out_twins(&mut self, table: &Table) {
        let columns = table.columns();
        for at in 0..columns.len() {
            let own = sense(&columns[at].name, self.target).filter(|_| self.columns[at].to == Use::Custom);
            let twin = own.and_then(|it| self.columns_of(it.field).next());
            if twin.is_some_and(|twin| columns[twin].shows_the_same_as(&columns[at])) {
                self.columns[at].to = Use::LeaveOut;
            }
        }
        let has_parts = self.columns_of(Field::City).next().is_some();
        for (column, it) in self.columns.iter_mut().zip(columns) {
            if has_parts && header_key(&it.name).ends_with("formatted") {
                column.to = Use::LeaveOut; // The same address once more, in one piece.
            }
        }
    }

    /// Proposes what the stages and statuses of the file are here, and keeps what the user has said of them.
    fn propose(&mut self, table: &Table, book: &Book) {
        let list = |field: Field| {
            let column = self.columns_of(field).next().and_then(|it| table.columns().get(it));
            column.and_then(|it| it.list()).unwrap_or_default()
        };
        let mut stages = stage_uses(book, self.pipeline, list(Field::Stage));
        let mut statuses = status_uses(book, list(Field::Status));
        for it in &mut stages {
            let said = self.stages.iter().find(|was| was.name == it.name);
            it.to = said.map_or(it.to, |was| was.to);
        }
        for it in &mut statuses {
            if let Some(was) = self.statuses.iter().find(|was| was.name == it.name) {
                (it.to, it.is_sure) = (was.to, was.is_sure);
            }
        }
        (self.stages, self.statuses) = (stages, statuses);
    }
}

/// What becomes of a column that fills no field: what holds nothing is left out.
fn kept(table: &Table, at: usize) -> Use {
    if table.columns()[at].filled > 0 { Use::Custom } else { Use::LeaveOut }
}

/// How the cells of each column are written. What one column tells of days holds for those that tell nothing.
fn readings(table: &Table, currency: Currency) -> Vec<ColumnUse> {
    let columns = table.columns();
    let order: Option<DayOrder> = columns.iter().find_map(super::Column::told_order);
    let reading = |(at, it): (usize, &super::Column)| {
        let (mark, told) = it.written(currency);
        let (to, days) = (kept(table, at), it.days(order));
        ColumnUse { to, label: None, days, mark, told, number: 0, group: Text::EMPTY }
    };
    columns.iter().enumerate().map(reading).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(text: &str, target: Target) -> (Table, Mapping) {
        let table = Table::read(text.to_owned()).expect("a table");
        let mapping = Mapping::guess(&table, target, &Book::new(), Currency::EUR);
        (table, mapping)
    }

    fn uses(text: &str, target: Target) -> Vec<Use> {
        mapping(text, target).1.columns.iter().map(|it| it.to).collect()
    }

    #[test]
    fn one_column_fills_a_field_and_the_rest_is_kept() {
        use Field as F;
        let text = "Id,Amount,ExpectedRevenue,Name,Mood,Empty\n1,5,4,Acme,good,\n2,6,4,Bolt,bad,\n";
        assert_eq!(
            uses(text, Target::Deals),
            [
                Use::Field(F::ExternalId),
                Use::Field(F::Value),
                Use::Custom,
                Use::Field(F::DealName),
                Use::Custom,
                Use::LeaveOut
            ]
        );
    }

    #[test]
    fn a_filled_column_goes_before_an_empty_one_of_a_better_name() {
        let text = "JobTitle,Role\n,Boss\n,Clerk\n";
        assert_eq!(uses(text, Target::Contacts), [Use::LeaveOut, Use::Field(Field::JobTitle)]);
    }

    #[test]
    fn a_column_of_addresses_is_found_by_its_cells_and_a_twin_is_left_out() {
        let text = "Who,Reach,Company Name,Company\nAna,a@x.io,Acme,Acme\nBo,b@x.io,Bolt,Bolt\n";
        let email = Use::Field(Field::Email);
        assert_eq!(
            uses(text, Target::Contacts),
            [Use::Custom, email, Use::Field(Field::Company), Use::LeaveOut]
        );
    }

    #[test]
    fn a_title_beside_a_job_title_is_a_salutation() {
        let text = "Title,Last Name,Job Title\nDr,Roy,Boss\n";
        let expected = [Field::Salutation, Field::LastName, Field::JobTitle].map(Use::Field);
        assert_eq!(uses(text, Target::Contacts), expected);
    }

    #[test]
    fn hot_and_cold_are_levels_and_new_is_a_status() {
        let of = |text| uses(text, Target::Leads)[1];
        assert_eq!(of("name,status\nA,hot\nB,in-contract\n"), Use::Field(Field::Level));
        assert_eq!(of("name,status\nA,New\nB,hot\n"), Use::Field(Field::Status));
    }

    #[test]
    fn days_that_could_be_read_both_ways_are_asked_for() {
        let (_, one) = mapping("name,close date\nA,1/2/2026\n", Target::Deals);
        assert_eq!(one.unsure().collect::<Vec<_>>(), [1]);
        let (_, other) = mapping("name,close date,created\nA,1/2/2026,31/1/2026\n", Target::Deals);
        assert_eq!((other.unsure().count(), other.columns[1].days.order), (0, DayOrder::DayFirst));
    }

    #[test]
    fn what_is_taken_for_granted_of_amounts_is_told_until_somebody_says_it() {
        let (table, mut mapping) = mapping("deal;company;value\nA;B;800\nC;D;5.000\n", Target::Deals);
        let told = |mapping: &Mapping| mapping.granted(&table, 2).map(|it| (it.0.to_string(), it.1));
        assert_eq!(
            (mapping.columns[2].mark, told(&mapping)),
            (DecimalMark::Comma, Some(("5.000".into(), true)))
        );
        mapping.set_currency(&table, "KWD".parse().expect("a currency"));
        assert_eq!(
            (mapping.columns[2].mark, told(&mapping)),
            (DecimalMark::Point, Some(("5.000".into(), false)))
        );
        mapping.set_mark(2, DecimalMark::Comma);
        mapping.set_currency(&table, Currency::EUR);
        assert_eq!((mapping.columns[2].mark, told(&mapping)), (DecimalMark::Comma, None));
        for cells in ["5.000,50\n1.000", "800"] {
            let (table, mapping) = self::mapping(&format!("company;value\nA;{cells}\n"), Target::Deals);
            assert_eq!(mapping.granted(&table, 1), None, "{cells}");
        }
    }

    #[test]
    fn a_correction_takes_the_field_from_the_column_that_had_it() {
        let (table, mut mapping) = mapping("name,title\nA,B\n", Target::Deals);
        let to = Use::Field(Field::DealName);
        assert_eq!(mapping.columns[0].to, Use::Custom, "a title names a deal better than a name");
        mapping.put(&table, &Book::new(), 0, to);
        assert_eq!([mapping.columns[0].to, mapping.columns[1].to], [to, Use::Custom]);
    }
}
