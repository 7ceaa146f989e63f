//! The service worker: the template with the version and its files written in.

use super::Part;
use crate::Attempt;

/// Fills `public/sw.js`.
pub(super) fn fill(template: &str, version: &str, parts: &[Part]) -> Attempt<String> {
    let pairs: Vec<String> = parts.iter().map(|it| format!("['{}', '{}']", it.name, it.integrity)).collect();
    let filled = put(template, "version", &format!("'{version}'"))?;
    put(&filled, "assets", &format!("[\n{}]", pairs.join(",\n")))
}

/// Puts JavaScript in the place of `'{{name}}'`.
fn put(template: &str, name: &str, value: &str) -> Attempt<String> {
    let place = format!("'{{{{{name}}}}}'");
    if template.matches(&place).count() != 1 {
        return Err(format!("public/sw.js must have {place} exactly once; the build writes there."));
    }
    Ok(template.replace(&place, value))
}

#[cfg(test)]
mod tests {
    use super::{Part, fill};

    #[test]
    fn the_worker_names_its_version_and_every_part() {
        let part = |name: &str| Part { name: name.into(), integrity: "sha256-x".into() };
        assert_eq!(
            fill("v = '{{version}}'; m = new Map('{{assets}}');", "1+a", &[part("a.js"), part("b.css")])
                .as_deref(),
            Ok("v = '1+a'; m = new Map([\n['a.js', 'sha256-x'],\n['b.css', 'sha256-x']]);")
        );
    }

    #[test]
    fn a_template_without_a_place_is_refused() {
        assert!(fill("m = '{{assets}}'", "1", &[]).is_err());
    }
}
