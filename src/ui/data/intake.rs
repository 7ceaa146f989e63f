//! A file on its way in: chosen, read, and either refused or ready to be looked at.

use super::chosen::{Content, read, unlock};
use crate::{
    platform::{files::Chosen, task},
    ui::{
        front::{use_desk, use_front},
        kit::{
            announce::announce,
            button::{Button, Variant},
            toast::make_room,
        },
        text::{data as words, shell::nothing_changed},
    },
};
use domain::{
    import::{Planned, Table, Target},
    wire::Backup,
};
use leptos::prelude::*;
use std::sync::{Arc, PoisonError, RwLock};

/// How far a file is.
#[derive(Clone)]
pub enum Stage {
    /// There is none.
    None,
    /// It is being read.
    Reading(String),
    /// It cannot be read.
    Refused {
        /// What it is called.
        file: String,
        /// Why, as a sentence.
        why: String,
    },
    /// It is a backup that is locked.
    Locked(Arc<Waiting>),
    /// It is a backup.
    Backup(Arc<Received>),
    /// It is a table.
    Table(Arc<Opened>),
    /// It has been imported.
    Done(Arc<Imported>),
}

impl Stage {
    /// How far a file is whose content is known.
    fn of(file: String, content: Content) -> Stage {
        match content {
            Content::Backup(backup) => Stage::Backup(Arc::new(Received { file, backup })),
            Content::Locked(bytes) => Stage::Locked(Arc::new(Waiting { file, bytes })),
            Content::Table(table) => Stage::Table(Arc::new(Opened::new(file, table))),
            Content::Refused(why) => Stage::Refused { file, why },
        }
    }
}

/// A locked file that waits for its passphrase.
pub struct Waiting {
    /// What the file is called.
    pub file: String,
    /// What it is, letter by letter.
    pub bytes: Vec<u8>,
}

/// A backup that was read.
pub struct Received {
    /// What the file is called.
    pub file: String,
    /// What it holds.
    pub backup: Backup,
}

/// A table that was read. The user may say whether its first row holds headings, so it is not quite constant.
pub struct Opened {
    /// What the file is called.
    pub file: String,
    table: RwLock<Table>,
}

impl Opened {
    /// A table that has just been read.
    pub fn new(file: String, table: Table) -> Opened {
        Opened { file, table: RwLock::new(table) }
    }

    /// Looks at it.
    pub fn read<R>(&self, read: impl FnOnce(&Table) -> R) -> R {
        read(&self.table.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Says whether its first row holds headings.
    pub fn set_headings(&self, has_headings: bool) {
        self.table.write().unwrap_or_else(PoisonError::into_inner).set_headings(has_headings);
    }
}

/// A table that was imported, and what came of it.
pub struct Imported {
    /// The table.
    pub opened: Arc<Opened>,
    /// What came of it.
    pub planned: Arc<Planned>,
    /// What its rows were.
    pub target: Target,
}

/// The button that leaves a file alone; toasts leave it in sight. While what it says is being done, it calls that off
/// first, and the file stays.
#[component]
pub fn LeaveFile(
    /// The file.
    intake: Intake,
    /// Whether it is being done.
    busy: RwSignal<bool>,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    make_room("data-acts");
    let leave = move || {
        if !busy.get_untracked() {
            intake.forget();
        } else if desk.cancel() || front.file_out.cancel() {
            announce(nothing_changed());
        }
    };
    view! { <Button label=words::cancel() variant=Variant::Quiet on_press=leave /> }
}

/// The one file that is looked at. Another one takes its place, also while it is being read.
#[derive(Clone, Copy)]
pub struct Intake {
    /// How far it is.
    pub stage: RwSignal<Stage>,
    turn: StoredValue<u32>,
}

impl Intake {
    /// Takes the file that waits, and every one that comes while the screen is there.
    pub fn begin() -> Intake {
        let intake = Intake { stage: RwSignal::new(Stage::None), turn: StoredValue::new(0) };
        let front = use_front();
        Effect::new(move |_| {
            if front.file.with(Option::is_some) {
                task::run(async move {
                    if let Some(file) = front.file.try_update(Option::take).flatten() {
                        intake.open(file).await;
                    }
                });
            }
        });
        intake
    }

    /// Whether a file is being read.
    pub fn is_reading(self) -> Signal<bool> {
        Signal::derive(move || matches!(*self.stage.read(), Stage::Reading(_)))
    }

    /// Leaves the file alone.
    pub fn forget(self) {
        self.turn.try_update_value(|it| *it += 1);
        self.show(Stage::None);
    }

    /// Shows how far the file is, if the screen is still there.
    pub fn show(self, stage: Stage) {
        self.stage.try_set(stage);
    }

    /// Reads a file.
    pub async fn open(self, file: Chosen) {
        let turn = self.turn.try_update_value(|it| {
            *it += 1;
            *it
        });
        self.show(Stage::Reading(file.name().to_owned()));
        // The words must be on the screen before a large file keeps the page busy.
        task::wait(30).await;
        let is_wanted = move || turn.is_some() && self.turn.try_get_value() == turn;
        let content = read(&file, &is_wanted).await;
        // To show it is a piece of work of its own.
        task::breathe().await;
        if is_wanted() {
            self.show(content.map_or(Stage::None, |it| Stage::of(file.name().to_owned(), it)));
        }
    }

    /// Opens a locked backup. Answers whether that was its passphrase.
    pub async fn unlock(self, waiting: &Waiting, passphrase: &str) -> bool {
        let turn = self.turn.try_get_value();
        let content = unlock(&waiting.bytes, passphrase).await;
        let is_right = content.is_some();
        // The reader may have turned to another file.
        if let Some(content) = content.filter(|_| turn.is_some() && self.turn.try_get_value() == turn) {
            self.show(Stage::of(waiting.file.clone(), content));
        }
        is_right
    }
}
