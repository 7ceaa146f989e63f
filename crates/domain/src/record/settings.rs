//! The settings that travel with the data. What belongs to the device (theme, "I am", drafts) does not.

use super::{Common, names, registers};
use crate::value::{Currency, Id, Text};

/// The one record of settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named as they are called")]
pub struct Settings {
    pub id: Id<Settings>,
    pub common: Common,
    /// What the business is called.
    pub name: Text,
    /// The currency that a new value begins with, and whose sums come first.
    pub currency: Option<Currency>,
    /// Make the deal as soon as a lead is qualified. Off until it is chosen.
    pub deal_when_qualified: bool,
    pub mode: Mode,
}
registers!(Settings, Settings, version 1, one [name, currency, deal_when_qualified, mode], each []);

impl Settings {
    /// Whether a lead becomes a deal as soon as it is qualified. Whoever works without deals gets none by surprise.
    pub fn makes_deals(&self) -> bool {
        self.deal_when_qualified && self.mode.has_deals()
    }
}

impl Mode {
    /// Whether one works with leads.
    pub fn has_leads(self) -> bool {
        self != Mode::Deals
    }

    /// Whether one works with deals.
    pub fn has_deals(self) -> bool {
        self != Mode::Leads
    }
}

names! {
    /// Whether one works with leads, deals or both.
    #[derive(Default)]
    Mode {
        /// Leads and deals.
        #[default]
        Both = "both",
        /// Deals only.
        Deals = "deals",
        /// Leads only.
        Leads = "leads",
    }
}
