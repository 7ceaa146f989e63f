//! The engines: which driver speaks for each, what it is told at the start, and what its browser lacks.

use crate::machine::{Folder, program};
use serde_json::{Value, json};

/// A browser engine, and how it is driven.
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    /// The driver: the variable that names it, and what it is called on `PATH`.
    pub(crate) driver: (&'static str, &'static str),
    /// How the driver is told its port.
    pub(crate) port: fn(u16) -> Vec<String>,
    /// What a new session is told.
    pub(crate) capabilities: fn(&Folder) -> Value,
    /// It has no mode without a screen.
    pub(crate) needs_screen: bool,
    /// What the settings say that this browser lacks, in its order.
    pub(crate) lacks: &'static [&'static str],
}

/// The engine of Chrome, Edge and others.
pub(crate) const CHROMIUM: Engine = Engine {
    name: "chromium",
    driver: ("CHROMEDRIVER", "chromedriver"),
    port: |port| vec![format!("--port={port}")],
    capabilities: |folder| {
        json!({ "goog:chromeOptions": {
            "binary": program("CHROMIUM", "chromium"),
            // The sandbox refuses to work for root, as which many a CI runs.
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1280,800"],
            "prefs": { "download.default_directory": folder.downloads() },
        } })
    },
    needs_screen: false,
    lacks: &[],
};

/// The engine of Firefox.
pub(crate) const FIREFOX: Engine = Engine {
    name: "firefox",
    driver: ("GECKODRIVER", "geckodriver"),
    port: |port| vec!["--port".into(), port.to_string()],
    capabilities: |folder| {
        json!({ "moz:firefoxOptions": {
            "binary": program("FIREFOX", "firefox-esr"),
            "args": ["-headless", "--width=1280", "--height=800"],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": folder.downloads(),
            },
        } })
    },
    needs_screen: false,
    lacks: &["Backup by itself", "A number on the icon", "Installing"],
};

/// The engine of Safari, as GNOME has it.
pub(crate) const WEBKIT: Engine = Engine {
    name: "webkit",
    driver: ("WEBKITDRIVER", "WebKitWebDriver"),
    port: |port| vec![format!("--port={port}")],
    capabilities: |_| {
        json!({ "webkitgtk:browserOptions": {
            "binary": program("MINIBROWSER", "MiniBrowser"),
            "args": ["--automation"],
        } })
    },
    needs_screen: true,
    lacks: &["A promise to keep", "Copies", "Backup by itself", "A number on the icon"],
};
