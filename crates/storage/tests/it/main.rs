//! The acceptance suite on the store in memory, and what only that store can do.
#![cfg(not(target_arch = "wasm32"))]

mod memory;
