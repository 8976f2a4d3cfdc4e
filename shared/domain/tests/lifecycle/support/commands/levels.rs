//! Rising, refusing, appealing, taking over, returning and designating.

use fengqiao_domain::command::*;
use fengqiao_domain::vocabulary::*;
use fengqiao_routing::RefusalCode;
use jiff::ToSpan;

use super::super::reference::centre;
use super::super::story::TODAY;
use super::sealed;

pub(crate) fn ask() -> RequestEscalation {
    ask_for([HelpWanted::Coordination])
}

pub(crate) fn ask_for<const N: usize>(help: [HelpWanted; N]) -> RequestEscalation {
    RequestEscalation { to: None, help_wanted: help.into(), text: sealed() }
}

pub(crate) fn take_up() -> AcceptEscalation {
    AcceptEscalation { reason: Some(sealed()) }
}

pub(crate) fn refuse() -> RefuseEscalation {
    RefuseEscalation { corrections: Vec::new(), reason: Some(sealed()) }
}

pub(crate) fn appeal() -> AppealRefusal {
    AppealRefusal {}
}

pub(crate) fn rule(ruling: AppealRuling) -> RuleOnAppeal {
    RuleOnAppeal { ruling, corrections: Vec::new(), reason: sealed() }
}

pub(crate) fn take_over() -> TakeOver {
    TakeOver { reason: sealed() }
}

pub(crate) fn return_down(code: RefusalCode) -> ReturnDown {
    ReturnDown {
        code,
        checklist: [DossierItem::EvidenceList].into(),
        corrections: Vec::new(),
        reason: sealed(),
    }
}

pub(crate) fn designate(holder: &str) -> DesignateJurisdiction {
    DesignateJurisdiction {
        holder: centre(holder),
        substantive_owner: None,
        ground: "纠纷地跨两地".to_owned(),
    }
}

/// An assignment to a lower centre, with a date to report by.
pub(crate) fn assign_down(to: &str) -> AssignDown {
    AssignDown { to: centre(to), due: Some(TODAY + 15.days()) }
}

pub(crate) fn hand_over(to: &str) -> HandOver {
    HandOver { to: centre(to) }
}
