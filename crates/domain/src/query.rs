//! What screens show of the Book: every list, sum and history is a function here.
//!
//! Queries are nouns. They read tables and indexes, never the clock: who needs today passes it in.

mod board;
mod card;
mod cell;
mod chime;
mod column;
mod convert;
mod filter;
mod find;
mod folder;
mod forecast;
mod funnel;
mod history;
mod item;
mod listing;
mod lists;
mod merit;
mod names;
mod own;
mod people;
mod progress;
mod quote;
mod reasons;
mod search;
mod sort;
mod standpoint;
mod stay;
mod tags;
mod takings;
mod timeline;
mod today;
mod trash;
mod twins;
mod whole;
mod work;

pub use board::{
    ColumnHead, board, column_head, head_of, is_rotting, pipeline_of, place_of, probability, shown_stage,
    sifted,
};
pub use card::{Card, card, party};
pub use cell::{Cell, cells, status};
pub use chime::{Chime, Wall, chime, fallen_due, first_moment, next_chime};
pub use column::Column;
use column::OWN;
pub(crate) use convert::company_letters;
pub use convert::{
    Likely, Likeness, Sought, conversion, conversion_conflicts, likely_companies, likely_same, proposed_deal,
};
pub use filter::{Amounts, Contacted, Days, Filter, OwnIs, Owner, Problem, StepIs, Trait, Wrong};
pub use find::{Excerpt, Field, Finder, Found};
pub use folder::{NoTotal, lines, milestones, move_line, offered, totals};
pub use forecast::{Expected, Forecast, When, forecast, leading_currency, open_worth};
pub use funnel::{Funnel, Funnels, Share, became_deal, first_of_month, funnels, last_of_month};
pub use history::{Fate, Happened, Said, Turn, happened, said, turns};
pub use listing::{Listing, count, found, list, named};
pub(crate) use lists::live_entries;
pub use lists::{
    converted_leads, default_pipeline, first_stage, first_stage_of, leads_in, listed, listed_with_archived,
    settings, stages, status_of_kind,
};
pub use merit::{Ground, Merit, merit};
pub use names::{live_name, name, name_of};
pub use own::{has_column, own_fields, with_own_field, with_own_value};
pub(crate) use people::ways_up;
pub use people::{deals_of, employers, is_customer, is_part_of, leads_of, open_deals, people_of};
pub use progress::{Progress, progress};
pub use quote::{Parties, accepted_value, next_number, parties, quotes, same_number};
pub use reasons::reasons_given;
pub use sort::Sort;
pub use standpoint::Standpoint;
pub use stay::{Stay, stays};
pub use tags::{TagUse, next_tint, shared_tags, tag_named, tags, tags_like, tags_of, tags_on};
pub use takings::{Takings, Won, takings};
pub use timeline::{Event, What, last_activity, last_contact, timeline};
pub use today::{Rotten, Today, Todo, Whose, due_counts, today};
pub use trash::{Discarded, trash, trash_size};
pub use twins::{Twin, TwinSearch, are_apart, keep_apart, same_as};
pub use whole::{COUNTED, changed_after, is_backup_due, is_blank, sealed, size};
pub use work::{Step, next_step, open_tasks, tasks};

use crate::{
    book::Book,
    record::{Lead, StatusKind},
};

/// What a lead's status means. Converted is derived from the conversion, never stored.
pub fn status_kind(book: &Book, lead: &Lead) -> StatusKind {
    if lead.converted.is_some() {
        return StatusKind::Converted;
    }
    book.get(lead.status.status).map_or(StatusKind::Open, |it| it.kind)
}
