//! The browser, as far as the app needs it.
//!
//! Only this module and [`crate::ui::kit`] touch `web_sys`. What cannot be had answers with nothing or
//! does nothing, so that no feature has to think about a page without a window.

pub mod address;
pub mod beside;
pub mod clipboard;
pub mod clock;
pub mod destination;
pub mod device;
pub mod dom;
pub mod erase;
pub mod files;
pub mod gzip;
pub mod ids;
pub mod intl;
mod js;
pub mod lacks;
mod lock;
pub mod notify;
pub mod page;
pub mod panic;
pub mod rescue;
pub mod secret;
mod shelf;
pub mod snapshots;
pub mod stay;
pub mod store;
pub mod tabs;
pub mod task;
pub mod turn;
pub mod update;
pub mod world;
