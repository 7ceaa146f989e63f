//! What the stages and lead statuses of a file are here.

use crate::{
    book::Book,
    query,
    record::{Ending, Pipeline, Stage, StageKind, Status, StatusKind},
    value::{Id, Percent, Text, fold, header_key},
};

/// What a stage of the file is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageUse {
    /// Its name in the file.
    pub name: Text,
    /// What it is here.
    pub to: StageTo,
}

/// What a stage can be here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageTo {
    /// An open stage that is there.
    Existing(Id<Stage>),
    /// A new open stage.
    New {
        /// How likely a deal that stands in it is to be won.
        probability: Percent,
    },
    /// Its deals are won.
    Won,
    /// Its deals are lost.
    Lost,
}

/// What a lead status of the file is here. Statuses are never made by an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusUse {
    /// Its name in the file.
    pub name: Text,
    /// What it is here.
    pub to: Id<Status>,
    /// The name says so. If not, its leads keep the word as a field of the user's own.
    pub is_sure: bool,
}

/// What two spellings of a name share; never nothing unless the name is.
pub(super) fn key(name: &str) -> String {
    let key = header_key(name);
    if key.is_empty() { fold(name.trim()) } else { key }
}

/// How a stage of this name, or a status of a deal, ended the deal: `Closed Won`, `Closed - Lost`.
pub(super) fn ending(name: &str) -> Option<Ending> {
    let key = key(name);
    if matches!(&*key, "won" | "win" | "gewonnen" | "gagne" | "ganado" | "vinto")
        || key.starts_with("closedwon")
    {
        Some(Ending::Won)
    } else if matches!(&*key, "lost" | "loss" | "verloren" | "perdu" | "perdido" | "perso" | "abandoned")
        || key.starts_with("closedlost")
        || key.starts_with("closednotwon")
    {
        Some(Ending::Lost)
    } else {
        None
    }
}

/// How `HubSpot` calls its stages inside.
const INTERNAL: [(&str, &str); 5] = [
    ("appointmentscheduled", "Appointment Scheduled"),
    ("qualifiedtobuy", "Qualified to Buy"),
    ("presentationscheduled", "Presentation Scheduled"),
    ("decisionmakerboughtin", "Decision Maker Bought-In"),
    ("contractsent", "Contract Sent"),
];

/// The name that a new stage gets: `HubSpot`'s inner names are written out.
pub(super) fn shown(name: &str) -> Text {
    INTERNAL.iter().find(|it| it.0 == name).map_or(name, |it| it.1).into()
}

/// How likely deals are to be won in stages that are called so, as the CRMs of the world have it.
const LIKELY: [(&str, u8); 23] = [
    ("contract", 90),
    ("commit", 90),
    ("verbal", 90),
    ("readytoclose", 90),
    ("negotia", 80),
    ("decision", 80),
    ("proposal", 60),
    ("quot", 60),
    ("offer", 60),
    ("present", 60),
    ("evaluat", 50),
    ("trial", 50),
    ("demo", 40),
    ("meeting", 40),
    ("engag", 30),
    ("qualif", 20),
    ("appointment", 20),
    ("discover", 20),
    ("contact", 20),
    ("prospect", 10),
    ("lead", 10),
    ("new", 10),
    ("inbox", 10),
];

/// What the stages of a file are in a pipeline: those of the same name, else new ones. A new one is as likely as its name
/// tells, else lies between its neighbours in order of appearance.
pub(super) fn stage_uses(book: &Book, pipeline: Id<Pipeline>, names: &[Text]) -> Vec<StageUse> {
    let stages = query::stages(book, pipeline);
    let mut uses: Vec<StageUse> = Vec::new();
    let mut known: Vec<Option<u8>> = Vec::new();
    for name in names {
        let name_key = key(name);
        if uses.iter().any(|it| key(&it.name) == name_key) {
            continue;
        }
        let here = stages.iter().find(|it| key(&it.name) == name_key);
        let likely = || LIKELY.iter().find(|it| name_key.contains(it.0)).map(|it| it.1);
        let (to, chance) = match (here, ending(name)) {
            (Some(it), _) if it.kind == StageKind::Open => {
                (StageTo::Existing(it.id), Some(it.probability.value()))
            }
            (Some(it), _) if it.kind == StageKind::Won => (StageTo::Won, Some(100)),
            (Some(_), _) | (_, Some(Ending::Lost)) => (StageTo::Lost, None),
            (_, Some(Ending::Won)) => (StageTo::Won, None),
            _ => (StageTo::New { probability: Percent::NONE }, likely()),
        };
        uses.push(StageUse { name: name.clone(), to });
        known.push(chance);
    }
    let open: Vec<usize> =
        (0..uses.len()).filter(|at| !matches!(uses[*at].to, StageTo::Won | StageTo::Lost)).collect();
    let chances = between(&open.iter().map(|at| known[*at]).collect::<Vec<_>>());
    for (at, chance) in open.into_iter().zip(chances) {
        if let StageTo::New { probability } = &mut uses[at].to {
            *probability = Percent::clipped(chance);
        }
    }
    uses
}

