//! The frame around every screen.

use crate::ui::{format, kit::print::MOST};

/// The name of the app.
pub const NAME: &str = "Satchel";
/// What the user is called until they say.
pub const ME: &str = "Me";

/// The title of the page in the browser.
pub fn title(screen: &str) -> String {
    format!("{screen} · {NAME}")
}
/// Leads past the navigation.
pub fn skip() -> &'static str {
    "Skip to content"
}
/// The list of toasts.
pub fn notices() -> &'static str {
    "Notices"
}
/// Takes a toast away.
pub fn dismiss() -> &'static str {
    "Dismiss"
}
/// Takes something back.
pub fn undo() -> &'static str {
    "Undo"
}
/// Opens the box that finds everything, on a phone.
pub fn find() -> &'static str {
    "Find"
}
/// The rest of the navigation, on a phone.
pub fn more() -> &'static str {
    "More"
}
/// When something was last saved.
pub fn saved(time: &str) -> String {
    format!("Saved {time} on this device")
}
/// Something is being saved.
pub fn saving() -> &'static str {
    "Saving…"
}
/// Nothing was saved in this visit.
pub fn kept_here() -> &'static str {
    "Kept on this device"
}
/// When the last backup was.
pub fn last_backup(day: &str) -> String {
    format!("Last backup {day}")
}
/// There was no backup yet.
pub fn no_backup() -> &'static str {
    "No backup yet"
}
/// The Book is on its way.
pub fn opening() -> &'static str {
    "Opening…"
}
/// The Book has been on its way for long.
pub fn opening_is_slow() -> &'static str {
    "Still opening: the browser's storage has not answered yet. Nothing was changed. If it goes on, close the other tabs of Satchel and reload."
}
/// Loads the page again.
pub fn reload() -> &'static str {
    "Reload"
}
/// The second module could not be fetched: why, and that nothing is lost.
pub fn missing_part() -> &'static str {
    "The rest of Satchel could not be fetched: the device is offline, or a new version is just going up. What is stored is untouched."
}
/// Fetches it again.
pub fn try_again() -> &'static str {
    "Try again"
}
/// A new version of the app waits.
pub fn update() -> &'static str {
    "A new version of Satchel is ready."
}
/// Lets it in.
pub fn update_now() -> &'static str {
    "Update now"
}
/// What a print leaves out.
pub fn not_printed(count: usize) -> String {
    let (count, most) = (format::count(count), format::count(MOST));
    format!("{count} more are not printed: a print holds {most}. Filter the list, or export it.")
}
/// The name of the navigation.
pub fn navigation() -> &'static str {
    "Satchel"
}
/// Makes a lead.
pub fn new_lead() -> &'static str {
    "New lead"
}
/// Leads to what the words mean.
pub fn lead_or_deal() -> &'static str {
    "Lead or deal?"
}
/// The screens.
pub fn screen(route: crate::ui::routes::Route) -> &'static str {
    use crate::ui::routes::Route;
    match route.parent() {
        Route::Today => "Today",
        Route::Pipeline => "Pipeline",
        Route::Contacts => "Contacts",
        Route::Companies => "Companies",
        Route::Reports => "Reports",
        Route::Data => "Data",
        Route::Help => "Help",
        Route::Settings(_) => "Settings",
        _ => "Leads",
    }
}

/// What was called off was a change.
pub fn nothing_changed() -> &'static str {
    "Cancelled. Nothing was changed."
}
/// What was called off was a file.
pub fn nothing_saved() -> &'static str {
    "Cancelled. Nothing was saved."
}
/// Why it can no longer be called off.
pub fn too_late() -> &'static str {
    "Too late to cancel: it is being finished."
}
