//! What `docs/requirements.md` says is shown by a test is shown by one: a test that was renamed would leave the page
//! pointing at nothing.

use crate::files::{Source, sources};

/// The ends of lines that name a test: `` `path`: title ``.
fn named(page: &str) -> Vec<(&str, &str)> {
    let cells = page.lines().filter_map(|line| line.strip_suffix(" |")?.rsplit_once("| `"));
    cells.filter_map(|(_, cell)| cell.split_once("`: ")).collect()
}

#[test]
fn every_test_that_the_requirements_name_is_there() {
    let pages = sources(&["requirements.md"]);
    let page = pages.iter().find(|it| it.path == "docs/requirements.md").expect("there is a page");
    let tests = sources(&[".rs", ".spec.ts"]);
    let begins_a_test = |line: &str| ["test(", "fn "].iter().any(|it| line.trim_start().starts_with(it));
    let is_there = |path: &str, title: &str| {
        let holds = |it: &Source| it.text.lines().any(|line| begins_a_test(line) && line.contains(title));
        tests.iter().any(|it| it.path == path && holds(it))
    };
    let named = named(&page.text);
    assert!(named.len() > 40, "the table was not found");
    let missing: Vec<_> = named.into_iter().filter(|(path, title)| !is_there(path, title)).collect();
    assert!(missing.is_empty(), "these tests are not there: {missing:#?}");
}
