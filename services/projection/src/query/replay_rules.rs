//! What a draft of rules would have changed of what was decided (旧案试算). The decisions on record carry the facts that they
//! rested on; the draft judges these anew.

mod tally;

use std::sync::Arc;

use fengqiao_api::request::rule_set_files;
use fengqiao_api::v1;
use fengqiao_api::v1::replay_rules_request::Draft;
use fengqiao_calendar::start_of_day;
use fengqiao_domain::affair::rule_book;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_jurisdiction::Role;
use fengqiao_routing::{RULE_SET_BYTES_MAX, RuleSet, RuleSetFiles};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use jiff_sqlx::Timestamp as SqlTimestamp;
use sqlx::PgConnection;
use tonic::Request;
use uuid::Uuid;

use self::tally::Tally;
use super::answer::QueryError;
use super::at_least::at_least;
use super::get_rule_set::draft_id;
use super::reader::Reader;
use super::rule_sets::Shelf;
use super::service::Context;
use crate::limits::{REPLAY_DAYS_MAX, REPLAYED_DECISIONS_MAX};
use crate::store::StoreError;

/// Who writes rules, and who approves them.
const AUTHORS: [Role; 2] = [Role::RuleEditor, Role::RuleApprover];

/// The days of a replay, each included; none at an end that is open.
#[derive(Debug, Clone, Copy)]
struct Period {
    from: Option<Date>,
    to: Option<Date>,
}

/// One judgement on record.
struct Recorded {
    site: String,
    sequence: i64,
    case: Uuid,
    /// Empty if the reader may not see the case.
    number: String,
    phase: String,
    event: Uuid,
    at: Timestamp,
    /// The assessment as JSON.
    assessment: String,
}

pub(super) async fn replay_rules(
    context: &Context,
    request: Request<v1::ReplayRulesRequest>,
) -> Result<v1::ReplayRulesResponse, QueryError> {
    let reader = Reader::officer(context, request.metadata())?;
    let is_author = AUTHORS.iter().any(|role| reader.actor.roles.contains(role));
    if !is_author || reader.actor.centre != context.reference.jurisdiction.city() {
        return Err(Refusal::new(Code::A02).into());
    }
    let request = request.into_inner();
    let period = Period::read(&request)?;
    let wanted = match request.decisions {
        0 => REPLAYED_DECISIONS_MAX,
        wanted => wanted.min(REPLAYED_DECISIONS_MAX),
    };
    at_least(context, &request.at_least).await?;
    // A replay keeps a processor busy for a while: another one waits for its caller to ask again.
    let held = Arc::clone(&context.replays).try_acquire_owned().map_err(|_| QueryError::TooManyReplays)?;

    let files = texts(context, request.draft).await?;
    let mut views = context.store.read().await?;
    let recorded = select(&mut views, period, wanted, &reader).await?;
    drop(views);
    let known = Arc::clone(&context.reference.rules);
    let replayed = tokio::task::spawn_blocking(move || {
        let _held = held;
        let draft = RuleSet::parse(&files).map_err(|findings| rule_book::faulty(&findings))?;
        Ok::<_, Refusal>(Tally::of(&draft, &known, recorded, wanted))
    });
    Ok(replayed.await.map_err(QueryError::Replay)??.response)
}

/// The draft that is named, or the one that is given.
async fn texts(context: &Context, draft: Option<Draft>) -> Result<RuleSetFiles, QueryError> {
    let files = match draft {
        None => return Err(Refusal::missing("draft").into()),
        Some(Draft::Text(text)) => rule_set_files(text, "text")?,
        Some(Draft::RuleSetId(id)) => {
            let mut views = context.store.read().await?;
            let shelf = Shelf::read(context, &mut views).await?;
            drop(views);
            let unknown = || Refusal::new(Code::D08).at("rule_set_id");
            let shelved = shelf.with_id(draft_id(&id)?).ok_or_else(unknown)?;
            shelf.texts(context, shelved).await?
        }
    };
    if files.bytes() > RULE_SET_BYTES_MAX {
        return Err(Refusal::new(Code::D03).at("text").because("max", RULE_SET_BYTES_MAX).into());
    }
    Ok(files)
}

/// The latest judgements of a period, one more than is wanted.
async fn select(
    connection: &mut PgConnection,
    period: Period,
    wanted: u32,
    reader: &Reader,
) -> Result<Vec<Recorded>, StoreError> {
    let (from, before) = period.bounds();
    let rows = sqlx::query!(
        r#"SELECT t.site, t.sequence, t.case_id, t.event_id, t.recorded_at AS "recorded_at: SqlTimestamp",
               (t.detail -> 'assessment')::text AS "assessment!", v.number AS "number?", v.phase AS "phase?"
           FROM case_timeline t
           LEFT JOIN case_view v ON v.case_id = t.case_id AND $1 = ANY(v.seen_by)
           WHERE jsonb_typeof(t.detail -> 'assessment') = 'object'
             AND ($2::text IS NULL OR t.recorded_at >= $2::text::timestamptz)
             AND ($3::text IS NULL OR t.recorded_at < $3::text::timestamptz)
           ORDER BY t.recorded_at DESC, t.site, t.sequence DESC, t.index DESC LIMIT $4"#,
        reader.actor.centre.as_str(),
        from.map(|from| from.to_string()),
        before.map(|before| before.to_string()),
        i64::from(wanted) + 1,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read recorded judgements", source))?;
    let recorded = rows.into_iter().map(|row| Recorded {
        site: row.site,
        sequence: row.sequence,
        case: row.case_id,
        number: row.number.unwrap_or_default(),
        phase: row.phase.unwrap_or_default(),
        event: row.event_id,
        at: row.recorded_at.to_jiff(),
        assessment: row.assessment,
    });
    Ok(recorded.collect())
}

// === impl Period ===

impl Period {
    /// D04 for a day that is none, an end before the beginning, and more than [`REPLAY_DAYS_MAX`] days.
    fn read(request: &v1::ReplayRulesRequest) -> Result<Self, Refusal> {
        let (from, to) = (day(&request.from, "from")?, day(&request.to, "to")?);
        if let (Some(from), Some(to)) = (from, to) {
            let days = (to - from).get_days();
            if days < 0 {
                return Err(Refusal::new(Code::D04).at("to").because("date", to).because("earliest", from));
            }
            if days >= REPLAY_DAYS_MAX {
                return Err(Refusal::new(Code::D03).at("from").because("max", REPLAY_DAYS_MAX));
            }
        }
        Ok(Self { from, to })
    }

    /// From when, and before when.
    fn bounds(self) -> (Option<Timestamp>, Option<Timestamp>) {
        let after = |day: Date| start_of_day(day.saturating_add(1.day()));
        (self.from.map(start_of_day), self.to.map(after))
    }
}

fn day(text: &str, field: &'static str) -> Result<Option<Date>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Refusal::new(Code::D04).at(field))
}
