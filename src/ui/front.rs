//! Where the reader is, and what they are being asked: the state of the front of the house, which no record knows.

use super::{
    later::Arrival,
    mode,
    reminders::Reminder,
    routes::{Address, Route},
    trail,
};
use crate::platform::{address, device, files::Chosen, rescue};
use desk::{Desk, Progress};
use domain::{
    command::{Bulk, MoveDeal},
    query::Finder,
    record::{Activity, Company, Contact, Lead, Stage, Status, Task},
    refusal::Refusal,
    value::{Id, RecordId},
};
use leptos::prelude::*;

/// The state of the page. `Copy`; made once at the root.
#[derive(Clone, Copy)]
pub struct Front {
    /// Where the reader is.
    pub address: RwSignal<Address>,
    /// Where one comes to without an address.
    pub home: StoredValue<Route>,
    /// Which dialog is open.
    pub asking: RwSignal<Option<Ask>>,
    /// Whether single keys are shortcuts.
    pub single_keys: RwSignal<bool>,
    /// The last backup from this device.
    pub backup: RwSignal<Option<device::Backup>>,
    /// The file that is on its way out, by what is said of it.
    pub file_out: Progress<String>,
    /// A file that waits to be looked at on the screen of the data.
    pub file: RwSignal<Option<Chosen>, LocalStorage>,
    /// The theme.
    pub theme: RwSignal<device::Theme>,
    /// What is searched; it catches up when it is asked.
    pub finder: StoredValue<Finder>,
    /// Goes up when the reader says who they are.
    pub me: Trigger,
    /// Goes up when the clock alone changes what is told: something falls due, a day begins.
    pub time: Trigger,
    /// What there is to remind of.
    pub reminders: RwSignal<Vec<Reminder>>,
    /// Whether the second module is there.
    pub later: RwSignal<Arrival>,
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
    /// What a task says.
    EditTask(Id<Task>),
    /// What a note, a call or a meeting says.
    EditActivity(Id<Activity>),
    /// What a lead becomes.
    Convert(Id<Lead>),
    /// Why leads are disqualified, and by which status, if it was chosen.
    Disqualify(Vec<Id<Lead>>, Option<Id<Status>>),
    /// Why deals are lost. What is to be done is complete but for that.
    Lose(Losing),
    /// What a tag is called that is put on these records.
    NewTag(Vec<RecordId>),
    /// What a field of one's own is called on this record, and what stands in it.
    NewField(RecordId),
    /// Whether something is done with the rest, although it cannot be done with all.
    LeaveOut(Bulk, Refusal),
    /// Whether the trash is emptied.
    EmptyTrash,
    /// With which passphrase a backup is locked.
    LockBackup,
    /// Whether everything in this browser is erased.
    Erase,
    /// The box that finds everything.
    Find,
    /// The keys.
    Keys,
}

/// What loses deals.
#[derive(Clone, Debug)]
pub enum Losing {
    /// A move.
    One(MoveDeal),
    /// Many are put into the stage of lost deals.
    Many(Id<Stage>, Vec<RecordId>),
}

impl Front {
    /// The state at the start of a visit.
    pub fn new() -> Front {
        let home = mode::home(device::mode().unwrap_or_default());
        if rescue::broken_over().is_some() {
            address::replace(&Route::Data.to_string());
        }
        let (here, asked) = here(home);
        let front = Front {
            address: RwSignal::new(here),
            home: StoredValue::new(home),
            asking: RwSignal::new(asked),
            single_keys: RwSignal::new(device::single_keys()),
            backup: RwSignal::new(device::backup()),
            file_out: Progress::default(),
            file: RwSignal::new_local(None),
            theme: RwSignal::new(device::theme()),
            finder: StoredValue::new(Finder::new()),
            me: Trigger::new(),
            time: Trigger::new(),
            reminders: RwSignal::new(Vec::new()),
            later: RwSignal::new(Arrival::default()),
        };
        address::on_change(move || front.arrive());
        let asked = Memo::new(move |_| front.address.with(asked_of_list));
        Effect::new(move |_| {
            if let Some((list, asked)) = asked.get() {
                device::set_view(&list, &asked);
            }
        });
        front
    }

    /// Reads the address anew. One that names no screen leads home.
    pub fn arrive(self) {
        // Asked first, because an address that is recalled takes the place of this one.
        let was_here = address::was_here();
        let (here, asked) = here(self.home.get_value());
        let is_other = self.address.with_untracked(|it| *it != here);
        if is_other || asked.is_some() {
            self.asking.set(asked);
        }
        if is_other {
            trail::come(self.address.get_untracked(), was_here);
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

    /// Puts another screen in the place of this one, so that Back does not lead here.
    pub fn replace(self, route: Route) {
        address::replace(&route.to_string());
        self.address.set(route.into());
    }

    /// Chooses something on this screen. Back leads to the screen before, not to the choice before.
    pub fn choose(self, name: &str, value: &str) {
        self.show(self.address.get_untracked().with(name, value));
    }

    /// Takes away what was chosen on this screen under names that are meant.
    pub fn forget(self, is_meant: fn(&str) -> bool) {
        let mut here = self.address.get_untracked();
        here.query.retain(|it| !is_meant(&it.0));
        self.show(here);
    }

    /// Shows this screen as an address says.
    pub fn show(self, here: Address) {
        address::replace_soon(here.to_string());
        self.address.set(here);
    }

    /// Opens a dialog.
    pub fn ask(self, ask: Ask) {
        self.asking.set(Some(ask));
    }
}

/// Where the reader is, and the form that the address asks for, as a shortcut of the installed app does: it is opened
/// empty, and only once.
fn here(home: Route) -> (Address, Option<Ask>) {
    let here = Address::parse(&address::hash()).unwrap_or_else(|| home.into());
    if here.route != Route::Leads || here.get("new").is_none() {
        return (recalled(here), None);
    }
    let here = recalled(here.with("new", ""));
    address::replace(&here.to_string());
    (here, Some(Ask::NewLead))
}

/// The address itself, or that of a list as it was asked last if it asks for nothing.
fn recalled(here: Address) -> Address {
    if !here.route.is_list() || !here.query.is_empty() {
        return here;
    }
    let asked = device::view(&here.route.to_string());
    let Some(recalled) = Address::parse(&asked).filter(|it| !it.query.is_empty()) else { return here };
    address::replace(&asked);
    recalled
}

/// A list, and what is asked of it that is to be remembered: not the text that was looked for, and not what a number of
/// the reports counts, those were for once.
fn asked_of_list(here: &Address) -> Option<(String, String)> {
    let is_to_keep = here.route.is_list() && here.get(ONCE).is_none();
    is_to_keep.then(|| (here.route.to_string(), here.clone().with("q", "").to_string()))
}

/// The name in the address of a list that is asked for once.
pub const ONCE: &str = "once";

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
