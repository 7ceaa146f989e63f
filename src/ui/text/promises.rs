//! What Satchel promises, and what it does not. README.md says the same, with the tests that show it; `cargo xtask cases`
//! compares the two.

/// What is promised.
pub const PROMISED: [&str; 12] = [
    "“Saved” means that the browser has committed it.",
    "A crash of the tab or of the browser loses nothing that was shown as saved.",
    "After a power cut at most the last moments are missing, nothing is half done, and you are told how much it is.",
    "If the browser loses your data, Satchel says so, with what there was and the ways back. It never starts you over in silence.",
    "What you bring in comes in wholly or not at all, is shown to you before, and can be undone.",
    "A backup has everything, its format is written down, and every later version reads it.",
    "A new version waits until you accept it. It reads what every older one has written, and takes none of it away.",
    "Nothing leaves this device. The network panel of your browser shows it.",
    "Nothing that you bring in can run.",
    "No link can change your data without your click.",
    "It works offline after the first visit.",
    "Everything can be done by keyboard and without dragging. Every change can be undone, but for what you delete for good.",
];

/// What is not.
pub const NOT_PROMISED: [&str; 5] = [
    "Protection from someone who can use this browser profile, or from malware on the device.",
    "Surviving “clear site data”, a lost device, or a private window, which forgets everything once it is closed: only a backup file does.",
    "That Safari keeps the data of a page that is not installed and was not visited for seven days: it deletes it.",
    "A reminder from a closed browser: no server could send it. What fell due meanwhile is told at the next start.",
    "Separation from other pages on the same origin (you.github.io/a and you.github.io/b share one). Give Satchel an origin of its own if the others are not yours.",
];

words! {
    /// The heading of what is promised.
    promised = "What is promised";
    /// The heading of what is not.
    not_promised = "What is not promised";
}
