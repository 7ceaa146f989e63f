//! Icons: drawings by name, from the one sprite inside the page.
//!
//! An icon never says anything by itself. It is hidden from assistive technology, and the word beside
//! it, or the name of its button, speaks.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident = $id:literal),* $(,)?) => {
        /// A drawing of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "a name says what its drawing shows")]
        pub enum IconName { $($name),* }

        impl IconName {
            /// Where the drawing is found.
            pub const fn href(self) -> &'static str {
                match self { $(Self::$name => concat!("#i-", $id)),* }
            }

            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

icons! {
    Satchel = "satchel", Today = "today", Calendar = "calendar", Leads = "leads", Pipeline = "pipeline",
    Contact = "contact", Company = "company", Data = "data", Reports = "reports", Settings = "settings",
    Help = "help", Search = "search", Plus = "plus", Call = "call", Mail = "mail", Meeting = "meeting",
    Message = "message", Note = "note", Task = "task", Tag = "tag", Star = "star", Flag = "flag",
    Clock = "clock", Check = "check", Cross = "cross", Undo = "undo", Redo = "redo", Trash = "trash",
    Archive = "archive", Filter = "filter", Columns = "columns", List = "list", Down = "down", Up = "up",
    Right = "right", Left = "left", Arrow = "arrow", Drag = "drag", More = "more", Download = "download",
    Upload = "upload", Lock = "lock", Warning = "warning", Info = "info", Trophy = "trophy", Lost = "lost",
    Edit = "edit", Copy = "copy", Spark = "spark", KindOpen = "kind-open", KindWorking = "kind-working",
    KindNurturing = "kind-nurturing", KindQualified = "kind-qualified",
    KindDisqualified = "kind-disqualified", KindConverted = "kind-converted", Level1 = "level-1",
    Level2 = "level-2", Level3 = "level-3",
}

/// How large an icon is drawn, relative to the reader's text size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// Beside a line of small text.
    Small,
    /// Beside a line of text.
    #[default]
    Normal,
    /// Before a heading or a field.
    Large,
    /// Above an empty page.
    Huge,
}

impl IconSize {
    const fn attr(self) -> Option<&'static str> {
        match self {
            Self::Small => Some("small"),
            Self::Normal => None,
            Self::Large => Some("large"),
            Self::Huge => Some("huge"),
        }
    }
}

/// An icon, for the reader's eyes only.
#[component]
pub fn Icon(
    /// Which drawing.
    name: IconName,
    /// How large.
    #[prop(optional)]
    size: IconSize,
    /// What it means, if it is good or bad; the word beside it says so too.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" data-size=size.attr() data-tone=tone.attr()>
            <use href=name.href() />
        </svg>
    }
}

/// The icon at its usual size.
pub fn icon(name: IconName) -> impl IntoView {
    Icon(IconProps { name, size: IconSize::Normal, tone: Tone::Plain })
}

/// An icon at its usual size that becomes another one in its place.
pub fn changing_icon(name: impl Fn() -> Option<IconName> + Send + Sync + 'static) -> AnyView {
    let href = move || name().map(IconName::href);
    view! { <svg class="icon" aria-hidden="true"><use href=href /></svg> }.into_any()
}

/// The icon beside small text.
pub fn small_icon(name: IconName) -> impl IntoView {
    Icon(IconProps { name, size: IconSize::Small, tone: Tone::Plain })
}

/// Whether something is well or not. Appears only where it is true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither.
    #[default]
    Plain,
    /// Won, kept, done.
    Good,
    /// Needs a look.
    Warn,
    /// Late, failed, destructive.
    Danger,
}

impl Tone {
    pub(super) const fn attr(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Good => Some("good"),
            Self::Warn => Some("warn"),
            Self::Danger => Some("danger"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::IconName;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let page = include_str!("../../../index.html");
        for icon in IconName::ALL {
            let symbol = format!("id=\"{}\"", &icon.href()[1..]);
            assert!(page.contains(&symbol), "{icon:?} is not drawn");
        }
    }
}
