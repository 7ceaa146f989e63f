//! What README.md promises: in the words of the app's own help, and each promise with cases that a test shows.

use super::{Cases, Id, Named};

/// What stands between these two headings is promised.
const HEADINGS: (&str, &str) = ("### What is promised\n", "### What is not promised\n");

/// A promise, and the cases that are to show it.
#[derive(PartialEq, Eq, Debug)]
struct Promise<'a> {
    sentence: &'a str,
    cases: Vec<Id>,
}

/// Where a promise is not kept by tests, or the help of the app says something else, in sentences.
pub(super) fn broken(readme: &str, help: &str, cases: &Cases, named: &Named) -> Vec<String> {
    let promises = promised(readme);
    if promises.is_empty() {
        return vec!["README.md promises nothing.".into()];
    }
    let mut said = Vec::new();
    for (at, Promise { sentence, cases: shown_by }) in promises.iter().enumerate() {
        let number = at + 1;
        if shown_by.is_empty() {
            said.push(format!("Promise {number} of README.md names no case."));
        }
        let without = shown_by.iter().filter(|id| !cases.contains_key(id) || !named.contains_key(id));
        said.extend(
            without.map(|id| format!("Promise {number} of README.md names {id}, which no test shows.")),
        );
        if !help.contains(&format!("\"{sentence}\"")) {
            said.push(format!("Promise {number} of README.md is not what the help of the app says."));
        }
    }
    said
}

/// The numbered lines between the headings.
fn promised(readme: &str) -> Vec<Promise<'_>> {
    let (begin, end) = HEADINGS;
    let between = readme.split_once(begin).and_then(|it| it.1.split_once(end)).map_or("", |it| it.0);
    let lines = between.lines().filter_map(|line| {
        let (number, text) = line.split_once(". ")?;
        number.parse::<u8>().is_ok().then_some(text)
    });
    lines.map(promise).collect()
}

fn promise(line: &str) -> Promise<'_> {
    let ids = |it: &str| it.strip_suffix(')').map(Id::parse_all).unwrap_or_default();
    match line.rsplit_once(" (").map(|(sentence, rest)| (sentence, ids(rest))) {
        Some((sentence, cases)) if !cases.is_empty() => Promise { sentence, cases },
        _ => Promise { sentence: line, cases: Vec::new() },
    }
}

#[cfg(test)]
mod tests {
    use super::{super::listed, *};

    const README: &str = "### What is promised\n\nWords.\n\n1. It is kept (in full). (A1, A10)\n2. It is fast.\n\n### What is not promised\n\n- 3. Much. (A1)\n";

    #[test]
    fn promises_are_read_with_their_cases() {
        let cases = vec![Id('A', 1), Id('A', 10)];
        assert_eq!(
            promised(README),
            [
                Promise { sentence: "It is kept (in full).", cases },
                Promise { sentence: "It is fast.", cases: Vec::new() }
            ]
        );
    }

    #[test]
    fn a_promise_needs_tests_and_is_the_one_in_the_app() {
        let cases = listed("| A1 | One | tested |\n| A10 | Ten | not yet |").unwrap();
        let named = [(Id('A', 1), [String::from("a.rs")].into())].into();
        assert_eq!(
            broken(README, "[\"It is kept (in full).\", \"It is quick.\"]", &cases, &named),
            [
                "Promise 1 of README.md names A10, which no test shows.",
                "Promise 2 of README.md names no case.",
                "Promise 2 of README.md is not what the help of the app says.",
            ]
        );
        assert_eq!(broken("", "", &cases, &named), ["README.md promises nothing."]);
    }
}
