//! Striking what was deleted for good out of an entry that goes by part by part.

use domain::wire::Strike;

/// An entry that goes by, and what is left of it.
pub(crate) struct Striker<'a> {
    strike: &'a mut Strike,
    line: Vec<u8>,
    /// What is left and was not yet taken.
    left: Vec<u8>,
    is_first: bool,
    /// Whether something was struck.
    pub(crate) has_struck: bool,
}

impl<'a> Striker<'a> {
    /// For the next entry.
    pub(crate) fn new(strike: &'a mut Strike) -> Striker<'a> {
        Striker { strike, line: Vec::new(), left: Vec::new(), is_first: true, has_struck: false }
    }

    /// The next part of its lines, cut anywhere.
    pub(crate) fn part(&mut self, bytes: &[u8]) {
        let mut pieces = bytes.split(|it| *it == b'\n');
        self.line.extend_from_slice(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.end_line();
            self.line.extend_from_slice(piece);
        }
    }

    /// What is left so far, if that is so many bytes. No more is ever left than has gone by.
    pub(crate) fn take(&mut self, bytes: usize) -> Option<Vec<u8>> {
        (self.left.len() >= bytes).then(|| self.left.drain(..bytes).collect())
    }

    /// It has gone by: what else is left.
    pub(crate) fn end(&mut self) -> Vec<u8> {
        self.end_line();
        std::mem::take(&mut self.left)
    }

    /// What is left of its head, once it has gone by; none if that stays as it is.
    pub(crate) fn head(&self, head: &str) -> Option<String> {
        if self.has_struck { self.strike.head(head) } else { None }
    }

    fn end_line(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.left.push(b'\n');
        }
        let struck = std::str::from_utf8(&self.line).ok().and_then(|it| self.strike.line(it));
        self.has_struck |= struck.is_some();
        self.left.extend_from_slice(struck.as_ref().map_or(&self.line[..], |it| it.as_bytes()));
        self.line.clear();
    }
}
