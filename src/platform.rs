//! The browser, as far as the app needs it.
//!
//! Only this module and [`crate::ui::kit`] touch `web_sys`. What cannot be had answers with nothing or
//! does nothing, so that no feature has to think about a page without a window.

pub mod dom;
