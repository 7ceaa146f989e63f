//! The copies that this browser keeps from before everything was replaced.

use super::{intake::Intake, numbers::moment};
use crate::ui::kit::live::live;
use crate::{
    platform::{
        snapshots::{self, Snapshot},
        task,
    },
    ui::{format, front::use_desk, kit::button::Button, text::data as words},
};
use domain::query::COUNTED;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A copy, and how many records it says it holds.
#[derive(Clone)]
struct Listed {
    snapshot: Snapshot,
    records: Option<u64>,
}

/// The copies; nothing as long as there are none.
#[component]
pub fn Snapshots(
    /// Shows what one would do.
    intake: Intake,
) -> impl IntoView {
    let desk = use_desk();
    let list = RwSignal::new_local(Vec::<Listed>::new());
    // A copy is made just before something is written.
    Effect::new(move |_| {
        desk.saved_at.track();
        task::run(async move {
            let mut found = Vec::new();
            for snapshot in snapshots::all().await {
                let records = records(&snapshot.head().await);
                found.push(Listed { snapshot, records });
            }
            list.try_set(found);
        });
    });
    let line = move |it: Listed| {
        let (when, records) = (moment(it.snapshot.at), it.records.unwrap_or(0));
        let at = it.snapshot.at;
        let look = move || {
            let found = list.with_untracked(|list| {
                list.iter().find(|it| it.snapshot.at == at).map(|it| it.snapshot.open())
            });
            if let Some(file) = found {
                let name = words::snapshot_of(&moment(at));
                task::run(async move { intake.open(file, name).await });
            }
        };
        view! {
            <tr>
                <th scope="row">{when}</th>
                <td data-align="end">{format::count(usize::try_from(records).unwrap_or(0))}</td>
                <td data-align="end"><Button label=words::look() small=true on_press=look /></td>
            </tr>
        }
    };
    let table = move || {
        view! {
            <section aria-labelledby="snapshots">
                <h2 id="snapshots">{words::snapshots()}</h2>
                <p><small class="faint">{words::snapshots_mean()}</small></p>
                <table class="table" data-variant="plain">
                    <caption class="unseen">{words::snapshots()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::made()}</th>
                            <th scope="col" data-width="number" data-align="end">{words::records()}</th>
                            <th scope="col" data-width="state"><span class="unseen">{words::look()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{list.get().into_iter().map(line).collect_view()}</tbody>
                </table>
            </section>
        }
    };
    live(move || (!list.read().is_empty()).then(table))
}

/// How many records a backup says it holds, from its first lines.
fn records(head: &str) -> Option<u64> {
    let counts = head.split_once("\"counts\":")?.1;
    let counts: BTreeMap<String, u64> = serde_json::from_str(&counts[..=counts.find('}')?]).ok()?;
    Some(COUNTED.iter().filter_map(|it| counts.get(it.name())).sum())
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn a_backup_says_in_its_first_lines_how_much_it_holds() {
        let head = "{\"satchel\":1,\n\"counts\":{\"deal\":3,\"lead\":20,\"stage\":6},\n\"checksum\":\"00\",";
        assert_eq!(records(head), Some(23));
        assert_eq!(records("{\"satchel\":1,\n\"counts\":{\"deal\""), None);
        assert_eq!(records(""), None);
    }
}
