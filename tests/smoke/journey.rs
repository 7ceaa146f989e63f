//! The way through the app, the same in each engine: from the first visit to a won deal, in two tabs, without a line, out as a
//! file, to nothing, and back in.

use crate::{
    Attempt,
    engine::Engine,
    machine::{Folder, Host},
    page::{DIALOG, Page, button, field, text, within},
};
use fantoccini::{
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
    key::Key,
    wd::WindowHandle,
};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

const LEAD: &str = "Marguerite Okafor-Lindqvist";
const EMAIL: &str = "marguerite@nordlicht.example";
const DEAL: &str = "Parcel lockers, 40 sites";
const SAID: &str = "Wants forty lockers before summer.";
const OTHER: &str = "Zoë Łukasik";
const THIRD: &str = "Sibusiso";

/// All of it.
pub(crate) async fn travel(engine: &Engine, page: &Page, folder: &Folder, host: &mut Host) -> Attempt {
    let home = host.home();
    page.open(&home).await?;
    capture(page).await?;
    convert(page).await?;
    win(page).await?;
    page.reload().await?;
    stands(page, "Won").await?;
    page.see(&format!("{}//header[contains(translate(., ',', ''), '48000')]", column("Won"))).await?;
    lacks(page, engine).await?;
    let tabs = two_tabs(page, &home).await?;
    away(page, folder, &tabs, &home).await?;
    without_line(page, host).await?;
    let backup = save(page, folder).await?;
    erase(page, &tabs).await?;
    bring_back(page, &backup).await?;
    page.quiet().await
}

/// The first visit: what one works with, a lead, and a call.
async fn capture(page: &Page) -> Attempt {
    page.see(&text("Nothing in the satchel yet")).await?;
    page.press("//label[contains(@class, 'way')][contains(., 'Leads and deals')]").await?;
    page.press(&button("New lead")).await?;
    page.fill(&within(DIALOG, &field("Name")), LEAD).await?;
    page.fill(&within(DIALOG, &field("E-mail")), EMAIL).await?;
    page.fill(&within(DIALOG, &field("Interest")), DEAL).await?;
    page.press(&within(DIALOG, &button("Add lead"))).await?;
    page.gone(DIALOG).await?;
    page.see(&heading(LEAD)).await?;
    page.press("//*[@role='tab'][contains(., 'Call')]").await?;
    page.fill(&field("What was said?"), SAID).await?;
    page.press(&button("Log call")).await?;
    page.see(&text(SAID)).await.map(drop)
}

/// The lead becomes a deal.
async fn convert(page: &Page) -> Attempt {
    page.press(&button("Convert anyway")).await?;
    page.fill(&within(DIALOG, &field("Value")), "48000").await?;
    page.press(&within(DIALOG, &button("Convert lead"))).await?;
    page.gone(DIALOG).await?;
    page.see(&heading(DEAL)).await.map(drop)
}

/// The deal goes over the board: by mouse, by keys, by menu, and a step back and forth.
async fn win(page: &Page) -> Attempt {
    page.go("Pipeline").await?;
    let card = stands(page, "Qualified to Buy").await?;
    carry(page, &card, &column("Proposal Sent")).await?;
    let card = stands(page, "Proposal Sent").await?;
    page.focus(&card, "a").await?;
    page.keys(" ").await?;
    page.keys(&char::from(Key::Right).to_string()).await?;
    page.keys(" ").await?;
    stands(page, "Negotiation").await?;
    page.press(&format!("{}//button[starts-with(@aria-label, 'Move ')]", column("Negotiation"))).await?;
    page.press("//*[@role='menu']//*[starts-with(@role, 'menuitem')][contains(., 'Won')]").await?;
    stands(page, "Won").await?;
    page.keys(&format!("{}z", char::from(Key::Control))).await?;
    stands(page, "Negotiation").await?;
    page.keys(&format!("{}{}z", char::from(Key::Control), char::from(Key::Shift))).await?;
    stands(page, "Won").await?;
    page.settled().await
}

/// The settings tell what this browser cannot do, and nothing else.
async fn lacks(page: &Page, engine: &Engine) -> Attempt {
    page.go("Settings").await?;
    page.press(&button("This device")).await?;
    page.see("//h2[.='This browser']").await?;
    let told = page.ask("return [...document.querySelectorAll('[aria-labelledby=this-browser] dt')].map((it) => it.textContent)").await?;
    if told == json!(engine.lacks) {
        Ok(())
    } else {
        Err(format!("the settings tell that this lacks {told}"))
    }
}

/// What is done in one tab is seen in the other.
async fn two_tabs(page: &Page, home: &str) -> Attempt<[WindowHandle; 2]> {
    let tabs = page.another_tab(&format!("{home}#/leads")).await?;
    page.to(&tabs[0]).await?;
    page.go("Leads").await?;
    add(page, OTHER).await?;
    page.to(&tabs[1]).await?;
    page.see(&named(OTHER)).await?;
    Ok(tabs)
}

