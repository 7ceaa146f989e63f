//! Chromium and its driver, for the tests.

use std::env;
use std::path::PathBuf;

use super::{Finding, apt};
use crate::Attempt;
use crate::run::{first_line, on_path, program};

/// The two programs. The driver serves the tests in the browser, Chromium itself the journeys.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Finds both, or installs Debian's packages.
pub(crate) fn ensure() -> Attempt<Browser> {
    if let (Some(chromium), Some(driver)) = (chromium(), driver()) {
        return Ok(Browser { chromium, driver });
    }
    apt::install(
        &["chromium", "chromium-driver"],
        "The tests need Chromium and its chromedriver. Install both, or name them by the variables CHROMIUM and \
         CHROMEDRIVER.",
    )?;
    match (chromium(), driver()) {
        (Some(chromium), Some(driver)) => Ok(Browser { chromium, driver }),
        _ => Err("apt-get installed chromium and chromium-driver, but they are not found. Name them by the variables CHROMIUM \
                  and CHROMEDRIVER."
            .into()),
    }
}

fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let usual = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .into_iter()
        .find_map(on_path);
    let mac = Some(PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
    named.or(usual).or(mac).filter(|it| it.is_file())
}

fn driver() -> Option<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from);
    named.or_else(|| on_path("chromedriver")).filter(|it| it.is_file())
}

pub(crate) fn findings() -> [Finding; 2] {
    let version = |it: PathBuf| first_line(program(it).arg("--version"));
    let cure = || {
        "Debian: `cargo xtask test` installs it; elsewhere install it, or set CHROMIUM and CHROMEDRIVER"
            .to_owned()
    };
    [
        Finding { name: "Chromium", purpose: "tests", found: chromium().and_then(version), cure: cure() },
        Finding { name: "chromedriver", purpose: "tests", found: driver().and_then(version), cure: cure() },
    ]
}
