//! Something that happened: a note, a call, a mail, a meeting.

use super::{Common, Member, Rep, names, registers};
use crate::value::{Elements, Id, RecordId, Text, Timestamp};

/// An activity: one entry of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Activity {
    pub id: Id<Activity>,
    pub common: Common,
    pub kind: ActivityKind,
    pub at: Timestamp,
    pub direction: Option<Direction>,
    pub outcome: Option<Outcome>,
    /// How long it took.
    pub minutes: Option<u16>,
    pub subject: Text,
    pub body: Text,
    /// The records whose timeline shows it.
    pub about: Elements<RecordId, Member>,
    pub by: Option<Id<Rep>>,
}
registers! {
    Activity, Activity, version 1,
    one [kind, at, direction, outcome, minutes, subject, body, by],
    each [about],
    links |activity, tell| activity.about.keys().for_each(|it| tell(*it))
}

impl Activity {
    /// Whether someone was spoken or written to. A call that nobody answered is none, nor is a meeting that was not held.
    pub fn is_contact(&self) -> bool {
        let was_in_vain = matches!(self.outcome, Some(Outcome::NotHeld | Outcome::NoAnswer));
        self.kind.is_contact() && !was_in_vain
    }
}

names! {
    /// What kind of thing happened.
    #[derive(Default)]
    ActivityKind {
        /// Something to remember.
        #[default]
        Note = "note",
        /// A call.
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A meeting.
        Meeting = "meeting",
        /// A message.
        Message = "message",
        /// A visit.
        Visit = "visit",
        /// What a customer said of us.
        Feedback = "feedback",
    }
}
impl ActivityKind {
    /// Whether it is one in which someone is spoken or written to.
    pub fn is_contact(self) -> bool {
        use ActivityKind::{Call, Email, Feedback, Meeting, Message, Note, Visit};
        match self {
            Call | Email | Meeting | Message | Visit => true,
            Note | Feedback => false,
        }
    }
}

names! {
    /// Who began it.
    Direction {
        /// They did.
        In = "in",
        /// We did.
        Out = "out",
    }
}

names! {
    /// What came of a call or a meeting.
    Outcome {
        /// It took place.
        Held = "held",
        /// It did not.
        NotHeld = "not_held",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// A message was left.
        LeftMessage = "left_message",
    }
}
