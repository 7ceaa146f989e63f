//! Other programs, started and listened to.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Attempt, paths, say};

/// A program, started in the checkout.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(paths::root());
    command
}

/// The cargo that started us, so that the toolchain stays the same.
pub(crate) fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program that npm brings; on Windows these are scripts with an ending.
pub(crate) fn npm(name: &str) -> Command {
    program(if cfg!(windows) { format!("{name}.cmd") } else { name.into() })
}

/// Runs a program, its words going to the terminal.
pub(crate) fn run(command: &mut Command) -> Attempt {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status}); it says why above.", shown(command)))
    }
}

/// The first line that a program prints, if it can be run; for asking versions.
pub(crate) fn first_line(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok().filter(|it| it.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next()?.trim().to_owned())
}

/// Runs a program, shows each line that it prints and hands it to `hear`; true if it ended well.
pub(crate) fn listen(command: &mut Command, mut hear: impl FnMut(&str)) -> Attempt<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    let output = child.stdout.take().expect("it is piped");
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        say::line(&line);
        hear(&line);
    }
    let status = child.wait().map_err(|error| format!("`{}` was lost: {error}.", shown(command)))?;
    Ok(status.success())
}

/// Where a program lies, if `PATH` has it.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&name)).find(|it| it.is_file())
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` cannot be run: {error}. `cargo xtask doctor` says what is missing.", shown(command))
}

fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(name).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
