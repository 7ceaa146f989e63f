//! A list as it is seen, as a file: for a spreadsheet, or exact for a program.

use crate::{
    platform::{clock, files, intl},
    ui::{
        kit::{icon::IconName, menu::MenuItem},
        text::{common, list as words},
    },
};
use desk::Desk;
use domain::{
    export::{Dialect, Writer},
    query::{self, Cell, Column},
    value::{Kind, RecordId},
};
use leptos::prelude::*;
use uuid::Uuid;

/// The two files that can be made of some rows, with the columns that are seen.
pub(super) fn items(
    desk: Desk,
    kind: Kind,
    columns: Memo<Vec<Column>>,
    rows: Callback<(), Vec<u128>>,
) -> Vec<MenuItem> {
    let item = move |label: &str, dialect: Dialect| {
        let act = move || {
            let file = columns.with_untracked(|columns| file(desk, kind, columns, &rows.run(()), dialect));
            files::save(&words::file_name(common::many(kind), clock::today()), "text/csv", &file);
        };
        MenuItem::new(label, act).icon(IconName::Download)
    };
    vec![item(words::for_spreadsheets(), for_people()), item(words::exactly(), EXACT)]
}

/// As programs read it.
const EXACT: Dialect = Dialect { separator: ',', has_mark: false, guards: false };

/// As the spreadsheets of the reader's country open it: where a comma stands in numbers, they expect semicolons.
fn for_people() -> Dialect {
    let separator = intl::marks(|it| if it.decimal == "," { ';' } else { ',' });
    Dialect { separator, has_mark: true, guards: true }
}

fn file(desk: Desk, kind: Kind, columns: &[Column], rows: &[u128], dialect: Dialect) -> String {
    let heads: Vec<&str> = columns.iter().map(|it| words::heading(kind, it)).collect();
    let mut writer = Writer::new(dialect, &heads);
    let at = clock::standpoint();
    desk.peek(|book| {
        for row in rows {
            let id = RecordId { kind, uuid: Uuid::from_u128(*row) };
            let cells: Vec<String> =
                query::cells(book, id, columns, &at).unwrap_or_default().iter().map(Cell::exact).collect();
            writer.row(cells.iter().map(|it| &**it));
        }
    });
    writer.finish()
}
