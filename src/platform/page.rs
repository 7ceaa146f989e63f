//! The page as a whole.

use web_sys::{Document, Element, Window};

/// The window.
#[expect(clippy::disallowed_methods, reason = "this is the platform")]
pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// A new element, not yet on the page.
pub(super) fn create(name: &str) -> Option<Element> {
    document()?.create_element(name).ok()
}

thread_local! {
    /// Of a page that has been loaded only what stands behind `#` changes.
    static SCOPE: String = {
        let path = window().and_then(|it| it.location().pathname().ok()).unwrap_or_default();
        path.rsplit_once('/').map_or_else(|| "/".to_owned(), |(folder, _)| format!("{folder}/"))
    };
    static IS_BESIDE: bool =
        window().and_then(|it| it.location().search().ok()).is_some_and(|it| it == super::beside::ADDRESS);
}

/// The folder that the page lies in, such as `/crm/`: other projects may share the origin.
pub fn scope() -> String {
    SCOPE.with(Clone::clone)
}

/// Whether this page shows the Book beside the one that is worked with.
pub fn is_beside() -> bool {
    IS_BESIDE.with(|it| *it)
}

/// Leaves the Book beside for the one that is worked with.
pub fn go_home() {
    if let Some(window) = window() {
        window.location().replace(&scope()).ok();
    }
}

/// Sets an attribute of the root element, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|it| it.document_element()) else { return };
    match value {
        Some(value) => root.set_attribute(name, value).ok(),
        None => root.remove_attribute(name).ok(),
    };
}

/// An attribute of the root element.
pub(super) fn root_attribute(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Takes away the first frame that the page was loaded with.
pub fn remove_boot() {
    if let Some(boot) = document().and_then(|it| it.get_element_by_id("boot")) {
        boot.remove();
    }
}

/// Whether this is a Mac, where Ctrl is called Cmd.
pub fn is_mac() -> bool {
    window()
        .and_then(|it| it.navigator().platform().ok())
        .is_some_and(|it| it.contains("Mac") || it.contains("iP"))
}

/// Asks where to print the page.
pub fn print() {
    if let Some(window) = window() {
        window.print().ok();
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        window.location().reload().ok();
    }
}
