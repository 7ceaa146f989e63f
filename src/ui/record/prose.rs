//! What somebody wrote: the text as it is, and a link wherever a web address or an e-mail address stands in it.
//!
//! It is cut into pieces and each is drawn as text; nothing of it is ever markup. What is not surely an address stays
//! what it is. The search goes through a text once, however it is made.

use super::links;
use domain::value::Email;
use leptos::prelude::*;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// A web address as it was written, and where it leads.
    Web(&'a str, String),
    /// An e-mail address as it was written, and where it leads.
    Mail(&'a str, String),
}

/// A text with its links.
pub fn prose(text: &str) -> AnyView {
    pieces(text).into_iter().map(drawn).collect_view().into_any()
}

fn drawn(piece: Piece<'_>) -> AnyView {
    match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Web(text, href) => {
            let text = text.to_owned();
            view! { <a href=href target="_blank" rel="noopener noreferrer"><bdi>{text}</bdi></a> }.into_any()
        }
        Piece::Mail(text, href) => {
            let text = text.to_owned();
            view! { <a href=href><bdi>{text}</bdi></a> }.into_any()
        }
    }
}

/// The pieces of a text, which together are the text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Up to where the text is told, and up to where it is looked through.
    let (mut told, mut at) = (0, 0);
    let mut before = None;
    while let Some(letter) = text[at..].chars().next() {
        let found = if letter == '@' {
            mail(text, told, at)
        } else if before.is_none_or(|it: char| !it.is_ascii_alphanumeric() && !"@/.-_".contains(it)) {
            web(text, at)
        } else {
            None
        };
        let Some((start, end, piece)) = found else {
            at += letter.len_utf8();
            before = Some(letter);
            continue;
        };
        if let Some(piece) = piece {
            if told < start {
                pieces.push(Piece::Text(&text[told..start]));
            }
            pieces.push(piece);
            told = end;
        }
        before = text[..end].chars().next_back();
        at = end;
    }
    if told < text.len() {
        pieces.push(Piece::Text(&text[told..]));
    }
    pieces
}

/// Where something begins and ends that looks like an address, and the link that it is, if it is one.
type Found<'a> = (usize, usize, Option<Piece<'a>>);

/// A web address that begins here.
fn web(text: &str, at: usize) -> Option<Found<'_>> {
    let rest = &text[at..];
    let begins = |with: &str| rest.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
    let is_bare = begins("www.");
    if !is_bare && !begins("https://") && !begins("http://") {
        return None;
    }
    let whole = &rest[..rest.find(ends_web).unwrap_or(rest.len())];
    let written = trimmed(whole);
    let after = written.split_once("://").map_or(written, |it| it.1);
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    // What stands before an @ only looks like the place where it leads.
    let is_place = !host.contains('@') && (!is_bare || host.split('.').count() > 2);
    let href = Some(written).filter(|_| is_place).and_then(links::web);
    // What looks like an address and is none is passed over as a whole, so that nothing is looked through twice.
    let end = at + if href.is_some() { written.len() } else { whole.len() };
    Some((at, end, href.map(|href| Piece::Web(written, href))))
}

/// Whether a letter ends a web address: blanks, quotes, and what is not seen or turns the direction of writing.
fn ends_web(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || "<>\"`\\|“”„«»‹›،؛؟。、，！？；：「」『』（）【】".contains(letter)
}

/// Without the marks of the sentence around it, and without brackets that were opened before it.
fn trimmed(mut text: &str) -> &str {
    while let Some(last) = text.chars().next_back() {
        let opened = match last {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '‘' | '*' | '…' => '\0',
            _ => break,
        };
        if opened != '\0' && is_balanced(text, opened, last) {
            break;
        }
        text = &text[..text.len() - last.len_utf8()];
    }
    text
}

fn is_balanced(text: &str, opened: char, closed: char) -> bool {
    let count = |of| text.chars().filter(|it| *it == of).count();
    count(opened) >= count(closed)
}

