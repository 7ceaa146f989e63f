//! Rules about single files.

use crate::files::sources;

#[track_caller]
fn none(rule: &str, bad: Vec<String>) {
    assert!(bad.is_empty(), "{rule}:\n{}", bad.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    let bad = sources(&[".rs"]).into_iter().filter(|it| !it.text.starts_with("//! ")).map(|it| it.path);
    none("a module begins with `//!`: what it is, why so, what is not here", bad.collect());
}

#[test]
fn colours_stand_in_the_tokens_and_nowhere_else() {
    let functions = ["rgb(", "rgba(", "hsl(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
    let is_colour = |line: &str| functions.iter().any(|it| line.contains(it)) || has_hex(line, |_| true);
    let ours = |path: &str| path.starts_with("styles/") && path != "styles/tokens.css";
    let styles = sources(&[".css"]).into_iter().filter(|it| ours(&it.path));
    let mut bad: Vec<String> = styles.flat_map(|it| it.lines(is_colour)).collect();
    // In code only a text that is nothing but a colour counts: `#06#` is part of a phone number.
    let is_text = |line: &str| {
        functions.iter().any(|it| line.contains(&format!("\"{it}"))) || has_hex(line, |it| it == '"')
    };
    bad.extend(
        sources(&[".rs"]).iter().filter(|it| it.path.starts_with("src/")).flat_map(|it| it.lines(is_text)),
    );
    none("only styles/tokens.css holds literal colours; use what they mean", bad);
}

/// Whether a line holds `#` and three, four, six or eight hexadecimal digits between characters that may stand there.
fn has_hex(line: &str, may_surround: impl Fn(char) -> bool) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let digits = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
        let around = [line[..at].chars().next_back(), line[at + 1 + digits..].chars().next()];
        let is_apart = around
            .iter()
            .flatten()
            .all(|it| !it.is_alphanumeric() && !"-_&".contains(*it) && may_surround(*it));
        matches!(digits, 3 | 4 | 6 | 8) && is_apart
    })
}

#[test]
fn no_text_becomes_markup() {
    let ways = [
        concat!("inner_", "html"),
        concat!("inner", "HTML"),
        concat!("outer", "HTML"),
        concat!("insert_adjacent_", "html"),
        concat!("insertAdjacent", "HTML"),
        concat!("document.", "write"),
    ];
    let of_page = |path: &str| {
        ["src/", "public/", "crates/"].iter().any(|it| path.starts_with(it)) || path == "index.html"
    };
    let pages = sources(&[".rs", ".js", ".html"]).into_iter().filter(|it| of_page(&it.path));
    let bad = pages.flat_map(|it| it.lines(|line| ways.iter().any(|way| line.contains(way))));
    none("what is imported is never markup", bad.collect());
}

#[test]
fn only_the_kit_and_the_platform_touch_the_page() {
    let of_browser = ["web_sys", "js_sys", "wasm_bindgen"];
    let features = sources(&[".rs"]).into_iter();
    let features =
        features.filter(|it| it.path.starts_with("src/ui/") && !it.path.starts_with("src/ui/kit/"));
    let bad = features.flat_map(|it| it.lines(|line| of_browser.iter().any(|name| line.contains(name))));
    none("features compose; what they need of the browser is in src/platform and src/ui/kit", bad.collect());
}

#[test]
fn nothing_is_left_undone() {
    let marks =
        [concat!("to", "do!("), concat!("unimple", "mented!("), concat!("TO", "DO"), concat!("FIX", "ME")];
    let bad = sources(&[".rs", ".js", ".ts", ".css", ".html"]);
    let bad = bad.iter().flat_map(|it| it.lines(|line| marks.iter().any(|mark| line.contains(mark))));
    none("half of a thing is not kept", bad.collect());
}

#[test]
fn no_path_of_one_machine_is_kept() {
    let places = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tm", "p/"), concat!("/home", "/")];
    let kept =
        [".rs", ".md", ".toml", ".css", ".html", ".js", ".ts", ".json", ".yml", ".yaml", ".sh", "/run"];
    let bad = sources(&kept);
    let bad = bad.iter().flat_map(|it| it.lines(|line| places.iter().any(|place| line.contains(place))));
    none("a path of one machine means nothing on another", bad.collect());
}

#[test]
fn a_colour_is_known_when_it_is_seen() {
    for line in ["color: #fff;", "  --a: #12ab34cd;", "background:#0000"] {
        assert!(has_hex(line, |_| true), "{line}");
    }
    for line in ["#main {", "url(x.svg#a1b)", "#12345", "&#8230;", "#[test]"] {
        assert!(!has_hex(line, |_| true), "{line}");
    }
    assert!(has_hex("let it = \"#fff\";", |it| it == '"') && !has_hex("\"*#06#123\"", |it| it == '"'));
}
