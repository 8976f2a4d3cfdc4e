//! The facts of one case, one typed field for each fact the tables may ask about.

use std::collections::BTreeSet;

use fengqiao_jurisdiction::{Level, Track};
use serde::{Deserialize, Serialize};

use crate::{
    codes::{DangerSign, DossierItem, FinalDecision, HelpWanted, PhaseClass, StatutoryPath},
    value::LevelOrNone,
};

/// What is known of a case when it is assessed. A field that is `None` is missing (⊥), never "no"; facts with a default are
/// always known. In JSON missing facts and defaults are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The level of the centre that holds the case.
    pub level: Level,
    pub phase_class: PhaseClass,
    /// Open signs of danger. Missing until the case is screened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub danger_signs: Option<BTreeSet<DangerSign>>,
    /// Grave or urgent (重大紧急), 信访工作条例 article 25. Missing until the case is screened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grave: Option<bool>,
    /// Persons on the claiming side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    /// What is claimed, in fen (0.01 yuan); 0 where no money is claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<u64>,
    /// Persons owed wages; 0 unless it is a wage matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpaid_workers: Option<u32>,
    /// Villages among the places of the dispute and its collective and public parties. A natural person's home never counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub villages_spanned: Option<u32>,
    /// Townships, counted likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub townships_spanned: Option<u32>,
    /// Counties, counted likewise, the holder's among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counties_spanned: Option<u32>,
    /// The level that designated the holder (指定管辖).
    #[serde(default, skip_serializing_if = "LevelOrNone::is_none")]
    pub designated_by: LevelOrNone,
    /// The level that a numbered order from above names as leading (交办、批示、挂账).
    #[serde(default, skip_serializing_if = "LevelOrNone::is_none")]
    pub order_level: LevelOrNone,
    /// The holder, or the committee or government it belongs to, is a party or recused. Missing while a party's kind is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder_conflicted: Option<bool>,
    /// Missing until the matter is classified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<Track>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory_path: Option<StatutoryPath>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_decision: Option<FinalDecision>,
    /// A power is needed that neither the holder's level nor the substantive owner has (权力清单).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power_beyond_level: Option<bool>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub same_matter_open: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub party_refuses: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub expert_pending: bool,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub dossier_missing: BTreeSet<DossierItem>,
    /// Distinct dates with a session held by a centre of this level.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub attempts: u32,
    /// Those of them that failed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub failed_attempts: u32,
    /// The term of this level ran out during this stint.
    #[serde(default, skip_serializing_if = "is_false")]
    pub level_term_spent: bool,
    /// A red slip (红色督办单) went unanswered during this stint.
    #[serde(default, skip_serializing_if = "is_false")]
    pub red_slip_unanswered: bool,
    /// Both sides agreed to go on at this level.
    #[serde(default, skip_serializing_if = "is_false")]
    pub continuing: bool,
    /// Filings of this matter within 90 days, this one included.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub filings_90d: u32,
    /// Cases of this kind within 30 days, this one included.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub like_cases_30d: u32,
    /// The request to rise that is being judged. Outside a request what belongs to one counts as satisfied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestFacts>,
    /// The level of the lowest ancestor centre of the holder that is not conflicted. Below the city `None` is read as City:
    /// the city designates and never mediates, so that no conflict bars it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Level>,
}

/// What a request to rise states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestFacts {
    /// The centre asked is the next one up, 逐级.
    pub target_is_next: bool,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub help_wanted: BTreeSet<HelpWanted>,
}

// === impl Facts ===

impl Facts {
    /// A case in hand at `level` of which nothing that can be missing is known, and everything else has its default.
    #[must_use]
    pub fn unknown(level: Level) -> Self {
        Self {
            level,
            phase_class: PhaseClass::Handling,
            danger_signs: None,
            grave: None,
            headcount: None,
            amount_fen: None,
            unpaid_workers: None,
            villages_spanned: None,
            townships_spanned: None,
            counties_spanned: None,
            designated_by: LevelOrNone::NONE,
            order_level: LevelOrNone::NONE,
            holder_conflicted: None,
            track: None,
            statutory_path: None,
            final_decision: None,
            power_beyond_level: None,
            same_matter_open: false,
            party_refuses: false,
            expert_pending: false,
            dossier_missing: BTreeSet::new(),
            attempts: 0,
            failed_attempts: 0,
            level_term_spent: false,
            red_slip_unanswered: false,
            continuing: false,
            filings_90d: 1,
            like_cases_30d: 1,
            request: None,
            next: match level {
                Level::Village => Some(Level::Township),
                Level::Township => Some(Level::County),
                Level::County => Some(Level::City),
                Level::City => None,
            },
        }
    }

    /// The level one step up that may take the case.
    #[must_use]
    pub fn next_level(&self) -> Level {
        self.next.unwrap_or(Level::City)
    }
}

const fn is_false(value: &bool) -> bool {
    !*value
}

const fn is_zero(value: &u32) -> bool {
    *value == 0
}

const fn is_one(value: &u32) -> bool {
    *value == 1
}

const fn one() -> u32 {
    1
}
