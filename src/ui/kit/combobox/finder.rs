//! What is typed, what is found, what is marked and what was taken: one combobox without its looks.

use leptos::{ev, html::Input, prelude::*};

use crate::ui::kit::choice::Choice;

/// The state of one combobox.
#[derive(Clone, Copy)]
pub(super) struct Finder {
    pub(super) input: NodeRef<Input>,
    pub(super) hidden: NodeRef<Input>,
    pub(super) open: RwSignal<bool>,
    /// What is looked for; nothing until the reader has typed.
    query: RwSignal<String>,
    pub(super) found: Memo<Vec<Line>>,
    pub(super) marked: RwSignal<Option<usize>>,
    taken: StoredValue<Choice>,
    options: Callback<String, Vec<Choice>>,
    create: Option<Callback<String, String>>,
    on_take: Option<Callback<Choice>>,
    repeats: bool,
}

/// A line of the list: a choice, and what it says if that is not its own label.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) choice: Choice,
    pub(super) says: Option<String>,
}

impl Finder {
    pub(super) fn new(
        value: Choice,
        options: Callback<String, Vec<Choice>>,
        create: Option<Callback<String, String>>,
        on_take: Option<Callback<Choice>>,
        repeats: bool,
    ) -> Self {
        let query = RwSignal::new(String::new());
        let found = Memo::new(move |_| {
            let text = query.get();
            let lines = options.run(text.clone());
            lines_of(lines, text.trim(), create.map(|it| it.run(text.trim().to_owned())))
        });
        Self {
            input: NodeRef::new(),
            hidden: NodeRef::new(),
            open: RwSignal::new(false),
            query,
            found,
            marked: RwSignal::new(None),
            taken: StoredValue::new(value),
            options,
            create,
            on_take,
            repeats,
        }
    }

    fn text(self) -> String {
        self.input.get_untracked().map(|it| it.value()).unwrap_or_default()
    }

    pub(super) fn open(self) {
        if !self.open.get_untracked() {
            self.query.set(String::new());
            self.marked.set(None);
            self.open.set(true);
        }
    }

    fn close(self) {
        self.marked.set(None);
        self.open.set(false);
    }

    pub(super) fn typed(self) {
        let text = self.text();
        if let Some(hidden) = self.hidden.get_untracked() {
            hidden.set_value("");
        }
        self.marked.set((self.create.is_none() && !text.trim().is_empty()).then_some(0));
        self.query.set(text);
        self.open.set(true);
    }

    /// Takes a choice and tells whoever asked, if it is another than before.
    pub(super) fn take(self, choice: Choice) {
        self.close();
        if self.repeats {
            return self.take_and_go_on(choice);
        }
        if let Some(input) = self.input.get_untracked() {
            input.set_value(&choice.label);
        }
        if let Some(hidden) = self.hidden.get_untracked() {
            hidden.set_value(&choice.value);
        }
        if self.taken.with_value(|it| *it != choice) {
            self.taken.set_value(choice.clone());
            if let Some(on_take) = self.on_take {
                on_take.run(choice);
            }
        }
    }

    /// Takes a choice and is ready for the next.
    fn take_and_go_on(self, choice: Choice) {
        if let Some(on_take) = self.on_take.filter(|_| choice != Choice::default()) {
            if let Some(input) = self.input.get_untracked() {
                input.set_value("");
            }
            self.query.set(String::new());
            on_take.run(choice);
        }
    }

    /// The focus has left. What was typed and not taken stands there still, where one is taken after the other.
    pub(super) fn left(self) {
        if !self.repeats {
            self.settle();
        } else if !self.open.is_disposed() {
            self.close();
        }
    }

    /// Makes up its mind about a text that was typed and not chosen.
    pub(super) fn settle(self) {
        if self.open.is_disposed() {
            return; // The field leaves the page with the focus in it.
        }
        let text = self.text().trim().to_owned();
        let taken = self.taken.get_value();
        if text.is_empty() {
            self.take(Choice::default());
        } else if text == taken.label {
            self.take(taken);
        } else if let Some(exact) =
            self.options.run(text.clone()).into_iter().find(|it| same(&it.label, &text))
        {
            self.take(exact);
        } else if self.create.is_some() {
            self.take(Choice::new("", text));
        } else {
            self.take(taken);
        }
    }

    pub(super) fn keyed(self, event: ev::KeyboardEvent) {
        let is_open = self.open.get_untracked();
        let len = self.found.with_untracked(Vec::len);
        let marked = self.marked.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !is_open => self.open(),
            "ArrowDown" if len > 0 => self.marked.set(Some(marked.map_or(0, |it| (it + 1) % len))),
            "ArrowUp" if len > 0 => self.marked.set(Some(marked.map_or(len - 1, |it| (it + len - 1) % len))),
            "Enter" => {
                let line = marked
                    .filter(|_| is_open)
                    .and_then(|it| self.found.with_untracked(|all| all.get(it).cloned()));
                match line {
                    Some(line) => self.take(line.choice),
                    // The form may be sent by this very key, so the mind is made up first.
                    None => return self.settle(),
                }
            }
            "Escape" if is_open => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// What the list shows: what was found, and at its end what can be made of the text, unless there is
/// one of that very name.
fn lines_of(found: Vec<Choice>, text: &str, create: Option<String>) -> Vec<Line> {
    let exists = found.iter().any(|it| same(&it.label, text));
    let made = create.filter(|says| !text.is_empty() && !exists && !says.is_empty());
    let lines = found.into_iter().map(|choice| Line { choice, says: None });
    lines.chain(made.map(|says| Line { choice: Choice::new("", text), says: Some(says) })).collect()
}

fn same(label: &str, text: &str) -> bool {
    label.to_lowercase() == text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Choice, lines_of};

    fn says(found: &[&str], text: &str) -> Vec<String> {
        let found = found.iter().map(|it| Choice::new(*it, *it)).collect();
        let lines = lines_of(found, text, Some(format!("Create {text}")));
        lines.into_iter().map(|it| it.says.unwrap_or(it.choice.label)).collect()
    }

    #[test]
    fn what_was_typed_can_be_made_after_what_was_found() {
        assert_eq!(says(&["Acme Corp"], "Acme"), ["Acme Corp", "Create Acme"]);
    }

    #[test]
    fn nothing_is_made_twice_nor_of_nothing() {
        assert_eq!(says(&["Acme"], "acme"), ["Acme"]);
        assert_eq!(says(&["Acme"], ""), ["Acme"]);
    }
}
