//! What was deleted, and the way back; and, asked for by a word, the end of it.

use crate::{
    platform::clock,
    ui::{
        format,
        front::{Ask, use_desk, use_front},
        kit::{
            button::{Button, Variant},
            dialog::Dialog,
            field::TextField,
            form::FormValues,
            icon::IconName,
            live::live,
        },
        question::Question,
        text::{common, trash as words},
    },
};
use desk::Topic;
use domain::{
    command::{Purge, Restore},
    query::{self, Discarded},
    value::Kind,
};
use leptos::prelude::*;

/// The kinds whose records may lie in the trash.
const TOPICS: [Topic; 10] = [
    Topic::Table(Kind::Lead),
    Topic::Table(Kind::Deal),
    Topic::Table(Kind::Contact),
    Topic::Table(Kind::Company),
    Topic::Table(Kind::Task),
    Topic::Table(Kind::Activity),
    Topic::Table(Kind::Tag),
    Topic::Table(Kind::Source),
    Topic::Table(Kind::Reason),
    Topic::Table(Kind::Rep),
];

/// So many lines are shown before the rest is asked for.
const FEW: usize = 20;

/// What lies in the trash; nothing as long as nothing does.
#[component]
pub fn Trash() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let trash = Memo::new(move |_| desk.read(&TOPICS, query::trash));
    let all = RwSignal::new(false);
    let line = move |it: Discarded| {
        let id = it.id;
        let hanging =
            it.hanging.iter().map(|(kind, count)| common::counted(*count, *kind)).collect::<Vec<_>>();
        view! {
            <tr>
                <th scope="row"><bdi>{it.name.clone()}</bdi></th>
                <td data-from="middle">{common::capital(common::one(id.kind))}</td>
                <td>{format::day_of(it.at, clock::today())}</td>
                <td class="faint" data-from="middle">{hanging.join(", ")}</td>
                <td data-align="end">
                    <Button
                        label=words::restore_named(&it.name)
                        icon=IconName::Undo
                        variant=Variant::Quiet
                        small=true
                        bare=true
                        on_press=move || desk.send(Restore(vec![id]))
                    />
                </td>
            </tr>
        }
    };
    let shown = move || {
        let most = if all.get() { usize::MAX } else { FEW };
        trash.with(|it| it.iter().take(most).cloned().map(line).collect_view())
    };
    let is_cut = move || !all.get() && trash.read().len() > FEW;
    let table = move || {
        view! {
            <section aria-labelledby="trash">
                <div class="section-head">
                    <h2 id="trash">{words::trash()}</h2>
                    <small class="faint">{move || format::count(trash.read().len())}</small>
                    <span class="spread">
                        <Button
                            label=words::restore_all()
                            variant=Variant::Quiet
                            small=true
                            on_press=move || {
                                desk.send(Restore(trash.with_untracked(|it| it.iter().map(|it| it.id).collect())));
                            }
                        />
                        <Button
                            label=words::empty_trash_more()
                            variant=Variant::Quiet
                            small=true
                            on_press=move || front.ask(Ask::EmptyTrash)
                        />
                    </span>
                </div>
                <p><small class="faint">{words::trash_means()}</small></p>
                <table class="table" data-variant="plain">
                    <caption class="unseen">{words::trash()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::record()}</th>
                            <th scope="col" data-width="state" data-from="middle">{words::kind()}</th>
                            <th scope="col" data-width="number">{words::deleted()}</th>
                            <th scope="col" data-from="middle">{words::hanging()}</th>
                            <th scope="col" data-width="owner"><span class="unseen">{words::restore()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{live(shown)}</tbody>
                </table>
                {move || is_cut().then(|| view! {
                    <Button
                        label=words::show_all(trash.read().len())
                        variant=Variant::Quiet
                        small=true
                        on_press=move || all.set(true)
                    />
                })}
            </section>
        }
    };
    let is_there = Memo::new(move |_| !trash.read().is_empty());
    live(move || is_there.get().then(table))
}

/// Asks before the trash is emptied, because that cannot be undone.
#[component]
pub fn EmptyTrash() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let question = Question::new(front.asking);
    let Question { open, mistake, busy, .. } = question;
    // Those that are counted here, and no others, whatever another tab deletes meanwhile.
    let seen = desk.peek(query::trash).into_iter().map(|it| it.id).collect::<Vec<_>>();
    let count = seen.len();
    let submit = Callback::new(move |values: FormValues| {
        if busy.get_untracked() {
            return;
        }
        if !values.text("word").trim().eq_ignore_ascii_case(words::DELETE) {
            return mistake.set(Some(words::delete_word_missing().to_owned()));
        }
        mistake.set(None);
        question.run(Purge(seen.clone()).into(), values);
    });
    let foot = question.foot(words::empty_trash(), Variant::Danger);
    view! {
        <Dialog open title=words::empty_trash() close=common::close() on_submit=submit foot>
            <section>
                <p>{words::will_be_gone(count)}</p>
                <TextField name="word" label=words::type_delete() error=mistake />
            </section>
        </Dialog>
    }
}
