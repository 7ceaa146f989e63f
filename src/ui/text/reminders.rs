//! What is said when a task falls due.

words! {
    /// Opens what a task is about.
    open = "Open";
    /// Opens the day.
    open_today = "Open Today";
    /// The task is done.
    done = "Done";
    /// Puts a task off by an hour.
    in_an_hour = "In an hour";
    /// Puts a task off by a day.
    tomorrow = "Tomorrow";
    /// Read before what falls due now.
    due_now = "Due now: ";
    /// The clock on the wall will not show that time.
    left_out = " (the clock was put forward and left its time out)";
    /// The switch for notifications.
    notify = "Notify me when a task falls due";
    /// What they are, and what they cannot be.
    notify_hint = "A notification of your system, on this device, without names or titles. It comes only while Satchel is open in a tab: a closed browser cannot remind you. What fell due meanwhile is told at the next start.";
    /// There are none.
    missing = "This browser has no notifications for pages. Satchel still tells you in its own window.";
    /// They were forbidden.
    denied = "The browser was told not to show notifications of this page. Allow them in its settings for this site, behind the icon beside the address, and press the switch again.";
}

/// What a notification says: no name and no title, because anybody may see it.
pub fn are_due(count: usize) -> String {
    if count == 1 {
        "A task is due".to_owned()
    } else {
        format!("{} tasks are due", crate::ui::format::count(count))
    }
}

/// What fell due while nobody could be told.
pub fn missed(count: usize) -> String {
    let tasks =
        if count == 1 { "A task".to_owned() } else { format!("{} tasks", crate::ui::format::count(count)) };
    format!("{tasks} fell due while this was closed.")
}
