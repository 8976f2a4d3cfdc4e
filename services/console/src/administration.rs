//! What is in force: the organisation as it stands on a day, the terms that the city set, and the working days of the years
//! around today. All of it comes from the files that the console was started with.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use fengqiao_calendar::{Calendar, DayKind, business_date};
use fengqiao_jurisdiction::{Division, Jurisdiction, PowerCode, SpecialPeriod, Standing, Terms};
use http::{HeaderMap, StatusCode, Uri};
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::app::App;
use crate::health::ADMINISTRATORS;
use crate::reference::Place;
use crate::reply;

#[derive(Serialize)]
struct Administration<'a> {
    on: String,
    /// Whose codes the places bear.
    codes: String,
    places: Vec<Seat>,
    terms: &'a Terms,
    periods: Vec<Period>,
    years: Vec<Year>,
}

/// A place with the centre that it has.
#[derive(Serialize)]
struct Seat {
    #[serde(flatten)]
    place: Place,
    /// Made up by statistics, without a committee or a government.
    statistical: bool,
    /// What it has become a part of.
    successor: Option<String>,
    /// The centre in charge of it, where that is not the place that contains it.
    run_by: Option<String>,
    centre: Option<Centre>,
    /// What other lists call it: the list, the code, the name.
    other_codes: Vec<(String, String, String)>,
}

#[derive(Serialize)]
struct Centre {
    title: String,
    from: String,
    until: Option<String>,
    /// The units seated there: the name, and what each may decide besides the centre.
    units: Vec<(String, Vec<String>)>,
    /// What a centre of its level may decide itself.
    powers: Vec<String>,
}

#[derive(Serialize)]
struct Period {
    name: String,
    from: String,
    until: Option<String>,
    /// In percent of a term.
    bands: Vec<u8>,
    rest_days: bool,
}

#[derive(Serialize)]
struct Year {
    year: i16,
    /// Whether the notice for it is out.
    published: bool,
    /// The days that differ from the week: the date, what it is, and for which festival.
    days: Vec<(String, DayKind, String)>,
}

/// `GET /api/administration?on=2026-11-23`, for administrators; without a day, as of today.
pub(crate) async fn administration(State(app): State<Arc<App>>, headers: HeaderMap, uri: Uri) -> Response {
    let Some(session) = app.session(&headers) else { return reply::error(StatusCode::UNAUTHORIZED) };
    if !session.holds(&ADMINISTRATORS) {
        return reply::error(StatusCode::FORBIDDEN);
    }
    let today = business_date(app.clock.now());
    let Ok(on) = asked_day(&uri, today) else { return reply::error(StatusCode::BAD_REQUEST) };
    let organisation = app.jurisdiction.as_of(on);
    reply::json(
        StatusCode::OK,
        &Administration {
            on: on.to_string(),
            codes: organisation.codes().to_string(),
            places: organisation.divisions().map(|division| seat(organisation, division)).collect(),
            terms: organisation.terms(),
            periods: organisation.special_periods().iter().map(period).collect(),
            years: (today.year() - 1..=today.year() + 1).map(|year| days_of(&app.calendar, year)).collect(),
        },
    )
}

fn asked_day(uri: &Uri, today: Date) -> Result<Date, jiff::Error> {
    match uri.query().and_then(|query| query.strip_prefix("on=")) {
        Some(day) => day.parse(),
        None => Ok(today),
    }
}

fn seat(organisation: &Jurisdiction, division: &Division) -> Seat {
    let centre = organisation.centre(&division.code).map(|centre| Centre {
        title: centre.title.clone(),
        from: centre.validity.from.to_string(),
        until: centre.validity.until.map(|day| day.to_string()),
        units: organisation
            .units_at(&division.code)
            .map(|unit| (unit.name.clone(), names(organisation, &unit.powers)))
            .collect(),
        powers: names(organisation, organisation.powers_of(centre.level)),
    });
    Seat {
        place: Place::of(division),
        statistical: division.standing == Standing::Statistical,
        successor: division.successor.map(|successor| successor.to_string()),
        run_by: division.run_by.map(|centre| centre.to_string()),
        centre,
        other_codes: organisation
            .division_codes(&division.code)
            .iter()
            .map(|other| (other.set.to_string(), other.code.clone(), other.name.clone()))
            .collect(),
    }
}

fn names(organisation: &Jurisdiction, powers: &BTreeSet<PowerCode>) -> Vec<String> {
    powers.iter().filter_map(|power| organisation.power_name(power)).map(str::to_owned).collect()
}

fn period(period: &SpecialPeriod) -> Period {
    Period {
        name: period.name.clone(),
        from: period.validity.from.to_string(),
        until: period.validity.until.map(|day| day.to_string()),
        bands: period.bands.clone(),
        rest_days: period.rest_days,
    }
}

fn days_of(calendar: &Calendar, year: i16) -> Year {
    let first = date(year, 1, 1);
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
    let days = days.take_while(|day| day.year() == year).filter_map(|day| {
        let festival = calendar.festival(day)?;
        Some((day.to_string(), calendar.kind(day), festival.to_owned()))
    });
    Year { year, published: calendar.is_published(year), days: days.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_names_the_days_that_differ_from_the_week() {
        let published = "date,kind,name\n2026-10-01,holiday,国庆节\n2026-10-10,workday,国庆节\n";
        let calendar = Calendar::parse(published, "date,kind,name\n2027-01-01,statutory,元旦\n").unwrap();
        let (this, next) = (days_of(&calendar, 2026), days_of(&calendar, 2027));
        let festival = "国庆节".to_owned();
        assert!(this.published && !next.published);
        assert_eq!(
            this.days,
            [
                ("2026-10-01".to_owned(), DayKind::Holiday, festival.clone()),
                ("2026-10-10".to_owned(), DayKind::MakeUp, festival),
            ]
        );
        assert_eq!(next.days.len(), 1);
    }

    #[test]
    fn a_day_is_asked_for_or_it_is_today() {
        let today = date(2026, 11, 23);
        let asked = |path| asked_day(&Uri::from_static(path), today);
        assert_eq!(asked("/api/administration").unwrap(), today);
        assert_eq!(asked("/api/administration?on=2026-01-05").unwrap(), date(2026, 1, 5));
        assert!(asked("/api/administration?on=yesterday").is_err());
    }
}
