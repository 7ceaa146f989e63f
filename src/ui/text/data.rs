//! What the screen of the data says: backups, and what files would do.

mod tables;

pub use tables::{
    alone, becomes_of, counts, do_import, fate, granted, is_here, made_beside, mark_of, nothing_to_import,
    order_of, probability_of, progress, rejected_rows, stage_to, table_holds, target, unread_cells,
    was_imported, why,
};

use super::common;
use crate::ui::format;
use domain::{
    import::FileProblem,
    merge::Tally,
    value::Kind,
    wire::{BackupError, MAX_BYTES},
};

/// What must be typed before everything is replaced.
pub const REPLACE: &str = "REPLACE";

words! {
    /// The numbers.
    on_this_device = "On this device";
    /// How many records.
    records = "Records";
    /// When something was last saved.
    last_saved = "Last saved";
    /// When the last backup was.
    last_backup = "Last backup";
    /// How much no backup has.
    changed_since = "Changed since";
    /// Where the data is.
    nowhere_else = "Everything is in this browser, on this device: no server has it. A backup is one file that holds all of it.";
    /// Saves a backup.
    save_backup = "Save a backup";
    /// Chooses a file to import.
    import = "Import a file";
    /// Another file.
    another = "Choose another file";
    /// The place of files.
    bring_in = "Bring data in";
    /// What can be dropped on the page.
    drop_hint = "Choose a Satchel backup, or CSV from a spreadsheet or another CRM, or drop it anywhere on the page. You see what would happen before it does.";
    /// What rows are called that were pasted.
    pasted = "Pasted rows";
    /// What happens with a file that is held above the page.
    drop_here = "Drop the file to look at it. Nothing changes until you say so.";
    /// The file is being read.
    reading = "Reading…";
    /// Everything is as it was.
    untouched = "Your data is as it was.";
    /// What the import would do.
    preview = "What the import would do";
    /// How it is taken.
    how = "How";
    /// Newer values win.
    merge = "Merge";
    /// What is here goes.
    replace = "Replace";
    /// What merging means.
    merge_means = "Both copies become one: of two values for the same thing the later one stays. Nothing is deleted.";
    /// What filling means.
    fill_means = "These records have no time stamps: they are added, or fill what is empty. Nothing here is overwritten.";
    /// A column of the preview.
    kind_head = "Kind";
    /// Everything that is not a record of one's own.
    lists = "Lists and settings";
    /// What this version does not know.
    unknown = "Of a newer version";
    /// Not here yet.
    new = "New";
    /// Here, and the file knows something newer.
    changed = "Changed";
    /// Here, and newer here.
    kept = "Newer here";
    /// The same on both sides.
    same = "Same";
    /// Here and not in the file.
    gone = "Goes";
    /// All kinds.
    all = "All";
    /// Leaves the file alone.
    cancel = "Cancel";
    /// How it can be taken back.
    one_undo = "One entry in the history. One undo takes it back.";
    /// The file says nothing that is not here.
    nothing_new = "Nothing in this file is new: everything is here already.";
    /// The Book changed while the preview was looked at.
    stale = "The data changed in the meantime, so the numbers are new. Look at them again.";
    /// The field for the word.
    type_word = "Type REPLACE to go on";
    /// The word is not there.
    word_missing = "Type the word first.";
    /// Does it.
    replace_all = "Replace everything";
    /// What is done first.
    snapshot_first = "First a copy of what is here now is saved as a file and kept in this browser.";
    /// No copy could be made, so nothing was done.
    no_snapshot = "Nothing was replaced: the browser let Satchel save no copy of what is here.";
    /// Problems of single records.
    problems = "Left out";
    /// Where.
    place = "Place";
    /// What is wrong.
    problem = "Problem";
    /// The browser cannot read the file any more.
    unreadable = "The browser cannot read this file any more: it was moved, or changed since it was chosen.";
    /// A packed file that cannot be unpacked.
    packed_damaged = "The file is packed, and damaged: it cannot be unpacked.";
    /// A web page or XML.
    markup = "The file is a web page or XML, neither a backup nor CSV.";
    /// Contacts or appointments of a phone.
    vcard = "The file is a vCard or a calendar, neither a backup nor CSV. Export it as CSV from the program it comes from.";
    /// What the rows are.
    rows_are = "The rows are";
    /// The first row.
    has_headings = "The first row holds the headings";
    /// Amounts that name no currency.
    currency = "Currency of the amounts";
    /// Where the deals go.
    pipeline = "Pipeline";
    /// A column of the file, in a list of remarks.
    column_head = "Column";
    /// Which column is what.
    columns = "Columns";
    /// A column of the file.
    column = "In the file";
    /// What stands in it.
    samples = "For example";
    /// What it becomes.
    becomes = "Becomes";
    /// A column that is left out.
    leave_out = "Left out";
    /// A column that is kept as a field of its own.
    custom = "Kept as a field of its own";
    /// Day before month.
    day_first = "Day, month, year";
    /// Month before day.
    month_first = "Month, day, year";
    /// A comma parts the cents.
    comma = "1.234,56";
    /// A point parts the cents.
    point = "1,234.56";
    /// What the file's stages are.
    stages = "Stages in the file";
    /// What the file's statuses are.
    statuses = "Statuses in the file";
    /// What it is here.
    here = "Here";
    /// How likely a new stage is.
    probability = "Probability";
    /// A stage that is made.
    new_stage = "New stage";
    /// A status that no word tells.
    a_guess = "A guess; the word is kept too";
    /// Its deals are won.
    won = "Won";
    /// Its deals are lost.
    lost = "Lost";
    /// What the rows come to.
    outcome = "What comes of it";
    /// The first rows.
    first_rows = "The first rows";
    /// The number of a row.
    row = "Row";
    /// What a row becomes.
    record = "Record";
    /// What comes of a row.
    result = "Result";
    /// The value of a cell.
    value = "Value";
    /// Why something was refused.
    why_head = "Why";
    /// The rows are being planned.
    planning = "Reading the rows…";
    /// Rows that are not taken.
    rejected = "Rejected rows";
    /// Saves them.
    save_rejected = "Download the rejected rows";
    /// The heading of the column that says why.
    rejected_heading = "Why it was not imported";
    /// Cells that could not be read.
    notes = "Cells that could not be read";
    /// What happens to them.
    notes_mean = "The rows are taken; such a cell is kept as text in a note.";
    /// Is done.
    imported = "Imported";
    /// Ends the import.
    done = "Done";
    /// Leads to the leads.
    see_leads = "See the leads";
    /// Leads to the board.
    see_deals = "See the pipeline";
    /// Leads to the contacts.
    see_contacts = "See the contacts";
    /// Leads to the companies.
    see_companies = "See the companies";
    /// Leads to the reps.
    see_reps = "See the people";
}

