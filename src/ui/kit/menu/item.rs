//! The lines of a menu.

use std::sync::Arc;

use crate::ui::kit::icon::{IconName, Tone};

/// What an item does.
#[derive(Clone)]
pub(super) enum Act {
    Do(Arc<dyn Fn() + Send + Sync>),
    Go(String),
}

/// One line of a menu.
#[derive(Clone)]
pub struct MenuItem {
    pub(super) label: String,
    pub(super) detail: String,
    pub(super) icon: Option<IconName>,
    pub(super) tone: Tone,
    pub(super) tint: Option<&'static str>,
    pub(super) checked: Option<bool>,
    pub(super) is_one_of_many: bool,
    pub(super) refused: Option<String>,
    pub(super) after_line: bool,
    pub(super) act: Act,
}

impl MenuItem {
    /// Something to do.
    pub fn new(label: impl Into<String>, act: impl Fn() + Send + Sync + 'static) -> Self {
        Self::with(label.into(), Act::Do(Arc::new(act)))
    }

    /// Somewhere to go.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::with(label.into(), Act::Go(href.into()))
    }

    fn with(label: String, act: Act) -> Self {
        let detail = String::new();
        Self {
            label,
            detail,
            icon: None,
            tone: Tone::Plain,
            tint: None,
            checked: None,
            is_one_of_many: false,
            refused: None,
            after_line: false,
            act,
        }
    }

    /// With a few words or keys at its end.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With a drawing.
    #[must_use]
    pub fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With a drawing in a colour that says whether it is well.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// With a spot of a tint, one of those in `styles/kit/chip.css`.
    #[must_use]
    pub fn tint(mut self, tint: &'static str) -> Self {
        self.tint = Some(tint);
        self
    }

    /// One of several that exclude each other; the checked one has a tick.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// One of several that may stand beside each other; those that are on have a tick. The menu stays open for more.
    #[must_use]
    pub fn ticked(self, is_on: bool) -> Self {
        Self { is_one_of_many: true, ..self.checked(is_on) }
    }

    /// Cannot be chosen, for this reason; does nothing to an item if there is none.
    #[must_use]
    pub fn refused(mut self, reason: Option<String>) -> Self {
        self.refused = reason;
        self
    }

    /// Stands below a line that parts it from the items before.
    #[must_use]
    pub fn after_line(mut self) -> Self {
        self.after_line = true;
        self
    }
}
