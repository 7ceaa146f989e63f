//! What was done, as a toast says it.

use super::common;
use crate::ui::kit::toast::ToastPart;
use domain::{
    entry::{Label, Verb},
    value::Kind,
};

/// The sentence for something that was done: names stand in bold.
pub fn sentence(label: &Label) -> Vec<ToastPart> {
    let subject = || ToastPart::Strong(label.subject.to_string());
    let plain = |text: &str| ToastPart::Plain(text.to_owned());
    let after = |text: String| {
        if label.subject.is_empty() {
            vec![ToastPart::Plain(common::capital(text.trim()))]
        } else {
            vec![subject(), ToastPart::Plain(text)]
        }
    };
    let detail = &*label.detail;
    if let Some(many) = label.many {
        return many_done(label, many);
    }
    match label.verb {
        Verb::Added => match Kind::named(detail) {
            Some(kind) => vec![plain(&format!("Added {} ", common::one(kind))), subject(), plain(".")],
            None => after(" added.".to_owned()),
        },
        Verb::Edited | Verb::Assigned | Verb::Prioritized | Verb::Rated => after(" changed.".to_owned()),
        Verb::Qualified => after(format!(" is now {detail}.")),
        Verb::Disqualified => after(" disqualified.".to_owned()),
        Verb::Answered => vec![plain(&format!("{detail} answered for ")), subject(), plain(".")],
        Verb::Converted => after(" converted.".to_owned()),
        Verb::Moved | Verb::Rescheduled => after(format!(" moved to {detail}.")),
        Verb::Won => after(" won.".to_owned()),
        Verb::Lost => after(" lost.".to_owned()),
        Verb::Reopened => after(format!(" reopened in {detail}.")),
        Verb::Logged => vec![plain(&logged(detail))],
        Verb::Finished => after(" done.".to_owned()),
        Verb::Resumed => after(" is open again.".to_owned()),
        Verb::Tagged => after(" put on.".to_owned()),
        Verb::Untagged => after(" taken off.".to_owned()),
        Verb::TagsMerged | Verb::United => after(format!(" merged into {detail}.")),
        Verb::Reordered => after(" put in another place.".to_owned()),
        Verb::Archived => after(" archived.".to_owned()),
        Verb::Unarchived => after(" is offered again.".to_owned()),
        Verb::Trashed | Verb::Restored | Verb::Purged => moved_out(label, &after),
        Verb::Imported => vec![plain("Imported "), subject(), plain(&format!(": {}.", rows(detail)))],
        Verb::Merged => vec![plain("Merged "), subject(), plain(&format!(": {detail}."))],
        Verb::Replaced => vec![plain("Everything was replaced by "), subject(), plain(".")],
        Verb::Sampled => vec![plain("Sample data loaded.")],
        Verb::Unsampled => vec![plain("Sample data removed.")],
        Verb::Undone => vec![plain(&format!("Undone: {}", noun(detail))), name_after(label)],
        Verb::Redone => vec![plain(&format!("Done again: {}", noun(detail))), name_after(label)],
    }
}

/// "Tagged 40 leads".
fn many_done(label: &Label, many: domain::entry::Many) -> Vec<ToastPart> {
    let records = common::counted(many.count, many.kind);
    let (subject, detail) = (&*label.subject, &*label.detail);
    let text = match label.verb {
        Verb::Tagged => format!("Tagged {records} with {subject}."),
        Verb::Untagged => format!("Took {subject} off {records}."),
        Verb::TagsMerged => format!("Merged {subject} into {detail}."),
        Verb::Assigned if detail.is_empty() => format!("{records} belong to nobody now."),
        Verb::Assigned => format!("{records} given to {detail}."),
        Verb::Qualified => format!("{records} set to {detail}."),
        Verb::Disqualified => format!("{records} disqualified."),
        Verb::Moved => format!("{records} moved to {detail}."),
        Verb::Won => format!("{records} won."),
        Verb::Lost => format!("{records} lost."),
        _ => format!("{records} changed."),
    };
    vec![ToastPart::Plain(text)]
}

/// "8,800 rows".
fn rows(count: &str) -> String {
    match count.parse() {
        Ok(1) => "1 row".to_owned(),
        Ok(count) => format!("{} rows", crate::ui::format::count(count)),
        Err(_) => count.to_owned(),
    }
}

fn moved_out(label: &Label, after: &dyn Fn(String) -> Vec<ToastPart>) -> Vec<ToastPart> {
    let what = match label.verb {
        Verb::Restored => "taken from the trash.",
        Verb::Purged => "deleted for good.",
        _ => "put in the trash.",
    };
    match label.detail.parse::<usize>() {
        Ok(count) if count > 1 => vec![ToastPart::Plain(format!("{count} records {what}"))],
        _ => after(format!(" {what}")),
    }
}

fn logged(kind: &str) -> String {
    let kind = kind.parse().map_or("Entry", common::activity);
    format!("{kind} logged.")
}

fn name_after(label: &Label) -> ToastPart {
    ToastPart::Plain(if label.subject.is_empty() { ".".to_owned() } else { format!(", {}.", label.subject) })
}

/// What a verb does, as a noun.
pub(super) fn noun(verb: &str) -> &'static str {
    match verb.parse::<Verb>() {
        Ok(Verb::Added) => "adding",
        Ok(Verb::Edited) => "the change",
        Ok(Verb::Qualified) => "the new status",
        Ok(Verb::Disqualified) => "disqualifying",
        Ok(Verb::Answered) => "the answer",
        Ok(Verb::Converted) => "the conversion",
        Ok(Verb::Moved) => "the move",
        Ok(Verb::Won) => "winning",
        Ok(Verb::Lost) => "losing",
        Ok(Verb::Reopened) => "reopening",
        Ok(Verb::Logged) => "the timeline entry",
        Ok(Verb::Finished | Verb::Resumed) => "the task",
        Ok(Verb::Reordered) => "the new order",
        Ok(Verb::Archived | Verb::Unarchived) => "archiving",
        Ok(Verb::Trashed) => "deleting",
        Ok(Verb::Restored) => "restoring",
        Ok(Verb::Imported) => "the import",
        Ok(Verb::Merged) => "the merge",
        Ok(Verb::Replaced) => "replacing everything",
        Ok(Verb::Assigned) => "the new owner",
        Ok(Verb::Prioritized) => "the priority",
        Ok(Verb::Rated) => "the interest level",
        Ok(Verb::Tagged | Verb::Untagged) => "the tag",
        Ok(Verb::TagsMerged) => "merging tags",
        Ok(Verb::United) => "merging",
        Ok(Verb::Rescheduled) => "the new day",
        Ok(Verb::Sampled | Verb::Unsampled) => "the sample data",
        _ => "the last step",
    }
}
