//! Why something was not done, and what can be done about it.

use super::{common, customers, shell};
use desk::DeskError;
use domain::{record::StatusKind, refusal::Refusal};
use storage::StoreError;

/// What to say of an error that nobody waited for.
pub fn error(error: &DeskError) -> String {
    match error {
        DeskError::Refused(it) => refusal(it),
        DeskError::Cancelled => shell::nothing_changed().to_owned(),
        DeskError::Store(it) => format!("Not saved. {}", store(it)),
        DeskError::Busy => "Not saved: other tabs are writing all the time. Try again.".to_owned(),
        DeskError::Forgotten => "That is too long ago to be undone.".to_owned(),
        DeskError::Closed => "Not saved: this page can no longer write. Reload it.".to_owned(),
    }
}

/// Why a command was refused.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Gone => "It is no longer there: it was deleted meanwhile.".to_owned(),
        Refusal::There => "It is there already.".to_owned(),
        Refusal::ChangedMeanwhile { .. } => "Somebody else changed this while you were writing.".to_owned(),
        Refusal::NoIdentity => {
            "A lead needs a name, a company, an e-mail address or a phone number.".to_owned()
        }
        Refusal::NoParty => "A deal needs a lead, a contact or a company.".to_owned(),
        Refusal::NoName => "It needs a name.".to_owned(),
        Refusal::NoReason => "Choose a reason.".to_owned(),
        Refusal::NoNote => "That reason needs a word of explanation.".to_owned(),
        Refusal::NotThisWay { from, to } => {
            format!("A lead that is {} cannot become {}.", status_kind(*from), status_kind(*to))
        }
        Refusal::Disqualified => "A disqualified lead cannot be converted. Reopen it first.".to_owned(),
        Refusal::NothingChosen => "Choose at least one of contact, company and deal.".to_owned(),
        Refusal::NoStage => "That stage is no longer there.".to_owned(),
        Refusal::StageNotEmpty { deals } => {
            format!("{} in it: choose where they go.", common::counted(*deals, domain::value::Kind::Deal))
        }
        Refusal::StatusNotEmpty { leads } => {
            format!(
                "{} in it: choose which status they get.",
                common::counted(*leads, domain::value::Kind::Lead)
            )
        }
        Refusal::StatusNeeded => {
            "Leads are new, qualified or disqualified by at least one status each, and this is the last."
                .to_owned()
        }
        Refusal::StageNeeded => {
            "A pipeline needs an open stage, one for won and one for lost deals.".to_owned()
        }
        Refusal::NotByEdit { .. } => "This cannot be changed here.".to_owned(),
        Refusal::TooLong { limit, .. } => {
            format!("That is too long: at most {} fit here.", crate::ui::format::bytes(*limit as u64))
        }
        Refusal::TooMuch => {
            "That comes to more than can be kept exactly. Make the quantity or the price smaller.".to_owned()
        }
        Refusal::NoTotal => {
            "A quote offers at least one product or service, all of them in one currency.".to_owned()
        }
        Refusal::NumberTaken { .. } => "Another quote has this number. Choose the next free one.".to_owned(),
        Refusal::QuoteSent => {
            "The quote was sent, so it stays as it is. Copy it as a new draft to change it.".to_owned()
        }
        Refusal::ChangedSince(_) => "It was changed since, so it cannot be undone any more.".to_owned(),
        Refusal::NamedBy(_) => "Something else names it by now, so it cannot be undone any more.".to_owned(),
        Refusal::SomeCannot { cannot, of, why } => {
            format!("With {cannot} of {of} that cannot be done. {}", self::refusal(why))
        }
        Refusal::NameTaken { .. } => {
            "Another tag is called so already. Choose another name, or merge the two.".to_owned()
        }
        Refusal::NameTakenSince { name } => {
            format!("Another tag is called “{name}” by now. Give that one another name first.")
        }
        Refusal::PartOfItself => customers::own_parent().to_owned(),
        Refusal::TooFarAhead { latest } => {
            format!("That is too far ahead: nothing is planned after {}.", latest.parts().0)
        }
        Refusal::TrashChanged { .. } => "The trash changed meanwhile. Look at it again.".to_owned(),
        Refusal::StillNamed { count: 1 } => "It stays: other records cannot do without it.".to_owned(),
        Refusal::StillNamed { .. } => "They stay: other records cannot do without them.".to_owned(),
        Refusal::ForGood => "That was deleted for good, and does not come back.".to_owned(),
        Refusal::Stale => "The data changed while this was prepared. Look at it again.".to_owned(),
        Refusal::Newer => "A newer version of Satchel wrote this. It can only be changed there.".to_owned(),
    }
}

fn status_kind(kind: StatusKind) -> &'static str {
    match kind {
        StatusKind::Open => "new",
        StatusKind::Working => "being worked on",
        StatusKind::Nurturing => "nurtured",
        StatusKind::Qualified => "qualified",
        StatusKind::Disqualified => "disqualified",
        StatusKind::Converted => "converted",
    }
}

/// What is wrong with the store, and what is safe.
pub fn store(error: &StoreError) -> String {
    match error {
        StoreError::Cancelled => shell::nothing_changed().to_owned(),
        StoreError::Conflict => "Another tab was first. Try again.".to_owned(),
        StoreError::Absent => {
            "This browser gives Satchel no storage: it may be a private window, or storage is switched off for this site."
                .to_owned()
        }
        StoreError::Blocked => "Another tab holds the data with an older version. Close it; this one goes on by itself.".to_owned(),
        StoreError::Superseded => "A newer version of Satchel is open in another tab. Reload this one.".to_owned(),
        StoreError::Newer => "The data here was written by a newer version of Satchel. Reload to get it; nothing was changed.".to_owned(),
        StoreError::Full => "The browser gave no space. Nothing else is lost; free some space and try again.".to_owned(),
        StoreError::Closed => "The browser closed the storage. What you see is still here: save a copy, then reload.".to_owned(),
        StoreError::Unreadable(what) => format!("What is stored cannot be read ({what}). Nothing was changed."),
        StoreError::Other(what) => format!("The browser says: {what}."),
    }
}
