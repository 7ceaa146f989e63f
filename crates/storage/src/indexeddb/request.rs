//! Requests as futures.
//!
//! The promise of a request *resolves* whatever happens, and what happened is read from the request afterwards. So a
//! request that nobody waits for any more is no unhandled rejection, and every event of failure settles it.

use super::fault::Fault;
use js_sys::{Function, Promise};
use std::collections::VecDeque;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbRequest;

/// A request that was made.
pub(super) struct Asked {
    request: IdbRequest,
    settled: JsFuture,
}

impl Asked {
    /// Listens to a request. It must have been made in this very task, or its events may be missed.
    pub(super) fn new(request: IdbRequest) -> Asked {
        let settled = promise(|settle| {
            request.set_onsuccess(Some(settle));
            request.set_onerror(Some(settle));
        });
        Asked { request, settled }
    }

    /// What it came to.
    ///
    /// Inside a transaction nothing else may be awaited: one that has nothing to do commits itself.
    pub(super) async fn answer(self) -> Result<JsValue, Fault> {
        self.settled.await?;
        match self.request.error()? {
            Some(error) => Err(JsValue::from(error).into()),
            None => Ok(self.request.result()?),
        }
    }
}

/// A future that is ready as soon as the function that is handed out is called.
pub(super) fn promise(listen: impl Fn(&Function)) -> JsFuture {
    JsFuture::from(Promise::new(&mut |settle, _| listen(&settle)))
}

/// Many requests, of which a few are always under way, so that the database reads while an answer is worked on.
///
/// Each answer comes in a task of its own, so that input and frames come in between.
pub(super) struct InTurn<I> {
    asks: I,
    under_way: VecDeque<Asked>,
}

impl<I: Iterator<Item = Result<Asked, Fault>>> InTurn<I> {
    /// Makes the first `ahead` requests.
    pub(super) fn new(mut asks: I, ahead: usize) -> Result<InTurn<I>, Fault> {
        let under_way = asks.by_ref().take(ahead).collect::<Result<_, Fault>>()?;
        Ok(InTurn { asks, under_way })
    }

    /// The next answer, in the order of the requests.
    pub(super) async fn next(&mut self) -> Result<Option<JsValue>, Fault> {
        let Some(asked) = self.under_way.pop_front() else { return Ok(None) };
        let answer = asked.answer().await?;
        if let Some(ask) = self.asks.next() {
            self.under_way.push_back(ask?);
        }
        Ok(Some(answer))
    }
}
