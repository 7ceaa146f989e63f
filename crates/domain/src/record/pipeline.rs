//! The way a sale takes: pipelines and their stages.

use super::{Common, Listed, names, registers};
use crate::value::{Id, Percent, Rank, Text};

/// A pipeline.
///
/// Invariant D2: exactly one stage of it is Won, one Lost, and one at least is open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Pipeline {
    pub id: Id<Pipeline>,
    pub common: Common,
    pub name: Text,
    pub rank: Rank,
    pub archived: bool,
}
registers!(Pipeline, Pipeline, version 1, one [name, rank, archived], each []);

/// A stage of a pipeline: a column of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Stage {
    pub id: Id<Stage>,
    pub common: Common,
    pub pipeline: Id<Pipeline>,
    pub name: Text,
    pub rank: Rank,
    pub kind: StageKind,
    /// How likely a deal that stands here is to be won.
    pub probability: Percent,
    /// Days without activity after which a deal here needs a look.
    pub rot_days: Option<u16>,
    /// Not offered any more; a column as long as it holds cards.
    pub archived: bool,
}
registers!(Stage, Stage, version 1, one [pipeline, name, rank, kind, probability, rot_days, archived], each [], required pipeline);

names! {
    /// What a stage means, whatever it is called.
    #[derive(Default)]
    StageKind {
        /// The sale goes on.
        #[default]
        Open = "open",
        /// It was made.
        Won = "won",
        /// It was not.
        Lost = "lost",
    }
}

macro_rules! listed {
    ($($type:ident),*) => {$(
        impl Listed for $type {
            fn label(&self) -> &str {
                &self.name
            }
            fn rank(&self) -> &Rank {
                &self.rank
            }
            fn is_archived(&self) -> bool {
                self.archived
            }
        }
    )*};
}
pub(super) use listed;
listed!(Pipeline, Stage);
