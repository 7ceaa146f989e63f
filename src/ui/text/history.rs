//! What the history of a record says: what was done, and what its fields are called.

use super::{common, deals, done, mode};
use domain::{
    entry::{Label, Many, Verb},
    record::{Answer, DealKind, Ending, Level, Priority},
};

words! {
    /// The tab.
    history = "History";
    /// What it is.
    what = "Every change that was made in this browser, newest first.";
    /// Takes a change back.
    take_back = "Take back";
    /// Asks for more.
    show_older = "Show older";
    /// Before a value that is no more.
    was = "was";
    /// Before a value that is so since.
    now = "now";
    /// Nothing is remembered.
    nothing = "Nothing that happened to it is remembered here.";
    /// Something newer stands on it.
    newer = "Something newer stands on this change. Take that back first.";
    /// It was so once.
    past = "past";
    /// A switch that is on.
    yes = "Yes";
    /// A switch that is off.
    no = "No";
}

/// The button, for those who do not see what it stands beside.
pub fn take_back_of(what: &str) -> String {
    format!("Take back: {what}")
}
/// Another record stands on the change.
pub fn newer_on(name: &str) -> String {
    format!("“{name}” was changed since, and stands on this change. Take that back first.")
}
/// Another record would point to nothing.
pub fn named_by(name: &str) -> String {
    format!(
        "“{name}” names it, and would point to nothing. Take it out there first, or delete it, which leaves a way back."
    )
}
/// From when on there is a history.
pub fn since(day: &str) -> String {
    format!("What happened here is remembered since {day}. What was before is no longer kept one by one.")
}
/// When the record was made.
pub fn made(day: &str, by: Option<&str>) -> String {
    match by {
        Some(by) => format!("Made on {day} by {by}."),
        None => format!("Made on {day}."),
    }
}
/// The values with which a record was made.
pub fn values(count: usize) -> String {
    if count == 1 { "1 value".to_owned() } else { format!("{count} values") }
}
/// A value that was written on another copy of the data.
pub fn elsewhere(day: &str) -> String {
    format!("from another device, {day}")
}

/// What was done, after the name of who did it.
pub fn did(label: &Label) -> String {
    let Label { subject, detail, .. } = label;
    let did = match label.verb {
        Verb::Added => "added it".to_owned(),
        Verb::Edited => "changed it".to_owned(),
        Verb::Qualified => format!("set the status to {detail}"),
        Verb::Disqualified => "disqualified it".to_owned(),
        Verb::Answered => format!("answered “{detail}”"),
        Verb::Converted => "converted the lead".to_owned(),
        Verb::Moved => format!("moved it to {detail}"),
        Verb::Rescheduled => format!("moved it to {}", done::new_day(detail)),
        Verb::Won => "marked it as won".to_owned(),
        Verb::Lost => "marked it as lost".to_owned(),
        Verb::Reopened => format!("reopened it in {detail}"),
        Verb::Assigned if detail.is_empty() => "took its owner away".to_owned(),
        Verb::Assigned => format!("gave it to {detail}"),
        Verb::Prioritized => "set the priority".to_owned(),
        Verb::Rated => "set the interest level".to_owned(),
        Verb::Tagged => format!("put the tag {subject} on"),
        Verb::Untagged => format!("took the tag {subject} off"),
        Verb::TagsMerged => format!("merged the tag {subject} into {detail}"),
        Verb::United => format!("merged {subject} into {detail}"),
        Verb::Logged => "logged something".to_owned(),
        Verb::Finished => "finished a task".to_owned(),
        Verb::Resumed => "took a task up again".to_owned(),
        Verb::Reordered => "put it in another place".to_owned(),
        Verb::Archived => "archived it".to_owned(),
        Verb::Unarchived => "offered it again".to_owned(),
        Verb::Trashed => "put it in the trash".to_owned(),
        Verb::Restored => "took it from the trash".to_owned(),
        Verb::Purged => format!("deleted {subject} for good"),
        Verb::Imported => format!("imported {subject}"),
        Verb::Merged => format!("merged {subject}"),
        Verb::Replaced => format!("replaced everything by {subject}"),
        Verb::Sampled => "loaded the sample data".to_owned(),
        Verb::Unsampled => "removed the sample data".to_owned(),
        Verb::Undone => format!("took back {}", done::noun(detail)),
        Verb::Redone => format!("did again {}", done::noun(detail)),
    };
    match label.many {
        Some(Many { count, .. }) if count > 1 && label.verb != Verb::TagsMerged => {
            format!("{did}, as on {} others", crate::ui::format::count(count - 1))
        }
        _ => did,
    }
}

