//! Where a watcher stands in each log, and what comes next.

use std::collections::{BTreeMap, HashMap};

use fengqiao_eventlog::Position;
use fengqiao_jurisdiction::{CentreCode, SiteCode};
use uuid::Uuid;

use super::super::answer::QueryError;
use super::super::service::Context;
use super::unknown_stream;
use crate::fold::CaseRow;
use crate::follow::AtLeastError;
use crate::limits::WATCH_PAGE_DECISIONS;
use crate::store::{self, StoreError};

/// The last sequence shown, or passed over, of each site's log.
pub(super) struct Cursor {
    sites: BTreeMap<SiteCode, u64>,
}

/// One decision, with the case as it is now.
pub(super) struct Change {
    pub(super) row: CaseRow,
    pub(super) events: Vec<String>,
    pub(super) position: Position,
    /// The holder that it left, if it moved.
    left: Vec<CentreCode>,
}

struct Decision {
    sequence: u64,
    case_id: Uuid,
    events: Vec<String>,
    left: Vec<CentreCode>,
}

// === impl Cursor ===

impl Cursor {
    /// Behind the places given; in logs that are not named, at the present.
    pub(super) fn after(context: &Context, after: &[Position]) -> Result<Self, QueryError> {
        let present = context.progress.streams();
        let mut sites = BTreeMap::new();
        for (site, log) in &context.logs {
            let position = present.get(log.stream()).and_then(|state| state.position.as_ref());
            sites.insert(*site, position.map_or(0, |position| position.sequence));
        }
        for place in after {
            let log = context.logs.iter().find(|(_, log)| log.stream() == place.stream);
            let (site, log) = log.ok_or_else(|| unknown_stream(&place.stream))?;
            if log.epoch() != place.epoch {
                return Err(QueryError::Behind(AtLeastError::OtherEpoch(place.stream.clone())));
            }
            sites.insert(*site, place.sequence);
        }
        Ok(Self { sites })
    }

    pub(super) fn positions(&self, context: &Context) -> Vec<Position> {
        let logs = context.logs.iter();
        logs.filter_map(|(site, log)| Some(log.position(*self.sites.get(site)?))).collect()
    }

    /// The next decisions of some log that is ahead of the cursor, without those on drafts; none when no log is.
    pub(super) async fn next_page(&mut self, context: &Context) -> Result<Option<Vec<Change>>, QueryError> {
        for (site, after) in &mut self.sites {
            let Some(log) = context.logs.get(site) else { continue };
            let mut views = context.store.read().await?;
            let decisions = decisions(&mut views, *site, *after).await?;
            let Some(last) = decisions.last() else { continue };
            *after = last.sequence;
            let ids: Vec<Uuid> = decisions.iter().map(|decision| decision.case_id).collect();
            let rows = store::cases(&mut views, &ids).await?;
            let rows: HashMap<Uuid, CaseRow> = rows.into_iter().map(|row| (row.case_id, row)).collect();
            let changes = decisions.into_iter().filter_map(|decision| {
                Some(Change {
                    row: rows.get(&decision.case_id)?.clone(),
                    events: decision.events,
                    position: log.position(decision.sequence),
                    left: decision.left,
                })
            });
            return Ok(Some(changes.collect()));
        }
        Ok(None)
    }
}

// === impl Change ===

impl Change {
    /// Whether a queue has to be drawn anew: it holds the case, has just lost it, or is asked to take it.
    pub(super) fn concerns(&self, centre: CentreCode, subtree: bool) -> bool {
        let here = |at: &CentreCode| *at == centre;
        (subtree && self.row.seen_by.contains(&centre))
            || here(&self.row.holder)
            || self.row.escalation_to.as_ref().is_some_and(here)
            || self.left.iter().any(here)
    }
}

async fn decisions(
    connection: &mut sqlx::PgConnection,
    site: SiteCode,
    after: u64,
) -> Result<Vec<Decision>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT sequence, case_id, array_agg(event ORDER BY index) AS "events!",
               array_remove(array_agg(CASE WHEN event = 'HolderChanged' THEN detail ->> 'from' END), NULL) AS "left!"
           FROM case_timeline WHERE site = $1 AND sequence > $2
           GROUP BY site, sequence, case_id ORDER BY site, sequence LIMIT $3"#,
        site.as_str(),
        after.cast_signed(),
        WATCH_PAGE_DECISIONS,
    )
    .fetch_all(connection)
    .await
    .map_err(|source| StoreError::Statement("read what changed", source))?;
    let rows = rows.into_iter().map(|row| Decision {
        sequence: row.sequence.unsigned_abs(),
        case_id: row.case_id,
        events: row.events,
        left: row.left.iter().filter_map(|code| code.parse().ok()).collect(),
    });
    Ok(rows.collect())
}
