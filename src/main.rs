//! Starts Satchel in the page it was loaded by.

fn main() {
    satchel::start();
}
