//! The store in a browser: the acceptance suite, and what only a browser can do to a store.
#![cfg(target_arch = "wasm32")]

mod damage;
mod faults;
mod purge;
mod raw;
mod suite;
mod tabs;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
