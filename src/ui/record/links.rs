//! Links out of the app: only what is surely a web address, an e-mail address or a phone number becomes one.

use domain::value::{Email, Phone};
use leptos::prelude::*;

/// A web address that may stand in a link: http or https, spelt out or with neither scheme nor blank.
///
/// Everything else (`javascript:`, `data:`, control characters, blanks inside) stays text.
pub fn web(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(|it| it.is_whitespace() || it.is_control() || it == '\\') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if let Some(rest) = rest {
        return rest.starts_with(|it: char| it.is_alphanumeric() || it == '[').then(|| text.to_owned());
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_host = name.contains('.')
        && name.split('.').all(|it| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '-'));
    let is_port = port.is_none_or(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    (is_host && is_port).then(|| format!("https://{text}"))
}

/// The address of a mail to someone. Everything but the address itself is encoded, so nothing can be slipped in.
pub fn mail(email: &Email) -> String {
    let mut out = "mailto:".to_owned();
    for byte in email.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || b"@.-_+~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.extend(["%", &format!("{byte:02X}")]);
        }
    }
    out
}

/// The address of a call: digits and a leading plus, and the extension as RFC 3966 writes it.
pub fn call(phone: &Phone) -> String {
    let extension = phone.extension().map(|it| format!(";ext={it}")).unwrap_or_default();
    format!("tel:{}{extension}", phone.digits())
}

/// A web address as people say it: without the scheme.
pub fn shown(text: &str) -> String {
    text.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned()
}

/// At whose place it is, of a web address as [`shown`] tells it.
pub fn host(shown: &str) -> String {
    shown.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

/// A web address as a link that knows nothing of us, or as the text it is.
pub fn website(text: String) -> AnyView {
    match web(&text) {
        Some(href) => {
            let shown = shown(&text);
            view! { <a class="clip" href=href target="_blank" rel="noopener noreferrer"><bdi>{shown}</bdi></a> }.into_any()
        }
        None => view! { <bdi>{text}</bdi> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Case I3.
    #[test]
    fn only_web_addresses_become_links() {
        for (text, href) in [
            ("nordlys.example", Some("https://nordlys.example")),
            ("https://example.no/x?y#z", Some("https://example.no/x?y#z")),
            ("HTTP://Example.NO", Some("HTTP://Example.NO")),
            ("example.no:8080/a", Some("https://example.no:8080/a")),
            ("javascript:alert(1)", None),
            ("JaVaScRiPt:alert(1)", None),
            ("java\tscript:alert(1)", None),
            ("data:text/html,x", None),
            ("vbscript:x", None),
            ("//evil.example", None),
            ("https:javascript", None),
            ("https:// evil", None),
            ("https://\u{1}x", None),
            ("a.b:javascript", None),
            ("not a link", None),
            ("", None),
        ] {
            assert_eq!(web(text).as_deref(), href, "{text}");
        }
    }

    // Case I4.
    #[test]
    fn nothing_is_slipped_into_a_mail_or_a_call() {
        let email = "a@b?bcc=x&body=y".parse().expect("an address");
        assert_eq!(mail(&email), "mailto:a@b%3Fbcc%3Dx%26body%3Dy");
        let phone = "*#06#123".parse().expect("a number");
        assert_eq!(call(&phone), "tel:06123");
    }

    #[test]
    fn an_extension_is_no_part_of_the_number_that_is_dialled() {
        let of = |text: &str| call(&text.parse().expect(text));
        assert_eq!(of("+1 212 555 0199 ext. 12"), "tel:+12125550199;ext=12");
        assert_eq!(of("+44 20 7946 0000 x305"), "tel:+442079460000;ext=305");
        assert_eq!(of("0151 2345678 / 089 998877"), "tel:01512345678");
    }
}
