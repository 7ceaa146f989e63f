//! What the keys do.

words! {
    /// The title.
    title = "Keys";
    /// Single keys are not shortcuts here.
    switched_off = "Keys of a single letter are switched off on this device. Settings, Appearance switches them on.";
}

/// Which keys do what, by where they work. Keys that are pressed together stand beside each other.
pub const GROUPS: [(&str, &[(&str, &str)]); 3] = [
    (
        "Everywhere",
        &[
            ("C", "New lead"),
            ("T", "New task"),
            ("Ctrl Z", "Undo"),
            ("Ctrl ⇧ Z", "Redo"),
            ("⇧ E", "Save a backup"),
            ("Ctrl ↵", "Send a form"),
            ("Esc", "Close, or put back"),
            ("?", "These keys"),
        ],
    ),
    (
        "In a list",
        &[("↑ ↓", "Go from row to row"), ("J K", "The same"), ("↵", "Open"), ("F2", "Edit a fact")],
    ),
    (
        "On the board",
        &[
            ("← ↑ ↓ →", "Go from card to card"),
            ("Space", "Lift a card, and drop it"),
            ("← ↑ ↓ →", "Carry the lifted card"),
            ("Alt ← →", "Move a card one stage"),
            ("Alt ↑ ↓", "Move a card one place"),
        ],
    ),
];
