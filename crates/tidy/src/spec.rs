//! The rules of `docs/spec.md` and the tests that prove them name each other.

use crate::files::sources;
use std::collections::{BTreeMap, BTreeSet};

/// A rule is told as `- **C3** …`, once.
fn rules() -> BTreeSet<String> {
    let spec =
        sources(&["spec.md"]).into_iter().find(|it| it.path == "docs/spec.md").expect("there is a spec");
    let ids = spec.text.lines().filter_map(|line| line.strip_prefix("- **")?.split_once("** "));
    let mut rules = BTreeSet::new();
    for (id, sentence) in ids {
        assert!(is_id(id), "{id} is no number of a rule");
        assert!(sentence.ends_with('.'), "{id} is a sentence");
        assert!(rules.insert(id.to_owned()), "{id} stands twice");
    }
    rules
}

/// A letter and a number.
fn is_id(text: &str) -> bool {
    let (letter, number) = text.split_at(text.len().min(1));
    letter.bytes().all(|it| it.is_ascii_alphabetic())
        && !number.is_empty()
        && number.bytes().all(|it| it.is_ascii_digit())
}

/// The numbers with which names of functions begin, and where.
fn proofs() -> BTreeMap<String, String> {
    let mut proofs = BTreeMap::new();
    for source in sources(&[".rs"]) {
        for line in source.text.lines().map(str::trim_start) {
            let name = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
            let id = name.and_then(|it| it.split_once('_')).map(|it| it.0).filter(|it| is_id(it));
            if let Some(id) = id {
                proofs.insert(id.to_ascii_uppercase(), format!("{}: {line}", source.path));
            }
        }
    }
    proofs
}

#[test]
fn every_rule_has_a_test_and_every_number_a_rule() {
    let (rules, proofs) = (rules(), proofs());
    assert!(rules.len() > 50, "the spec was not found");
    let unproven: Vec<_> = rules.iter().filter(|it| !proofs.contains_key(*it)).collect();
    assert!(unproven.is_empty(), "no test begins with {unproven:?}");
    let unruled: Vec<_> = proofs.iter().filter(|it| !rules.contains(it.0)).collect();
    assert!(unruled.is_empty(), "docs/spec.md has no such rules: {unruled:#?}");
}
