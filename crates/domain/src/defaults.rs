//! What every copy of the data begins with: lists, statuses, a pipeline.
//!
//! Their ids are written here and their stamp is nought, so two copies that began apart agree on them, and any edit
//! beats them. Never change an id or the meaning of one; new defaults get new ids.

use crate::{
    record::{
        Criterion, Pipeline, Reason, ReasonUse, Settings, Source, Stage, StageKind, Status, StatusKind,
    },
    row::{Row, default_row},
    value::{Id, Percent, Rank},
};

/// All ids begin with this: a UUID of version 8 (one's own layout), so that no device makes the same.
const BASE: u128 = 0x5a7c_e100_0000_8000_8000_0000_0000_0000;

/// The one record of settings.
pub const SETTINGS: Id<Settings> = Id::fixed(BASE);
/// The pipeline that is there from the start.
pub const SALES: Id<Pipeline> = Id::fixed(BASE + 0x100);
/// Its first open stage.
pub const QUALIFIED_TO_BUY: Id<Stage> = Id::fixed(BASE + 0x110);
/// The stage of its won deals.
pub const WON: Id<Stage> = Id::fixed(BASE + 0x114);
/// The stage of its lost deals.
pub const LOST: Id<Stage> = Id::fixed(BASE + 0x115);
/// The status that a lead begins in.
pub const NEW: Id<Status> = Id::fixed(BASE + 0x200);
/// The reason that asks for a word, for losing a deal.
pub const LOST_OTHER: Id<Reason> = Id::fixed(BASE + 0x52f);

const STAGES: [(&str, StageKind, u8, Option<u16>); 6] = [
    ("Qualified to Buy", StageKind::Open, 20, Some(14)),
    ("Needs Agreed", StageKind::Open, 40, Some(14)),
    ("Proposal Sent", StageKind::Open, 60, Some(10)),
    ("Negotiation", StageKind::Open, 80, Some(7)),
    ("Won", StageKind::Won, 100, None),
    ("Lost", StageKind::Lost, 0, None),
];
const STATUSES: [(&str, StatusKind); 7] = [
    ("New", StatusKind::Open),
    ("Contacted", StatusKind::Working),
    ("In Discussion", StatusKind::Working),
    ("Nurturing", StatusKind::Nurturing),
    ("Qualified", StatusKind::Qualified),
    ("Disqualified", StatusKind::Disqualified),
    ("Converted", StatusKind::Converted),
];
const SOURCES: [&str; 13] = [
    "Web form",
    "Landing page",
    "Social media",
    "Advertisement",
    "Trade show / event",
    "Referral",
    "Cold e-mail list",
    "Purchased list",
    "Phone call",
    "Walk-in",
    "Partner",
    "Existing customer",
    "Other",
];
const DISQUALIFY: [&str; 10] = [
    "Wrong industry",
    "Not in the market",
    "Cannot afford it",
    "No need",
    "No answer",
    "Wrong contact data",
    "Duplicate",
    "Competitor / supplier",
    "Asked not to be contacted",
    "Other",
];
const LOSE: [&str; 10] = [
    "Price",
    "Competition",
    "Budget",
    "Missing features",
    "Took too long",
    "No decision-maker",
    "No answer",
    "Poor fit",
    "Bad timing",
    "Other",
];
const WIN: [&str; 6] = ["Price", "Product fit", "Relationship", "Speed", "References", "Other"];
/// Questions of the checklist; those that are off by default are archived.
const QUESTIONS: [(&str, bool); 5] = [
    ("Right industry?", false),
    ("In the market?", false),
    ("Can afford it?", false),
    ("Decision-maker known?", true),
    ("Timeline known?", true),
];

/// Every default record.
pub(crate) fn rows() -> Vec<Row> {
    let mut rows = vec![
        default_row::<Settings>(BASE, |_| {}),
        default_row::<Pipeline>(BASE + 0x100, |it| it.name = "Sales".into()),
    ];
    rows.extend(in_order(&STAGES, 0x110, |it: &mut Stage, rank, (name, kind, probability, rot)| {
        it.name = (*name).into();
        (it.pipeline, it.rank, it.kind) = (SALES, rank, *kind);
        (it.probability, it.rot_days) = (Percent::clipped(*probability), *rot);
    }));
    rows.extend(in_order(&STATUSES, 0x200, |it: &mut Status, rank, (name, kind)| {
        it.name = (*name).into();
        (it.rank, it.kind) = (rank, *kind);
    }));
    rows.extend(in_order(&SOURCES, 0x300, |it: &mut Source, rank, name| {
        it.name = (*name).into();
        it.rank = rank;
    }));
    rows.extend(in_order(&QUESTIONS, 0x400, |it: &mut Criterion, rank, (name, is_archived)| {
        it.name = (*name).into();
        (it.rank, it.archived) = (rank, *is_archived);
    }));
    rows.extend(reasons(&DISQUALIFY, 0x500, ReasonUse::Disqualify));
    rows.extend(reasons(&LOSE, 0x520, ReasonUse::Lost));
    rows.extend(reasons(&WIN, 0x540, ReasonUse::Won));
    rows
}

/// The ids count up; that of "Other" is the sixteenth, so that new reasons come before it.
fn reasons(names: &[&str], from: u128, used_for: ReasonUse) -> Vec<Row> {
    let ranks = ranks(names.len());
    let reason = |(at, (name, rank)): (usize, (&&str, Rank))| {
        let is_other = *name == "Other";
        let id = BASE + from + if is_other { 15 } else { at as u128 };
        default_row::<Reason>(id, |it| {
            it.name = (*name).into();
            (it.rank, it.used_for) = (rank, used_for);
            it.asks_note = is_other && used_for != ReasonUse::Won;
        })
    };
    names.iter().zip(ranks).enumerate().map(reason).collect()
}

fn in_order<T, U>(list: &[T], from: u128, fill: impl Fn(&mut U, Rank, &T)) -> Vec<Row>
where
    U: crate::row::Unrow,
{
    let row = |(at, (item, rank)): (usize, (&T, Rank))| {
        default_row::<U>(BASE + from + at as u128, |it| fill(it, rank, item))
    };
    list.iter().zip(ranks(list.len())).enumerate().map(row).collect()
}

fn ranks(count: usize) -> Vec<Rank> {
    Rank::spread(None, None, count).expect("between two open ends there is room")
}
