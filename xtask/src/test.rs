//! `cargo xtask test`: every test there is, the cheap ones first.
//!
//! A part that fails does not keep the later ones from running: whoever waits for the machine wants to know all of it.

mod totals;

use std::process::Command;

use crate::run::{cargo, listen, npm, run};
use crate::tools::wasm_target::TARGET;
use crate::tools::{bindgen, browser, engines, node, wasm_target};
use crate::{Attempt, build, cases, paths, say};
use totals::Totals;

/// A part of the tests, in the order of cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Format, clippy for this machine and for the browser, and which cases have a test.
    Lint,
    /// Every crate's tests, on this machine.
    Native,
    /// The storage suite, on `IndexedDB` in Chromium.
    Browser,
    /// Whole journeys in Chromium, on the release.
    E2e,
    /// One journey in Chromium, Firefox and WebKit, on the release.
    Smoke,
}

const PARTS: [(&str, Part); 5] = [
    ("lint", Part::Lint),
    ("native", Part::Native),
    ("browser", Part::Browser),
    ("e2e", Part::E2e),
    ("smoke", Part::Smoke),
];

/// The crates with tests for the browser.
const IN_BROWSER: [&str; 1] = ["storage"];

/// The crate that needs three browsers.
const SMOKE: &str = "smoke";

/// How long, in seconds, the tests of one program may take in the browser, which is slow on a busy machine.
const PATIENCE: &str = "300";

/// What a part came to.
struct Outcome {
    name: &'static str,
    totals: Totals,
    failed: Option<String>,
}

/// Runs the named parts, or all; with `--kills N` the browser is killed so many times by the journeys.
pub(crate) fn test(words: &[&str]) -> Attempt {
    let (names, kills) = options(words)?;
    let outcomes: Vec<Outcome> =
        chosen(&names)?.into_iter().map(|(name, part)| carry_out(name, part, kills)).collect();
    say::line("");
    for outcome in &outcomes {
        for named in &outcome.totals.named {
            say::line(&format!("{}: {named}", outcome.name));
        }
        if let Some(sentence) = &outcome.failed {
            say::line(&format!("{}: {sentence}", outcome.name));
        }
    }
    for line in summary(&outcomes) {
        say::line(&line);
    }
    if outcomes.iter().all(|it| it.failed.is_none()) { Ok(()) } else { Err("Not everything passed.".into()) }
}

fn options<'a>(words: &[&'a str]) -> Attempt<(Vec<&'a str>, Option<u32>)> {
    let Some(at) = words.iter().position(|it| *it == "--kills") else { return Ok((words.to_vec(), None)) };
    let number = words.get(at + 1).and_then(|it| it.parse().ok()).filter(|it| *it > 0);
    let kills = number.ok_or("`--kills` wants a number, such as `--kills 2000`.")?;
    Ok(([&words[..at], &words[at + 2..]].concat(), Some(kills)))
}

fn chosen(names: &[&str]) -> Attempt<Vec<(&'static str, Part)>> {
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|(it, _)| it != *name)) {
        return Err(format!("There is no part `{unknown}`; there are lint, native, browser, e2e and smoke."));
    }
    Ok(PARTS.into_iter().filter(|(it, _)| names.is_empty() || names.contains(it)).collect())
}

fn carry_out(name: &'static str, part: Part, kills: Option<u32>) -> Outcome {
    say::step(&format!("testing: {name}"));
    let mut totals = Totals::default();
    let result = match part {
        Part::Lint => lint(),
        Part::Native => native(&mut totals),
        Part::Browser => in_browser(&mut totals),
        Part::E2e => journeys(&mut totals, kills),
        Part::Smoke => engines(&mut totals),
    };
    Outcome { name, totals, failed: result.err() }
}

/// All four, so that one run shows everything that is to be mended.
fn lint() -> Attempt {
    wasm_target::ensure()?;
    let clippy = |words: &[&str]| {
        run(cargo().arg("clippy").args(words).args(["--keep-going", "--", "-D", "warnings"]))
    };
    let format = run(cargo().args(["fmt", "--all", "--check"]));
    let native = clippy(&["--workspace", "--all-targets"]);
    let wasm = clippy(&[
        "--package",
        "satchel",
        "--package",
        "storage",
        "--features",
        "satchel/split",
        "--target",
        TARGET,
    ]);
    let failures: Vec<String> =
        [format, native, wasm, cases::cases()].into_iter().filter_map(Result::err).collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join(" ")) }
}

fn native(totals: &mut Totals) -> Attempt {
    count(cargo().args(["test", "--workspace", "--exclude", SMOKE, "--no-fail-fast"]), totals)
}

