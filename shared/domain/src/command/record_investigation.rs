//! 调查核实.

use std::collections::BTreeSet;

use super::{UseCase, checks};
use crate::event::InvestigationRecorded;
use crate::id::DocumentId;
use crate::refusal::{Code, Refusal};
use crate::sealed::Sealed;
use crate::state::Case;
use crate::turn::Turn;
use crate::vocabulary::{DossierItem, InvestigationKind};

/// Papers of one record.
pub(crate) const DOCUMENTS_MAX: usize = 50;

/// The papers that it puts on file. A session's record may come later than the session, and an intake form that was declared
/// invalid is made anew; the others come from acts of their own, which may be repeated.
const PAPERS: &[DossierItem] = &[
    DossierItem::IntakeForm,
    DossierItem::EvidenceList,
    DossierItem::BriefOfPositions,
    DossierItem::SessionRecords,
];

/// 调查核实: what was looked into, and which papers it puts on file.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordInvestigation {
    pub kind: InvestigationKind,
    pub text: Sealed,
    pub covers: BTreeSet<DossierItem>,
    pub documents: BTreeSet<DocumentId>,
}

impl UseCase for RecordInvestigation {
    fn admitted(case: &Case) -> bool {
        checks::is_open(case)
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<(), Refusal> {
        if let Some(item) = self.covers.iter().find(|item| !PAPERS.contains(item)) {
            return Err(Refusal::new(Code::D02).at("covers").because("code", item));
        }
        if self.documents.len() > DOCUMENTS_MAX {
            return Err(Refusal::new(Code::D03).at("documents").because("max", DOCUMENTS_MAX));
        }
        turn.record(InvestigationRecorded {
            kind: self.kind,
            text: self.text.clone(),
            covers: self.covers.clone(),
            documents: self.documents.clone(),
        });
        turn.reassess()
    }
}
