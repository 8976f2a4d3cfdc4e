//! What a list of cases is asked for, and the condition that says the same to the database.

use fengqiao_api::v1;
use fengqiao_domain::refusal::{Code, Refusal};
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::{Channel, Level, RiskGrade, SlipColour, Verdict};
use fengqiao_jurisdiction::{CentreCode, Jurisdiction, MatterCode};
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::read::{below, optional, word, words};
use crate::fold::{NEVER, Part};

/// The leader of every case that has one.
const ANY_LEADER: &str = "any";

/// A day before every day of a case, which the database can tell from text.
const EARLIEST: Date = Date::constant(1, 1, 1);

/// What is asked for, read and checked. A page token is tied to it.
#[derive(Debug, Serialize)]
pub(super) struct CaseFilters {
    /// The centre, or the tree below it.
    pub(super) centres: Vec<String>,
    /// Whose centre the case must have.
    pub(super) at: At,
    pub(super) phases: Option<Vec<String>>,
    pub(super) levels: Option<Vec<String>>,
    pub(super) verdict: Option<String>,
    pub(super) matter: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) risk: Option<String>,
    pub(super) handler: Option<Uuid>,
    pub(super) slips: Option<Vec<String>>,
    /// What became of it at a level, any of these.
    pub(super) stages: Option<Vec<String>>,
    pub(super) led: bool,
    pub(super) leader: Option<Uuid>,
    pub(super) registered: (Date, Date),
    pub(super) due: (Date, Date),
    pub(super) closed: Option<(Date, Date)>,
    pub(super) slip_unanswered: bool,
}

/// Which of the centres of a case is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum At {
    Holder,
    /// The one that registered it.
    Origin,
    /// The one that is asked to take it.
    Receiver,
}

/// A query of `case_view` under filters, which take the parameters 1 to 20; the others follow.
macro_rules! filtered {
    ($filters:expr, $head:literal, $tail:literal $(, $more:expr)* $(,)?) => {
        sqlx::query_scalar!(
            $head
                + "CASE $1 WHEN 'receiver' THEN escalation_to = ANY($2) AND escalation = 'requested'
                           WHEN 'origin' THEN origin = ANY($2) ELSE holder = ANY($2) END
                   AND ($3::text[] IS NULL OR phase = ANY($3))
                   AND ($4::text[] IS NULL OR level = ANY($4))
                   AND ($5::text IS NULL OR verdict = $5)
                   AND ($6::text IS NULL OR matter LIKE $6 || '%')
                   AND ($7::text IS NULL OR channel = $7)
                   AND ($8::text IS NULL OR risk = $8)
                   AND ($9::uuid IS NULL OR handler = $9)
                   AND ($10::text[] IS NULL OR slip = ANY($10))
                   AND ($11::text[] IS NULL OR stages && $11)
                   AND (NOT $12 OR leader IS NOT NULL)
                   AND ($13::uuid IS NULL OR leader = $13)
                   AND registered_on BETWEEN $14::text::date AND $15::text::date
                   AND next_due_on BETWEEN $16::text::date AND $17::text::date
                   AND ($18::text IS NULL OR closed_on BETWEEN $18::text::date AND $19::text::date)
                   AND (NOT $20 OR slip_unanswered)"
                + $tail,
            $filters.at.as_str(),
            &$filters.centres,
            $filters.phases.as_deref(),
            $filters.levels.as_deref(),
            $filters.verdict.as_deref(),
            $filters.matter.as_deref(),
            $filters.channel.as_deref(),
            $filters.risk.as_deref(),
            $filters.handler,
            $filters.slips.as_deref(),
            $filters.stages.as_deref(),
            $filters.led,
            $filters.leader,
            $filters.registered.0.to_string(),
            $filters.registered.1.to_string(),
            $filters.due.0.to_string(),
            $filters.due.1.to_string(),
            $filters.closed.map(|(from, _)| from.to_string()),
            $filters.closed.map(|(_, to)| to.to_string()),
            $filters.slip_unanswered
            $(, $more)*
        )
    };
}
pub(super) use filtered;

// === impl CaseFilters ===

impl CaseFilters {
    /// # Errors
    /// D02 for a word that is not known, D03 for an id, D04 for a date.
    pub(super) fn read(
        request: &v1::ListCasesRequest,
        centre: CentreCode,
        jurisdiction: &Jurisdiction,
    ) -> Result<Self, Refusal> {
        let stages = stages(&request.stage)?;
        let at = match (request.incoming_escalations, &stages) {
            (true, _) => At::Receiver,
            (false, Some(_)) => At::Origin,
            (false, None) if request.registered_here => At::Origin,
            (false, None) => At::Holder,
        };
        let led = request.leader == ANY_LEADER;
        let leader = if led { "" } else { &request.leader };
        let day = |text: &str, field, absent: Date| {
            Ok(optional(text, field, Code::D04)?.unwrap_or(absent).max(EARLIEST))
        };
        let due = if request.without_due {
            (NEVER, NEVER)
        } else {
            (day(&request.due_from, "due_from", EARLIEST)?, day(&request.due_by, "due_by", NEVER)?)
        };
        let closed = if request.closed_from.is_empty() && request.closed_to.is_empty() {
            None
        } else {
            let from = day(&request.closed_from, "closed_from", EARLIEST)?;
            Some((from, day(&request.closed_to, "closed_to", NEVER)?))
        };
        Ok(Self {
            centres: if request.subtree { below(centre, jurisdiction) } else { vec![centre.to_string()] },
            at,
            phases: words::<PhaseName>(&request.phases, "phases")?,
            levels: words::<Level>(&request.levels, "levels")?,
            verdict: word::<Verdict>(&request.verdict, "verdict")?,
            matter: optional::<MatterCode>(&request.matter, "matter", Code::D02)?
                .map(|code| code.to_string()),
            channel: word::<Channel>(&request.channel, "channel")?,
            risk: word::<RiskGrade>(&request.risk, "risk")?,
            handler: optional(&request.handler, "handler", Code::D03)?,
            slips: words::<SlipColour>(&request.slips, "slips")?,
            stages,
            led,
            leader: optional(leader, "leader", Code::D03)?,
            registered: (
                day(&request.registered_from, "registered_from", EARLIEST)?,
                day(&request.registered_to, "registered_to", NEVER)?,
            ),
            due,
            closed,
            slip_unanswered: request.slip_unanswered,
        })
    }
}

/// `village.settled`, or `village.entered` for whatever became of it there.
fn stages(text: &str) -> Result<Option<Vec<String>>, Refusal> {
    const ENTERED: &str = "entered";
    if text.is_empty() {
        return Ok(None);
    }
    let (level, part) = text.split_once('.').ok_or_else(|| Refusal::new(Code::D02).at("stage"))?;
    word::<Level>(level, "stage")?;
    if part != ENTERED {
        word::<Part>(part, "stage")?;
        return Ok(Some(vec![text.to_owned()]));
    }
    let parts = Part::ALL.iter().filter(|part| **part != Part::Direct);
    Ok(Some(parts.map(|part| format!("{level}.{part}")).collect()))
}

// === impl At ===

impl At {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Origin => "origin",
            Self::Receiver => "receiver",
        }
    }
}