/// The driver is named, because the runner takes any driver that it finds first on `PATH`, Firefox's too.
fn in_browser(totals: &mut Totals) -> Attempt {
    wasm_target::ensure()?;
    let driver = browser::ensure()?.driver;
    let runner = bindgen::ensure()?.test_runner;
    let command = &mut cargo();
    command.args(["test", "--no-fail-fast", "--tests", "--target", TARGET]).args(packages(&IN_BROWSER));
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", PATIENCE);
    count(command, totals)
}

fn journeys(totals: &mut Totals, kills: Option<u32>) -> Attempt {
    let chromium = browser::ensure()?.chromium;
    node::packages(&paths::e2e())?;
    build::release()?;
    let command = &mut npm("npx");
    command.args(["playwright", "test"]).current_dir(paths::e2e()).env("CHROMIUM", chromium);
    if let Some(kills) = kills {
        command.env("SATCHEL_KILLS", kills.to_string());
    }
    if let Ok(program) = std::env::current_exe() {
        command.env("XTASK", program); // Spares the tests' server a look at cargo, which may be busy.
    }
    count(command, totals)
}

/// One engine after the other, so that each has the machine for itself.
fn engines(totals: &mut Totals) -> Attempt {
    let chromium = browser::ensure()?;
    let others = engines::ensure()?;
    build::release()?;
    let command = &mut cargo();
    command.args(["test", "--package", SMOKE, "--", "--test-threads", "1"]);
    command.env("CHROMIUM", chromium.chromium).env("CHROMEDRIVER", chromium.driver).envs(others);
    if let Ok(program) = std::env::current_exe() {
        command.env("XTASK", program);
    }
    count(command, totals)
}

/// Runs a test program and adds up what it says.
fn count(command: &mut Command, totals: &mut Totals) -> Attempt {
    if listen(command, |line| totals.hear(line))? && totals.failed == 0 {
        return Ok(());
    }
    Err(if totals.failed > 0 {
        format!("{} failed; see above.", totals.failed)
    } else {
        "it did not come to its end; see above.".into()
    })
}

fn packages<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().flat_map(|name| ["--package", *name]).collect()
}

/// Two plain lines: what passed in each part, and all of it.
fn summary(outcomes: &[Outcome]) -> [String; 2] {
    let of = |it: &Outcome| match (it.name, &it.failed) {
        ("lint", None) => "lint clean".into(),
        ("lint", Some(_)) => "lint not clean".into(),
        (name, _) => format!("{name} {} passed{}", it.totals.passed, it.totals.others()),
    };
    let mut all = Totals::default();
    for outcome in outcomes {
        all.add(&outcome.totals);
    }
    let broken = outcomes.iter().filter(|it| it.failed.is_some() && it.totals.failed == 0).count();
    [
        outcomes.iter().map(of).collect::<Vec<_>>().join(", "),
        format!("total: {} passed, {} failed, {} skipped", all.passed, all.failed + broken, all.skipped),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Totals, chosen, options, summary};

    fn outcome(name: &'static str, passed: usize, failed: usize, problem: Option<&str>) -> Outcome {
        Outcome {
            name,
            totals: Totals { passed, failed, ..Totals::default() },
            failed: problem.map(Into::into),
        }
    }

    #[test]
    fn parts_run_in_the_order_of_cost_whatever_the_order_of_asking() {
        let names: Vec<_> = chosen(&["e2e", "lint"]).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["lint", "e2e"]);
        assert_eq!(chosen(&[]).unwrap().len(), 5);
        assert!(chosen(&["unit"]).unwrap_err().contains("`unit`"));
    }

    #[test]
    fn a_number_of_kills_stands_anywhere_among_the_parts() {
        assert_eq!(options(&["--kills", "2000", "e2e"]).unwrap(), (vec!["e2e"], Some(2000)));
        assert_eq!(options(&["e2e"]).unwrap(), (vec!["e2e"], None));
        assert!(options(&["e2e", "--kills"]).is_err() && options(&["--kills", "0"]).is_err());
    }

    #[test]
    fn the_summary_says_what_passed_and_what_did_not() {
        let outcomes = [
            outcome("lint", 0, 0, None),
            outcome("native", 312, 0, None),
            outcome("e2e", 30, 1, Some("1 failed")),
        ];
        assert_eq!(
            summary(&outcomes),
            [
                "lint clean, native 312 passed, e2e 30 passed, 1 failed",
                "total: 342 passed, 1 failed, 0 skipped"
            ]
        );
    }

    #[test]
    fn a_part_that_broke_down_counts_as_a_failure() {
        let [_, total] = summary(&[outcome("native", 5, 0, Some("it did not come to its end"))]);
        assert_eq!(total, "total: 5 passed, 1 failed, 0 skipped");
    }
}
