//! Which screen and which dialog stand where.

use super::{
    companies::{list::CompanyList, new::NewCompany, page::CompanyPage},
    contacts::{list::ContactList, new::NewContact, page::ContactPage},
    data::{DataScreen, erase::EraseBrowser, lock::LockBackup, trash::EmptyTrash},
    deals::{lose::LoseDeal, new::NewDeal, page::DealPage},
    front::Ask,
    help::HelpScreen,
    later,
    leads::{
        capture::CaptureLead, convert::ConvertLead, disqualify::Disqualify, list::LeadList, page::LeadPage,
    },
    list::bulk::{LeaveOut, NewTag},
    palette::Find,
    pipeline::Pipeline,
    record::{field::NewField, logged::EditActivity},
    reports::Reports,
    routes::Route,
    settings::SettingsScreen,
    shell::key_list::KeyList,
    today::{
        TodayScreen,
        task_form::{EditTask, NewTask},
    },
    welcome::OrWelcome,
};
use leptos::prelude::*;

/// The screen of a route, as far as it belongs to the first module.
pub fn first(route: Route) -> AnyView {
    match route {
        Route::Leads | Route::Pipeline => {
            view! { <OrWelcome home=route>{later::screen(route)}</OrWelcome> }.into_any()
        }
        _ => later::screen(route),
    }
}

/// The screen of a route.
pub fn screen(route: Route) -> AnyView {
    match route {
        Route::Today => view! { <TodayScreen /> }.into_any(),
        Route::Leads => view! { <LeadList /> }.into_any(),
        Route::Lead(id) => view! { <LeadPage id /> }.into_any(),
        Route::Pipeline => view! { <Pipeline /> }.into_any(),
        Route::Deal(id) => view! { <DealPage id /> }.into_any(),
        Route::Contacts => view! { <ContactList /> }.into_any(),
        Route::Contact(id) => view! { <ContactPage id /> }.into_any(),
        Route::Companies => view! { <CompanyList /> }.into_any(),
        Route::Company(id) => view! { <CompanyPage id /> }.into_any(),
        Route::Reports => view! { <Reports /> }.into_any(),
        Route::Data => view! { <DataScreen /> }.into_any(),
        Route::Help => view! { <HelpScreen /> }.into_any(),
        Route::Settings(section) => view! { <SettingsScreen section /> }.into_any(),
    }
}

/// The dialog of a question.
pub fn dialog(ask: Ask) -> AnyView {
    match ask {
        Ask::NewLead => view! { <CaptureLead /> }.into_any(),
        Ask::NewDeal(about) => view! { <NewDeal about /> }.into_any(),
        Ask::Lose(losing) => view! { <LoseDeal losing /> }.into_any(),
        Ask::NewContact(company) => view! { <NewContact company /> }.into_any(),
        Ask::NewCompany(contact) => view! { <NewCompany contact /> }.into_any(),
        Ask::NewTask(about) => view! { <NewTask about /> }.into_any(),
        Ask::EditTask(task) => view! { <EditTask task /> }.into_any(),
        Ask::EditActivity(activity) => view! { <EditActivity activity /> }.into_any(),
        Ask::Convert(id) => view! { <ConvertLead id /> }.into_any(),
        Ask::Disqualify(leads, status) => view! { <Disqualify leads status /> }.into_any(),
        Ask::NewField(of) => view! { <NewField of /> }.into_any(),
        Ask::NewTag(of) => view! { <NewTag of /> }.into_any(),
        Ask::LeaveOut(command, why) => view! { <LeaveOut command why /> }.into_any(),
        Ask::LockBackup => view! { <LockBackup /> }.into_any(),
        Ask::Erase => view! { <EraseBrowser /> }.into_any(),
        Ask::EmptyTrash => view! { <EmptyTrash /> }.into_any(),
        Ask::Find => view! { <Find /> }.into_any(),
        Ask::Keys => view! { <KeyList /> }.into_any(),
    }
}
