//! The style sheets, as one file.
//!
//! They are bundled in the order of their links, which is the order of the layers, and made smaller in the one way that
//! cannot change them: by leaving out comments and the white space that nothing depends on.

use std::fs;
use std::path::Path;

use super::files_in;
use super::page::Element;
use crate::Attempt;

/// Every linked sheet, one after another. Refuses if a sheet is not linked, because nobody would miss it.
pub(super) fn bundle(elements: &[Element<'_>], root: &Path) -> Attempt<String> {
    let linked: Vec<&str> = elements
        .iter()
        .filter_map(|it| if let Element::Style(path) = it { Some(*path) } else { None })
        .collect();
    for file in files_in(&root.join("styles"))? {
        let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        if !linked.contains(&path.as_str()) {
            return Err(format!(
                "{path} is not linked. Add <link data-trunk rel=\"css\" href=\"{path}\" /> to index.html, or delete the file."
            ));
        }
    }
    let mut css = String::new();
    for path in linked {
        let sheet = fs::read_to_string(root.join(path))
            .map_err(|error| format!("{path} cannot be read: {error}."))?;
        shrink(&sheet, &mut css);
    }
    Ok(css)
}

/// Appends a sheet without comments and needless white space. Strings and `url(…)` are kept as they are.
fn shrink(sheet: &str, css: &mut String) {
    let mut rest = sheet;
    let mut space = false; // White space was met and may still matter.
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest[2..].split_once("*/").map_or("", |(_, after)| after);
            space = true; // `a/**/b` are two words.
            continue;
        }
        let taken = word(rest);
        let (text, after) = rest.split_at(taken);
        rest = after;
        if next.is_whitespace() {
            space = true;
            continue;
        }
        let before = css.chars().next_back();
        if space && !before.is_none_or(ends) && !begins(next) {
            css.push(' ');
        }
        space = false;
        css.push_str(text);
    }
}

/// How many bytes belong together: a string, an unquoted address, or one character.
fn word(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with(['"', '\'']) {
        return quoted(rest);
    }
    if rest.starts_with("url(") && !rest[4..].trim_start().starts_with(['"', '\'']) {
        return rest.find(')').map_or(rest.len(), |end| end + 1);
    }
    first
}

fn quoted(rest: &str) -> usize {
    let quote = rest.chars().next();
    let mut escaped = false;
    for (at, it) in rest.char_indices().skip(1) {
        if !escaped && Some(it) == quote {
            return at + 1;
        }
        escaped = !escaped && it == '\\';
    }
    rest.len()
}

/// White space after these never matters. Not `:` of a selector's start, nor `)`, `+` and `-`, which do need it.
fn ends(it: char) -> bool {
    matches!(it, '{' | '}' | ';' | ',' | ':' | '(')
}

/// White space before these never matters. Not `:`, because `a :hover` is not `a:hover`.
fn begins(it: char) -> bool {
    matches!(it, '{' | '}' | ';' | ',' | ')')
}

#[cfg(test)]
mod tests {
    use super::shrink;

    #[track_caller]
    fn check(sheet: &str, expected: &str) {
        let mut css = String::new();
        shrink(sheet, &mut css);
        assert_eq!(css, expected);
    }

    #[test]
    fn comments_and_indentation_go() {
        check(
            "/* head */\n@layer a, b;\n.card {\n  color: red; /* why */\n  margin: 0 auto;\n}\n",
            "@layer a,b;.card{color:red;margin:0 auto;}",
        );
    }

    #[test]
    fn space_that_means_something_stays() {
        check(
            "a :hover > b {\n width: calc(1px + (2px - 3px));\n}",
            "a :hover > b{width:calc(1px + (2px - 3px));}",
        );
        check(
            "@media (width < 48rem) and (scripting: none) {}",
            "@media (width < 48rem) and (scripting:none){}",
        );
        check("a/* x */b {}", "a b{}");
        check("a {\n  font: 1px /\n    2px x;\n}", "a{font:1px / 2px x;}");
    }

    #[test]
    fn strings_and_addresses_stay_as_they_are() {
        check(
            "a::after { content: \"{ /* no */  }\\\" ;\" ; }",
            "a::after{content:\"{ /* no */  }\\\" ;\";}",
        );
        check("a { background: url( data:x;y,{ } ) ; }", "a{background:url( data:x;y,{ } );}");
        check("a { --face: 'Segoe  UI' , serif }", "a{--face:'Segoe  UI',serif}");
    }

    #[test]
    fn two_sheets_do_not_run_into_each_other() {
        let mut css = String::new();
        shrink("a {}\n", &mut css);
        shrink("b {}\n", &mut css);
        assert_eq!(css, "a{}b{}");
    }
}
