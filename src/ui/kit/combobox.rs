//! A field that finds: type a little, choose from what is found, or make what was typed.
//!
//! It follows the combobox pattern of ARIA 1.2: the focus stays in the box, arrow keys move through the
//! list below it, Enter takes the marked line, Escape closes the list. Where a new one can be made no
//! line is marked until the reader asks for one, so that Enter never ties a record to another that only
//! begins alike.

use leptos::{
    ev,
    html::{Input, Ul},
    prelude::*,
};

use super::{
    choice::Choice,
    field::{Ids, frame, invalid},
    place::{self, Align},
};
use crate::platform::dom;

/// Finds and takes one of many.
///
/// A form reads two fields: `name` is the value of what was taken, empty if it is to be made or if
/// nothing was; `name-text` is what stands in the box.
#[component]
pub fn Combobox(
    /// What it is called when the form is read.
    #[prop(into)]
    name: String,
    /// What it is called on the page.
    #[prop(into)]
    label: String,
    /// Has a name, but shows none: the place says what it is for.
    #[prop(optional)]
    unseen_label: bool,
    /// What it begins with.
    #[prop(optional)]
    value: Choice,
    /// What is found for a text, best first; for no text, what is likely. A few dozen at most.
    #[prop(into)]
    options: Callback<String, Vec<Choice>>,
    /// What the line says that makes a new one of the text ("Create “Acme”"). Without it only what is
    /// found can be taken.
    #[prop(into, optional)]
    create: Option<Callback<String, String>>,
    /// What the list says when it has nothing ("No company found").
    #[prop(into)]
    nothing: String,
    /// What stands there while it is empty.
    #[prop(into, optional)]
    placeholder: Option<String>,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Has the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// Hears what was taken: a choice; one to be made, which has a label and no value; or nothing at all.
    #[prop(into, optional)]
    on_take: Option<Callback<Choice>>,
) -> impl IntoView {
    let ids = Ids::new(hint.is_some());
    let initial = value.clone();
    let it = Finder::new(value, options, create, on_take);
    let list = format!("{}l", ids.control);
    let (controls, marked) = (list.clone(), list.clone());
    let control = view! {
        <input type="hidden" name=name.clone() value=initial.value node_ref=it.hidden />
        <input
            class="input"
            type="text"
            role="combobox"
            id=ids.control.clone()
            name=format!("{name}-text")
            node_ref=it.input
            value=initial.label
            placeholder=placeholder
            autocomplete="off"
            spellcheck="false"
            autofocus=autofocus
            aria-autocomplete="list"
            aria-expanded=move || if it.open.get() { "true" } else { "false" }
            aria-controls=move || it.open.get().then(|| controls.clone())
            aria-activedescendant=move || it.marked.get().map(|at| format!("{marked}{at}"))
            aria-invalid=invalid(error)
            aria-describedby=ids.described(error)
            on:input=move |_| it.typed()
            on:click=move |_| it.open()
            on:keydown=move |event| it.keyed(event)
            on:blur=move |_| it.settle()
        />
        {move || it.open.get().then(|| found_list(it, list.clone(), nothing.clone()))}
    };
    frame(ids, label, unseen_label, hint, error, control.into_any())
}

/// The state of one combobox.
#[derive(Clone, Copy)]
struct Finder {
    input: NodeRef<Input>,
    hidden: NodeRef<Input>,
    open: RwSignal<bool>,
    /// What is looked for; nothing until the reader has typed.
    query: RwSignal<String>,
    found: Memo<Vec<Line>>,
    marked: RwSignal<Option<usize>>,
    taken: StoredValue<Choice>,
    options: Callback<String, Vec<Choice>>,
    create: Option<Callback<String, String>>,
    on_take: Option<Callback<Choice>>,
}

/// A line of the list: a choice, and what it says if that is not its own label.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    choice: Choice,
    says: Option<String>,
}

impl Finder {
    fn new(
        value: Choice,
        options: Callback<String, Vec<Choice>>,
        create: Option<Callback<String, String>>,
        on_take: Option<Callback<Choice>>,
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
        }
    }

    fn text(self) -> String {
        self.input.get_untracked().map(|it| it.value()).unwrap_or_default()
    }

    fn open(self) {
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

    fn typed(self) {
        let text = self.text();
        if let Some(hidden) = self.hidden.get_untracked() {
            hidden.set_value("");
        }
        self.marked.set((self.create.is_none() && !text.trim().is_empty()).then_some(0));
        self.query.set(text);
        self.open.set(true);
    }

    /// Takes a choice and tells whoever asked, if it is another than before.
    fn take(self, choice: Choice) {
        self.close();
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

    /// Makes up its mind about a text that was typed and not chosen.
    fn settle(self) {
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

    fn keyed(self, event: ev::KeyboardEvent) {
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
    let made = create.filter(|_| !text.is_empty() && !exists);
    let lines = found.into_iter().map(|choice| Line { choice, says: None });
    lines.chain(made.map(|says| Line { choice: Choice::new("", text), says: Some(says) })).collect()
}

fn same(label: &str, text: &str) -> bool {
    label.to_lowercase() == text.to_lowercase()
}

fn found_list(it: Finder, id: String, nothing: String) -> impl IntoView {
    let list = NodeRef::<Ul>::new();
    Effect::new(move |_| {
        it.found.track();
        if let (Some(list), Some(input)) = (list.get(), it.input.get_untracked()) {
            dom::show_popover(&list);
            let anchor = dom::rect(&input);
            dom::set_style(&list, "--w", &dom::px(anchor.width));
            let place = place::beside(anchor, dom::rect(&list), dom::screen(), Align::Start);
            dom::set_style(&list, "--x", &dom::px(place.left));
            dom::set_style(&list, "--y", &dom::px(place.top));
            dom::set_style(&list, "--room", &dom::px(place.room));
        }
    });
    Effect::new(move |_| {
        it.marked.track();
        if let Some(marked) = list.get().and_then(|it| dom::first(&it, "[aria-selected=true]")) {
            dom::reveal(&marked);
        }
    });
    let label = it.input.get_untracked().and_then(|it| it.get_attribute("aria-label"));
    let id_of_line = id.clone();
    let lines = move || {
        let lines = it.found.get();
        if lines.is_empty() {
            let nothing = nothing.clone();
            return view! { <li role="option" aria-disabled="true" aria-selected="false" class="faint">{nothing}</li> }
                .into_any();
        }
        let line = |(at, line)| list_line(it, format!("{id_of_line}{at}"), at, line);
        lines.into_iter().enumerate().map(line).collect_view().into_any()
    };
    view! {
        <ul
            class="listbox"
            role="listbox"
            popover="manual"
            id=id
            aria-label=label
            node_ref=list
            // The focus, and with it the text, stays in the box.
            on:mousedown=|event| event.prevent_default()
        >
            {lines}
        </ul>
    }
}

fn list_line(it: Finder, id: String, at: usize, line: Line) -> impl IntoView {
    let Line { choice, says } = line;
    let taken = choice.clone();
    let is_new = says.is_some();
    view! {
        <li
            role="option"
            id=id
            aria-selected=move || if it.marked.get() == Some(at) { "true" } else { "false" }
            data-new=is_new.then_some("")
            on:click=move |_| it.take(taken.clone())
        >
            <bdi class="clip">{says.unwrap_or(choice.label)}</bdi>
            {(!choice.detail.is_empty()).then(|| view! { <small class="faint clip">{choice.detail}</small> })}
        </li>
    }
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