/// An e-mail address around an `@`. What stands before `told` is part of another.
fn mail(text: &str, told: usize, at: usize) -> Option<Found<'_>> {
    let is_name = |it: char| it.is_alphanumeric() || "._%+-".contains(it);
    let name = &text[told..at];
    let begin = name
        .rfind(|it| !is_name(it))
        .map_or(0, |it| it + name[it..].chars().next().map_or(1, char::len_utf8));
    let start = told + begin + name[begin..].find(|it: char| !matches!(it, '.' | '-' | '%')).unwrap_or(0);
    let rest = &text[at + 1..];
    let host =
        &rest[..rest.find(|it: char| !it.is_alphanumeric() && it != '.' && it != '-').unwrap_or(rest.len())];
    let next = rest[host.len()..].chars().next();
    let host = host.trim_end_matches(['.', '-']);
    let before = text[..start].chars().next_back();
    let is_host = host.contains('.')
        && host.split('.').all(|it| !it.is_empty() && !it.starts_with('-'))
        && host
            .rsplit('.')
            .next()
            .is_some_and(|it| it.chars().count() > 1 && !it.chars().all(char::is_numeric));
    let stands_alone = next != Some('@') && !matches!(before, Some('/' | '@'));
    let end = at + 1 + host.len();
    let email: Email = text[start..end].parse().ok().filter(|_| start < at && is_host && stands_alone)?;
    Some((start, end, Some(Piece::Mail(&text[start..end], links::mail(&email)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with its links in brackets, each with where it leads if that is not what is written.
    fn marked(text: &str) -> String {
        let told = pieces(text).into_iter().map(|it| match it {
            Piece::Text(text) => text.to_owned(),
            Piece::Web(text, href) if text == href => format!("[{text}]"),
            Piece::Mail(text, href) if href == format!("mailto:{text}") => format!("[{text}]"),
            Piece::Web(text, href) | Piece::Mail(text, href) => format!("[{text}={href}]"),
        });
        told.collect()
    }

    fn as_it_is(text: &str) {
        assert_eq!(pieces(text), if text.is_empty() { vec![] } else { vec![Piece::Text(text)] }, "{text}");
    }

    #[test]
    fn addresses_in_a_text_are_links() {
        for (text, expected) in [
            ("See https://x.example/a?b=c#d today", "See [https://x.example/a?b=c#d] today"),
            ("HTTP://X.example", "[HTTP://X.example]"),
            ("www.x.example/a", "[www.x.example/a=https://www.x.example/a]"),
            ("ana@x.example, bo.lee+crm@y.example", "[ana@x.example], [bo.lee+crm@y.example]"),
            ("a\nhttps://x.example\nb", "a\n[https://x.example]\nb"),
            ("https://x.example https://y.example", "[https://x.example] [https://y.example]"),
            ("mailto:ana@x.example", "mailto:[ana@x.example]"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn the_marks_of_a_sentence_are_no_part_of_an_address() {
        for (text, expected) in [
            ("It is https://x.example.", "It is [https://x.example]."),
            ("(https://x.example/a)", "([https://x.example/a])"),
            ("https://x.example/a_(b)", "[https://x.example/a_(b)]"),
            ("(see https://x.example/a_(b)).", "(see [https://x.example/a_(b)])."),
            ("[https://x.example]", "[[https://x.example]]"),
            (
                "“https://x.example”, \"www.x.example\"!",
                "“[https://x.example]”, \"[www.x.example=https://www.x.example]\"!",
            ),
            ("<https://x.example>", "<[https://x.example]>"),
            ("https://x.example/?!…", "[https://x.example/]?!…"),
            ("ana@x.example.", "[ana@x.example]."),
            ("<ana@x.example>;('bo@y.example')", "<[ana@x.example]>;('[bo@y.example]')"),
            ("...ana@x.example---", "...[ana@x.example]---"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    // Case I3.
    #[test]
    fn nothing_else_in_a_text_is_a_link() {
        for text in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt://x.example/%0aalert(1)",
            "xhttps://x.example",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x file:///etc/passwd ftp://x.example",
            "https://",
            "https:// x.example",
            "https:///x.example",
            "https://\u{202e}x.example",
            "https://bank.example@evil.example/",
            "http://ana:secret@x.example",
            "www. www.. www.x www.-",
            "//x.example",
            "x.example",
            "@x.example",
            "ana@",
            "ana@x",
            "ana@x.1",
            "ana@@x.example",
            "ana@x..example",
            "ana@x.example@y.example",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<img src=x onerror=alert(1)>",
        ] {
            as_it_is(text);
        }
    }

    #[test]
    fn a_quote_or_a_bracket_ends_an_address_and_slips_nothing_in() {
        for (text, expected) in [
            ("https://x.example/\"onmouseover=\"alert(1)", "[https://x.example/]\"onmouseover=\"alert(1)"),
            ("https://x.example/<script>", "[https://x.example/]<script>"),
            ("https://x.example/\u{202e}moc", "[https://x.example/]\u{202e}moc"),
            ("ana@x.example?bcc=eve@evil.example", "[ana@x.example]?bcc=[eve@evil.example]"),
            ("a&b@x.example", "a&[b@x.example]"),
            ("50%@x.example", "[50%@x.example=mailto:50%25@x.example]"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn addresses_in_any_writing_are_links() {
        for (text, expected) in [
            ("Siehe https://bücher.example/straße, ja", "Siehe [https://bücher.example/straße], ja"),
            ("見てhttps://x.example/ページ。次", "見て[https://x.example/ページ]。次"),
            ("راجع https://x.example، شكرا", "راجع [https://x.example]، شكرا"),
            ("jörg@bücher.example", "[jörg@bücher.example=mailto:j%C3%B6rg@b%C3%BCcher.example]"),
            ("👋https://x.example/👋", "👋[https://x.example/👋]"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn a_text_is_the_sum_of_its_pieces_however_it_is_made() {
        let parts = ["https://", "www.", "x.example", "@", "(", ")", " ", "é", "\"", ".", "\u{202e}", "ana"];
        for nth in 0..parts.len().pow(4) {
            let text: String = (0..4).map(|it| parts[nth / parts.len().pow(it) % parts.len()]).collect();
            let told: String = pieces(&text)
                .iter()
                .map(|it| match it {
                    Piece::Text(text) | Piece::Web(text, _) | Piece::Mail(text, _) => *text,
                })
                .collect();
            assert_eq!(told, text);
        }
    }
}
