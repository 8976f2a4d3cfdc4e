//! What is counted per centre and day.

use fengqiao_domain::Event;
use fengqiao_domain::event::AcceptanceDecision;
use fengqiao_domain::state::{Case, PhaseName};
use fengqiao_domain::vocabulary::{CaseKind, Direction};
use fengqiao_jurisdiction::CentreCode;

fengqiao_jurisdiction::vocabulary! {
    /// A counter (指标). A day's figures never change afterwards: events count on the day they were recorded.
    Counter {
        /// 登记: at the registering centre.
        Registered = "registered", "登记";
        /// 受理.
        Accepted = "accepted", "受理";
        /// 不予受理、不再受理.
        NotAccepted = "not_accepted", "不予受理";
        /// 结案.
        Closed = "closed", "结案";
        /// 终结而未办理: not accepted, withdrawn or void.
        Exited = "exited", "终结";
        /// 复启.
        Reopened = "reopened", "复启";
        /// 接收上报: at the centre that holds it from now on.
        ReceivedUp = "received_up", "接收上行";
        /// 上行移出.
        PassedUp = "passed_up", "上行移出";
        /// 接收下行.
        ReceivedDown = "received_down", "接收下行";
        /// 下行移出.
        PassedDown = "passed_down", "下行移出";
        /// 同级移入.
        ReceivedAcross = "received_across", "同级移入";
        /// 同级移出.
        PassedAcross = "passed_across", "同级移出";
        /// 申请上报: at the centre that asks.
        EscalationRequested = "escalation_requested", "申请上报";
        /// 不予上报: at the centre that refuses.
        EscalationRefused = "escalation_refused", "不予上报";
        /// 调解场次.
        Sessions = "sessions", "调解场次";
        /// 达成协议.
        Agreements = "agreements", "达成协议";
        /// 险情.
        Dangers = "dangers", "险情";
    }
}

/// What one event adds, and where. `before` is the phase that the event met.
pub(super) fn counted(
    event: &Event,
    before: Option<PhaseName>,
    after: &Case,
) -> impl Iterator<Item = (Counter, CentreCode)> {
    use Counter as C;
    // Figures are of matters; a review of one is no second matter.
    let counts = after.identity.kind == CaseKind::Matter;
    let here = after.holder.centre;
    let ended_here = before != Some(PhaseName::Exited) && after.phase.name() == PhaseName::Exited;
    let (first, second) = match event {
        Event::CaseRegistered(event) => (Some((C::Registered, event.centre)), None),
        Event::AcceptanceDecided(event) => match event.decision {
            AcceptanceDecision::Accepted => (Some((C::Accepted, here)), None),
            AcceptanceDecision::NotAccepted(_) | AcceptanceDecision::NotReaccepted(_) => {
                (Some((C::NotAccepted, here)), None)
            }
        },
        Event::CaseClosed(_) => (Some((C::Closed, here)), None),
        Event::CaseReopened(_) => (Some((C::Reopened, here)), None),
        Event::HolderChanged(event) => {
            let (passed, received) = match event.direction {
                Direction::Up => (C::PassedUp, C::ReceivedUp),
                Direction::Down | Direction::Back => (C::PassedDown, C::ReceivedDown),
                Direction::Across => (C::PassedAcross, C::ReceivedAcross),
            };
            (Some((passed, event.from)), Some((received, event.to)))
        }
        Event::EscalationRequested(event) => (Some((C::EscalationRequested, event.from)), None),
        Event::EscalationRefused(event) => (Some((C::EscalationRefused, event.centre)), None),
        Event::SessionHeld(event) => (Some((C::Sessions, event.centre)), None),
        Event::AgreementConcluded(_) => (Some((C::Agreements, here)), None),
        Event::DangerReported(_) => (Some((C::Dangers, here)), None),
        _ => (None, None),
    };
    let all = first.into_iter().chain(second).chain(ended_here.then_some((C::Exited, here)));
    all.filter(move |_| counts)
}
