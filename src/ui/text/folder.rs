//! What lies in the folder of a deal: milestones, products and services, files.

words! {
    /// Changes one of them.
    change = "Change";
    /// Takes one out.
    remove = "Remove";
    /// Writes the changes.
    save = "Save";
    /// Puts a new one in.
    add = "Add";
    /// One that cannot be read here.
    unreadable = "Made by a newer version; it is kept";
    /// What it is called.
    name = "Name";
    /// It has no name.
    name_needed = "Give it a name.";
    /// The milestones.
    milestones = "Milestones";
    /// Adds one.
    add_milestone = "Add milestone";
    /// There are none.
    no_milestones = "No milestones yet: what is to be reached, and until when.";
    /// What one may be called.
    milestone_placeholder = "Contract signed";
    /// Until when it is to be reached.
    due = "Due";
}

/// When a milestone was reached.
pub fn reached_on(day: &str) -> String {
    format!("Reached {}", super::common::mid(day))
}
/// How many milestones have been reached.
pub fn reached_of(done: usize, all: usize) -> String {
    format!("{done} of {all}")
}
/// A milestone as the history tells it.
pub fn milestone(name: &str, due: Option<&str>, done: Option<&str>) -> String {
    let due = due.map(|it| format!(", due {it}")).unwrap_or_default();
    let done = done.map(|it| format!(", reached {it}")).unwrap_or_default();
    format!("{name}{due}{done}")
}
