//! Written opinions, their service, other legal paths, recusal.

use crate::event::{
    CaseRedirected, NoticeServed, OpinionDrafted, OpinionIssued, Recipient, RecusalRecorded, Recused,
    RedirectResultRecorded,
};
use crate::state::{
    Case, Ending, Exit, Instrument, Opinion, OpinionDraft, Phase, Redirection, Settlement, Signed, Stage,
    Substance,
};
use crate::vocabulary::{Notice, OpinionTier, PartyRole};

impl Case {
    pub(super) fn opinion_drafted(&mut self, event: &OpinionDrafted) {
        self.opinion_draft = Some(OpinionDraft {
            id: event.opinion,
            maker: event.maker,
            supported: event.supported,
            result: event.result,
        });
    }

    pub(super) fn opinion_issued(&mut self, event: &OpinionIssued) {
        self.opinion_draft = None;
        let Phase::Handling { stage: Stage::InProgress(work), .. } = &self.phase else { return };
        let opinion = Opinion {
            id: event.opinion,
            number: event.number.clone(),
            tier: event.tier,
            supported: event.supported,
            organ: event.organ,
            served_on: None,
        };
        self.phase = Phase::Settled(Settlement::OpinionIssued { work: work.clone(), opinion });
    }

    /// The first service on the claiming side counts; a later one gives no new right.
    pub(super) fn paper_served(&mut self, event: &NoticeServed) {
        let reaches_the_claimant = match &event.to {
            Recipient::Parties => true,
            Recipient::Party(id) => {
                self.parties.get(id).is_some_and(|party| party.role == PartyRole::Claimant)
            }
            Recipient::Centre(_) | Recipient::Police => false,
        };
        if !reaches_the_claimant {
            return;
        }
        let tier = match event.notice {
            Notice::Opinion => OpinionTier::First,
            Notice::ReviewOpinion => OpinionTier::Review,
            Notice::RecheckOpinion => OpinionTier::Recheck,
            Notice::NonAcceptance | Notice::NotReaccepted => {
                if matches!(self.phase, Phase::Ended(Ending::Exited { .. })) {
                    self.refusal_served_on.get_or_insert(event.served_on);
                }
                return;
            }
            _ => return,
        };
        if let Some(opinion) = self.opinion_mut()
            && opinion.tier == tier
        {
            opinion.served_on.get_or_insert(event.served_on);
        }
    }

    fn opinion_mut(&mut self) -> Option<&mut Opinion> {
        match &mut self.phase {
            Phase::Settled(
                Settlement::OpinionIssued { opinion, .. }
                | Settlement::FollowUp { instrument: Instrument::Opinion(opinion), .. },
            ) => Some(opinion),
            _ => None,
        }
    }

    /// The opinion stands: nobody asks for a review any more.
    pub(super) fn opinion_stands(&mut self) {
        let settled_level = self.holder.level;
        if let Phase::Settled(Settlement::OpinionIssued { work, opinion }) = &self.phase {
            self.phase = Phase::Settled(Settlement::FollowUp {
                work: work.clone(),
                instrument: Instrument::Opinion(opinion.clone()),
                settled_level,
            });
        }
    }

    pub(super) fn redirected(&mut self, event: &CaseRedirected) {
        let Phase::Handling { stage, .. } = &self.phase else { return };
        let accepted = stage.accepted().cloned();
        let classification = self.classification().cloned();
        let exit = Exit::Redirected(Redirection { path: event.path, body: event.body.clone(), result: None });
        self.phase = Phase::Ended(Ending::Exited { exit, classification, accepted });
    }

    pub(super) fn redirect_result(&mut self, event: &RedirectResultRecorded) {
        if let Phase::Ended(Ending::Exited { exit: Exit::Redirected(redirection), .. }) = &mut self.phase {
            redirection.result = Some(event.result);
        }
    }

    pub(super) fn recused(&mut self, event: &RecusalRecorded) {
        match &event.whom {
            Recused::Officer(officer) => {
                self.recusals.officers.insert(*officer);
            }
            Recused::Head(officer) => {
                self.recusals.officers.insert(*officer);
                self.recusals.headless.insert(self.holder.centre);
            }
            Recused::Unit(unit) => {
                self.recusals.units.insert(unit.clone());
            }
            Recused::Centre(centre) => {
                self.recusals.centres.insert(*centre);
            }
        }
        let recusals = &self.recusals;
        if self.opinion_draft.is_some_and(|draft| recusals.officers.contains(&draft.maker)) {
            self.opinion_draft = None;
        }
        self.replace_the_recused();
    }

    /// A case without its handler waits for another, and one without its unit for another dispatch.
    pub(super) fn replace_the_recused(&mut self) {
        let Phase::Handling { stage, .. } = &mut self.phase else { return };
        if let Substance::Unit(unit) = &self.owners.substance
            && self.recusals.units.contains(unit)
        {
            self.owners.substance = Substance::Centre(self.holder.centre);
            if let Some(accepted) = stage.accepted().cloned() {
                *stage = Stage::Accepted(accepted);
            }
        }
        if let Stage::InProgress(work) = stage
            && self.recusals.officers.contains(&work.assignment.officer)
        {
            *stage = Stage::Signed(Signed { accepted: work.accepted.clone(), unit: work.unit.clone() });
        }
    }
}
