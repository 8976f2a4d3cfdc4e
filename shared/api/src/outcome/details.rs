//! What the sentence of each event tells: words, places, dates and figures, nothing sealed.

use std::collections::BTreeSet;

use fengqiao_domain::errand::ErrandResult;
use fengqiao_domain::event::{
    AcceptanceDecided, AcceptanceDecision, Addressee, Cause, CorrectedFact, HolderChanged, MatterClassified,
    Recipient, Recused,
};
use fengqiao_domain::id::{OfficerId, PartyId};
use fengqiao_domain::{AffairEvent, Event};
use fengqiao_jurisdiction::{UnitCode, Word};
use fengqiao_routing::Fact;

use crate::texts::{Values, Wording};

/// The places of an event's sentence.
pub(super) fn details(event: &Event, wording: Wording<'_>) -> Values {
    let mut values = Values::default();
    let level = |level| wording.catalogue.level(level);
    let centre = |code| wording.centre(code);
    let detail = |code| wording.catalogue.detail(code);
    match event {
        Event::CaseDrafted(it) => values
            .set("centre", centre(&it.centre))
            .set_some("channel", it.channel.map(|channel| channel.zh())),
        Event::CaseRegistered(it) => values
            .set("centre", centre(&it.centre))
            .set("channel", it.channel.zh())
            .set("received_on", it.received_on)
            .flag("late", it.late_entry),
        Event::PartyLinked(it) => values
            .set("role", it.role.zh())
            .set("kind", it.kind.zh())
            .set("document", it.identification.document.zh()),
        Event::CaseRestricted(it) => values.set("until", it.until),
        Event::RiskAssessed(it) => values
            .set("grade", it.grade.zh())
            .set("signs", all(&it.danger_signs, wording))
            .flag("grave", it.grave)
            .set("due", it.review_on),
        Event::DangerReported(it) => {
            values.set("signs", all(&it.signs, wording)).set_some("place", it.place.as_ref().map(centre))
        }
        Event::DangerHandled(it) => values.set("signs", all(&it.cleared_signs, wording)),
        Event::FactsCorrected(it) => values
            .set("fact", title(&it.new, wording))
            .set_some("old", it.old.as_ref().map(|old| value(old, wording)))
            .set("new", value(&it.new, wording)),
        Event::VoidRequested(it) => values.set("reason", it.reason.zh()),
        Event::CaseVoided(it) => values.set("reason", it.reason.zh()),
        Event::DuplicateFlagged(it) => values
            .set("filings", it.filings_90d)
            .set_some("likest", it.candidates.first().map(|like| like.kind.zh()))
            .set_some("score", it.candidates.first().map(|like| like.score)),
        Event::ClusterFlagged(it) => values.set("cases", it.like_cases_30d),
        Event::CasesMerged(it) => values.set("case", it.survivor.name()),
        Event::DangerPassedOn(it) => values.set("signs", all(&it.signs, wording)),
        Event::CaseLinked(it) => values
            .set("change", detail(if it.dissolved { "unlinked" } else { "linked" }))
            .set("case", it.link.name())
            .set("relation", it.link.relation.zh()),
        Event::ErrandDone(it) => values.set("end", detail(errand_end(it.result))),
        Event::MatterClassified(it) => classified(it, wording, &mut values),
        Event::AcceptanceDecided(it) => accepted(it, wording, &mut values),
        Event::NoticeServed(it) => values
            .set("notice", it.notice.zh())
            .set("means", it.means.zh())
            .set("served_on", it.served_on)
            .set("to", recipient(&it.to, wording)),
        Event::ConsentRecorded(it) => values
            .set("given", detail(if it.given { "consented" } else { "declined" }))
            .set("subject", it.subject.zh())
            .set_some("until", it.until),
        Event::CaseDispatched(it) => {
            values.set("mode", it.mode.zh()).set("to", addressee(&it.to, wording)).set_some("due", it.due)
        }
        Event::CaseSigned(it) => values.set_some("unit", it.unit.as_ref().map(|unit| wording.unit(unit))),
        Event::DispatchObjected(it) => {
            values.set_some("to", it.proposed.as_ref().map(|proposed| addressee(proposed, wording)))
        }
        Event::ObjectionRuled(it) => {
            values.set("ruling", detail(if it.upheld { "objection_upheld" } else { "objection_rejected" }))
        }
        Event::HandlerAssigned(it) => {
            values.set("centre", centre(&it.centre)).set("duty", &it.duty).set("due", it.due)
        }
        Event::InvestigationRecorded(it) => {
            values.set("kind", it.kind.zh()).set("covers", all(&it.covers, wording))
        }
        Event::SessionHeld(it) => values
            .set("held_on", it.held_on)
            .set("centre", centre(&it.centre))
            .set("method", it.method.zh())
            .set("mode", it.mode.zh())
            .set("outcome", it.outcome.zh()),
        Event::AgreementConcluded(it) => values
            .set("form", it.form.zh())
            .set("place", centre(&it.place))
            .set_some("obligations", Some(it.obligations.len()).filter(|count| *count > 0)),
        Event::MediationFailed(it) => values.set("ground", it.ground.zh()),
        Event::OpinionDrafted(it) => values
            .set("supported", detail(supported(it.supported)))
            .set_some("result", it.result.map(|result| result.zh())),
        Event::OpinionIssued(it) => values
            .set("tier", it.tier.zh())
            .set("number", &it.number)
            .set("supported", detail(supported(it.supported)))
            .set_some("result", it.result.map(|result| result.zh())),
        Event::ReviewRequested(it) => {
            values.set("subject", it.subject.zh()).set_some("body", it.body.as_ref().map(centre))
        }
        Event::RecheckRequested(it) => values.set_some("body", it.body.as_ref().map(centre)),
        Event::ReviewOpened(it) => values.set("kind", it.kind.zh()).set_some("number", it.number.as_ref()),
        Event::ReviewDecided(it) => values.set("result", it.0.result.zh()).set("number", &it.0.number),
        Event::RecheckDecided(it) => values.set("result", it.0.result.zh()).set("number", &it.0.number),
        Event::RecusalRecorded(it) => {
            values.set("whom", recused(&it.whom, wording)).set("ground", it.ground.zh())
        }
        Event::VerdictChanged(it) => {
            values.set("verdict", it.verdict.zh()).set_some("level", it.target.map(level))
        }
        Event::HandlingSuspended(it) => values.set("reason", it.reason.zh()).set("review_on", it.review_on),
        Event::ClockPaused(it) => values.set("clock", it.clock.zh()).set("reason", it.reason.zh()),
        Event::ClockResumed(it) => values.set("clock", it.clock.zh()),
        Event::ExtensionRequested(it) => values.set("clock", it.clock.zh()).set("days", it.days),
        Event::ExtensionGranted(it) => values.set("clock", it.clock.zh()).set("days", it.days),
        Event::ExtensionDenied(it) => values.set("clock", it.clock.zh()),
        Event::DeadlineApproached(it) => values
            .set("clock", it.clock.zh())
            .set("reminder", super::arithmetic::reminder(it.band, wording))
            .set("due", it.due),
        Event::DeadlineBreached(it) => values.set("clock", it.clock.zh()).set("due", it.due),
        Event::TermLapsed(it) => values.set("clock", it.clock.zh()).set("due", it.due),
        Event::DeadlineRecomputed(it) => values
            .set("clock", it.clock.zh())
            .set("cause", it.cause.zh())
            .set("old", it.old_due)
            .set("new", it.new_due),
        Event::SlipIssued(it) => values
            .set("issuer", centre(&it.issuer))
            .set("to", addressee(&it.to, wording))
            .set("colour", it.colour.zh())
            .set("fault", it.fault.zh())
            .flag("promoted", it.promoted_from.is_some()),
        Event::EscalationRequested(it) => values
            .set("from", centre(&it.from))
            .set("to", centre(&it.to))
            .set("help", all(&it.help_wanted, wording))
            .flag("by_rule", it.by == OfficerId::SYSTEM),
        Event::EscalationRefused(it) => values
            .set("centre", centre(&it.centre))
            .set("code", it.code)
            .set("reason", it.code.zh())
            .set("missing", wording.catalogue.list(it.missing.iter().map(|name| fact_title(name, wording)))),
        Event::EscalationWithdrawn(it) => values.set("why", it.why.zh()),
        Event::EscalationAppealed(it) => {
            values.set("to", centre(&it.to)).flag("by_rule", it.by == OfficerId::SYSTEM)
        }
        Event::EscalationAccepted(it) => values.flag("by_rule", it.by == OfficerId::SYSTEM),
        Event::EscalationAppealRuled(it) => values.set("ruling", it.ruling.zh()),
        Event::ReturnedDown(it) => {
            values.set("code", it.code).set("reason", it.code.zh()).set("items", all(&it.checklist, wording))
        }
        Event::JurisdictionDesignated(it) => values
            .set("level", level(it.designator))
            .set("holder", centre(&it.holder))
            .set_some("unit", it.substantive_owner.as_ref().map(|unit| wording.unit(unit))),
        Event::HolderChanged(it) => moved(it, wording, &mut values),
        Event::CaseRedirected(it) => {
            values.set("path", it.path.zh()).set("body", &it.body).set_some("accepted_on", it.accepted_on)
        }
        Event::RedirectResultRecorded(it) => values.set("on", it.on).set("result", it.result.zh()),
        Event::ConfirmationFiled(it) => values.set("court", wording.unit(&it.court)),
        Event::ConfirmationGranted(it) => values.set("number", &it.number),
        Event::ConfirmationRejected(it) => values.set("ground", &it.ground),
        Event::AdviceRecorded(it) => {
            values.set("kind", it.kind.zh()).set_some("unit", it.unit.as_ref().map(|unit| wording.unit(unit)))
        }
        Event::OrderIssued(it) => values
            .set("issuer", it.issuer_level.zh())
            .set("kind", it.kind.zh())
            .set("number", &it.number)
            .set_some("level", it.lead_level.map(level))
            .set("due", it.due),
        Event::MeetingHeld(it) => values.set("kind", it.kind.zh()).set("units", units(&it.units, wording)),
        Event::TaskAssigned(it) => values
            .set("kind", it.kind.zh())
            .set("to", addressee(&it.to, wording))
            .flag("lead", it.lead)
            .set("due", it.due),
        Event::LeaderAssigned(it) => values.set("until", it.until),
        Event::TaskForceFormed(it) => values
            .set("theme", &it.theme)
            .set("lead", wording.unit(&it.lead))
            .set("units", units(&it.units, wording)),
        Event::ReferralMade(it) => {
            values.set("kind", it.kind.zh()).set("to", wording.unit(&it.to)).set("due", it.due)
        }
        Event::ReferralReturned(it) => values.set("result", it.result.zh()),
        Event::CaseArchived(it) => {
            values.set("file_number", &it.file_number).set("until", it.retention_until)
        }
        Event::KeyDestructionRequested(it) => {
            values.set("basis", it.basis.zh()).set("whose", detail(whose(it.party)))
        }
        Event::PersonKeyDestroyed(it) => values
            .set("basis", it.basis.zh())
            .set("whose", detail(whose(it.party)))
            .flag("narrative", it.narrative),
        Event::FollowUpRecorded(it) => values
            .set("round", it.round.zh())
            .set("performed", detail(if it.performed { "performed" } else { "not_performed" }))
            .set_some("rebound", it.rebound.then(|| detail("rebound"))),
        Event::Rated(it) => {
            values.set("rating", it.rating.zh()).set_some("assisted", it.assisted.then(|| detail("assisted")))
        }
        Event::CaseClosed(it) => {
            values.set("outcome", it.main_outcome.zh()).set("level", level(it.settled_level))
        }
        Event::HandlingReopened(it) => values.set("reason", it.reason.zh()),
        Event::CaseReopened(it) => values.set("reason", it.reason.zh()),
        // Their sentences have no places.
        _ => &mut values,
    };
    values
}