/// The name of a backup of that day.
pub fn backup_name(day: domain::value::Day) -> String {
    format!("satchel-{day}.json")
}
/// The name of the copy that is saved before everything is replaced.
pub fn snapshot_name(day: domain::value::Day) -> String {
    format!("satchel-{day}-before-replacing.json")
}
/// The name of the rejected rows of a file.
pub fn rejected_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |it| it.0);
    format!("{stem}-rejected.csv")
}
/// A backup was handed to the browser.
pub fn saved(name: &str, records: usize) -> String {
    format!("{name} saved with {}.", records_of(records))
}
/// It is on its way, and takes long.
pub fn saving() -> &'static str {
    "Saving a backup"
}
/// The browser did not take it.
pub fn not_saved() -> &'static str {
    "The browser did not take the file. Nothing was saved."
}

pub(super) fn records_of(count: usize) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{} records", format::count(count)) }
}
fn rows_of(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{} rows", format::count(count)) }
}

/// How much no backup has: a number of records, or nothing, or what no count tells.
pub fn changed_records(count: usize, is_other: bool) -> String {
    match count {
        0 if is_other => "Merged or removed records".to_owned(),
        0 => "Nothing".to_owned(),
        count => records_of(count),
    }
}

/// The heading over a file.
pub fn file_heading(file: &str) -> String {
    format!("“{file}”")
}
/// What a backup holds.
pub fn holds(records: usize) -> String {
    format!("A Satchel backup with {}.", records_of(records))
}
/// The button that merges.
pub fn do_merge(total: Tally) -> String {
    match (total.new, total.changed) {
        (new, 0) => format!("Import {} new", format::count(new)),
        (0, changed) => format!("Import {} changed", format::count(changed)),
        (new, changed) => format!("Import {} new, {} changed", format::count(new), format::count(changed)),
    }
}
/// What was merged, for the history.
pub fn merged(total: Tally) -> String {
    format!("{} new, {} changed", format::count(total.new), format::count(total.changed))
}
/// What a replacement takes away: records, and entries of lists and settings.
pub fn goes(gone: usize, of: usize, entries: usize) -> String {
    match (gone, entries) {
        (0, 0) => "Nothing that is here is missing in the file.".to_owned(),
        (0, 1) => "1 entry of the lists and settings here is not in the file and goes.".to_owned(),
        (0, _) => {
            let entries = format::count(entries);
            format!("{entries} entries of the lists and settings here are not in the file and go.")
        }
        (gone, _) => {
            format!("{} of the {} here are not in the file and go.", format::count(gone), records_of(of))
        }
    }
}
/// What was replaced, for the history.
pub fn replaced(records: usize) -> String {
    records_of(records)
}
/// Records whose clock was wrong.
pub fn far_ahead(count: usize) -> String {
    let (records, have) = if count == 1 { ("1 record", "has") } else { ("", "have") };
    let records = if records.is_empty() { records_of(count) } else { records.to_owned() };
    format!("{records} {have} values from the future: a clock was wrong. They are taken as of now.")
}
/// Records that this version cannot read.
pub fn sealed(count: usize) -> String {
    let it = if count == 1 { "is" } else { "are" };
    format!(
        "{} {it} from a newer version of Satchel, or damaged: kept as found, and saved again with every backup.",
        records_of(count)
    )
}
/// How many records are left out.
pub fn left_out(count: usize) -> String {
    let stays = if count == 1 { "stays" } else { "stay" };
    format!("{} cannot be read and {stays} out. The rest comes in.", records_of(count))
}
/// More than are shown.
pub fn and_more(count: usize) -> String {
    format!("and {} more", format::count(count))
}