/// Fills each gap evenly between what is known on both sides.
fn between(known: &[Option<u8>]) -> Vec<u8> {
    let mut chances: Vec<u8> = Vec::new();
    while chances.len() < known.len() {
        let at = chances.len();
        let gap = known[at..].iter().take_while(|it| it.is_none()).count();
        let upper = usize::from(known.get(at + gap).copied().flatten().unwrap_or(100));
        let lower = usize::from(chances.last().copied().unwrap_or(0));
        let step = |it: usize| lower + upper.saturating_sub(lower) * it / (gap + 1);
        chances.extend((1..=gap).map(|it| u8::try_from(step(it)).unwrap_or(100)));
        chances.extend(known.get(at + gap).copied().flatten());
    }
    chances
}

/// What statuses of other programs mean.
const STATUSES: [(StatusKind, &str); 6] = [
    (StatusKind::Open, "new open opennotcontacted assigned uncontacted notcontacted fresh neu nouveau"),
    (
        StatusKind::Working,
        "contacted working workingcontacted inprogress inprocess attemptedtocontact connected ongoing opendeal replied \
         active indiscussion",
    ),
    (StatusKind::Nurturing, "nurture nurturing badtiming recycled later followuplater"),
    (StatusKind::Qualified, "qualified salesqualifiedlead sql opportunity marketingqualifiedlead"),
    (
        StatusKind::Disqualified,
        "disqualified unqualified junk dead lost notinterested rejected closednotconverted spam lostlead junklead",
    ),
    (StatusKind::Converted, "converted closedconverted won customer"),
];

/// What the lead statuses of a file are: those of the same name, else of the same meaning, else that of a new lead.
pub(super) fn status_uses(book: &Book, names: &[Text]) -> Vec<StatusUse> {
    let statuses = query::listed::<Status>(book);
    let of_kind = |kind: StatusKind| statuses.iter().find(|it| it.kind == kind).map(|it| it.id);
    let mut uses: Vec<StatusUse> = Vec::new();
    for name in names {
        let key = key(name);
        let same = statuses.iter().find(|it| self::key(&it.name) == key).map(|it| it.id);
        let meaning = STATUSES.iter().find(|it| it.1.split_whitespace().any(|it| it == key));
        let known = same.or_else(|| of_kind(meaning?.0));
        if let Some(to) = known.or_else(|| of_kind(StatusKind::Open)) {
            uses.push(StatusUse { name: name.clone(), to, is_sure: known.is_some() });
        }
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::defaults;

    fn uses(names: &str) -> Vec<String> {
        let names: Vec<Text> = names.split(", ").map(Text::from).collect();
        let show = |it: StageUse| match it.to {
            StageTo::Existing(_) => format!("{} here", it.name),
            StageTo::New { probability } => format!("{} {}", it.name, probability.value()),
            StageTo::Won => format!("{} won", it.name),
            StageTo::Lost => format!("{} lost", it.name),
        };
        stage_uses(&Book::new(), defaults::SALES, &names).into_iter().map(show).collect()
    }

    #[test]
    fn stages_are_known_by_name_or_proposed() {
        let names = "Won, Engaging, Closed - Lost, Prospecting, Closed Won, proposal sent, PROPOSAL SENT";
        let expected = [
            "Won won",
            "Engaging 30",
            "Closed - Lost lost",
            "Prospecting 10",
            "Closed Won won",
            "proposal sent here",
        ];
        assert_eq!(uses(names), expected);
    }

    #[test]
    fn a_stage_whose_name_tells_nothing_lies_between_its_neighbours() {
        assert_eq!(
            uses("A, Prospecting, B, C, Negotiation, D"),
            ["A 5", "Prospecting 10", "B 33", "C 56", "Negotiation here", "D 90"]
        );
        assert_eq!(uses("A, B, C"), ["A 25", "B 50", "C 75"]);
    }

    #[test]
    fn statuses_are_known_by_name_or_meaning_and_never_made() {
        use StatusKind::{Converted, Nurturing, Open, Working};
        let names = ["In discussion", "Open - Not Contacted", "BAD_TIMING", "Closed - Converted", "Blue"]
            .map(Text::from);
        let book = Book::new();
        let found = status_uses(&book, &names);
        let kinds: Vec<_> = found.iter().map(|it| book.get(it.to).expect("a status").kind).collect();
        assert_eq!(kinds, [Working, Open, Nurturing, Converted, Open]);
        assert!(found[..4].iter().all(|it| it.is_sure) && !found[4].is_sure);
    }
}
