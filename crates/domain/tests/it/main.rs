//! What the domain promises as a whole: its laws, its text, and what it makes of damaged and foreign files.

mod any;
mod backup;
mod corpus;
mod laws;
mod merging;
mod seeds;
mod wire;
