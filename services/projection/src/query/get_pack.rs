//! The figures of a period (报表): counted from what happened and from how cases stood, compared, and checked.

mod counts;
mod frozen;

use std::collections::BTreeMap;

use fengqiao_api::v1;
use fengqiao_calendar::{Period, start_of_day};
use fengqiao_domain::id::AffairId;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_domain::vocabulary::Channel;
use fengqiao_domain::{Affair, Family};
use fengqiao_figures::{Check, Group, Indicator, Tallies, checks, indicators};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction};
use jiff::ToSpan as _;
use jiff::civil::Date;
use sqlx::PgConnection;
use tonic::Request;

use super::answer::QueryError;
use super::at_least::{at_least, position};
use super::read::{below, optional, word};
use super::reader::Reader;
use super::service::Context;
use crate::store::{self, StoreError, StoredPosition};
use counts::{Areas, Scope};

pub(super) use frozen::{frozen, place};

/// A column of the table.
struct Column {
    key: String,
    name: String,
    period: Period,
    lines: Vec<Indicator>,
}

pub(super) async fn get_pack(
    context: &Context,
    request: Request<v1::GetPackRequest>,
) -> Result<v1::GetPackResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let request = request.into_inner();
    let jurisdiction = context.jurisdiction();
    let centre = reader.centre_or_own(&request.centre, jurisdiction)?;
    let today = context.today();
    let period = optional(&request.period, "period", Code::D04)?.unwrap_or_else(|| Period::week_of(today));
    if period.first() > today {
        return Err(Refusal::new(Code::D04).at("period").because("today", today).into());
    }
    let compared = optional(&request.compare_with, "compare_with", Code::D04)?;
    let compared: Period = compared.unwrap_or_else(|| period.previous());
    let channel = word::<Channel>(&request.channel, "channel")?;
    at_least(context, &request.at_least).await?;

    let mut views = context.store.read().await?;
    let live = context.store.live(&mut views).await?;
    let as_of = store::positions(&mut views, &live).await?;
    let areas = Areas::of(centre, jurisdiction);
    let scope = |areas, period| Scope { areas, period, today, channel: channel.as_deref(), context };
    let mut here = counts::of(&mut views, &scope(&areas, period)).await?;
    let whole = Areas::whole(centre, jurisdiction);
    let before = counts::of(&mut views, &scope(&whole, compared)).await?;
    let year_before = counts::of(&mut views, &scope(&whole, period.year_before())).await?;

    let whole_of = |mut counted: BTreeMap<CentreCode, Tallies>| counted.remove(&centre).unwrap_or_default();
    let this = here.remove(&centre).unwrap_or_default();
    let column = |key: &str, name: &str, period, tallies: &Tallies| Column {
        key: key.to_owned(),
        name: name.to_owned(),
        period,
        lines: indicators(tallies),
    };
    let mut columns = vec![
        column("this", "本期", period, &this),
        column("compared", "对比期", compared, &whole_of(before)),
        column("year_before", "同期", period.year_before(), &whole_of(year_before)),
    ];
    let is_whole = centre == jurisdiction.root() && channel.is_none();
    let own_lines = columns.first().map(|column| column.lines.as_slice()).unwrap_or_default();
    let mut checked = written(centre, checks(&this, own_lines, is_whole), jurisdiction);
    for child in jurisdiction.children(&centre) {
        let tallies = here.remove(child).unwrap_or_default();
        let below = column(child.as_str(), title(child, jurisdiction), period, &tallies);
        checked.extend(written(*child, checks(&tallies, &below.lines, false), jurisdiction));
        columns.push(below);
    }
    let lines = lines(&columns, jurisdiction);
    let frozen = match is_whole {
        true => found(context, &mut views, centre, period).await?,
        false => None,
    };
    Ok(v1::GetPackResponse {
        period: period.to_string(),
        period_name: period.zh(),
        from: period.first().to_string(),
        to: period.last().to_string(),
        complete: today > period.last(),
        centre: centre.to_string(),
        centre_name: title(&centre, jurisdiction).to_owned(),
        channel: channel.unwrap_or_default(),
        cut_off: cut_off(&mut views, &as_of, period.last()).await?,
        as_of: as_of.values().map(|stored| position(&stored.position)).collect(),
        columns: columns.iter().map(Column::head).collect(),
        frozen: frozen.map(|(pack, at)| frozen::compared(&pack, at, &lines)),
        lines,
        checks: checked,
    })
}

fn title<'a>(centre: &CentreCode, jurisdiction: &'a Jurisdiction) -> &'a str {
    jurisdiction.centre(centre).map_or("", |centre| centre.title.as_str())
}