fn classified<'a>(event: &MatterClassified, wording: Wording<'_>, values: &'a mut Values) -> &'a mut Values {
    values
        .set("matter", wording.matter(&event.matter))
        .set("track", event.track.zh())
        .set("profile", event.profile.zh())
        .set("method", event.method.zh())
        .set_some("unit", event.competent_unit.as_ref().map(|unit| wording.unit(unit)))
}

fn accepted<'a>(event: &AcceptanceDecided, wording: Wording<'_>, values: &'a mut Values) -> &'a mut Values {
    let (decision, ground) = match event.decision {
        AcceptanceDecision::Accepted => ("accepted", None),
        AcceptanceDecision::NotAccepted(ground) => ("not_accepted", Some(ground)),
        AcceptanceDecision::NotReaccepted(ground) => ("not_reaccepted", Some(ground)),
    };
    let decision = wording.catalogue.detail(decision);
    values.set("decision", decision).set_some("ground", ground.map(|ground| ground.zh()))
}

fn moved<'a>(event: &HolderChanged, wording: Wording<'_>, values: &'a mut Values) -> &'a mut Values {
    let cause = match event.cause {
        Cause::Rule(_) => "by_rule",
        Cause::Request => "by_request",
        Cause::Appeal => "by_appeal",
        Cause::TakenOver => "taken_over",
        Cause::Returned => "returned",
        Cause::Designated => "designated",
        Cause::Assigned => "assigned",
        Cause::HandedOver => "handed_over",
        Cause::ObjectionUpheld => "objection_upheld",
        Cause::SkipLevelVisit => "skip_level_visit",
    };
    values
        .set("direction", event.direction.zh())
        .set("from", wording.centre(&event.from))
        .set("to", wording.centre(&event.to))
        .set("cause", wording.catalogue.detail(cause))
}

