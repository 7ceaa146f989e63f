//! What was done, as a toast says it.

use super::{common, today};
use crate::{
    platform::clock,
    ui::{format, kit::toast::ToastPart},
};
use domain::{
    entry::{Label, Many, Verb},
    record::Due,
    value::Kind,
};

/// What became of the one field of a record that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is called.
    pub name: String,
    /// What it says since.
    pub now: Now,
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Now {
    /// This, and it is short.
    Says(String),
    /// Nothing.
    Nothing,
    /// One thing more than before.
    More,
    /// Something that cannot be told in a few words.
    Other,
}

/// The sentence for something that was done: names stand in bold. `field` is what was changed, if it was one field of one
/// record.
pub fn sentence(label: &Label, field: Option<&Field>) -> Vec<ToastPart> {
    let subject = || ToastPart::Strong(label.subject.to_string());
    let after = |text: String| {
        if label.subject.is_empty() {
            vec![ToastPart::Plain(common::capital(text.trim()))]
        } else {
            vec![subject(), ToastPart::Plain(text)]
        }
    };
    let detail = &*label.detail;
    match (label.verb, label.many) {
        (Verb::Undone | Verb::Redone, _) => return turned_back(label),
        (Verb::Trashed | Verb::Restored | Verb::Purged, _) => return moved_out(label),
        (_, Some(many)) => return many_done(label, many),
        _ => {}
    }
    match label.verb {
        Verb::Added => match Kind::named(detail) {
            Some(kind) => vec![plain(&format!("Added {} ", common::one(kind))), subject(), plain(".")],
            None => after(" added.".to_owned()),
        },
        Verb::Edited if field.is_some() => changed(label, field),
        Verb::Edited if label.subject.is_empty() => vec![plain("Settings changed.")],
        Verb::Edited | Verb::Assigned | Verb::Prioritized | Verb::Rated => after(" changed.".to_owned()),
        Verb::Qualified => after(format!(" is now {detail}.")),
        Verb::Disqualified => after(" disqualified.".to_owned()),
        Verb::Answered => vec![plain(&format!("{detail} answered for ")), subject(), plain(".")],
        Verb::Converted => after(" converted.".to_owned()),
        Verb::Moved => after(format!(" moved to {detail}.")),
        Verb::Rescheduled => after(format!(" moved to {}.", new_day(detail))),
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
        Verb::Imported => vec![plain("Imported "), subject(), plain(&format!(": {}.", rows(detail)))],
        Verb::Merged => vec![plain("Merged "), subject(), plain(&format!(": {detail}."))],
        Verb::Replaced => vec![plain("Everything was replaced by "), subject(), plain(".")],
        Verb::Sampled => vec![plain("Sample data loaded.")],
        Verb::Unsampled => vec![plain("Sample data removed.")],
        // They have been said.
        Verb::Undone | Verb::Redone | Verb::Trashed | Verb::Restored | Verb::Purged => Vec::new(),
    }
}

fn plain(text: &str) -> ToastPart {
    ToastPart::Plain(text.to_owned())
}

/// "Ana Roy – Potential: €1,500".
fn changed(label: &Label, field: Option<&Field>) -> Vec<ToastPart> {
    let told = field.map(|Field { name, now }| match now {
        Now::Says(text) => format!("{name}: {text}"),
        Now::Nothing => format!("{name} removed"),
        Now::More => format!("{name} added"),
        Now::Other => format!("{name} changed"),
    });
    let told = told.unwrap_or_default();
    if label.subject.is_empty() {
        return vec![ToastPart::Plain(told)];
    }
    vec![ToastPart::Strong(label.subject.to_string()), ToastPart::Plain(format!(" – {told}"))]
}

/// When a task is due that was put off.
pub(super) fn new_day(detail: &str) -> String {
    match detail.parse::<Due>() {
        Ok(due) => common::mid(&format::due(due, clock::today())),
        Err(_) if detail.is_empty() => today::some_day().to_owned(),
        Err(_) => detail.to_owned(),
    }
}

/// "Tagged 40 leads".
fn many_done(label: &Label, many: Many) -> Vec<ToastPart> {
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
        Ok(count) => format!("{} rows", format::count(count)),
        Err(_) => count.to_owned(),
    }
}

/// What is being done, while it takes long: "Importing 8,800 rows". Names stand in bold.
pub fn under_way(label: &Label) -> Vec<ToastPart> {
    let doing = |verb| common::capital(doing(Some(verb)).0);
    let said = match (label.verb, label.many) {
        (Verb::Undone, _) => return turning("Undoing", label),
        (Verb::Redone, _) => return turning("Doing again", label),
        (Verb::Imported, _) => format!("Importing {}", rows(&label.detail)),
        (verb @ (Verb::Merged | Verb::Replaced), _) => {
            return vec![plain(&format!("{} ", doing(verb))), ToastPart::Strong(label.subject.to_string())];
        }
        (verb, Some(many)) => format!("{} {}", doing(verb), common::counted(many.count, many.kind)),
        (verb @ (Verb::Trashed | Verb::Restored | Verb::Purged), None) => {
            let count = label.detail.parse().unwrap_or_default();
            format!("{} {} records", doing(verb), format::count(count))
        }
        _ => "Saving what was changed".to_owned(),
    };
    vec![ToastPart::Plain(said)]
}

