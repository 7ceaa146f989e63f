//! `index.html`: what it asks for, and the page that comes of it.
//!
//! Its `data-trunk` elements are Trunk's vocabulary; we know the few of them that are in use. The rest of the file is
//! kept as it is, less comments and indentation.

use crate::Attempt;

/// What the page may do: run its own scripts and wasm, and talk to nobody else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
                      font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
                      form-action 'none'; require-trusted-types-for 'script'; trusted-types default sw";

/// An element that Trunk, and we, put something in the place of. Each holds the path that it names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Element<'a> {
    Style(&'a str),
    Script(&'a str),
    Icon(&'a str),
    /// A file or a folder that is served under its own name.
    Copy(&'a str),
    /// The app itself.
    App,
}

impl<'a> Element<'a> {
    /// Reads the element that stands on a line, if there is one.
    fn read(line: &'a str) -> Attempt<Option<Element<'a>>> {
        let line = line.trim();
        if !line.starts_with('<') || line.starts_with("<!--") || !line.contains(" data-trunk") {
            return Ok(None);
        }
        let path = |name| attribute(line, name).ok_or_else(|| format!("index.html: `{line}` has no {name}."));
        if line.starts_with("<script ") {
            return Ok(Some(Element::Script(path("src")?)));
        }
        Ok(Some(match attribute(line, "rel") {
            Some("css") => Element::Style(path("href")?),
            Some("icon") => Element::Icon(path("href")?),
            Some("copy-file" | "copy-dir") => Element::Copy(path("href")?),
            Some("rust") => Element::App,
            _ => {
                return Err(format!(
                    "index.html: xtask does not know what to do with `{line}`; teach it in xtask/src/finish.rs."
                ));
            }
        }))
    }
}

/// Every such element, in order.
pub(super) fn elements(html: &str) -> Attempt<Vec<Element<'_>>> {
    html.lines().filter_map(|line| Element::read(line).transpose()).collect()
}

/// The page with something in the place of each element, without comments and indentation.
pub(super) fn rewrite<'a>(
    html: &'a str,
    mut replace: impl FnMut(Element<'a>) -> Attempt<String>,
) -> Attempt<String> {
    let mut page = String::new();
    let mut in_comment = false;
    for line in html.lines().map(str::trim) {
        let begins = line.starts_with("<!--");
        if begins || in_comment {
            in_comment = !line.ends_with("-->");
            continue;
        }
        let text = match Element::read(line)? {
            Some(element) => replace(element)?,
            None => line.to_owned(),
        };
        if !text.is_empty() {
            page.push_str(&text);
            page.push('\n');
        }
    }
    refuse_inline(&page)?;
    Ok(page)
}

/// The page with its policy and its version first in the head.
pub(super) fn with_head(html: &str, version: &str) -> Attempt<String> {
    at_head(html, &format!("{}\n<meta name=\"satchel-version\" content=\"{version}\">", policy()))
}

/// The page with its policy first in the head, before anything that the policy governs.
pub(super) fn with_policy(html: &str) -> Attempt<String> {
    at_head(html, &policy())
}

fn policy() -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")
}

fn at_head(html: &str, first: &str) -> Attempt<String> {
    let head = "<head>";
    let at = html.find(head).ok_or("The page has no <head>.")? + head.len();
    let (before, after) = html.split_at(at);
    Ok(format!("{before}\n{first}{after}"))
}

/// The policy would stop these in the browser; here the build stops, and says where.
fn refuse_inline(page: &str) -> Attempt {
    let offends = |line: &&str| {
        let inline_script = line
            .match_indices("<script")
            .any(|(at, _)| !line[at..].split('>').next().unwrap_or("").contains(" src="));
        inline_script
            || line.contains("<style")
            || line.contains(" style=")
            || line.contains(" on") && has_handler(line)
    };
    match page.lines().find(offends) {
        Some(line) => Err(format!(
            "index.html: `{line}` is inline code or style, which the Content-Security-Policy forbids."
        )),
        None => Ok(()),
    }
}

/// Whether a tag of the line has an attribute such as `onclick`.
fn has_handler(line: &str) -> bool {
    line.split('<')
        .filter_map(|tag| tag.split('>').next())
        .any(|tag| tag.split_whitespace().skip(1).any(|it| it.starts_with("on") && it.contains('=')))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::{Element, elements, rewrite, with_head};

    const PAGE: &str = r#"<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <!-- a remark that
         goes on -->
    <script data-trunk src="public/boot.js"></script>
    <link data-trunk rel="css" href="styles/a.css" />
    <link data-trunk rel="rust" data-bin="satchel" />
    <link rel="manifest" href="m" />
  </head>
"#;

    #[test]
    fn the_elements_are_found_in_their_order() {
        let expected = [Element::Script("public/boot.js"), Element::Style("styles/a.css"), Element::App];
        assert_eq!(elements(PAGE), Ok(expected.to_vec()));
    }

    #[test]
    fn an_element_that_we_do_not_know_is_refused_by_name() {
        let problem = elements(r#"<link data-trunk rel="sass" href="a.scss" />"#).unwrap_err();
        assert!(problem.contains("a.scss"), "{problem}");
    }

    #[test]
    fn what_replaces_an_element_stands_where_it_stood() {
        let page =
            rewrite(PAGE, |element| Ok(if element == Element::App { "APP".into() } else { String::new() }));
        assert_eq!(
            page.as_deref(),
            Ok(
                "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\" />\nAPP\n<link rel=\"manifest\" href=\"m\" />\n</head>\n"
            )
        );
    }

    // Case I11.
    #[test]
    fn the_policy_is_the_first_thing_in_the_head() {
        let page = with_head("<html><head><meta charset>", "1+2").unwrap();
        assert!(page.starts_with(
            "<html><head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
        ));
        assert!(page.ends_with("<meta name=\"satchel-version\" content=\"1+2\"><meta charset>"));
    }

    #[track_caller]
    fn check_refused(line: &str) {
        assert!(rewrite(line, |_| Ok(String::new())).is_err(), "{line}");
    }

    // Case I11.
    #[test]
    fn inline_code_does_not_get_into_the_page() {
        check_refused("<script>go()</script>");
        check_refused("<p style=\"color: red\">x</p>");
        check_refused("<style>p {}</style>");
        check_refused("<button type=\"button\" onclick=\"go()\">x</button>");
        assert!(
            rewrite("<p>depends on = signs</p><script src=\"a.js\"></script>", |_| Ok(String::new())).is_ok()
        );
    }
}