/// What a register is called; nothing for one that only Satchel needs.
pub fn register(head: &str) -> Option<&'static str> {
    Some(match head {
        "salutation" => "Salutation",
        "first_name" => "First name",
        "last_name" => "Last name",
        "name" => "Name",
        "company_name" | "company" | "companies" => "Company",
        "contact" | "contacts" => "Person",
        "job_title" => "Job title",
        "website" => "Website",
        "emails" => "E-mail",
        "phones" => "Phone",
        "addresses" => "Address",
        "status" => "Status",
        "stage" => "Stage",
        "pipeline" => "Pipeline",
        "outcome" => "Outcome",
        "source" => "Source",
        "source_detail" => "Source detail",
        "interest" => "Interest",
        "message" => "Message",
        "level" => "Interest level",
        "priority" => "Priority",
        "potential" => "Potential",
        "value" => "Value",
        "probability" => "Probability",
        "expected_close" => "Close date",
        "owner" => "Owner",
        "reps" => "With",
        "next_step" => "Next step",
        "converted" => "Converted",
        "referred_by" => "Referred by",
        "apart" => "Not the same as",
        "do_not" => "Do not",
        "consent" => "Consent",
        "kind" => "Kind",
        "main_contact" => "Main person",
        "main_company" => "Main company",
        "lead" => "From lead",
        "milestones" => "Milestone",
        "lines" => "Product or service",
        "files" => "File",
        "quotes" => "Quote",
        "requirements" => "Requirements",
        "expectations" => "Expectations",
        "proposed_solution" => "Proposed solution",
        "birthday" => "Birthday",
        "language" => "Language",
        "description" => "Description",
        "sector" => "Sector",
        "size" => "Size",
        "revenue" => "Revenue",
        "tax_id" => "Tax id",
        "parent" => "Parent company",
        "tags" => "Tag",
        "trashed" => "In the trash since",
        "import" => "Came from",
        _ => return None,
    })
}

/// A word of a list that is written in the code, such as a priority; of a register.
pub fn word(head: &str, word: &str) -> String {
    let known = match head {
        "level" => word.parse::<Level>().ok().map(common::level),
        "priority" => word.parse::<Priority>().ok().map(common::priority),
        "mode" => word.parse().ok().map(mode::name),
        "kind" => word.parse::<DealKind>().ok().map(deals::kind_of),
        "qualification" => word.parse::<Answer>().ok().map(answer),
        "contacts" => word.parse().ok().map(deals::role),
        _ => None,
    };
    known.map_or_else(|| word.to_owned(), str::to_owned)
}

fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => yes(),
        Answer::No => no(),
        Answer::Unknown => "?",
    }
}

/// How a deal ended.
pub fn ended(ending: Ending, reason: Option<&str>) -> String {
    let ended = deals::outcome(ending, None);
    reason.map_or_else(|| ended.clone(), |it| format!("{ended}, {it}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::value::Kind;

    #[test]
    fn what_was_done_is_told_after_a_name() {
        let tagged = Label::of(Verb::Tagged, "Fair");
        assert_eq!(did(&tagged), "put the tag Fair on");
        assert_eq!(did(&tagged.of_many(1, Kind::Lead)), "put the tag Fair on");
        assert_eq!(did(&Label::of(Verb::Undone, "Acme").with("rated")), "took back the interest level");
    }

    #[test]
    fn words_are_those_of_the_screens() {
        assert_eq!(word("kind", "cross_sell"), "Cross-sell");
        assert_eq!(word("priority", "high"), "High");
        assert_eq!(word("contacts", "a role of their own"), "a role of their own");
    }
}
