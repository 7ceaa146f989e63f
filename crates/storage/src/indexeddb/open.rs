//! Opening a database, making it, and deleting it.

use super::{
    Listener, StoreEvent,
    fault::{Failure, Fault},
    request::{Asked, promise},
    state::State,
    transaction::{JOURNAL, META, PAGES, STATE},
};
use crate::StoreError;
use domain::value::Node;
use futures::channel::oneshot;
use js_sys::Reflect;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

/// A database that was opened.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) db: IdbDatabase,
    pub(super) upgrade: Upgrade,
}

/// What happened to it while it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Upgrade {
    /// It was made just now.
    pub(super) is_new: bool,
    /// The browser found it damaged and threw it away; with these words.
    pub(super) data_loss: Option<String>,
    /// Why it could not be made ready.
    failure: Option<Failure>,
}

/// Opens a database at a version. One that is not there is made for `fresh`, or, without that, is an error.
///
/// While another tab holds an older version this waits, and succeeds by itself when that tab closes it. A handle that
/// comes after the caller has given up is closed.
pub(super) async fn open(
    name: &str,
    version: u32,
    fresh: Option<Node>,
    tell: Listener,
) -> Result<Found, Failure> {
    let mut found = attempt(name, version, fresh, tell.clone()).await?;
    if fresh.is_some() && found.db.object_store_names().length() == 0 {
        // Whoever made this put nothing into it, so nothing is lost with it.
        found.db.close();
        delete(name).await?;
        found = attempt(name, version, fresh, tell).await?;
    }
    for store in [META, JOURNAL, PAGES] {
        if !found.db.object_store_names().contains(store) {
            found.db.close();
            return Err(StoreError::Unreadable(format!("the database has no {store}")).into());
        }
    }
    Ok(found)
}

async fn attempt(name: &str, version: u32, fresh: Option<Node>, tell: Listener) -> Result<Found, Failure> {
    let request = factory()?.open_with_u32(name, version)?;
    let (sender, receiver) = oneshot::channel();
    // A task of its own holds the handlers until the browser has answered, whether or not anyone still waits.
    spawn_local(async move {
        if let Err(Ok(late)) = sender.send(opened(request, fresh, tell).await) {
            late.db.close();
        }
    });
    let closed = |_| Err(StoreError::Closed.into());
    receiver.await.unwrap_or_else(closed)
}

async fn opened(request: IdbOpenDbRequest, fresh: Option<Node>, tell: Listener) -> Result<Found, Failure> {
    let upgrade = Rc::new(RefCell::new(Upgrade::default()));
    let (seen, target) = (upgrade.clone(), request.clone());
    let on_upgrade = Closure::<dyn Fn(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
        let mut upgrade = Upgrade { data_loss: data_loss(&event), ..Upgrade::default() };
        upgrade.is_new = event.old_version() == 0.0;
        let made = if upgrade.is_new { make(&target, fresh) } else { Ok(()) };
        if let Err(failure) = made {
            upgrade.failure = Some(failure);
            // Opening fails with that, and no empty database is left.
            target.transaction().and_then(|it| it.abort().ok());
        }
        *seen.borrow_mut() = upgrade;
    });
    let on_blocked = Closure::<dyn Fn()>::new(move || tell(StoreEvent::Blocked));
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    request.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));
    let answer = Asked::new(request.clone().into()).answer().await;
    request.set_onupgradeneeded(None);
    request.set_onblocked(None);
    let upgrade = upgrade.take();
    match (answer, upgrade.failure.clone()) {
        (Ok(db), None) => Ok(Found { db: db.unchecked_into(), upgrade }),
        (_, Some(failure)) => Err(failure),
        (Err(fault), None) => Err(fault.into()),
    }
}

/// Makes the object stores of a database that was not there.
fn make(request: &IdbOpenDbRequest, fresh: Option<Node>) -> Result<(), Failure> {
    let Some(node) = fresh else { return Err(StoreError::Closed.into()) };
    let db: IdbDatabase = request.result()?.unchecked_into();
    let meta = db.create_object_store(META)?;
    meta.put_with_key(&State::new(node).to_text().into(), &STATE.into())?;
    db.create_object_store(JOURNAL)?;
    db.create_object_store(PAGES)?;
    Ok(())
}

/// What Chromium says when it has thrown a damaged database away: nothing else tells of it.
fn data_loss(event: &IdbVersionChangeEvent) -> Option<String> {
    let word = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
    word("dataLoss").filter(|it| it != "none").map(|it| word("dataLossMessage").unwrap_or(it))
}

/// Deletes a database. If another tab holds it and does not let go, that is told at once; it is deleted when that tab
/// closes.
pub(super) async fn delete(name: &str) -> Result<(), Failure> {
    let request = factory()?.delete_database(name)?;
    let event = promise(|settle| {
        request.set_onsuccess(Some(settle));
        request.set_onerror(Some(settle));
        request.set_onblocked(Some(settle));
    });
    let event: Event = event.await.map_err(Fault::from)?.unchecked_into();
    match &*event.type_() {
        "success" => Ok(()),
        "blocked" => Err(StoreError::Blocked.into()),
        _ => {
            let error = request.error()?.map_or(JsValue::UNDEFINED, JsValue::from);
            Err(error.into())
        }
    }
}

/// The browser's databases. There are none in a sandbox, and some browsers have none in private windows.
fn factory() -> Result<IdbFactory, Failure> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into());
    let factory = factory.ok().filter(|it| !it.is_undefined() && !it.is_null());
    factory.map(JsCast::unchecked_into).ok_or_else(|| StoreError::Absent.into())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use futures::join;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    fn listener() -> (Listener, Rc<RefCell<Vec<StoreEvent>>>) {
        let told = Rc::new(RefCell::new(Vec::new()));
        let heard = told.clone();
        (Rc::new(move |it| heard.borrow_mut().push(it)), told)
    }

    #[wasm_bindgen_test]
    async fn an_upgrade_waits_for_a_tab_that_holds_the_older_version_and_goes_on_by_itself() {
        let name = "an_upgrade_waits";
        let (deaf, told) = listener();
        let older = open(name, 1, Some(Node(1)), deaf).await.expect("it opens").db;
        assert!(told.borrow().is_empty());

        let (tell, told) = listener();
        let (blocked, is_blocked) = oneshot::channel();
        let blocked = RefCell::new(Some(blocked));
        let tell: Listener = Rc::new(move |event| {
            tell(event);
            blocked.take().map(|it| it.send(()));
        });
        let closing = async {
            is_blocked.await.expect("it is told at once");
            older.close();
        };
        let (found, ()) = join!(open(name, 2, None, tell), closing);
        let found = found.expect("it goes on");
        assert_eq!((found.db.version(), &**told.borrow()), (2.0, &[StoreEvent::Blocked][..]));
        assert_eq!(found.upgrade, Upgrade::default(), "it is not new, and nothing was lost");
        found.db.close();
        delete(name).await.expect("nobody holds it");
    }
}
