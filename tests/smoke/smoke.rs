//! The main job in three engines: Chromium, Firefox and WebKit, on the release, driven by W3C WebDriver.
//!
//! The journeys of `tests/e2e` try everything, in Chromium. What differs between browsers is the storage, the service
//! worker, pointers, keys, dialogs and files; so one journey uses all of these in each of them.
//!
//! `cargo xtask test smoke` installs the browsers and their drivers, builds the release and runs this.

mod engine;
mod journey;
mod machine;
mod page;

use engine::{CHROMIUM, Engine, FIREFOX, WEBKIT};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use machine::{Folder, Host, Screen};
use page::Page;
use serde_json::Value;
use std::time::Duration;
use tokio::{runtime, time};

/// What a step gives, or a sentence that says what went wrong.
type Attempt<T = ()> = Result<T, String>;

/// How long a journey may take.
const MOST: Duration = Duration::from_mins(4);

#[test]
fn chromium_does_the_main_job() {
    travel(&CHROMIUM);
}

#[test]
fn firefox_does_the_main_job() {
    travel(&FIREFOX);
}

#[test]
fn webkit_does_the_main_job() {
    travel(&WEBKIT);
}

fn travel(engine: &Engine) {
    let runtime =
        runtime::Builder::new_current_thread().enable_all().build().expect("this machine runs tasks");
    if let Err(why) = runtime.block_on(attempt(engine)) {
        panic!("{}: {why}", engine.name);
    }
}

async fn attempt(engine: &Engine) -> Attempt {
    let folder = Folder::new(engine.name)?;
    let screen = if engine.needs_screen { Some(Screen::new()?) } else { None };
    let mut host = Host::new().await?;
    let (_driver, driver) = machine::driver(engine, &folder, screen.as_ref()).await?;
    let client = begin(engine, &folder, &driver).await?;
    let page = Page { client: client.clone() };
    let outcome = match time::timeout(MOST, journey::travel(engine, &page, &folder, &mut host)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(why)) => Err(format!("{why}\n{}", page.picture(&folder).await)),
        Err(_) => Err(format!("not done in {} s", MOST.as_secs())),
    };
    // Ends the browser, too.
    time::timeout(Duration::from_secs(20), client.close()).await.ok();
    outcome
}

async fn begin(engine: &Engine, folder: &Folder, driver: &str) -> Attempt<Client> {
    let mut builder = ClientBuilder::new(HttpConnector::new());
    if let Value::Object(capabilities) = (engine.capabilities)(folder) {
        builder.capabilities(capabilities);
    }
    let client = builder.connect(driver).await.map_err(|why| format!("no session: {why}"))?;
    client.set_window_size(1280, 860).await.map_err(|why| format!("no window of that size: {why}"))?;
    Ok(client)
}
