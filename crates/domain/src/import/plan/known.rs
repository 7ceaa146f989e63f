//! Whether a row is about a record that is there already.

use super::super::{origin::Origin, stage};
use super::{
    keys,
    shelf::{Shelf, Slot},
    stock::Stock,
};
use crate::{
    record::{Common, Emails, Phones, Reached, Record},
    row::Unrow,
    value::{Kind, Phone, Text, TextKey},
};

/// The id that a row has where it comes from.
pub(super) struct Identity {
    system: TextKey,
    id: Text,
    origin: Origin,
    file: Text,
}

impl Identity {
    pub(super) fn new(stock: &Stock<'_>, kind: Kind, id: &str) -> Identity {
        Identity { system: stock.system(kind), id: id.into(), origin: stock.origin, file: stock.file.clone() }
    }

    /// The record with this id that is surely the same. Ids of programs that nobody knows are often just numbers: they say
    /// something only within one file, or where the names agree.
    pub(super) fn find<T: Record>(
        &self,
        among: &Shelf<T>,
        names_agree: impl Fn(&T) -> bool,
    ) -> Option<usize> {
        if self.id.is_empty() {
            return None;
        }
        let is_told = |it: &T| self.origin != Origin::Other || it.common().import == self.file;
        let is_sure = |it: &T| is_told(it) || names_agree(it);
        among.find(&keys::external(&self.system.0, &self.id), |it| is_sure(it.get()))
    }

    /// Whether a record has another id in the same program, so that it cannot be the same however much it is alike.
    pub(super) fn differs(&self, common: &Common) -> bool {
        let other = common.external.get(&self.system).filter(|it| !self.id.is_empty() && **it != self.id);
        other.is_some() && (self.origin != Origin::Other || common.import == self.file)
    }
}

/// What is known of a person in a row.
pub(super) struct Known<'a> {
    pub(super) identity: &'a Identity,
    pub(super) print: Option<&'a str>,
    pub(super) emails: &'a Emails,
    pub(super) phones: &'a Phones,
    /// First and last name.
    pub(super) name: &'a str,
    /// The keys under which the company is looked for, if that is known.
    pub(super) companies: Vec<String>,
}

impl Known<'_> {
    /// The same person: by id, by e-mail address unless the names differ, by number and name, by name and company.
    pub(super) fn find<T: Reached + Unrow>(
        &self,
        among: &Shelf<T>,
        spoken: fn(&T) -> String,
    ) -> Option<usize> {
        let could_be = |it: &T| keys::may_be_same(self.name, &spoken(it));
        let is_other = |it: &Slot<T>| self.identity.differs(it.get().common());
        let is_called_so = |it: &Slot<T>| {
            let other = spoken(it.get());
            self.name.is_empty() || other.is_empty() || stage::key(self.name) == stage::key(&other)
        };
        // One number with two extensions is that of two desks; and whose it is without a name, only the same one tells.
        let is_at = |it: &Slot<T>| {
            let are_named = !self.name.is_empty() && !spoken(it.get()).is_empty();
            let is_one = |one: &Phone, other: &Phone| {
                one.may_be(other) && (are_named || one.extension() == other.extension())
            };
            let mut all = it.get().phones().values();
            all.any(|other| self.phones.values().any(|it| is_one(&it.value, &other.value)))
        };
        let by_id = self.identity.find(among, could_be);
        let by_email = || {
            let mut keys = self.emails.values().map(|it| keys::email(&it.value));
            keys.find_map(|key| among.find(&key, |it| !is_other(it) && could_be(it.get())))
        };
        let by_phone = || {
            let mut keys = self.phones.values().map(|it| keys::phone(&it.value));
            keys.find_map(|key| among.find(&key, |it| !is_other(it) && is_called_so(it) && is_at(it)))
        };
        let by_company = || {
            let mut keys = self.companies.iter().map(|it| keys::person(self.name, it));
            keys.find_map(|key| among.find(&key, |it| !is_other(it)))
        };
        by_id
            .or_else(|| among.find(&keys::print(self.print?), |_| true))
            .or_else(by_email)
            .or_else(by_phone)
            .or_else(by_company)
    }

    /// Whether nothing but the print of its row will tell the person again.
    pub(super) fn needs_print<T: Reached + Unrow>(&self, among: &Shelf<T>) -> bool {
        let is_taken = |key: String| among.find(&key, |_| true).is_some();
        let has_own_address = self.emails.values().any(|it| !is_taken(keys::email(&it.value)));
        self.print.is_some() && !has_own_address
    }
}
