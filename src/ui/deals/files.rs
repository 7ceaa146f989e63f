//! Where the files of a deal lie: links to whatever keeps them. Satchel holds no files, and says so.

use super::folder::{Filled, Line, Papers, folder};
use crate::ui::{
    format,
    kit::field::TextKind,
    record::{
        Shown,
        form::{self, Drafted},
        links,
    },
    text::folder as words,
};
use domain::{
    book::Book,
    record::{Deal, Enclosed, FileLink},
    value::{Currency, ElementId, Text},
};
use leptos::prelude::*;

/// The part of the page.
#[component]
pub fn Files(
    /// The deal.
    deal: Shown<Deal>,
) -> impl IntoView {
    let papers = Papers {
        title: words::files(),
        add: words::add_file(),
        none: words::no_files(),
        draft: "file",
        lines: |_, deal| deal.files.iter().map(|(id, it)| line(*id, it.open())).collect(),
        count: |it| if it.len() > 1 { format::count(it.len()) } else { String::new() },
        refused: |_| None,
        begin,
        fields,
        write,
        tick: |_, _, _| (),
        ways: |_, _, _| Vec::new(),
        put: None,
        remove: |deal, id| drop(deal.files.remove(id)),
    };
    folder(deal, papers, ().into_any())
}

fn line(id: ElementId, file: Option<FileLink>) -> Line {
    let Some(FileLink { address, name }) = file else { return Line::new(id, None) };
    let place = links::shown(&address);
    let (name, more) =
        if name.is_empty() { (place, String::new()) } else { (name.to_string(), links::host(&place)) };
    Line { more, address: links::web(&address), ..Line::new(id, Some(name)) }
}

fn begin(_: &Book, deal: &Deal, id: Option<&ElementId>) -> Filled {
    let it = id.and_then(|it| deal.files.get(it)?.open()).unwrap_or_default();
    vec![("address", it.address.to_string()), ("name", it.name.to_string())]
}

fn fields(form: Drafted, _: Currency) -> AnyView {
    view! {
        <form::Line
            form
            name="address"
            label=words::address()
            kind=TextKind::Link
            placeholder=words::address_placeholder()
        />
        <form::Line form name="name" label=words::file_name() />
    }
    .into_any()
}

fn write(form: Drafted, _: Currency, deal: &mut Deal, id: ElementId) {
    let (address, name) = (Text::trimmed(&form.peek("address")), Text::trimmed(&form.peek("name")));
    if links::web(&address).is_none() {
        form.refuse("address", words::not_an_address());
    }
    deal.files.insert(id, Enclosed::of(&FileLink { address, name }));
}