/// The places of the sentence of an event of what is no case.
pub(super) fn affair_details(event: &AffairEvent, wording: Wording<'_>) -> Values {
    let mut values = Values::default();
    match event {
        AffairEvent::HandoverStarted(it) => {
            values.set("cases", it.shares.len()).set("cause", it.cause.zh()).set_some("due", it.due)
        }
        AffairEvent::StepRecorded(it) => values.set("end", wording.catalogue.detail(errand_end(it.result))),
        AffairEvent::HandoverCompleted(it) => values.set("done", it.done).set("refused", it.refused),
        AffairEvent::RecommendationIssued(it) => {
            values.set("kind", it.kind.zh()).set("unit", wording.unit(&it.unit))
        }
        AffairEvent::RecommendationAnswered(it) => values
            .set("adopted", wording.catalogue.detail(if it.adopted { "adopted" } else { "not_adopted" })),
        AffairEvent::RuleSetSubmitted(it) => {
            values.set("id", &it.id).set("version", it.version).set("from", it.effective_from)
        }
        AffairEvent::RuleSetPublished(it) => values
            .set("id", &it.id)
            .set("version", it.version)
            .set("from", it.effective_from)
            .set("looked_at", it.shadow_result.looked_at)
            .set("more", it.shadow_result.more)
            .set("fewer", it.shadow_result.fewer)
            .set("cannot_tell", it.shadow_result.cannot_tell),
        AffairEvent::PackFrozen(it) => values
            .set("period", it.period.zh())
            .set("figures", it.figures.len())
            .set("checks", it.checks.len())
            .set_some("explained", it.explanation.as_ref().map(|_| "")),
        AffairEvent::DeadlineApproached(it) => return details(&it.clone().into(), wording),
        AffairEvent::DeadlineBreached(it) => return details(&it.clone().into(), wording),
        _ => &mut values,
    };
    values
}

