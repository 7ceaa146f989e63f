//! What every store must mean: one suite, run on each.
//!
//! A function here is one sentence about stores. It is given a way to open handles on one store that is empty at
//! first: each call opens another tab. [`crate::acceptance_suite`] names them all, so that a new sentence is proved of
//! every store at once.

#![expect(clippy::missing_panics_doc, reason = "a suite panics where a store is wrong: that is its answer")]

mod beside;
mod cancel;
mod history;
mod journal;
mod pages;
mod purge;
mod rows;
mod tab;
mod tabs;

pub use beside::*;
pub use cancel::*;
pub use history::*;
pub use journal::*;
pub use pages::*;
pub use purge::*;
pub use rows::*;
pub use tabs::*;

use crate::Retention;
use domain::value::Timestamp;

/// What the store keeps of the past in [`the_journal_forgets_only_what_nothing_holds`].
pub const RETENTION: Retention = Retention { entries: 5, age: Timestamp::DAY, bytes: 4_000 };

/// Calls a macro with the name of each sentence of the suite, but for
/// [`the_journal_forgets_only_what_nothing_holds`](crate::acceptance::the_journal_forgets_only_what_nothing_holds),
/// whose store is of its own kind.
#[macro_export]
macro_rules! acceptance_suite {
    ($test:ident) => {
        $test!(an_empty_store_has_nothing);
        $test!(what_was_committed_is_loaded);
        $test!(of_two_entries_at_one_revision_the_second_conflicts);
        $test!(a_refused_entry_leaves_nothing);
        $test!(an_entry_that_is_written_already_is_not_written_again);
        $test!(what_came_since_is_told_in_order);
        $test!(what_cannot_be_told_entry_by_entry_is_not_told);
        $test!(heads_come_newest_first_up_to_the_limit);
        $test!(an_entry_comes_back_as_it_was);
        $test!(what_happened_to_one_record_is_told_newest_first);
        $test!(a_long_journal_is_told_stretch_by_stretch);
        $test!(a_large_entry_tells_of_one_record_without_the_others);
        $test!(a_large_entry_is_loaded_and_edited_and_folded);
        $test!(a_large_entry_takes_what_was_not_folded_along);
        $test!(a_large_entry_comes_back_with_its_births_named);
        $test!(a_large_entry_that_is_called_off_leaves_nothing);
        $test!(thousands_of_changes_that_are_called_off_leave_nothing);
        $test!(a_large_entry_is_asked_about_until_it_is_done);
        $test!(a_large_entry_is_read_as_long_as_it_is_wanted);
        $test!(what_is_small_or_elsewhere_is_not_asked_about);
        $test!(thousands_of_changes_wait_to_be_folded);
        $test!(more_than_twenty_thousand_changes_are_not_told);
        $test!(everything_can_be_replaced_at_once);
        $test!(folding_nothing_changes_nothing);
        $test!(folding_keeps_the_book_and_leaves_nothing_to_replay);
        $test!(a_fold_that_stops_half_way_costs_nothing);
        $test!(a_fold_at_another_revision_writes_nothing);
        $test!(a_record_may_be_larger_than_a_value);
        $test!(trashed_sealed_and_purged_rows_are_kept);
        $test!(what_could_not_be_read_is_kept_whatever_is_in_it);
        $test!(what_was_removed_stays_removed);
        $test!(what_was_deleted_for_good_is_struck_from_the_journal);
        $test!(striking_goes_on_where_it_stopped);
        $test!(what_is_kept_beside_the_book_is_found_by_every_tab);
        $test!(what_is_kept_beside_the_book_is_no_part_of_it);
        $test!(ids_may_come_in_any_order);
        $test!(two_tabs_lose_nothing);
        $test!(whatever_is_done_in_whatever_order_is_kept);
    };
}
