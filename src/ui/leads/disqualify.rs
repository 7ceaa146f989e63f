//! Why leads are not worth a deal: asked before, because a reason that is not asked is never given.

use crate::ui::{
    front::use_desk,
    kit::choice::Choice,
    record::form::{Drafted, FormDialog, Lines, Pick, reasons},
    text::leads as words,
};
use domain::{
    book::Book,
    command::{Bulk, Command, Deed, SetStatus},
    query,
    record::{Lead, Listed, ReasonUse, Status, StatusKind},
    value::{Id, RecordId, Text},
};
use leptos::prelude::*;

/// The dialog, for one lead or for many.
#[component]
pub fn Disqualify(
    /// Which leads.
    leads: Vec<Id<Lead>>,
    /// By which status, if it was chosen.
    status: Option<Id<Status>>,
) -> impl IntoView {
    let desk = use_desk();
    let (form, title) = match leads[..] {
        [lead] => {
            let name = desk.peek(|book| query::live_name(book, lead.into())).unwrap_or_default();
            (format!("disqualify:{lead}"), words::disqualify_title(&name))
        }
        _ => ("disqualify".to_owned(), words::disqualify_many(leads.len())),
    };
    let statuses = desk.peek(statuses);
    let first = status.or_else(|| desk.peek(|book| query::status_of_kind(book, StatusKind::Disqualified)));
    let form = Drafted::new(form, &[("status", first.map(|it| it.to_string()).unwrap_or_default())]);
    // What was chosen a moment ago counts, and not what was left in the form.
    if let Some(status) = status {
        form.set("status", &status.to_string());
    }
    let options: Vec<Choice> = desk.peek(|book| reasons(book, ReasonUse::Disqualify));
    let leads = StoredValue::new(leads);
    let read = move |()| {
        let status = form.peek("status").parse().ok().or(first)?;
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
                {which(form, &statuses)}
                <Pick form name="reason" label=words::reason() options=options.clone() />
                <Lines form name="note" label=words::note() />
            </section>
        </FormDialog>
    }
}

/// The statuses by which a lead can be disqualified.
fn statuses(book: &Book) -> Vec<Choice> {
    let all = query::listed::<Status>(book);
    let meant = all.iter().filter(|it| it.kind == StatusKind::Disqualified);
    meant.map(|it| Choice::new(it.id.to_string(), it.label())).collect()
}

/// By which of them, where there are more than one.
fn which(form: Drafted, statuses: &[Choice]) -> Option<AnyView> {
    let options = statuses.to_vec();
    (options.len() > 1)
        .then(|| view! { <Pick form name="status" label=words::as_status() options /> }.into_any())
}
