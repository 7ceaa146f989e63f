//! What goes wrong in a browser, and what that means for whoever asked.

use crate::StoreError;
use js_sys::Reflect;
use std::fmt;
use wasm_bindgen::JsValue;

/// An exception as the browser tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    name: String,
    message: String,
}

impl Fault {
    /// A fault that the browser gives no exception for.
    pub(super) fn new(name: &str, message: &str) -> Fault {
        Fault { name: name.to_owned(), message: message.to_owned() }
    }

    /// Whether the connection is gone, so that opening it again may help.
    pub(super) fn is_lost(&self) -> bool {
        matches!(&*self.name, "InvalidStateError" | "AbortError" | "UnknownError")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.name, self.message)
    }
}

impl From<JsValue> for Fault {
    fn from(value: JsValue) -> Fault {
        // What is thrown is an exception of the DOM or of the language; both say these two.
        let word = |name: &str| Reflect::get(&value, &name.into()).ok()?.as_string();
        Fault::new(&word("name").unwrap_or_default(), &word("message").unwrap_or_default())
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> StoreError {
        match &*fault.name {
            "QuotaExceededError" => StoreError::Full,
            "VersionError" => StoreError::Newer,
            "SecurityError" => StoreError::Absent,
            "InvalidStateError" | "AbortError" => StoreError::Closed,
            "NotReadableError" => StoreError::Unreadable(fault.to_string()),
            _ => StoreError::Other(fault.to_string()),
        }
    }
}

/// Why a step failed: the browser's fault, or an answer already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The browser told it.
    Fault(Fault),
    /// The store found it.
    Store(StoreError),
}

impl Failure {
    /// Whether the connection is gone, so that opening it again may help.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self, Failure::Fault(it) if it.is_lost())
    }
}

impl From<Fault> for Failure {
    fn from(it: Fault) -> Failure {
        Failure::Fault(it)
    }
}
impl From<JsValue> for Failure {
    fn from(it: JsValue) -> Failure {
        Failure::Fault(it.into())
    }
}
impl From<StoreError> for Failure {
    fn from(it: StoreError) -> Failure {
        Failure::Store(it)
    }
}
impl From<Failure> for StoreError {
    fn from(it: Failure) -> StoreError {
        match it {
            Failure::Fault(it) => it.into(),
            Failure::Store(it) => it,
        }
    }
}
