//! Why leads are not worth a deal: asked before, because a reason that is not asked is never given.

use crate::ui::{
    front::use_desk,
    kit::choice::Choice,
    leads::status,
    record::form::{Drafted, FormDialog, Lines, Pick, reasons},
    text::leads as words,
};
use domain::{
    command::{Bulk, Command, Deed, SetStatus},
    query,
    record::{Lead, ReasonUse, StatusKind},
    value::{Id, RecordId, Text},
};
use leptos::prelude::*;

/// The dialog, for one lead or for many.
#[component]
pub fn Disqualify(
    /// Which leads.
    leads: Vec<Id<Lead>>,
) -> impl IntoView {
    let desk = use_desk();
    let (form, title) = match leads[..] {
        [lead] => {
            let name = desk.peek(|book| query::live_name(book, lead.into())).unwrap_or_default();
            (format!("disqualify:{lead}"), words::disqualify_title(&name))
        }
        _ => ("disqualify".to_owned(), words::disqualify_many(leads.len())),
    };
    let form = Drafted::new(form, &[]);
    let options: Vec<Choice> = desk.peek(|book| reasons(book, ReasonUse::Disqualify));
    let leads = StoredValue::new(leads);
    let read = move |()| {
        let status = desk.peek(|book| status::of_kind(book, StatusKind::Disqualified))?;
        let (reason, note) = (form.peek("reason").parse().ok(), Text::trimmed(&form.peek("note")));
        Some(leads.with_value(|leads| {
            if let [lead] = leads[..] {
                return Command::from(SetStatus { lead, status, reason, note });
            }
            let of = leads.iter().copied().map(RecordId::from).collect();
            Bulk { of, deed: Deed::Status { status, reason, note }, leaves_out: true }.into()
        }))
    };
    view! {
        <FormDialog form title add=words::disqualify() read done=|()| ()>
            <section>
                <Pick form name="reason" label=words::reason() options=options.clone() />
                <Lines form name="note" label=words::note() />
            </section>
        </FormDialog>
    }
}
