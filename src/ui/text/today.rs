//! What the screen of the day says, and the dialog for a task.

use domain::record::TaskKind;

words! {
    /// What falls to the user.
    mine = "Mine";
    /// What falls to anybody.
    everyone = "Everyone";
    /// What the two are views of.
    whose = "Whose";
    /// What should have been done by now.
    overdue = "Overdue";
    /// What is due today.
    due_today = "Due today";
    /// Deals that should have closed.
    close_passed = "Close date passed";
    /// Deals of which nobody knows what is next.
    without_step = "No next step";
    /// Deals to which nothing happens.
    rotting = "Quiet for too long";
    /// Deals of which nobody knows what they are worth.
    without_value = "Without a value";
    /// Leads to where several values are entered at once.
    enter_values = "Enter values in the list";
    /// Leads to whom nobody has spoken.
    untouched = "Never contacted";
    /// The other becomes a part of this one.
    take_over = "Merge into this one";
    /// Says that two are not the same.
    not_the_same = "Not the same";
    /// What is due in the next seven days.
    coming = "Next seven days";
    /// What is due after that.
    later = "Later";
    /// There is nothing to do.
    nothing_due = "Nothing is waiting for you";
    /// What to make of that.
    enjoy = "Whatever is due today or in the next seven days appears here, and whatever needs a look.";
    /// A task without a time of day.
    no_time = "No time";
    /// Puts a task to today.
    do_today = "Today";
    /// Puts a task off by a day.
    tomorrow = "Tomorrow";
    /// The days that are chosen most.
    usual_days = "Day";
    /// Puts a task off by a week.
    in_a_week = "In a week";
    /// Puts a task off by a month.
    in_a_month = "In a month";
    /// Puts a task off without a day, and those without one.
    some_day = "Some day";
    /// Expects a deal to close in a week.
    close_in_a_week = "Closes in a week";
    /// Expects a deal to close in a month.
    close_in_a_month = "Closes in a month";
    /// Opens the dialog for a task.
    new_task_item = "New task…";
    /// The dialog for a task.
    new_task = "New task";
    /// Adds it.
    add_task = "Add task";
    /// The dialog for a task that is there.
    task = "Task";
    /// Keeps what was changed.
    save = "Save";
    /// Opens the dialog for a task, or for what was written down.
    edit = "Edit…";
    /// Puts it in the trash.
    delete = "Delete";
    /// The record that it is about.
    about = "About";
    /// There is no such record.
    none_found = "Nothing found by this name";
    /// What is to be done.
    what = "What is to be done?";
    /// It needs words.
    what_needed = "Say what is to be done.";
    /// Until which day.
    due = "Due";
    /// At which time.
    time = "Time";
    /// A time needs a day.
    day_needed = "Choose the day for this time.";
    /// What kind of thing.
    task_kind = "Type";
    /// How soon.
    priority = "Priority";
    /// Who does it.
    assignee = "Who";
}

/// A weekday of next week.
pub fn next_weekday(name: &str) -> String {
    format!("Next {name}")
}

/// The dialog for a task about a record.
pub fn new_task_about(name: &str) -> String {
    format!("New task about {name}")
}

/// A text that is no time of day.
pub fn no_time_of_day(text: &str) -> String {
    format!("“{text}” is not a time of day such as 14:30.")
}

/// Opens whoever it may be.
pub fn open_it(name: &str) -> String {
    format!("Open {name}")
}

/// Makes a lead part of whoever is known already.
pub fn convert_into(name: &str) -> String {
    format!("Convert, with {name}…")
}

/// Makes one of two.
pub fn merge_into(name: &str) -> String {
    format!("Merge into {name}")
}

/// Deletes one of two.
pub fn delete_it(name: &str) -> String {
    format!("Delete {name}")
}

/// Whom someone may be, and what they share.
pub fn may_be(name: &str, likeness: &str) -> String {
    format!("{name}: {likeness}")
}

/// For how long nothing has happened.
pub fn quiet_for(age: &str) -> String {
    format!("{age} quiet")
}

/// The rest of a list.
pub fn show_all(count: usize) -> String {
    format!("Show all {}", crate::ui::format::count(count))
}

/// A kind of task.
pub fn kind(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Call => "Call",
        TaskKind::Email => "E-mail",
        TaskKind::Meeting => "Meeting",
        TaskKind::Demo => "Demo",
        TaskKind::FollowUp => "Follow up",
        TaskKind::SendQuote => "Send quote",
        TaskKind::ThankYou => "Thank you",
        TaskKind::Other => "Other",
    }
}
