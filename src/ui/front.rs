//! Where the reader is, and what they are being asked: the state of the front of the house, which no record knows.

use super::routes::{Address, Route};
use crate::platform::{address, device, files::Chosen};
use desk::Desk;
use domain::{
    command::MoveDeal,
    query::Finder,
    record::{Company, Contact, Lead},
    value::{Id, RecordId},
};
use leptos::prelude::*;

/// The state of the page. `Copy`; made once at the root.
#[derive(Clone, Copy)]
pub struct Front {
    /// Where the reader is.
    pub address: RwSignal<Address>,
    /// Which dialog is open.
    pub asking: RwSignal<Option<Ask>>,
    /// Whether single keys are shortcuts.
    pub single_keys: RwSignal<bool>,
    /// The last backup from this device.
    pub backup: RwSignal<Option<device::Backup>>,
    /// Whether a backup is being saved.
    pub saving: RwSignal<bool>,
    /// A file that waits to be looked at on the screen of the data.
    pub file: RwSignal<Option<Chosen>, LocalStorage>,
    /// The theme.
    pub theme: RwSignal<device::Theme>,
    /// What is searched; it catches up when it is asked.
    pub finder: StoredValue<Finder>,
    /// Goes up when the reader says who they are.
    pub me: Trigger,
}

/// What can be asked from anywhere: one dialog each.
#[derive(Clone, Debug)]
pub enum Ask {
    /// A new lead.
    NewLead,
    /// A new deal: with this lead, contact or company, or in this stage.
    NewDeal(Option<RecordId>),
    /// A new contact, of a company.
    NewContact(Option<Id<Company>>),
    /// A new company, of a contact.
    NewCompany(Option<Id<Contact>>),
    /// A new task, about a record.
    NewTask(Option<RecordId>),
    /// What a lead becomes.
    Convert(Id<Lead>),
    /// Why a lead is disqualified.
    Disqualify(Id<Lead>),
    /// Why a deal is lost. The move is complete but for that.
    Lose(MoveDeal),
    /// Whether the trash is emptied.
    EmptyTrash,
    /// The box that finds everything.
    Find,
    /// The keys.
    Keys,
}

impl Front {
    /// The state at the start of a visit.
    pub fn new() -> Front {
        let here = Address::parse(&address::hash()).unwrap_or_default();
        let front = Front {
            address: RwSignal::new(here),
            asking: RwSignal::new(None),
            single_keys: RwSignal::new(device::single_keys()),
            backup: RwSignal::new(device::backup()),
            saving: RwSignal::new(false),
            file: RwSignal::new_local(None),
            theme: RwSignal::new(device::theme()),
            finder: StoredValue::new(Finder::new()),
            me: Trigger::new(),
        };
        address::on_change(move || front.arrive());
        front
    }

    /// Reads the address anew. One that names no screen leads to the leads.
    fn arrive(self) {
        let here = Address::parse(&address::hash()).unwrap_or_default();
        if self.address.with_untracked(|it| *it != here) {
            self.asking.set(None);
            self.address.set(here);
        }
    }

    /// The screen, told only when it is another.
    pub fn route(self) -> Memo<Route> {
        Memo::new(move |_| self.address.with(|it| it.route))
    }

    /// Goes to another screen.
    pub fn go(self, route: Route) {
        address::go(&route.to_string());
    }

    /// Chooses something on this screen. Back leads to the screen before, not to the choice before.
    pub fn choose(self, name: &str, value: &str) {
        let here = self.address.get_untracked().with(name, value);
        address::replace(&here.to_string());
        self.address.set(here);
    }

    /// Takes away what was chosen on this screen under names that are meant.
    pub fn forget(self, is_meant: fn(&str) -> bool) {
        let mut here = self.address.get_untracked();
        here.query.retain(|it| !is_meant(&it.0));
        address::replace(&here.to_string());
        self.address.set(here);
    }

    /// Opens a dialog.
    pub fn ask(self, ask: Ask) {
        self.asking.set(Some(ask));
    }
}

impl Default for Front {
    fn default() -> Front {
        Front::new()
    }
}

/// The state of the page.
pub fn use_front() -> Front {
    expect_context()
}

/// The way to the Book.
pub fn use_desk() -> Desk {
    expect_context()
}
