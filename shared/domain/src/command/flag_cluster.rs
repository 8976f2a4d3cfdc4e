//! 类案预警: like cases come in heaps, which a higher level should see.

use std::collections::BTreeMap;

use fengqiao_jurisdiction::SiteCode;

use super::{UseCase, checks};
use crate::event::ClusterFlagged;
use crate::refusal::Refusal;
use crate::state::Case;
use crate::turn::Turn;

/// 类案预警.
#[derive(Debug, Clone, PartialEq)]
pub struct FlagCluster {
    /// Cases of this kind within 30 days, this one included.
    pub like_cases_30d: u32,
    /// How far each site's log had been read.
    pub read_at: BTreeMap<SiteCode, u64>,
}

impl UseCase for FlagCluster {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if turn.case()?.found.like_cases_30d == self.like_cases_30d {
            return Ok(());
        }
        turn.record(ClusterFlagged { like_cases_30d: self.like_cases_30d, read_at: self.read_at.clone() });
        turn.reassess()
    }
}