/// What it was done to, and whether that is several: "40 leads", or a name in bold.
fn what(label: &Label, many: Option<Many>) -> Option<(ToastPart, bool)> {
    match many {
        Some(Many { count, kind }) if count > 1 => {
            Some((ToastPart::Plain(common::counted(count, kind)), true))
        }
        _ if label.subject.is_empty() => None,
        _ => Some((ToastPart::Strong(label.subject.to_string()), false)),
    }
}

fn moved_out(label: &Label) -> Vec<ToastPart> {
    let done = match label.verb {
        Verb::Restored => "taken from the trash.",
        Verb::Purged => "deleted for good.",
        _ => "put in the trash.",
    };
    let count = label.detail.parse().unwrap_or(1);
    match what(label, label.many) {
        // They are of several kinds.
        _ if label.many.is_none() && count > 1 => {
            vec![ToastPart::Plain(format!("{} records {done}", format::count(count)))]
        }
        Some((what, _)) => vec![what, ToastPart::Plain(format!(" {done}"))],
        None => vec![ToastPart::Plain(common::capital(done))],
    }
}

fn logged(kind: &str) -> String {
    let kind = kind.parse().map_or("Entry", common::activity);
    format!("{kind} logged.")
}

/// What was taken back, or done again: the detail is the verb.
fn turned_back(label: &Label) -> Vec<ToastPart> {
    let is_undone = label.verb == Verb::Undone;
    if let (verb, Some((what, is_many))) = turned(label) {
        match (verb, is_undone) {
            (Some(Verb::Trashed), true) | (Some(Verb::Restored), false) => {
                return vec![what, plain(if is_many { " are back." } else { " is back." })];
            }
            (Some(Verb::Trashed), false) | (Some(Verb::Restored), true) => {
                return vec![what, plain(" put in the trash again.")];
            }
            _ => {}
        }
    }
    let mut parts = turning(if is_undone { "Undone" } else { "Done again" }, label);
    parts.push(plain("."));
    parts
}

/// What is taken back, or done again: its verb, and what it was done to.
fn turned(label: &Label) -> (Option<Verb>, Option<(ToastPart, bool)>) {
    let verb = label.detail.parse::<Verb>().ok();
    // A file and a tag are named, however many records it was about.
    let many = label.many.filter(|_| !matches!(verb, Some(Verb::Imported | Verb::TagsMerged)));
    (verb, what(label, many))
}

/// "Undone: tagging 40 leads with Fair", without the full stop.
fn turning(said: &str, label: &Label) -> Vec<ToastPart> {
    let (verb, Some((what, is_many))) = turned(label) else {
        return vec![ToastPart::Plain(format!("{said}: {}", noun(&label.detail)))];
    };
    let (before, after) = doing(verb);
    let (before, after) = match verb {
        Some(Verb::Tagged) if is_many => (before.to_owned(), format!(" with {}", label.subject)),
        Some(Verb::Untagged) if is_many => (format!("taking {} off", label.subject), String::new()),
        _ => (before.to_owned(), after.to_owned()),
    };
    vec![ToastPart::Plain(format!("{said}: {before} ")), what, ToastPart::Plain(after)]
}

