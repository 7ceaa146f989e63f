//! What is said of what this browser cannot do, and what that means here.

use super::{keeper, reminders, secret};
use crate::platform::lacks::Lack;

words! {
    /// The place.
    this_browser = "This browser";
    /// It can do everything.
    nothing = "This browser supports everything that Satchel uses.";
    /// What follows.
    cannot = "What it lacks, and what that means for you:";
}

/// What is lacking, in a word or two, and what that means.
pub fn lack(it: Lack) -> (&'static str, &'static str) {
    match it {
        Lack::Secure => (
            "A safe address",
            "This page did not come over https. So Satchel opens only while its server answers, keeps no copies beside your data, saves no backup with a passphrase and shows no notifications. Ask whoever runs the server for an address that begins with https.",
        ),
        Lack::Offline => (
            "Opening offline",
            "The browser keeps no page for later, or was told not to. Satchel opens only while its server answers.",
        ),
        Lack::Promise => (
            "A promise to keep",
            "The browser may delete what is stored when the device has no room left, and cannot be asked not to. Save backups.",
        ),
        Lack::Copies => (
            "Copies",
            "The browser has no place for copies beside your data. A backup that you save is the only one there is.",
        ),
        Lack::Unasked => (keeper::by_itself(), keeper::unsupported()),
        Lack::Bell => (
            "Tabs that tell each other",
            "What you write in one tab is seen in another when you write there too, or load it again.",
        ),
        Lack::Turn => {
            ("Tabs that take turns", "With several tabs open, you may be reminded of a task more than once.")
        }
        Lack::Lock(why) => ("Backups with a passphrase", secret::lacking(why)),
        Lack::Notifications => ("Notifications", reminders::missing()),
        Lack::Badge => (
            "A number on the icon",
            "How many tasks are due stands beside Today in Satchel, and not on the icon of the app.",
        ),
        Lack::App => (
            "Installing",
            "Satchel gets no icon and no window of its own. A bookmark or a pinned tab leads to it as well.",
        ),
    }
}
