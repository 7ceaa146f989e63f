//! What is said on the terminal: steps and problems on stderr, answers on stdout.

/// Says what begins now.
pub(crate) fn step(text: &str) {
    eprintln!("» {text}");
}

/// Says what went wrong.
pub(crate) fn problem(sentence: &str) {
    eprintln!("✗ {sentence}");
}

/// Says what was asked for.
#[allow(clippy::print_stdout, reason = "a program for the terminal answers there; the lint is for the app")]
pub(crate) fn line(text: &str) {
    println!("{text}");
}
