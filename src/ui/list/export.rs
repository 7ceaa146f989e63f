//! A list as it is seen, as a file: for a spreadsheet, or exact for a program.

use crate::{
    platform::{clock, files, intl},
    ui::{
        kit::{icon::IconName, menu::MenuItem, table::TableColumn},
        text::{common, list as words},
    },
};
use desk::Desk;
use domain::{
    export::{Dialect, Writer, exact},
    query::Column,
    value::{Kind, RecordId},
};
use leptos::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

/// The two files that can be made of a list.
pub(super) fn items(
    desk: Desk,
    kind: Kind,
    columns: Vec<TableColumn>,
    rows: Signal<Arc<[u128]>>,
) -> Vec<MenuItem> {
    let item = |label: &str, dialect: Dialect| {
        let columns = columns.clone();
        let act = move || {
            let file = rows.with_untracked(|rows| file(desk, kind, &columns, rows, dialect));
            files::save(&words::file_name(common::many(kind), clock::today()), "text/csv", &[file]);
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

fn file(desk: Desk, kind: Kind, columns: &[TableColumn], rows: &[u128], dialect: Dialect) -> String {
    let told: Vec<(Column, &str)> = columns
        .iter()
        .filter_map(TableColumn::sortable)
        .filter_map(|(name, head)| Some((name.parse().ok()?, head)))
        .collect();
    let heads: Vec<&str> = told.iter().map(|it| it.1).collect();
    let mut writer = Writer::new(dialect, &heads);
    desk.peek(|book| {
        for row in rows {
            let id = RecordId { kind, uuid: Uuid::from_u128(*row) };
            let cells: Vec<String> = told.iter().map(|it| exact(book, id, it.0)).collect();
            writer.row(cells.iter().map(|it| &**it));
        }
    });
    writer.finish()
}
