//! What the page that helps says.

use super::mode;
use domain::record::Mode;

words! {
    /// What the words mean.
    lead_or_deal = "Lead or deal?";
    /// A lead.
    lead = "A lead is a question: might they buy at all? A name or a number is enough to begin with. Get in touch, ask, and note the answers on the lead’s page.";
    /// A deal.
    deal = "A deal is a sale in progress: for so much, with somebody, probably by some day. It goes from stage to stage until it is won or lost.";
    /// From one to the other.
    convert = "When the answer is yes, convert the lead. That makes a contact, a company and a deal of it, or takes those that you have, and its notes and tasks are on their pages too. When the answer is no, disqualify it and say why: it can be opened again.";
    /// Who is behind them.
    customers = "Contacts and companies";
    /// What they are.
    customers_means = "A contact is a person, a company is where people work. Both stay when a deal has ended: everything that was said with them, and the next deal, stands on their pages.";
    /// The modes.
    modes = "Work with one of them only";
    /// Where a mode is chosen.
    modes_where = "You choose in";
    /// What is hidden.
    modes_keep = "What another choice hides is kept, found by a search and in every backup, and comes back with the choice.";
    /// The mode that is chosen.
    chosen = "Chosen";
    /// Reminders.
    reminders = "Reminders";
    /// What they are, and what they cannot be.
    reminders_mean = "While Satchel is open in a tab, it tells you when a task falls due. A closed browser cannot remind you of anything: there is no server that could. What fell due meanwhile is told when you open Satchel again.";
    /// Where notifications are switched on.
    reminders_where = "Notifications of your system can be switched on in";
    /// Where the data is.
    data = "Where your data is";
    /// There, and where its owner has put a copy.
    data_means = "In this browser on this device: there is no account and no server. A copy is elsewhere only if you saved a backup, or chose a file or a folder into which backups write themselves. Whoever can use this browser profile can read it, and clearing the data of this site deletes it.";
    /// How it is kept safe.
    data_safe = "So save a backup now and then. It is one file, and another Satchel takes it in; behind a passphrase nobody else can read it. Before you give the computer away, erase this browser on the same screen.";
    /// Where that is done.
    to_data = "Go to Data";
    /// Nothing is lost by looking.
    undo = "Nothing you press is final: every change can be undone, and what is deleted lies in the trash until you empty it.";
    /// The keys.
    keys = "Keys";
}

/// A mode and what it is for.
pub fn mode(it: Mode) -> (&'static str, &'static str) {
    (mode::name(it), mode::means(it))
}