const fn errand_end(result: ErrandResult) -> &'static str {
    match result {
        ErrandResult::Done => "errand_done",
        ErrandResult::Refused { .. } => "errand_refused",
    }
}

const fn whose(party: Option<PartyId>) -> &'static str {
    if party.is_some() { "one_party" } else { "one_draft" }
}

const fn supported(supported: bool) -> &'static str {
    if supported { "supported" } else { "not_supported" }
}

fn recused(whom: &Recused, wording: Wording<'_>) -> String {
    match whom {
        Recused::Officer(_) => wording.catalogue.detail("recused_officer").to_owned(),
        Recused::Head(_) => wording.catalogue.detail("recused_head").to_owned(),
        Recused::Unit(code) => wording.unit(code),
        Recused::Centre(code) => wording.centre(code),
    }
}

fn recipient(to: &Recipient, wording: Wording<'_>) -> String {
    match to {
        Recipient::Parties => wording.catalogue.detail("all_parties").to_owned(),
        Recipient::Party(_) => wording.catalogue.detail("one_party").to_owned(),
        Recipient::Centre(code) => wording.centre(code),
        Recipient::Police => wording.catalogue.detail("police").to_owned(),
    }
}

fn addressee(to: &Addressee, wording: Wording<'_>) -> String {
    match to {
        Addressee::Unit(code) => wording.unit(code),
        Addressee::Centre(code) => wording.centre(code),
    }
}

