//! The page as whoever uses it knows it: buttons, fields and sentences by their words.
//!
//! A step that finds nothing yet tries again until its time is up, because the page is drawn anew under it.

use crate::{Attempt, machine::Folder};
use fantoccini::{
    Client, Locator,
    elements::Element,
    error::{CmdError, ErrorStatus},
    wd::WindowHandle,
};
use serde_json::Value;
use std::{fs, path::Path, time::Duration};
use tokio::time;

/// How long a step may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often a step looks.
const PULSE: Duration = Duration::from_millis(100);

/// What is written down in the page from its start on: whatever should not happen.
const WATCH: &str = "
    if (window.smokeComplaints) return;
    const complaints = window.smokeComplaints = [];
    window.addEventListener('error', (it) => complaints.push(`error: ${it.message}`));
    window.addEventListener('unhandledrejection', (it) => complaints.push(`rejection: ${it.reason}`));
    document.addEventListener('securitypolicyviolation', (it) => complaints.push(`policy: ${it.violatedDirective} ${it.blockedURI}`));
    for (const kind of ['error', 'warn']) {
      const said = window.console[kind];
      window.console[kind] = (...words) => { complaints.push(`${kind}: ${words.join(' ')}`); said(...words); };
    }";

/// A page of a browser.
pub(crate) struct Page {
    pub(crate) client: Client,
}

/// A button or a link, by its name.
pub(crate) fn button(name: &str) -> String {
    format!(
        "//*[self::button or self::a or @role][@aria-label='{name}' or normalize-space()='{name}' \
         or text()[normalize-space()='{name}'] or *[normalize-space()='{name}']]"
    )
}

/// A field, by its label.
pub(crate) fn field(label: &str) -> String {
    format!(
        "//*[@id=//label[normalize-space()='{label}']/@for or (self::input or self::textarea) and @aria-label='{label}']"
    )
}

/// A sentence, or a part of it.
pub(crate) fn text(part: &str) -> String {
    format!("//*[text()[contains(., '{part}')]]")
}

/// The same, within something.
pub(crate) fn within(place: &str, what: &str) -> String {
    format!("{place}{what}")
}

/// The dialog that is open.
pub(crate) const DIALOG: &str = "//dialog[@open]";

impl Page {
    /// Tries until it gives something.
    pub(crate) async fn until<T>(
        &self,
        what: &str,
        mut attempt: impl AsyncFnMut() -> Result<Option<T>, CmdError>,
    ) -> Attempt<T> {
        let mut last = None;
        let tries = async {
            let mut pulse = time::interval(PULSE);
            loop {
                pulse.tick().await;
                match attempt().await {
                    Ok(Some(found)) => return Ok(found),
                    Ok(None) => {}
                    Err(why) if is_passing(&why) => last = Some(why.to_string()),
                    Err(why) => return Err(format!("{what}: {why}")),
                }
            }
        };
        let ended = time::timeout(PATIENCE, tries).await;
        ended.unwrap_or_else(|_| {
            Err(format!("{what}: not in {} s {}", PATIENCE.as_secs(), last.unwrap_or_default()))
        })
    }

    /// What is seen at a place, if anything.
    async fn seen(&self, what: &str) -> Result<Option<Element>, CmdError> {
        for it in self.client.find_all(Locator::XPath(what)).await? {
            if it.is_displayed().await? {
                return Ok(Some(it));
            }
        }
        Ok(None)
    }

    /// Waits until something is seen.
    pub(crate) async fn see(&self, what: &str) -> Attempt<Element> {
        self.until(&format!("seeing {what}"), async || self.seen(what).await).await
    }

    /// Waits until something is not there any more.
    pub(crate) async fn gone(&self, what: &str) -> Attempt {
        let find = async || Ok(self.client.find_all(Locator::XPath(what)).await?.is_empty().then_some(()));
        self.until(&format!("{what} is still there"), find).await
    }

    /// Presses something.
    pub(crate) async fn press(&self, what: &str) -> Attempt {
        let press = async || match self.seen(what).await? {
            Some(it) => it.click().await.map(Some),
            None => Ok(None),
        };
        self.until(&format!("pressing {what}"), press).await
    }

    /// Types into something.
    pub(crate) async fn fill(&self, what: &str, text: &str) -> Attempt {
        let fill = async || match self.seen(what).await? {
            Some(it) => it.send_keys(text).await.map(Some),
            None => Ok(None),
        };
        self.until(&format!("filling {what}"), fill).await
    }

    /// Chooses a file.
    pub(crate) async fn choose(&self, field: &str, file: &Path) -> Attempt {
        let failed = |why: CmdError| format!("choosing a file: {why}");
        let field = self.client.find(Locator::Css(field)).await.map_err(failed)?;
        field.send_keys(&file.to_string_lossy()).await.map_err(failed)
    }

    /// Presses keys, wherever the focus is.
    pub(crate) async fn keys(&self, keys: &str) -> Attempt {
        let it = self.client.active_element().await.map_err(|why| format!("nothing has the focus: {why}"))?;
        it.send_keys(keys).await.map_err(|why| format!("keys: {why}"))
    }

    /// Runs a script in the page and gives what it returns.
    pub(crate) async fn ask(&self, script: &str) -> Attempt<Value> {
        self.client.execute(script, Vec::new()).await.map_err(|why| format!("{script}: {why}"))
    }

