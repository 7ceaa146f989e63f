//! A list as it is seen, as a file: for a spreadsheet, or exact for a program.

use super::Frame;
use crate::{
    platform::{
        clock,
        files::{self, Pieces},
        intl,
        task::{self, Slice},
    },
    ui::{
        kit::{icon::IconName, menu::MenuItem},
        text::{common, list as words},
    },
};
use domain::{
    book::Book,
    export::{Dialect, Writer},
    query::{self, Cell, Column},
    value::{Kind, RecordId},
};
use leptos::prelude::*;
use storage::Course;
use uuid::Uuid;

/// The two files that can be made of some rows, with the columns that are seen.
pub(super) fn items(list: Frame, rows: Callback<(), Vec<u128>>) -> Vec<MenuItem> {
    let item = move |label: &str, dialect: Dialect| {
        MenuItem::new(label, move || task::run(save(list, rows.run(()), dialect))).icon(IconName::Download)
    };
    vec![item(words::for_spreadsheets(), for_people()), item(words::exactly(), EXACT)]
}

/// Saves these rows, as they are now: it may take a while, and can be called off.
async fn save(list: Frame, rows: Vec<u128>, dialect: Dialect) {
    let Frame { desk, front, kind, columns, .. } = list;
    let (book, columns) = (desk.peek(Book::clone), columns.get_untracked());
    let what = || words::exporting(rows.len(), kind);
    let steps = front.file_out.course(&what);
    let file = file(&book, kind, &columns, &rows, dialect, &steps).await;
    if let Some(file) = file {
        let name = words::file_name(common::many(kind), clock::today());
        files::save_pieces(&name, "text/csv", &file);
    }
}

/// As programs read it.
const EXACT: Dialect = Dialect { separator: ',', has_mark: false, guards: false };

/// As the spreadsheets of the reader's country open it: where a comma stands in numbers, they expect semicolons.
fn for_people() -> Dialect {
    let separator = intl::marks(|it| if it.decimal == "," { ';' } else { ',' });
    Dialect { separator, has_mark: true, guards: true }
}

async fn file(
    book: &Book,
    kind: Kind,
    columns: &[Column],
    rows: &[u128],
    dialect: Dialect,
    course: &dyn Course,
) -> Option<Pieces> {
    const ROWS: usize = 50;
    let columns = &written(columns);
    let heads: Vec<&str> = columns.iter().map(|it| words::heading_in_file(kind, it)).collect();
    let said = if dialect.guards { as_seen } else { Cell::exact };
    let (mut writer, mut left) = (Writer::new(dialect, &heads), rows.iter());
    let at = clock::standpoint();
    let next = |text: &mut String| {
        for row in left.by_ref().take(ROWS) {
            let id = RecordId { kind, uuid: Uuid::from_u128(*row) };
            let cells: Vec<String> =
                query::cells(book, id, columns, &at).unwrap_or_default().iter().map(said).collect();
            writer.row(cells.iter().map(|it| &**it));
        }
        text.push_str(&writer.take());
        (rows.len() - left.len(), rows.len())
    };
    Pieces::in_slices(Slice::Awaited, task::breathe, course, next).await
}

/// The columns as a file has them: an age is of today, and a file is read on another day, so it says when that began.
fn written(columns: &[Column]) -> Vec<Column> {
    let has_created = columns.contains(&Column::Created);
    let columns = columns.iter().filter(|it| !(has_created && **it == Column::Age));
    columns.map(|it| if *it == Column::Age { Column::Created } else { it.clone() }).collect()
}

/// A cell as people read it: words as they stand on the screen, which an import reads as well.
fn as_seen(cell: &Cell) -> String {
    match cell {
        Cell::Level(it) => common::level(*it).to_owned(),
        Cell::Priority(it) => common::priority(*it).to_owned(),
        it => it.exact(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::record::{Level, Priority};

    #[test]
    fn v5_a_file_says_when_a_record_was_made_and_not_how_old_it_is_today() {
        assert_eq!(written(&[Column::Name, Column::Age]), [Column::Name, Column::Created]);
        assert_eq!(written(&[Column::Age, Column::Created]), [Column::Created], "and says it once");
    }

    #[test]
    fn v5_words_for_people_are_read_back_by_an_import() {
        for it in Level::ALL {
            assert_eq!(as_seen(&Cell::Level(*it)).to_lowercase().parse(), Ok(*it));
        }
        for it in Priority::ALL {
            assert_eq!(as_seen(&Cell::Priority(*it)).to_lowercase().parse(), Ok(*it));
        }
    }
}