/// The page that saves a copy without the app; what another tab writes meanwhile is seen by whoever comes back.
async fn away(page: &Page, folder: &Folder, tabs: &[WindowHandle; 2], home: &str) -> Attempt {
    page.to(&tabs[0]).await?;
    page.go("Leads").await?;
    page.leave(&format!("{home}rescue.html")).await?;
    page.press(&button("Save a copy")).await?;
    whole(&folder.downloaded(page).await?, &[EMAIL, DEAL, SAID, "Łukasik"])?;
    page.to(&tabs[1]).await?;
    add(page, THIRD).await?;
    page.to(&tabs[0]).await?;
    page.back().await?;
    page.see(&named(THIRD)).await.map(drop)
}

/// Adds a lead by keys.
async fn add(page: &Page, name: &str) -> Attempt {
    page.keys("c").await?;
    page.fill(&within(DIALOG, &field("Name")), name).await?;
    page.keys(&format!("{}{}", char::from(Key::Control), char::from(Key::Enter))).await?;
    page.gone(DIALOG).await?;
    page.see(&heading(name)).await?;
    page.go("Leads").await
}

/// The second visit works although nobody answers any more.
async fn without_line(page: &Page, host: &mut Host) -> Attempt {
    page.is("the service worker keeps the page", "return Boolean(navigator.serviceWorker.controller)")
        .await?;
    host.down();
    page.reload().await?;
    page.go("Pipeline").await?;
    stands(page, "Won").await?;
    page.go("Reports").await?;
    host.up().await
}

/// Everything leaves as a file.
async fn save(page: &Page, folder: &Folder) -> Attempt<PathBuf> {
    page.go("Data").await?;
    page.press(&button("Save a backup")).await?;
    let file = folder.downloaded(page).await?;
    whole(&file, &[EMAIL, DEAL, SAID, "Łukasik", THIRD])?;
    Ok(file)
}

/// A file holds all of this.
fn whole(file: &Path, all: &[&str]) -> Attempt {
    let text = fs::read_to_string(file).map_err(|why| format!("{}: {why}", file.display()))?;
    match all.iter().find(|it| !text.contains(**it)) {
        None => Ok(()),
        Some(it) => Err(format!("{} lacks {it}", file.display())),
    }
}

/// Nothing is left, and the other tab says so.
async fn erase(page: &Page, tabs: &[WindowHandle; 2]) -> Attempt {
    page.press(&button("Erase this browser…")).await?;
    page.fill(&within(DIALOG, &field("Type ERASE to go on")), "erase").await?;
    page.press(&within(DIALOG, &button("Erase everything"))).await?;
    page.see("//dialog[@open][contains(., 'This browser is erased')]").await?;
    page.to(&tabs[1]).await?;
    page.see("//dialog[@open][contains(., 'erased in another tab')]").await?;
    page.client.close_window().await.map_err(|why| format!("closing a tab: {why}"))?;
    page.to(&tabs[0]).await?;
    page.press(&within(DIALOG, &button("Begin anew"))).await?;
    page.loaded().await?;
    page.see(&text("Nothing in the satchel yet")).await.map(drop)
}

/// The file brings everything back.
async fn bring_back(page: &Page, file: &Path) -> Attempt {
    page.go("Data").await?;
    page.choose(".page-head input[type=file]", file).await?;
    page.press("//button[starts-with(., 'Import ') and string(number(substring(., 8, 1))) != 'NaN']").await?;
    page.see(&text("Bring data in")).await?;
    page.go("Pipeline").await?;
    stands(page, "Won").await?;
    page.settled().await?;
    page.reload().await?;
    page.go("Leads").await?;
    page.see(&named(OTHER)).await.map(drop)
}

/// Where the deal stands.
async fn stands(page: &Page, stage: &str) -> Attempt<Element> {
    page.see(&format!("{}//li[contains(@class, 'card')][contains(., '{DEAL}')]", column(stage))).await
}

/// A column of the board.
fn column(name: &str) -> String {
    format!("//section[contains(@class, 'column')][.//h2[normalize-space()='{name}']]")
}

/// A link with a name.
fn named(name: &str) -> String {
    format!("//a[contains(., '{name}')]")
}

fn heading(name: &str) -> String {
    format!("//h1[contains(., '{name}')]")
}

/// Carries something by the mouse, as a hand does: there, and a little on.
async fn carry(page: &Page, from: &Element, to: &str) -> Attempt {
    let failed = |why: fantoccini::error::CmdError| format!("carrying: {why}");
    let (x, y, ..) = from.rectangle().await.map_err(failed)?;
    let (to_x, to_y, width, _) = page.see(to).await?.rectangle().await.map_err(failed)?;
    let (x, y) = (x + 60.0, y + 12.0);
    let (to_x, to_y) = (to_x + width / 2.0, to_y + 90.0);
    let step = |x, y| PointerAction::MoveTo { duration: Some(Duration::from_millis(150)), x, y };
    let hand = MouseActions::new("hand".into())
        .then(step(x, y))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(step(x + 12.0, y + 12.0))
        .then(step(to_x - 8.0, to_y))
        .then(step(to_x, to_y));
    page.client.perform_actions(hand).await.map_err(failed)?;
    // A driver may be ahead of what the page has drawn.
    page.see(&format!("{to}[@data-target]")).await?;
    let drop = MouseActions::new("hand".into()).then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    page.client.perform_actions(drop).await.map_err(failed)
}
