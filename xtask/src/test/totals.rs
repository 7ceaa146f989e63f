//! How many tests passed, read from what the test programs print.

/// Tests by how they ended.
#[derive(Default, Debug, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
}

impl Totals {
    /// Takes in a line of Rust's test harness, of wasm-bindgen's, which prints the same, or of Playwright's list.
    pub(super) fn hear(&mut self, line: &str) {
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
        assert_eq!(totals, Totals { passed, failed, skipped });
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
    fn what_tests_print_is_not_counted() {
        check(&["3 passed the bridge", "12 failed attempts", "passed 4", "7 wonders"], [0, 0, 0]);
    }
}
