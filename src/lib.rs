//! Satchel, the page.

pub mod platform;
pub mod ui;

use leptos::prelude::*;

/// Puts the app on the page.
pub fn start() {
    leptos::mount::mount_to_body(|| view! { <p>"Satchel"</p> });
}
