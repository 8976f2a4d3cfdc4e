//! Review and re-check, on both sides: the case under review, and the case in which it is reviewed.

use crate::errand::Errand;
use crate::event::{
    OpinionIssued, RecheckDecided, RecheckRequested, ReviewDecided, ReviewOpened, ReviewRequested, Reviewed,
};
use crate::stamp::Stamp;
use crate::state::{Case, Instrument, Link, Opinion, Phase, RefusalReview, ReviewBody, ReviewOf, Settlement};
use crate::vocabulary::{CaseKind, FinalDecision, LinkRelation, OpinionTier, ReviewResult, ReviewSubject};

impl Case {
    pub(super) fn review_requested(&mut self, event: &ReviewRequested, stamp: &Stamp) {
        let body = ReviewBody { centre: event.body, linked_case: event.linked_case };
        match event.subject {
            ReviewSubject::Opinion => {
                let Phase::Settled(Settlement::OpinionIssued { work, opinion }) = &self.phase else { return };
                let (work, opinion) = (work.clone(), opinion.clone());
                self.phase = Phase::Settled(Settlement::UnderReview { work, opinion, body });
            }
            ReviewSubject::Refusal => self.refusal_review = Some(RefusalReview { body, decided: false }),
        }
        self.have_it_opened(CaseKind::Review, event.subject, body, event.received_on, stamp);
    }

    pub(super) fn recheck_requested(&mut self, event: &RecheckRequested, stamp: &Stamp) {
        let Phase::Settled(Settlement::OpinionIssued { work, opinion }) = &self.phase else { return };
        let (work, opinion) = (work.clone(), opinion.clone());
        let body = ReviewBody { centre: event.body, linked_case: event.linked_case };
        self.phase = Phase::Settled(Settlement::UnderRecheck { work, opinion, body });
        self.have_it_opened(CaseKind::Recheck, ReviewSubject::Opinion, body, event.received_on, stamp);
    }

    /// The linked case is owed, unless the organ is outside the platform.
    fn have_it_opened(
        &mut self,
        kind: CaseKind,
        subject: ReviewSubject,
        body: ReviewBody,
        received_on: jiff::civil::Date,
        stamp: &Stamp,
    ) {
        let (Some(centre), Some(linked)) = (body.centre, body.linked_case) else { return };
        let relation = relation(kind);
        let link = Link {
            other: linked,
            relation,
            back: true,
            number: None,
            holder: centre,
            older: false,
            ended: false,
        };
        self.links.push(link);
        self.owe(Errand::OpenReview { linked, case_kind: kind, subject, body: centre, received_on }, stamp);
    }

    pub(super) fn review_opened(&mut self, event: &ReviewOpened) {
        self.review_of = Some(ReviewOf { case: event.original, subject: event.subject });
        self.links.push(Link {
            other: event.original,
            relation: relation(event.kind),
            back: false,
            number: event.number.clone(),
            holder: event.holder,
            older: true,
            ended: false,
        });
    }

    /// In a linked case: what it says is owed to the original.
    pub(super) fn report_review(&mut self, event: &OpinionIssued, stamp: &Stamp) {
        let (Some(of), Some(result)) = (self.review_of, event.result) else { return };
        let report = Errand::ReportReview {
            original: of.case,
            case_kind: self.identity.kind,
            result,
            opinion: event.opinion,
            number: event.number.clone(),
            supported: event.supported,
        };
        self.owe(report, stamp);
    }

    pub(super) fn review_decided(&mut self, event: &ReviewDecided) {
        let ReviewDecided(reviewed) = event;
        if let Some(review) = &mut self.refusal_review {
            review.decided = true;
        }
        if let Phase::Settled(Settlement::UnderReview { work, opinion, body }) = &self.phase
            && reviewed.result != ReviewResult::Revoked
        {
            let opinion = standing(reviewed, OpinionTier::Review, opinion, *body);
            self.phase = Phase::Settled(Settlement::OpinionIssued { work: work.clone(), opinion });
        }
    }

    pub(super) fn recheck_decided(&mut self, event: &RecheckDecided) {
        let RecheckDecided(reviewed) = event;
        let settled_level = self.holder.level;
        if let Phase::Settled(Settlement::UnderRecheck { work, opinion, body }) = &self.phase
            && reviewed.result != ReviewResult::Revoked
        {
            let opinion = standing(reviewed, OpinionTier::Recheck, opinion, *body);
            let (work, instrument) = (work.clone(), Instrument::Opinion(opinion));
            self.phase = Phase::Settled(Settlement::FollowUp { work, instrument, settled_level });
            self.stated.final_decision = Some(FinalDecision::Rechecked);
        }
    }
}

/// The opinion that stands after a review. An organ outside the platform has no centre here.
fn standing(reviewed: &Reviewed, tier: OpinionTier, before: &Opinion, body: ReviewBody) -> Opinion {
    Opinion {
        id: reviewed.opinion,
        number: reviewed.number.clone(),
        tier,
        supported: reviewed.supported,
        organ: body.centre.unwrap_or(before.organ),
        served_on: None,
    }
}

const fn relation(kind: CaseKind) -> LinkRelation {
    match kind {
        CaseKind::Recheck => LinkRelation::RecheckOf,
        CaseKind::Matter | CaseKind::Review => LinkRelation::ReviewOf,
    }
}
