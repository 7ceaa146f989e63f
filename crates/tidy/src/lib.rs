//! What no compiler checks of this repository: tests only.
//!
//! Each rule here has an instance that it would have caught. They read the files of the working tree and know nothing
//! of what is in them.

#[cfg(test)]
mod files;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod spec;
