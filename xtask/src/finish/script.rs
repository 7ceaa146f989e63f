//! JavaScript without its comments and indentation, and with the names of what it fetches.
//!
//! Nothing else is taken out, and no line is joined to another, so that a script means what it meant. Names stay long:
//! they cost next to nothing once they are compressed.

use crate::{Attempt, build::split::LATER};

/// The app's script, in which `public/boot.js` fetches and compiles the second module: it may have begun long before.
pub(super) fn with_second(glue: &str) -> Attempt<String> {
    let fetch = format!("fetch(new URL(\"{LATER}\", import.meta.url))");
    let ways = [
        (fetch.as_str(), "satchelLater()"),
        ("WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiate(await src, imports)"),
    ];
    ways.iter().try_fold(glue.to_owned(), |glue, (theirs, ours)| match glue.matches(theirs).count() {
        1 => Ok(glue.replace(theirs, ours)),
        _ => Err(format!("The app's script must have {theirs} exactly once; the build writes there.")),
    })
}

/// What a place in a script belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Code,
    /// `${…}` of a template, and how many braces are open in it.
    Hole(usize),
    Template,
}

/// The script without comments, indentation and empty lines.
pub(super) fn strip(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut inside = vec![Inside::Code];
    let mut rest = script;
    while let Some(next) = rest.chars().next() {
        let place = inside.last_mut().expect("the script itself is never left");
        let taken = if *place == Inside::Template {
            template_word(rest)
        } else if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        } else if rest.starts_with("/*") {
            let (comment, after) = rest[2..].split_once("*/").unwrap_or((rest, ""));
            space(&mut kept, if comment.contains('\n') { '\n' } else { ' ' }); // A line's end may stand for a semicolon.
            rest = after;
            continue;
        } else {
            code_word(rest, &kept)
        };
        let (word, after) = rest.split_at(taken);
        rest = after;
        if *place != Inside::Template && next.is_whitespace() {
            space(&mut kept, next);
        } else {
            kept.push_str(word);
            step(&mut inside, word);
        }
    }
    kept.truncate(kept.trim_end().len());
    kept.push('\n');
    kept
}

/// Keeps a space within a line, and one line's end of many; never indentation.
fn space(kept: &mut String, next: char) {
    if next == '\n' {
        kept.truncate(kept.trim_end_matches([' ', '\t']).len());
    }
    if !kept.is_empty() && !kept.ends_with(['\n', ' ']) {
        kept.push(if next == '\n' { '\n' } else { ' ' });
    }
}

/// Follows templates and their holes.
fn step(inside: &mut Vec<Inside>, word: &str) {
    match (inside.last_mut(), word) {
        (Some(Inside::Template), "${") => inside.push(Inside::Hole(0)),
        (Some(Inside::Template), "`") | (Some(Inside::Hole(0)), "}") => drop(inside.pop()),
        (Some(Inside::Code | Inside::Hole(_)), "`") => inside.push(Inside::Template),
        (Some(Inside::Hole(open)), "{") => *open += 1,
        (Some(Inside::Hole(open)), "}") => *open -= 1,
        _ => {}
    }
}

/// How many bytes of a template's text belong together.
fn template_word(rest: &str) -> usize {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('\\'), Some(escaped)) => 1 + escaped.len_utf8(),
        (Some('$'), Some('{')) => 2,
        (Some(it), _) => it.len_utf8(),
        (None, _) => 0,
    }
}

/// How many bytes of code belong together: a string, a regular expression, or one character.
fn code_word(rest: &str, before: &str) -> usize {
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => until(rest, quote, false),
        Some('/') if may_begin_expression(before) => until(rest, '/', true),
        Some(it) => it.len_utf8(),
        None => 0,
    }
}

/// The length of what begins with a mark and ends with it; in `[…]` of a regular expression the mark does not count.
fn until(rest: &str, mark: char, sets: bool) -> usize {
    let (mut escaped, mut in_set) = (false, false);
    for (at, it) in rest.char_indices().skip(1) {
        match it {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if sets => in_set = true,
            ']' => in_set = false,
            _ if it == mark && !in_set => return at + mark.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Whether a value may begin here. If so, a slash begins a regular expression; else it divides.
fn may_begin_expression(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|it: char| !it.is_alphanumeric() && it != '_' && it != '$').next().unwrap_or("");
    if !word.is_empty() {
        return matches!(
            word,
            "return" | "typeof" | "case" | "in" | "of" | "void" | "throw" | "await" | "else" | "do"
        );
    }
    !before.ends_with([')', ']', '}', '"', '\'', '`'])
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        assert_eq!(strip(script), expected);
    }

    #[test]
    fn comments_indentation_and_empty_lines_go() {
        check(
            "/** Says. */\nfunction a() {\n\n    // why\n    return 1; // here\n}\n",
            "function a() {\nreturn 1;\n}\n",
        );
    }

    #[test]
    fn a_comment_over_lines_still_ends_the_line() {
        check("a = b /* x\n y */ (c)", "a = b\n(c)\n");
    }

    #[test]
    fn strings_are_kept() {
        check("x = 'a // b';  y = \"/* \\\" */\";", "x = 'a // b'; y = \"/* \\\" */\";\n");
    }

    #[test]
    fn templates_are_kept_with_what_their_holes_hold() {
        check(
            "x = `a // ${ b /* c */ + `  d  ${e}` }\n   f`; // g",
            "x = `a // ${ b + `  d  ${e}` }\n   f`;\n",
        );
        check("x = `${ {a: {}} } // b`;", "x = `${ {a: {}} } // b`;\n");
    }

    #[test]
    fn a_regular_expression_is_not_a_comment() {
        check("x = /[/]\\/* \"/.exec(y); // z", "x = /[/]\\/* \"/.exec(y);\n");
        check("return /'/.test(a)", "return /'/.test(a)\n");
    }

    #[test]
    fn division_is_not_a_regular_expression() {
        check("x = a / b; y = (c) / d; // '/' e", "x = a / b; y = (c) / d;\n");
    }
}
