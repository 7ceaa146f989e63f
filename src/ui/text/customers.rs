//! What the screens of contacts and companies say.

use super::common;
use domain::{query::Likeness, value::Kind};

pub use super::leads::{
    consent, email, first_name, job_title, last_name, likeness, no_company_found, nobody_found, open, owner,
    phone, salutation, source, story, website,
};

words! {
    /// The list of contacts.
    contacts = "Contacts";
    /// The list of companies; those of a contact.
    companies = "Companies";
    /// Makes a contact.
    new_contact = "New contact";
    /// Makes a company.
    new_company = "New company";
    /// There are none.
    no_contacts_yet = "No contacts yet";
    /// What a contact is, and how one comes to be.
    what_is_a_contact = "A contact is a person you deal with. Add one, import a file, or convert a lead: that makes one of it.";
    /// There are none.
    no_companies_yet = "No companies yet";
    /// What a company is, and how one comes to be.
    what_is_a_company = "A company is a business you deal with, with the people and the deals that belong to it. Add one, import a file, or convert a lead.";
    /// Leads to the import.
    import = "Import a file";
    /// Leads to the leads.
    go_to_leads = "Leads";
    /// A column, a field.
    name = "Name";
    /// A column, a field.
    company = "Company";
    /// A field.
    contact = "Contact";
    /// A column, a fact.
    sector = "Sector";
    /// A column; those of a company.
    people = "People";
    /// A fact.
    birthday = "Birthday";
    /// How a birthday is written.
    birthday_how = "Write the birthday as 1984-05-12, or as --05-12 where the year is not known.";
    /// A fact.
    language = "Language";
    /// A fact.
    description = "Description";
    /// A fact.
    size = "Size";
    /// A fact.
    revenue = "Revenue";
    /// A fact.
    tax_id = "Tax id";
    /// A fact: the company that this one is part of.
    parent = "Part of";
    /// A company cannot be part of itself.
    own_parent = "A company cannot be part of itself, nor of one of its own parts.";
    /// What they asked us not to do.
    do_not_label = "Do not";
    /// The facts.
    facts = "Facts";
    /// The deals.
    deals = "Deals";
    /// Begins one.
    new_deal = "New deal";
    /// There are none.
    no_deals = "No deals.";
    /// The leads that this was.
    leads = "Leads";
    /// There is none.
    no_company = "No company.";
    /// Nobody is known there.
    no_people = "Nobody.";
    /// Ties a company to a contact.
    add_company = "Add company";
    /// Ties a person to a company.
    add_person = "Add person";
    /// Adds what was named.
    add = "Add";
    /// Opens the dialog with all fields.
    with_more = "More fields…";
    /// What someone is there.
    role = "Role there";
    /// Keeps a change.
    save = "Save";
    /// Nobody was named.
    name_one = "Choose one, or type a name.";
    /// This company before the others.
    make_main = "Make main company";
    /// They left.
    worked_here = "Worked there once";
    /// They are back.
    works_here = "Works there again";
    /// Another role.
    change_role = "Change role";
    /// They never were there.
    remove = "Remove";
    /// How a company stands.
    main = "Main";
    /// How a company or a person stands.
    past = "Past";
    /// Someone who has bought.
    customer = "Customer";
    /// Deletes the contact.
    delete_contact = "Delete contact";
    /// Deletes the company.
    delete_company = "Delete company";
    /// A record in the trash.
    in_trash = "It lies in the trash, with everything that belongs to it.";
    /// A record that nobody knows.
    unknown = "It may have been deleted for good, or it is in a backup that is not here.";
    /// Takes a record from the trash.
    restore = "Put it back";
    /// Adds a contact.
    add_contact = "Add contact";
    /// Adds a company.
    save_company = "Add company";
    /// Adds it although it may be there already.
    add_anyway = "Add anyway";
}

/// Makes a company of a text.
pub fn create_company(name: &str) -> String {
    format!("New company “{name}”")
}
/// Makes a contact of a text.
pub fn create_contact(name: &str) -> String {
    format!("New contact “{name}”")
}
/// What someone is at a company.
pub fn role_at(company: &str) -> String {
    format!("Role at {company}")
}
/// The rest of a list.
pub fn show_all(count: usize) -> String {
    format!("Show all {}", crate::ui::format::count(count))
}
/// What can be done with something that belongs to a record.
pub fn more_about(name: &str) -> String {
    format!("More about {name}")
}
/// How many deals are open.
pub fn open_deals(count: usize) -> String {
    match count {
        1 => "1 open deal".to_owned(),
        count => format!("{} open deals", crate::ui::format::count(count)),
    }
}
/// What someone asked us not to do: "Do not call, e-mail".
pub fn do_not(flags: &str) -> String {
    format!("Do not {}", super::leads::do_not_of(flags).to_lowercase())
}
/// There is no such record.
pub fn gone(kind: Kind) -> String {
    format!("No such {}", common::one(kind))
}
/// Leads back to a list.
pub fn back_to(list: &str) -> String {
    format!("All {}", list.to_lowercase())
}
/// What a company shares with the one that is being added.
pub fn company_likeness(why: Likeness) -> String {
    likeness(why, Kind::Company)
}
