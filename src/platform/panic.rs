//! When the program is wrong: the page says so and stops, before it can do harm.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The boot script's screen. It lives outside this module, because after a panic nothing here runs again.
    #[wasm_bindgen(js_name = satchelPanic)]
    fn satchel_panic(message: &str);
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}

/// Sends every panic to the boot script.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        console_error(&message);
        satchel_panic(&message);
    }));
}
