//! What the forms choose from: places, centres, units, matters, colleagues, words, and which days are days of rest.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use fengqiao_calendar::business_date;
use fengqiao_jurisdiction::{CentreCode, Division};
use http::{HeaderMap, StatusCode};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use crate::app::App;
use crate::entry::{Who, shown};
use crate::reply;
use crate::vocabulary::{Words, words};

/// Days before and after today of which the pages know whether they are days of rest.
const DAYS_BEHIND: i64 = 120;
const DAYS_AHEAD: i64 = 180;

#[derive(Serialize)]
struct Reference {
    city: String,
    places: Vec<Place>,
    centres: Vec<Place>,
    units: Vec<Unit>,
    matters: Vec<Matter>,
    officers: Vec<Who>,
    words: Words,
    rest_days: Vec<String>,
}

/// A place of the division tree, or a centre, which stands in a tree of its own.
#[derive(Serialize)]
pub(crate) struct Place {
    code: String,
    name: String,
    level: &'static str,
    parent: Option<String>,
}

#[derive(Serialize)]
struct Unit {
    code: String,
    name: String,
    centre: String,
}

#[derive(Serialize)]
struct Matter {
    code: String,
    name: String,
    parent: Option<String>,
    track: &'static str,
    /// Whether unpaid workers are counted.
    wage: bool,
}

/// `GET /api/reference`, for whoever is signed in.
pub(crate) async fn reference(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let Some(session) = app.session(&headers) else { return reply::error(StatusCode::UNAUTHORIZED) };
    let jurisdiction = &app.jurisdiction;
    let centre = session.account.centre;
    reply::json(
        StatusCode::OK,
        &Reference {
            city: jurisdiction
                .division(&jurisdiction.city())
                .map(|city| city.name.clone())
                .unwrap_or_default(),
            places: jurisdiction.divisions().map(Place::of).collect(),
            centres: jurisdiction
                .centres()
                .map(|centre| Place {
                    code: centre.code.to_string(),
                    name: centre.title.clone(),
                    level: centre.level.as_str(),
                    parent: centre.parent.map(|parent| parent.to_string()),
                })
                .collect(),
            units: around(&app, centre).into_iter().flat_map(|centre| units(&app, centre)).collect(),
            matters: jurisdiction
                .matters()
                .map(|matter| Matter {
                    code: matter.code.to_string(),
                    name: matter.name.clone(),
                    parent: matter.parent.map(|parent| parent.to_string()),
                    track: matter.track.as_str(),
                    wage: matter.wage,
                })
                .collect(),
            officers: jurisdiction.accounts().map(|account| shown(jurisdiction, account)).collect(),
            words: words(),
            rest_days: rest_days(&app, business_date(app.clock.now())),
        },
    )
}

/// The officer's own centre, those above it and those one step below: who may be handed a case.
fn around(app: &App, own: CentreCode) -> Vec<CentreCode> {
    let above = app.jurisdiction.ancestors(&own).filter(|centre| *centre != own);
    let below = app.jurisdiction.children(&own).iter().copied();
    std::iter::once(own).chain(above).chain(below).collect()
}

fn units(app: &App, centre: CentreCode) -> Vec<Unit> {
    let seated = app.jurisdiction.units_at(&centre).map(|unit| Unit {
        code: unit.code.to_string(),
        name: unit.name.clone(),
        centre: centre.to_string(),
    });
    seated.collect()
}

fn rest_days(app: &App, today: Date) -> Vec<String> {
    let days = (-DAYS_BEHIND..=DAYS_AHEAD).map(|days| today.saturating_add(days.days()));
    days.filter(|day| !app.calendar.is_working_day(*day)).map(|day| day.to_string()).collect()
}
// === impl Place ===

impl Place {
    pub(crate) fn of(division: &Division) -> Self {
        Self {
            code: division.code.to_string(),
            name: division.name.clone(),
            level: division.level.as_str(),
            parent: division.parent.map(|parent| parent.to_string()),
        }
    }
}
