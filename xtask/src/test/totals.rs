//! How many tests passed and which did not, read from what the test programs print.

/// Tests by how they ended.
#[derive(Default, Debug)]
pub(super) struct Totals {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
    /// What each of those is called that failed, or that passed at the second try.
    pub(super) named: Vec<String>,
    /// What Playwright is naming.
    pub(super) naming: Option<&'static str>,
}

impl Totals {
    /// Takes in a line of Rust's test harness, of wasm-bindgen's, which prints the same, or of Playwright's list.
    pub(super) fn hear(&mut self, line: &str) {
        self.hear_names(line);
        let rust = line.trim().strip_prefix("test result:");
        let list = rust.map_or(line, |it| it.split_once('.').map_or(it, |(_, counts)| counts));
        // Playwright has each count on a line of its own, as in `  12 passed (9.8s)`.
        for part in list.split(';') {
            let mut words = part.split_whitespace();
            let (Some(Ok(number)), Some(kind)) = (words.next().map(str::parse::<usize>), words.next()) else {
                continue;
            };
            if rust.is_none() && words.next().is_some_and(|it| !it.starts_with('(')) {
                continue; // A sentence that happens to begin with a number.
            }
            match kind {
                "passed" | "flaky" => self.passed += number,
                "failed" | "interrupted" => self.failed += number,
                "ignored" | "skipped" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Rust's harness names what failed when it does; Playwright names it at the end, and what failed only at first.
    fn hear_names(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("test ").and_then(|it| it.strip_suffix(" ... FAILED")) {
            self.named.push(format!("failed: {name}"));
        }
        match (line.strip_prefix("    "), self.naming) {
            (Some(name), Some(how)) if name.contains(" › ") => {
                self.named.push(format!("{how}: {}", name.trim_end_matches(['─', ' '])));
            }
            _ => {
                let mut words = line.split_whitespace();
                let counts = words.next().is_some_and(|it| it.parse::<usize>().is_ok());
                self.naming = match words.next() {
                    Some("failed" | "interrupted") if counts => Some("failed"),
                    Some("flaky") if counts => Some("passed at the second try"),
                    _ => None,
                };
            }
        }
    }

    pub(super) fn add(&mut self, other: &Totals) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// What there is besides the passed ones, to be said after them.
    pub(super) fn others(&self) -> String {
        let said = |number: usize, kind: &str| {
            if number == 0 { String::new() } else { format!(", {number} {kind}") }
        };
        said(self.failed, "failed") + &said(self.skipped, "skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::Totals;

    #[track_caller]
    fn check(lines: &[&str], [passed, failed, skipped]: [usize; 3]) {
        let mut totals = Totals::default();
        for line in lines {
            totals.hear(line);
        }
        assert_eq!([totals.passed, totals.failed, totals.skipped], [passed, failed, skipped]);
    }

    #[test]
    fn results_of_several_rust_programs_are_added_up() {
        check(
            &[
                "running 4 tests",
                "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
                "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.00s",
            ],
            [5, 2, 1],
        );
    }

    #[test]
    fn a_list_of_playwright_is_understood() {
        check(
            &[
                "Running 10 tests using 2 workers",
                "  1 failed",
                "    shell.spec.ts:3:1 › it starts",
                "  2 skipped",
                "  7 passed (23.7s)",
            ],
            [7, 1, 2],
        );
    }

    #[test]
    fn what_did_not_pass_at_once_is_named() {
        let mut totals = Totals::default();
        for line in [
            "test rules::no_path_is_kept ... FAILED",
            "test rules::nothing_is_left ... ok",
            "  1) tabs.spec.ts:9:1 › two tabs ────────",
            "  1 failed",
            "    tabs.spec.ts:9:1 › two tabs ────────",
            "  1 flaky",
            "    shell.spec.ts:3:1 › it starts ───────",
            "  8 passed (23.7s)",
        ] {
            totals.hear(line);
        }
        assert_eq!(
            totals.named,
            [
                "failed: rules::no_path_is_kept",
                "failed: tabs.spec.ts:9:1 › two tabs",
                "passed at the second try: shell.spec.ts:3:1 › it starts",
            ]
        );
        assert_eq!([totals.passed, totals.failed], [9, 1]);
    }

    #[test]
    fn what_tests_print_is_not_counted() {
        check(&["3 passed the bridge", "12 failed attempts", "passed 4", "7 wonders"], [0, 0, 0]);
    }
}