/// The pack of this period as it was frozen, if it was.
async fn found(
    context: &Context,
    views: &mut PgConnection,
    centre: CentreCode,
    period: Period,
) -> Result<Option<(fengqiao_domain::affair::Pack, Option<v1::Position>)>, StoreError> {
    let id = AffairId::pack(context.tenant, centre, period).uuid();
    let Some(row) = store::affair(views, Family::Pack, id).await? else { return Ok(None) };
    let at = place(context, &row);
    Ok(match row.state {
        Affair::Pack(pack) => Some((pack, at)),
        _ => None,
    })
}

/// The last event of each log that was recorded before the cut-off.
async fn cut_off(
    views: &mut PgConnection,
    logs: &BTreeMap<String, StoredPosition>,
    last: Date,
) -> Result<Vec<v1::Position>, StoreError> {
    let mut positions = Vec::with_capacity(logs.len());
    let end = start_of_day(last.saturating_add(1.day())).to_string();
    for stored in logs.values() {
        let sequence = sqlx::query_scalar!(
            "SELECT sequence FROM case_timeline WHERE site = $1 AND recorded_at < $2::text::timestamptz
             ORDER BY sequence DESC LIMIT 1",
            stored.site,
            end,
        )
        .fetch_optional(&mut *views)
        .await
        .map_err(|source| StoreError::Statement("find the cut-off", source))?;
        let sequence = sequence.map_or(0, i64::unsigned_abs);
        positions.push(v1::Position { sequence, ..position(&stored.position) });
    }
    Ok(positions)
}

/// The lines of all columns side by side. A matter that one column has is a line of all.
fn lines(columns: &[Column], jurisdiction: &Jurisdiction) -> Vec<v1::PackLine> {
    let by_name: Vec<BTreeMap<(Group, &str), &Indicator>> = columns
        .iter()
        .map(|column| column.lines.iter().map(|line| ((line.group, line.id.as_str()), line)).collect())
        .collect();
    let mut lines: Vec<v1::PackLine> = Vec::new();
    for group in Group::ALL {
        let mut seen = std::collections::BTreeSet::new();
        let of_group = columns.iter().flat_map(|column| &column.lines).filter(|line| line.group == *group);
        for line in of_group.filter(|line| seen.insert(line.id.clone())) {
            let values = by_name.iter().map(|column| {
                let value = column.get(&(*group, line.id.as_str())).map(|line| line.value);
                v1::PackValue {
                    numerator: value.map_or(0, |value| value.numerator),
                    denominator: value.map_or(1, |value| value.denominator),
                }
            });
            lines.push(v1::PackLine {
                id: line.id.clone(),
                group: group.to_string(),
                group_name: group.zh().to_owned(),
                name: name(line, jurisdiction),
                formula: line.formula.to_owned(),
                kind: line.kind.to_string(),
                values: values.collect(),
            });
        }
    }
    lines
}

fn name(line: &Indicator, jurisdiction: &Jurisdiction) -> String {
    let matter = (line.group == Group::Matters).then(|| line.id.parse().ok()).flatten();
    let matter = matter.and_then(|code| jurisdiction.matter(&code));
    matter.map_or_else(|| line.name.clone(), |matter| matter.name.clone())
}

fn written(centre: CentreCode, checks: Vec<Check>, jurisdiction: &Jurisdiction) -> Vec<v1::PackCheck> {
    let checks = checks.into_iter().map(|check| v1::PackCheck {
        id: check.id.to_owned(),
        centre: centre.to_string(),
        centre_name: title(&centre, jurisdiction).to_owned(),
        holds: check.holds(),
        left_name: check.left_name,
        left: check.left,
        right_name: check.right_name,
        right: check.right,
        relation: check.relation.to_string(),
    });
    checks.collect()
}

// === impl Column ===

impl Column {
    fn head(&self) -> v1::PackColumn {
        v1::PackColumn { key: self.key.clone(), name: self.name.clone(), period: self.period.to_string() }
    }
}

// === impl Areas ===

impl Areas {
    /// A centre with all below it, and each of the centres just below with all below that.
    fn of(centre: CentreCode, jurisdiction: &Jurisdiction) -> Self {
        let mut areas = Self::whole(centre, jurisdiction);
        for child in jurisdiction.children(&centre) {
            areas.add(*child, below(*child, jurisdiction));
        }
        areas
    }

    fn whole(centre: CentreCode, jurisdiction: &Jurisdiction) -> Self {
        let mut areas = Self::default();
        areas.add(centre, below(centre, jurisdiction));
        areas
    }
}
