//! Which screen and which dialog stand where.

use super::{
    data::DataScreen,
    front::Ask,
    leads::{capture::CaptureLead, convert::ConvertLead, disqualify::Disqualify, list::LeadList, page::LeadPage},
    routes::Route,
    settings::SettingsScreen,
    welcome::LeadsOrWelcome,
};
use leptos::prelude::*;

/// The screen of a route.
pub fn screen(route: Route) -> AnyView {
    match route {
        Route::Leads => view! { <LeadsOrWelcome><LeadList /></LeadsOrWelcome> }.into_any(),
        Route::Data => view! { <DataScreen /> }.into_any(),
        Route::Settings(section) => view! { <SettingsScreen section /> }.into_any(),
        Route::Lead(id) => view! { <LeadPage id /> }.into_any(),
        _ => ().into_any(),
    }
}

/// The dialog of a question.
pub fn dialog(ask: Ask) -> AnyView {
    match ask {
        Ask::NewLead => view! { <CaptureLead /> }.into_any(),
        Ask::Convert(id) => view! { <ConvertLead id /> }.into_any(),
        Ask::Disqualify(lead) => view! { <Disqualify lead /> }.into_any(),
        _ => ().into_any(),
    }
}