fn units(codes: &BTreeSet<UnitCode>, wording: Wording<'_>) -> String {
    wording.catalogue.list(codes.iter().map(|code| wording.unit(code)))
}

fn all<W: Word>(words: &BTreeSet<W>, wording: Wording<'_>) -> String {
    wording.catalogue.list(words.iter().map(|word| word.zh()))
}

fn fact_title(name: &str, wording: Wording<'_>) -> String {
    let fact = Fact::ALL.iter().find(|fact| fact.name() == name);
    fact.map_or(name, |fact| wording.catalogue.fact(*fact)).to_owned()
}

fn title(fact: &CorrectedFact, wording: Wording<'_>) -> String {
    let name = match fact {
        CorrectedFact::Headcount(_) => "headcount",
        CorrectedFact::AmountFen(_) => "amount_fen",
        CorrectedFact::UnpaidWorkers(_) => "unpaid_workers",
        CorrectedFact::Places(_) => "places",
        CorrectedFact::PowersNeeded(_) => "powers_needed",
        CorrectedFact::StatutoryPath(_) => "statutory_path",
        CorrectedFact::FinalDecision(_) => "final_decision",
        CorrectedFact::DossierInvalid(_) => "dossier_invalid",
    };
    wording.field(name)
}

fn value(fact: &CorrectedFact, wording: Wording<'_>) -> String {
    match fact {
        CorrectedFact::Headcount(persons) | CorrectedFact::UnpaidWorkers(persons) => persons.to_string(),
        CorrectedFact::AmountFen(fen) => wording.catalogue.money(*fen),
        CorrectedFact::Places(places) => {
            wording.catalogue.list(places.iter().map(|place| wording.centre(place)))
        }
        CorrectedFact::PowersNeeded(powers) => {
            wording.catalogue.list(powers.iter().map(|power| wording.power(power)))
        }
        CorrectedFact::StatutoryPath(path) => path.zh().to_owned(),
        CorrectedFact::FinalDecision(decision) => decision.zh().to_owned(),
        CorrectedFact::DossierInvalid(item) => item.zh().to_owned(),
    }
}
