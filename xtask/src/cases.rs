//! `cargo xtask cases`: which cases of `docs/cases.md` have a test, and why the others have none.
//!
//! The page and the tests each name the other, so that neither can promise alone: a case that is called tested and that
//! no test names is a fault, and so is a test that names a case which is called untested or which nobody knows.
//!
//! A journey names its cases at the head of its title, `test('E1, E7: …'`. A test in Rust has them in a line over it,
//! `// Cases E2, E5.`: its name may begin with a rule of `docs/spec.md`, which are numbered alike.
//!
//! What README.md promises names cases, too: each must have a test.

mod promises;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::{Attempt, paths, say};

/// What the page says of a case that has a test.
const TESTED: &str = "tested";

/// Where the app says what it promises.
const HELP: &str = "src/ui/text/promises.rs";

/// Folders without tests of ours.
const MADE: [&str; 3] = ["node_modules", "target", "test-results"];

/// What a case is, and `tested` or why it is not.
struct Case {
    title: String,
    state: String,
}

type Cases = BTreeMap<Id, Case>;

/// Where each case is named, by its id.
type Named = BTreeMap<Id, BTreeSet<String>>;

/// A letter and a number, in the order of people: A2 stands before A10.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Id(char, u8);

impl Id {
    fn parse(text: &str) -> Option<Id> {
        let mut letters = text.chars();
        let letter = letters.next().filter(char::is_ascii_uppercase)?;
        let digits = letters.as_str();
        let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        is_number.then(|| digits.parse().ok()).flatten().map(|number| Id(letter, number))
    }

    /// Ids with commas between them; nothing unless all of them are some.
    fn parse_all(text: &str) -> Vec<Id> {
        text.split(", ").map(Id::parse).collect::<Option<_>>().unwrap_or_default()
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.0, self.1)
    }
}

/// Prints the figures, and fails if the page and the tests disagree.
pub(crate) fn cases() -> Attempt {
    let cases = listed(&read("docs/cases.md")?)?;
    let named = named()?;
    for line in report(&cases, &named) {
        say::line(&line);
    }
    let mut disagreements = disagreements(&cases, &named);
    disagreements.extend(promises::broken(&read("README.md")?, &read(HELP)?, &cases, &named));
    if disagreements.is_empty() { Ok(()) } else { Err(disagreements.join("\n")) }
}

fn read(file: &str) -> Attempt<String> {
    fs::read_to_string(paths::root().join(file)).map_err(|why| format!("{file} cannot be read: {why}."))
}

/// The rows of the page's tables that begin with an id.
fn listed(page: &str) -> Attempt<Cases> {
    let mut cases = Cases::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", id, title, state, ""] = cells[..] else { continue };
        let Some(id) = Id::parse(id) else { continue };
        let case = Case { title: title.to_owned(), state: state.to_owned() };
        if cases.insert(id, case).is_some() {
            return Err(format!("docs/cases.md has {id} twice."));
        }
    }
    if cases.is_empty() { Err("docs/cases.md has no table of cases.".into()) } else { Ok(cases) }
}

/// All that tests name.
fn named() -> Attempt<Named> {
    let mut named = Named::new();
    for folder in ["crates", "src", "tests", "xtask"] {
        walk(&paths::root().join(folder), &mut named)?;
    }
    Ok(named)
}

fn walk(folder: &Path, named: &mut Named) -> Attempt {
    let said = |why| format!("{} cannot be read: {why}.", folder.display());
    for entry in fs::read_dir(folder).map_err(said)? {
        let path = entry.map_err(said)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !MADE.contains(&name.as_str()) {
                walk(&path, named)?;
            }
            continue;
        }
        let read: fn(&str) -> Vec<Id> = match name.split_once('.') {
            Some((_, "spec.ts")) => in_journeys,
            Some((_, "rs")) => in_rust,
            _ => continue,
        };
        let text =
            fs::read_to_string(&path).map_err(|why| format!("{} cannot be read: {why}.", path.display()))?;
        let shown = path.strip_prefix(paths::root()).unwrap_or(&path).display().to_string();
        for id in read(&text) {
            named.entry(id).or_default().insert(shown.clone());
        }
    }
    Ok(())
}

/// The ids at the heads of the titles of Playwright's tests.
fn in_journeys(text: &str) -> Vec<Id> {
    let titles =
        text.lines().filter_map(|line| line.trim_start().strip_prefix("test(")?.strip_prefix(['\'', '`']));
    titles.filter_map(|it| it.split_once(": ")).flat_map(|(head, _)| Id::parse_all(head)).collect()
}

