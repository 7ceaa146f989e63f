//! Chromium and its driver, for the tests.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::Finding;
use crate::run::{first_line, on_path, program, run};
use crate::{Attempt, say};

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
    if on_path("apt-get").is_none() {
        return Err("The tests need Chromium and its chromedriver. Install both, or name them by the variables CHROMIUM and \
                    CHROMEDRIVER."
            .into());
    }
    say::step("installing chromium and chromium-driver by apt-get");
    run(apt(&["update"])?.env("DEBIAN_FRONTEND", "noninteractive"))?;
    run(apt(&["install", "-y", "chromium", "chromium-driver"])?.env("DEBIAN_FRONTEND", "noninteractive"))?;
    match (chromium(), driver()) {
        (Some(chromium), Some(driver)) => Ok(Browser { chromium, driver }),
        _ => Err("apt-get installed chromium and chromium-driver, but they are not found. Name them by the variables CHROMIUM \
                  and CHROMEDRIVER."
            .into()),
    }
}

fn apt(words: &[&str]) -> Attempt<Command> {
    let mut command = if first_line(program("id").arg("-u")).as_deref() == Some("0") {
        program("apt-get")
    } else if on_path("sudo").is_some() {
        let mut command = program("sudo");
        command.arg("apt-get");
        command
    } else {
        return Err(format!(
            "Only root may install packages here, and there is no sudo. As root: apt-get {}",
            words.join(" ")
        ));
    };
    command.args(words);
    Ok(command)
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
