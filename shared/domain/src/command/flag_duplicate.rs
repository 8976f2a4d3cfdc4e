//! 查重: what the search for like filings found. It merges nothing; a person does.

use std::collections::BTreeMap;

use fengqiao_jurisdiction::SiteCode;

use super::{UseCase, checks};
use crate::event::{Addressee, DuplicateFlagged};
use crate::refusal::{Code, Refusal};
use crate::similarity::{Likeness, LikenessKind};
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{Fault, SlipColour};

/// Cases that one flag may name.
pub const CANDIDATES_MAX: usize = 20;

/// 查重.
#[derive(Debug, Clone, PartialEq)]
pub struct FlagDuplicate {
    /// The likest first.
    pub candidates: Vec<Likeness>,
    /// Filings of the matter within 90 days, this one included.
    pub filings_90d: u32,
    /// How far each site's log had been read.
    pub read_at: BTreeMap<SiteCode, u64>,
}

impl UseCase for FlagDuplicate {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    /// A search that finds nothing new changes nothing, however often it is made.
    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if self.candidates.len() > CANDIDATES_MAX {
            return Err(Refusal::new(Code::D03).because("max", CANDIDATES_MAX));
        }
        let found = &turn.case()?.found;
        if (&found.candidates, found.filings_90d) == (&self.candidates, self.filings_90d) {
            return Ok(());
        }
        let comes_again = |likes: &[Likeness]| likes.iter().any(|like| like.kind == LikenessKind::Repeat);
        let first_time = comes_again(&self.candidates) && !comes_again(&found.candidates);
        turn.record(DuplicateFlagged {
            candidates: self.candidates.clone(),
            filings_90d: self.filings_90d,
            read_at: self.read_at.clone(),
        });
        // What was told as settled came back within 90 days: the level above asks why.
        if first_time {
            let holder = turn.case()?.holder.centre;
            turn.issue_slip(SlipColour::Blue, Fault::F4, Addressee::Centre(holder))?;
        }
        turn.reassess()
    }
}
