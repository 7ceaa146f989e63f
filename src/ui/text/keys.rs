//! What the keys do.

words! {
    /// The title.
    title = "Keys";
    /// Keys that work on every screen.
    everywhere = "Everywhere";
    /// Single keys are not shortcuts here.
    switched_off = "Keys of a single letter are switched off on this device. Settings, This device switches them on.";
}

/// What keys do on every screen, besides what can be done from anywhere.
pub const ALWAYS: [(&str, &str); 2] = [("Ctrl ↵", "Send a form"), ("Esc", "Close, or put back")];

/// Where the keys of the board work.
pub const ON_THE_BOARD: &str = "On the board";

/// Which keys do what, by where they work. Keys that are pressed together stand beside each other.
pub const GROUPS: [(&str, &[(&str, &str)]); 3] = [
    (
        "In a list",
        &[
            ("↑ ↓", "Go from row to row"),
            ("J K", "The same"),
            ("↵", "Open"),
            ("F2", "Change a row; Tab goes from cell to cell"),
            ("X", "Pick a row"),
            ("⇧ ↑ ↓", "Pick one row after the other"),
            ("Ctrl A", "Pick all"),
            ("Esc", "Pick none"),
        ],
    ),
    (
        "On the page of a record",
        &[
            ("J", "Go to the next one of the list"),
            ("K", "Go to the one before"),
            ("N", "Write a note"),
            ("E", "Change the first fact"),
        ],
    ),
    (
        ON_THE_BOARD,
        &[
            ("← ↑ ↓ →", "Go from card to card"),
            ("Space", "Lift a card, and drop it"),
            ("← ↑ ↓ →", "Carry the lifted card"),
            ("Alt ← →", "Move a card one stage"),
            ("Alt ↑ ↓", "Move a card one place"),
        ],
    ),
];
