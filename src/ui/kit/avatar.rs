//! Who: initials on a quiet tint.

use leptos::prelude::*;

/// How large a face is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// In a line of text.
    #[default]
    Normal,
    /// In a list of people.
    Large,
    /// At the head of a record.
    Huge,
}

/// A person's, or with square corners a company's, initials.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: String,
    /// Which tint, 1 to 4; any other number is the neutral one.
    #[prop(optional)]
    person: u8,
    /// What the picture says to those who cannot see it ("Owner: Ingrid Solheim"). Without it the
    /// picture is decoration, because the name stands beside it.
    #[prop(into, optional)]
    label: Option<String>,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Square corners, for a company.
    #[prop(optional)]
    square: bool,
) -> impl IntoView {
    let person = ["1", "2", "3", "4"].get(usize::from(person).wrapping_sub(1)).copied();
    let size = match size {
        AvatarSize::Normal => None,
        AvatarSize::Large => Some("large"),
        AvatarSize::Huge => Some("huge"),
    };
    view! {
        <span
            class="avatar"
            data-person=person
            data-size=size
            data-shape=square.then_some("square")
            role=label.is_some().then_some("img")
            aria-hidden=label.is_none().then_some("true")
            title=label.clone()
            aria-label=label
        >
            {initials(&name)}
        </span>
    }
}

/// The first letters of the first and the last word. Upper case is the style sheet's.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|it| it.chars().find(|it| it.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ingrid Solheim"), "IS");
        assert_eq!(initials("Dr Annelie von Hohenstein-Radziwiłł"), "DH");
        assert_eq!(initials("Cher"), "C");
        assert_eq!(initials("山田太郎"), "山");
    }

    #[test]
    fn words_without_a_letter_have_no_initial() {
        assert_eq!(initials("(Ada) & Söhne"), "AS");
        assert_eq!(initials("— —"), "");
        assert_eq!(initials(""), "");
    }
}