/// The ids in the lines over tests.
fn in_rust(text: &str) -> Vec<Id> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_over_test = |at: usize| {
        let mut rest = lines[at + 1..].iter().filter(|it| !it.starts_with("//")).peekable();
        let attribute = rest.peek().is_some_and(|it| it.starts_with("#[") && it.contains("test"));
        attribute && rest.find(|it| !it.starts_with("#[")).is_some_and(|it| it.contains("fn "))
    };
    let ids = |line: &str| {
        let rest = line.strip_prefix("// Case")?;
        Some(Id::parse_all(rest.strip_prefix('s').unwrap_or(rest).trim().strip_suffix('.')?))
    };
    let lines_with_ids = lines.iter().enumerate().filter_map(|(at, line)| Some((at, ids(line)?)));
    lines_with_ids.filter(|(at, _)| is_over_test(*at)).flat_map(|(_, ids)| ids).collect()
}

/// How many have a test, and each that has none with its reason.
fn report(cases: &Cases, named: &Named) -> Vec<String> {
    let with = cases.keys().filter(|it| named.contains_key(it)).count();
    let mut lines =
        vec![format!("cases: {with} of {} have a test, {} have none", cases.len(), cases.len() - with)];
    let without = cases.iter().filter(|(id, _)| !named.contains_key(id));
    lines.extend(without.map(|(id, case)| format!("  {id} {}: {}", case.title, case.state)));
    lines
}

/// Where the page and the tests say different things, in sentences.
fn disagreements(cases: &Cases, named: &Named) -> Vec<String> {
    let untold = cases.iter().filter(|(_, case)| case.state.is_empty());
    let unproven = cases.iter().filter(|(id, case)| case.state == TESTED && !named.contains_key(id));
    let untold = untold.map(|(id, _)| format!("docs/cases.md does not say why {id} has no test."));
    let unproven = unproven.map(|(id, _)| format!("docs/cases.md calls {id} tested, and no test names it."));
    let others = named.iter().filter_map(|(id, places)| {
        let places = places.iter().map(String::as_str).collect::<Vec<_>>().join(" and ");
        match cases.get(id) {
            Some(case) if case.state == TESTED => None,
            Some(_) => Some(format!("{places} shows {id}, and docs/cases.md does not call it tested.")),
            None => Some(format!("{places} names {id}, which docs/cases.md does not know.")),
        }
    });
    untold.chain(unproven).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::{Id, Named, disagreements, in_journeys, in_rust, listed, report};
    use std::collections::BTreeSet;

    const PAGE: &str = "\
| id | what happens | shown |
|---|---|---|
| A2 | Half a write | tested |
| A10 | Killed | It takes an hour. |
";

    fn by(ids: &[Id]) -> Named {
        ids.iter().map(|id| (*id, BTreeSet::from(["a.rs".to_owned()]))).collect()
    }

    #[test]
    fn what_is_named_is_counted_and_what_is_not_has_its_reason() {
        let cases = listed(PAGE).unwrap();
        let named = by(&[Id('A', 2)]);
        assert_eq!(
            report(&cases, &named),
            ["cases: 1 of 2 have a test, 1 have none", "  A10 Killed: It takes an hour."]
        );
        assert!(disagreements(&cases, &named).is_empty());
    }

    #[test]
    fn neither_the_page_nor_a_test_promises_alone() {
        let cases = listed(PAGE).unwrap();
        assert_eq!(
            disagreements(&cases, &by(&[Id('A', 10), Id('Z', 1)])),
            [
                "docs/cases.md calls A2 tested, and no test names it.",
                "a.rs shows A10, and docs/cases.md does not call it tested.",
                "a.rs names Z1, which docs/cases.md does not know.",
            ]
        );
    }

    #[test]
    fn a_case_stands_once() {
        assert!(listed(&format!("{PAGE}| A2 | Again | tested |")).is_err());
        assert!(listed("nothing").is_err());
    }

    #[test]
    fn titles_of_journeys_are_read() {
        let text = "test('E1, E7: a backup', async () => {\n  test(`B2: a ${x}`, f);\ntest('001-24, E3: no', f);\n// test('no: E4'";
        assert_eq!(in_journeys(text), [Id('E', 1), Id('E', 7), Id('B', 2)]);
    }

    #[test]
    fn only_lines_over_tests_are_read() {
        let text = "// Cases E2, E5.\n/// More.\n#[test]\nfn b2_it() {}\n// Case E3.\nfn helper() {}\n// Case in point.\n#[test]\n";
        assert_eq!(in_rust(text), [Id('E', 2), Id('E', 5)]);
    }
}
