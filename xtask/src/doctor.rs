//! `cargo xtask doctor`: what is there, what is missing, how to get it.

use crate::run::{first_line, program};
use crate::tools::{Finding, binaryen, bindgen, browser, engines, node, splitter, wasm_target};
use crate::{Attempt, say};

/// Prints the table. Refuses if something is missing that Satchel cannot install by itself.
pub(crate) fn doctor() -> Attempt {
    let mut findings = Vec::from(wasm_target::findings());
    findings.push(splitter::finding());
    findings.push(bindgen::finding());
    findings.extend(node::findings());
    findings.push(binaryen::finding());
    findings.extend(browser::findings());
    findings.extend(engines::findings());
    findings.push(trunk());
    for line in table(&findings) {
        say::line(&line);
    }
    node::ensure()
}

/// Nobody needs it; who has it can use it.
fn trunk() -> Finding {
    Finding {
        name: "Trunk",
        purpose: "by choice",
        found: first_line(program("trunk").arg("--version")),
        cure: "not needed; `cargo install trunk --locked --version =0.21.14` for `trunk serve`".into(),
    }
}

fn table(findings: &[Finding]) -> Vec<String> {
    let line = |it: &Finding| {
        let state = it.found.as_ref().map_or_else(|| format!("missing: {}", it.cure), String::clone);
        let mark = if it.found.is_some() { "✓" } else { "–" };
        format!("{mark} {:<24}{:<14}{state}", it.name, it.purpose)
    };
    findings.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{Finding, table};

    #[test]
    fn what_is_missing_says_how_to_get_it() {
        let finding = |found: Option<&str>| Finding {
            name: "spoon",
            purpose: "soup",
            found: found.map(Into::into),
            cure: "ask the cook".into(),
        };
        assert_eq!(
            table(&[finding(Some("1.2")), finding(None)]),
            [
                "✓ spoon                   soup          1.2",
                "– spoon                   soup          missing: ask the cook"
            ]
        );
    }
}