/// What a verb does, before and after the name of what it does it to.
fn doing(verb: Option<Verb>) -> (&'static str, &'static str) {
    match verb {
        Some(Verb::Added) => ("adding", ""),
        Some(Verb::Edited) => ("changing", ""),
        Some(Verb::Qualified) => ("the new status of", ""),
        Some(Verb::Disqualified) => ("disqualifying", ""),
        Some(Verb::Answered) => ("the answer for", ""),
        Some(Verb::Converted) => ("converting", ""),
        Some(Verb::Moved) => ("moving", ""),
        Some(Verb::Won) => ("marking", " as won"),
        Some(Verb::Lost) => ("marking", " as lost"),
        Some(Verb::Reopened | Verb::Resumed) => ("reopening", ""),
        Some(Verb::Logged) => ("the timeline entry", ""),
        Some(Verb::Finished) => ("finishing", ""),
        Some(Verb::Reordered) => ("the new place of", ""),
        Some(Verb::Archived) => ("archiving", ""),
        Some(Verb::Unarchived) => ("offering", " again"),
        Some(Verb::Imported) => ("importing", ""),
        Some(Verb::Merged | Verb::TagsMerged | Verb::United) => ("merging", ""),
        Some(Verb::Replaced) => ("replacing everything by", ""),
        Some(Verb::Trashed | Verb::Purged) => ("deleting", ""),
        Some(Verb::Restored) => ("restoring", ""),
        Some(Verb::Assigned) => ("the new owner of", ""),
        Some(Verb::Prioritized) => ("the priority of", ""),
        Some(Verb::Rated) => ("the interest level of", ""),
        Some(Verb::Tagged) => ("tagging", ""),
        Some(Verb::Untagged) => ("taking a tag off", ""),
        Some(Verb::Rescheduled) => ("the new day of", ""),
        _ => ("the last step on", ""),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::kit::toast::spoken;

    #[track_caller]
    fn check(label: &Label, expected: &str) {
        assert_eq!(spoken(&sentence(label, None)), expected);
    }

    #[test]
    fn a_task_that_is_to_be_done_some_day_is_moved_there() {
        check(&Label::of(Verb::Rescheduled, "Pay the rent"), "Pay the rent moved to Some day.");
    }

    #[test]
    fn what_is_deleted_and_what_is_back_is_told_by_how_many_they_are() {
        let deleted = Label::of(Verb::Trashed, "Linus Johnson 998").with("12");
        check(&deleted.clone().with("1").of_many(1, Kind::Lead), "Linus Johnson 998 put in the trash.");
        check(&deleted.clone().of_many(12, Kind::Lead), "12 leads put in the trash.");
        check(&deleted, "12 records put in the trash.");
        let back = Label::of(Verb::Undone, "Linus Johnson 998").with("trashed");
        check(&back.clone().of_many(12, Kind::Lead), "12 leads are back.");
        check(&back, "Linus Johnson 998 is back.");
        let again = Label::of(Verb::Redone, "Linus Johnson 998").with("trashed");
        check(&again.of_many(12, Kind::Lead), "12 leads put in the trash again.");
    }

    #[test]
    fn what_was_undone_reads_as_a_sentence() {
        let undone = |verb: &str, name: &str| Label::of(Verb::Undone, name).with(verb);
        check(&undone("edited", "Zoë"), "Undone: changing Zoë.");
        check(&undone("won", "Second site 353"), "Undone: marking Second site 353 as won.");
        check(&undone("tagged", "Fair").of_many(40, Kind::Lead), "Undone: tagging 40 leads with Fair.");
        check(&undone("untagged", "Fair").of_many(40, Kind::Lead), "Undone: taking Fair off 40 leads.");
        check(&undone("imported", "them.csv").of_many(8, Kind::Lead), "Undone: importing them.csv.");
        check(&undone("sampled", ""), "Undone: the sample data.");
    }

    #[test]
    fn what_takes_long_says_what_it_is_doing() {
        let check = |label: Label, expected: &str| assert_eq!(spoken(&under_way(&label)), expected);
        check(Label::of(Verb::Imported, "them.csv").with("12"), "Importing 12 rows");
        check(Label::of(Verb::Merged, "them.json"), "Merging them.json");
        check(Label::of(Verb::Replaced, "them.json"), "Replacing everything by them.json");
        check(Label::of(Verb::Edited, "").of_many(12, Kind::Lead), "Changing 12 leads");
        check(Label::of(Verb::Trashed, "").with("12").of_many(12, Kind::Lead), "Deleting 12 leads");
        check(Label::of(Verb::Restored, "").with("12"), "Restoring 12 records");
        check(Label::of(Verb::Edited, ""), "Saving what was changed");
        let undone = Label::of(Verb::Undone, "them.csv").with("imported");
        check(undone.clone(), "Undoing: importing them.csv");
        let undone = undone.with("trashed").of_many(12, Kind::Lead);
        check(undone.clone(), "Undoing: deleting 12 leads");
        check(
            Label { verb: Verb::Redone, ..undone }.with("tagged"),
            "Doing again: tagging 12 leads with them.csv",
        );
        check(Label::of(Verb::Undone, "").with("sampled"), "Undoing: the sample data");
    }

    #[test]
    fn a_change_names_its_field() {
        let told = |now: Now| {
            let field = Field { name: "Potential".to_owned(), now };
            let strong = ToastPart::Strong("Ana Roy".to_owned());
            let parts = sentence(&Label::of(Verb::Edited, "Ana Roy").with("potential"), Some(&field));
            assert_eq!(parts[0], strong);
            parts[1].clone()
        };
        assert_eq!(told(Now::Says("€1,500".to_owned())), plain(" – Potential: €1,500"));
        assert_eq!(told(Now::Nothing), plain(" – Potential removed"));
        assert_eq!(told(Now::More), plain(" – Potential added"));
        assert_eq!(told(Now::Other), plain(" – Potential changed"));
        check(&Label::of(Verb::Edited, "").with("currency"), "Settings changed.");
    }
}
