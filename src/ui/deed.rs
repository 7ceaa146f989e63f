//! What can be done from anywhere: one list that feeds the palette, the keys and the list of keys.

use super::{
    front::{Ask, Front},
    kit::icon::IconName,
    later,
    routes::{Route, Section},
    text::deed as words,
};
use desk::Desk;
use domain::record::Mode;
use leptos::prelude::WithUntracked;

/// Something that can be done from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Captures a lead.
    NewLead,
    /// Makes a deal.
    NewDeal,
    /// Adds a contact.
    NewContact,
    /// Adds a company.
    NewCompany,
    /// Adds a task.
    NewTask,
    /// Opens the box that finds everything.
    Find,
    /// Takes the last change back.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Saves a backup.
    Save,
    /// Shows the keys.
    Keys,
    /// Goes to a screen.
    Go(Route),
}

impl Deed {
    /// All of them, in the order in which they are told.
    pub const ALL: [Deed; 19] = [
        Deed::NewLead,
        Deed::NewDeal,
        Deed::NewContact,
        Deed::NewCompany,
        Deed::NewTask,
        Deed::Find,
        Deed::Undo,
        Deed::Redo,
        Deed::Save,
        Deed::Keys,
        Deed::Go(Route::Today),
        Deed::Go(Route::Leads),
        Deed::Go(Route::Pipeline),
        Deed::Go(Route::Contacts),
        Deed::Go(Route::Companies),
        Deed::Go(Route::Reports),
        Deed::Go(Route::Data),
        Deed::Go(Route::Settings(Section::General)),
        Deed::Go(Route::Help),
    ];

    /// The keys that do it, those that are pressed together or one after the other apart by a blank; may be empty.
    pub fn keys(self) -> &'static str {
        match self {
            Deed::NewLead => "C",
            Deed::NewDeal => "D",
            Deed::NewContact | Deed::NewCompany => "",
            Deed::NewTask => "T",
            Deed::Find => "Ctrl K",
            Deed::Undo => "Ctrl Z",
            Deed::Redo => "Ctrl ⇧ Z",
            Deed::Save => "⇧ E",
            Deed::Keys => "?",
            Deed::Go(Route::Today) => "G T",
            Deed::Go(Route::Leads) => "G L",
            Deed::Go(Route::Pipeline) => "G P",
            Deed::Go(Route::Contacts) => "G C",
            Deed::Go(Route::Companies) => "G O",
            Deed::Go(Route::Reports) => "G R",
            Deed::Go(Route::Data) => "G D",
            Deed::Go(Route::Help) => "G H",
            Deed::Go(_) => "G S",
        }
    }

    /// Those that make sense in a mode.
    pub fn offered(mode: Mode) -> impl Iterator<Item = Deed> {
        Deed::ALL.into_iter().filter(move |it| it.is_offered(mode))
    }

    /// Whether it makes sense in a mode.
    pub fn is_offered(self, mode: Mode) -> bool {
        match self {
            Deed::NewLead => mode.has_leads(),
            Deed::NewDeal => mode.has_deals(),
            Deed::Go(route) => route.is_shown(mode),
            _ => true,
        }
    }

    /// What somebody who adds something most likely adds: a lead, or a deal where there are no leads.
    pub fn usual_new(mode: Mode) -> Deed {
        if mode.has_leads() { Deed::NewLead } else { Deed::NewDeal }
    }

    /// What a single key does; after G the key of a screen.
    pub fn of_key(key: &str, after_g: bool) -> Option<Deed> {
        if after_g {
            let is_meant =
                |it: &Deed| it.keys().strip_prefix("G ").is_some_and(|it| it.eq_ignore_ascii_case(key));
            return Deed::ALL.into_iter().find(is_meant);
        }
        match key {
            "c" => Some(Deed::NewLead),
            "d" => Some(Deed::NewDeal),
            "t" => Some(Deed::NewTask),
            "/" => Some(Deed::Find),
            "?" => Some(Deed::Keys),
            "E" => Some(Deed::Save),
            _ => None,
        }
    }

    /// What it is called: a verb and what it is done to.
    pub fn label(self) -> String {
        words::label(self)
    }

    /// How it is drawn.
    pub fn icon(self) -> IconName {
        match self {
            Deed::NewLead | Deed::NewDeal | Deed::NewContact | Deed::NewCompany | Deed::NewTask => {
                IconName::Plus
            }
            Deed::Find => IconName::Search,
            Deed::Undo => IconName::Undo,
            Deed::Redo => IconName::Redo,
            Deed::Save => IconName::Download,
            Deed::Keys | Deed::Go(Route::Help) => IconName::Help,
            Deed::Go(Route::Today) => IconName::Today,
            Deed::Go(Route::Leads) => IconName::Leads,
            Deed::Go(Route::Pipeline) => IconName::Pipeline,
            Deed::Go(Route::Contacts) => IconName::Contact,
            Deed::Go(Route::Companies) => IconName::Company,
            Deed::Go(Route::Reports) => IconName::Reports,
            Deed::Go(Route::Data) => IconName::Data,
            Deed::Go(_) => IconName::Settings,
        }
    }

    /// Does it.
    pub fn act(self, desk: Desk, front: Front) {
        match self {
            Deed::NewLead => front.ask(Ask::NewLead),
            Deed::NewDeal => front.ask(Ask::NewDeal(None)),
            Deed::NewContact => front.ask(Ask::NewContact(None)),
            Deed::NewCompany => front.ask(Ask::NewCompany(None)),
            // Most likely about the record that is looked at.
            Deed::NewTask => front.ask(Ask::NewTask(front.address.with_untracked(|it| it.route.record()))),
            Deed::Find => front.ask(Ask::Find),
            Deed::Undo => desk.undo(),
            Deed::Redo => desk.redo(),
            Deed::Save => later::save(desk, front),
            Deed::Keys => front.ask(Ask::Keys),
            Deed::Go(route) => front.go(route),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_deeds_share_their_keys() {
        let mut keys: Vec<_> = Deed::ALL.iter().map(|it| it.keys()).filter(|it| !it.is_empty()).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }

    #[test]
    fn every_key_that_is_told_does_what_is_told() {
        for deed in Deed::ALL {
            let keys: Vec<&str> = deed.keys().split(' ').collect();
            let found = match keys[..] {
                ["G", key] => Deed::of_key(key, true),
                ["⇧", key] => Deed::of_key(key, false),
                [key] if !key.is_empty() => Deed::of_key(&key.to_lowercase(), false),
                _ => continue,
            };
            assert_eq!(found, Some(deed), "{}", deed.keys());
        }
        assert_eq!(Deed::of_key("x", true), None);
        assert_eq!(Deed::of_key("", true), None);
    }

    #[test]
    fn a_mode_offers_what_it_works_with_and_everything_else() {
        let missing = |mode| Deed::ALL.into_iter().filter(move |it| !it.is_offered(mode)).collect::<Vec<_>>();
        assert_eq!(missing(Mode::Both), []);
        assert_eq!(missing(Mode::Deals), [Deed::NewLead, Deed::Go(Route::Leads)]);
        assert_eq!(missing(Mode::Leads), [Deed::NewDeal, Deed::Go(Route::Pipeline)]);
        for mode in [Mode::Both, Mode::Deals, Mode::Leads] {
            assert!(Deed::usual_new(mode).is_offered(mode));
        }
    }
}
