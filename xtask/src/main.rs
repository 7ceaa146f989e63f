//! `cargo xtask`: builds Satchel, serves it, tests it, and installs what that takes.
//!
//! A plain program on the standard library alone, so that it compiles in seconds and runs wherever cargo does.
//! Nothing is installed into the system but the browser for the tests; the tools lie in the user's cache folder, by
//! version, and a second checkout finds them there.
//!
//! # What is not here
//!
//! Nothing that ends up in the page: that is the root crate, `public/`, `styles/` and `index.html`.

mod bench;
mod build;
mod cases;
mod data;
mod doctor;
mod finish;
mod lockfile;
mod paths;
mod run;
mod say;
mod serve;
mod sha256;
mod test;
mod tools;

use std::env;
use std::process::ExitCode;

/// What an attempt gave, or a sentence that says what went wrong and what to do.
type Attempt<T = ()> = Result<T, String>;

const USAGE: &str = "\
cargo xtask serve [--dev] [--port N]   builds Satchel and serves it on this machine; --dev rebuilds on change
cargo xtask build                      builds the release into dist/, for any static host
cargo xtask test [PART …] [--kills N]  runs every test, or some of: lint, native, browser, e2e, smoke; kills the browser N times
cargo xtask cases                      says which faults of docs/cases.md have a test, and why the others have none
cargo xtask bench [ARGS …]             measures the release
cargo xtask data WHAT COUNT --out FILE makes records from a seed: leads, deals or mixed; JSON or CSV
cargo xtask doctor                     says what is installed, what is missing and how to get it

For other programs:
cargo xtask static DIR ADDR[/PREFIX]   serves a folder as it is
cargo xtask finish                     finishes a build of Trunk's (its post_build hook)";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match carry_out(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            say::problem(&sentence);
            ExitCode::FAILURE
        }
    }
}

fn carry_out(words: &[&str]) -> Attempt {
    match words {
        ["serve", options @ ..] => serve::serve(&serve::Options::parse(options)?),
        ["build"] => build::release(),
        ["test", parts @ ..] => test::test(parts),
        ["cases"] => cases::cases(),
        ["bench", arguments @ ..] => bench::bench(arguments),
        ["data", arguments @ ..] => data::data(arguments),
        ["doctor"] => doctor::doctor(),
        ["static", folder, address] => serve::folder(folder.as_ref(), address),
        ["finish"] => build::finish_for_trunk(),
        [] | ["help" | "--help" | "-h"] => {
            say::line(USAGE);
            Ok(())
        }
        _ => Err(format!("`{}` is not a command. These are:\n\n{USAGE}", words.join(" "))),
    }
}
