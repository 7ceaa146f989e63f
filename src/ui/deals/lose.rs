//! Why deals are lost: asked before a card moves, because a reason that is not asked is never given.

use crate::ui::{
    front::{Losing, use_desk},
    kit::choice::Choice,
    pipeline::moves,
    record::form::{Drafted, FormDialog, Line, Lines, Pick, reasons},
    text::{common, deals as words},
};
use domain::{
    command::{Bulk, Closing, Command, Deed, MoveDeal},
    query,
    record::ReasonUse,
    value::Text,
};
use leptos::prelude::*;

/// The dialog. What is to be done is complete but for the reason.
#[component]
pub fn LoseDeal(
    /// What loses them.
    losing: Losing,
) -> impl IntoView {
    let desk = use_desk();
    let (form, title, deal) = match &losing {
        Losing::One(it) => {
            let name = desk.peek(|book| query::live_name(book, it.deal.into()));
            let name = name.unwrap_or_else(|| common::gone().to_owned());
            (format!("lose:{}", it.deal), words::lose_title(&name), Some(it.deal))
        }
        Losing::Many(_, deals) => ("lose".to_owned(), words::lose_many(deals.len()), None),
    };
    let form = Drafted::new(form, &[]);
    let options: Vec<Choice> = desk.peek(|book| reasons(book, ReasonUse::Lost));
    let losing = StoredValue::new(losing);
    let read = move |()| {
        let closing = closing(form);
        Some(losing.with_value(|it| match it.clone() {
            Losing::One(it) => Command::from(MoveDeal { closing, ..it }),
            Losing::Many(stage, of) => {
                Bulk { of, deed: Deed::Stage { stage, closing }, leaves_out: true }.into()
            }
        }))
    };
    let done = move |()| {
        if let Some(deal) = deal {
            moves::moved(desk, deal);
        }
    };
    view! {
        <FormDialog form title add=words::lose() note=words::lose_why() read done>
            <section>
                <Pick form name="reason" label=words::reason() options=options.clone() />
                <Lines form name="note" label=words::lose_note() />
                <Line form name="competitor" label=words::lose_competitor() />
            </section>
        </FormDialog>
    }
}

fn closing(form: Drafted) -> Closing {
    Closing {
        reason: form.peek("reason").parse().ok(),
        note: Text::trimmed(&form.peek("note")),
        competitor: Text::trimmed(&form.peek("competitor")),
        day: None,
    }
}
