//! A Book beside the one that is worked with.

words! {
    /// One way to take a backup.
    beside = "Beside";
    /// What that means.
    means = "Your data stays as it is. The copy opens in a page of its own, with everything that Satchel can do; what you do there stays there. One copy at a time lies beside your data: this one takes the place of the last.";
    /// Opens it.
    open = "Open it beside";
    /// It lies there.
    is_there = "It lies beside your data.";
    /// Goes there.
    go_there = "Go there";
    /// A copy that has lost its name.
    a_copy = "a copy";
    /// Leaves it.
    back = "Back to my data";
    /// Deletes it.
    discard = "Delete this copy";
    /// In the rail.
    is_copy = "A copy beside your data";
}

/// What the page says of itself. The name of the copy stands between the two.
pub fn this_is() -> (&'static str, &'static str) {
    ("Beside your data:", ". What you do here stays here and changes nothing there.")
}
