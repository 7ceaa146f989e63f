//! Debian's packages, for what a test needs and cannot be kept in the cache folder.

use std::process::Command;

use crate::run::{first_line, on_path, program, run};
use crate::{Attempt, say};

/// Installs packages, or says what to install where there is no apt-get.
pub(crate) fn install(packages: &[&str], otherwise: &str) -> Attempt {
    if on_path("apt-get").is_none() {
        return Err(otherwise.into());
    }
    say::step(&format!("installing {} by apt-get", packages.join(", ")));
    run(&mut apt(&["update"])?)?;
    run(&mut apt(&[&["install", "-y"], packages].concat())?)
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
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