/// Why a backup cannot be read.
pub fn backup_error(error: &BackupError) -> String {
    match error {
        BackupError::Empty => "The file is empty.".to_owned(),
        BackupError::TooLarge => too_large(MAX_BYTES),
        BackupError::NotText => "The file is not text, so it is no backup.".to_owned(),
        BackupError::Truncated { line } => {
            format!("The file ends in line {line}, in the middle of something: a part of it is missing.")
        }
        BackupError::NotJson { line, column } => {
            format!("The file is damaged in line {line}, at character {column}.")
        }
        BackupError::Foreign => "The file is JSON, but no backup of Satchel.".to_owned(),
        BackupError::Newer { format } => {
            format!("The file was made by a newer version of Satchel (format {format}). Reload the page to get that version.")
        }
        BackupError::Counts { expected, found } => {
            format!("The file says it holds {expected} records and holds {found}: a part of it is missing or was added.")
        }
        BackupError::Checksum => {
            "The file was damaged or edited: its checksum does not fit what it holds. If you edited it, take the line “checksum” out.".to_owned()
        }
    }
}

/// A file that is larger than may be, or becomes so when it is unpacked.
pub fn too_large(limit: u64) -> String {
    format!("The file is larger than {}, the most that is read of its kind.", format::bytes(limit))
}

/// Why a table cannot be read.
pub fn file_problem(problem: FileProblem) -> String {
    match problem {
        FileProblem::Empty => "The file is empty.".to_owned(),
        FileProblem::TooLarge { limit } => too_large(limit),
        FileProblem::Workbook => {
            "The file is a workbook. Open it in the spreadsheet program and save it as CSV.".to_owned()
        }
        FileProblem::NotText => "The file is not text: neither a backup nor CSV.".to_owned(),
        FileProblem::TooManyColumns { limit } => {
            format!("The first line has more than {} columns.", format::count(limit))
        }
        FileProblem::NoRows => "The file has headings and no rows below them.".to_owned(),
    }
}

/// What a kind of record is called in a table of kinds.
pub fn kind(kind: Kind) -> String {
    common::capital(common::many(kind))
}