    /// Waits until a script says yes.
    pub(crate) async fn is(&self, what: &str, script: &str) -> Attempt {
        let ask =
            async || Ok(self.client.execute(script, Vec::new()).await?.as_bool().filter(|it| *it).map(drop));
        self.until(what, ask).await
    }

    /// Goes to an address and waits until the app stands.
    pub(crate) async fn open(&self, address: &str) -> Attempt {
        self.client.goto(address).await.map_err(|why| format!("going to {address}: {why}"))?;
        self.started().await
    }

    /// Loads the page again, as its user does: the command of WebDriver goes past the service worker.
    pub(crate) async fn reload(&self) -> Attempt {
        self.quiet().await?;
        self.ask("location.reload()").await?;
        self.loaded().await
    }

    /// Waits until the page was loaded anew, and the app stands again.
    pub(crate) async fn loaded(&self) -> Attempt {
        self.is("the page is another", "return !window.smokeComplaints").await?;
        self.started().await
    }

    /// Leaves the app for another page, as by a link.
    pub(crate) async fn leave(&self, address: &str) -> Attempt {
        self.quiet().await?;
        self.client
            .execute("location.href = arguments[0]", vec![address.into()])
            .await
            .map_err(|why| format!("leaving: {why}"))?;
        self.is("the app is left", "return !document.documentElement.dataset.boot").await
    }

    /// Goes back to where one came from. The browser may have put the page aside as it stood, or loads it again.
    pub(crate) async fn back(&self) -> Attempt {
        self.client.back().await.map_err(|why| format!("going back: {why}"))?;
        self.started().await
    }

    /// Opens another tab, and goes to it; the answer is the first and the other.
    pub(crate) async fn another_tab(&self, address: &str) -> Attempt<[WindowHandle; 2]> {
        let failed = |why| format!("another tab: {why}");
        let first = self.client.window().await.map_err(failed)?;
        let other = self.client.new_window(true).await.map_err(failed)?.handle;
        self.to(&other).await?;
        self.open(address).await?;
        Ok([first, other])
    }

    /// Goes to a tab.
    pub(crate) async fn to(&self, tab: &WindowHandle) -> Attempt {
        self.client.switch_to_window(tab.clone()).await.map_err(|why| format!("changing tabs: {why}"))
    }

    /// Brings the focus to something, as Tab would.
    pub(crate) async fn focus(&self, within: &Element, what: &str) -> Attempt {
        let it = within.find(Locator::Css(what)).await.map_err(|why| format!("{what}: {why}"))?;
        let it = serde_json::to_value(it).map_err(|why| why.to_string())?;
        let focus = self.client.execute("arguments[0].focus()", vec![it]).await;
        focus.map(drop).map_err(|why| format!("focus: {why}"))
    }

    async fn started(&self) -> Attempt {
        self.is("the app starts", "return document.documentElement.dataset.boot === 'started'").await?;
        self.ask(WATCH).await?;
        self.see("//*[contains(@class, 'page-head')]").await.map(drop)
    }

    /// Goes to a screen by its link in the navigation.
    pub(crate) async fn go(&self, screen: &str) -> Attempt {
        self.press(&format!("//nav//a[contains(., '{screen}')]")).await?;
        self.see(&format!("//h1[contains(., '{screen}')]")).await?;
        self.fits().await
    }

    /// The page is as large as the window: what is long or wide scrolls inside, and up and down only.
    async fn fits(&self) -> Attempt {
        let fits = "const [page, body] = [document.documentElement, document.querySelector('.page-body')];
            return page.scrollHeight <= page.clientHeight && page.scrollWidth <= page.clientWidth
                && body.scrollWidth <= body.clientWidth";
        self.is("the page fits into the window", fits).await
    }

    /// Everything is written.
    pub(crate) async fn settled(&self) -> Attempt {
        self.is(
            "everything is saved",
            "return /^Saved/.test(document.querySelector('[data-saved]').textContent)",
        )
        .await
    }

    /// Nothing has gone wrong in this page since it was loaded.
    pub(crate) async fn quiet(&self) -> Attempt {
        let complaints = self.ask("return window.smokeComplaints").await?;
        let boot = self.ask("return document.documentElement.dataset.boot").await?;
        match complaints.as_array().map(Vec::is_empty) {
            Some(true) if boot == "started" => Ok(()),
            _ => Err(format!("the page complains ({boot}): {complaints}")),
        }
    }

    /// What the page looks like: a picture in a folder, and its words.
    pub(crate) async fn picture(&self, folder: &Folder) -> String {
        if let Ok(picture) = self.client.screenshot().await {
            fs::write(folder.path("failed.png"), picture).ok();
        }
        let words = self
            .ask("return (document.querySelector('.broken') ?? document.body).innerText.slice(0, 3000)")
            .await
            .unwrap_or_default();
        let complaints = self.ask("return window.smokeComplaints ?? []").await.unwrap_or_default();
        format!("the page says {words}\nit complains of {complaints}")
    }
}

/// What may be otherwise the next moment: it is not there yet, or drawn anew, or something lies over it.
fn is_passing(why: &CmdError) -> bool {
    let passing = [
        ErrorStatus::NoSuchElement,
        ErrorStatus::StaleElementReference,
        ErrorStatus::ElementClickIntercepted,
        ErrorStatus::ElementNotInteractable,
        ErrorStatus::JavascriptError,
    ];
    matches!(why, CmdError::Standard(it) if passing.contains(&it.error))
}
