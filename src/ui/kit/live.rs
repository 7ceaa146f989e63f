//! A part of a view that is drawn anew whenever something that it read has changed.

use leptos::tachys::reactive_graph::SharedReactiveFunction;
use std::sync::{Arc, Mutex};

/// What `{move || …}` is in a view, for a closure that stands outside of one.
///
/// Leptos compiles the drawing of a closure for each closure anew, about a kilobyte each time. In a view its macro takes
/// the type away; here we do. What is left is compiled once for each type that is drawn.
pub fn live<V: 'static>(view: impl FnMut() -> V + Send + 'static) -> SharedReactiveFunction<V> {
    Arc::new(Mutex::new(view))
}
