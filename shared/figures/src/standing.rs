//! What a case counts as while it stands as it does.

use std::collections::BTreeSet;

use fengqiao_domain::state::{Case, ClockName};
use fengqiao_domain::vocabulary::CaseKind;
use fengqiao_jurisdiction::{CentreCode, Jurisdiction};
use jiff::civil::Date;

use crate::figure::Stand;
use crate::happening::{Asking, addressee, asking, in_work, is_led, way_out};

/// One thing that a case counts as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    pub stand: Stand,
    /// Tells several of one kind apart: the slip.
    pub of: String,
    /// The phase, colour or result; empty if there are no kinds.
    pub detail: String,
    pub centre: CentreCode,
    /// The day the matter was received, from which a backlog ages.
    pub on: Date,
}

/// All that a case counts as. Reviews and re-checks are no matters, and count as nothing.
#[must_use]
pub fn standings(case: &Case, jurisdiction: &Jurisdiction) -> BTreeSet<Standing> {
    if case.identity.kind != CaseKind::Matter {
        return BTreeSet::new();
    }
    let on = case.identity.received_on;
    let standing = |stand, centre, of: String, detail: &str| Standing {
        stand,
        of,
        detail: detail.to_owned(),
        centre,
        on,
    };
    let here = |stand, detail: &str| standing(stand, case.holder.centre, String::new(), detail);
    let phase = case.phase.name();
    let stage = if phase.is_ended() { Stand::Ended } else { Stand::Open };
    let matter = case.classification().map(|known| known.matter.to_string()).unwrap_or_default();
    let matter = standing(Stand::Matter, case.identity.origin, String::new(), &matter);
    let intake = standing(Stand::Intake, case.identity.origin, String::new(), intake(case));
    let request = match asking(case) {
        Asking::Not => None,
        Asking::Pending(from) => Some(standing(Stand::Request, from, String::new(), "")),
        Asking::Refused(from) => Some(standing(Stand::Refusal, from, String::new(), "")),
    };
    let slips = case.slips.iter().filter(|(_, slip)| in_work(slip));
    let slips = slips.map(|(id, slip)| {
        standing(
            Stand::Slip,
            addressee(slip, case, jurisdiction),
            id.uuid().to_string(),
            slip.colour.as_str(),
        )
    });
    let invited = case.clocks.running(ClockName::RatingRight).map(|_| here(Stand::Invitation, ""));
    let led = is_led(case).then(|| here(Stand::Led, ""));
    let always = [here(stage, phase.as_str()), intake, matter];
    always.into_iter().chain(request).chain(invited).chain(led).chain(slips).collect()
}

/// What became of the taking up (受理情况).
fn intake(case: &Case) -> &'static str {
    match (way_out(case), case.phase.accepted()) {
        (out @ ("not_accepted" | "not_reaccepted"), _) => out,
        (_, Some(_)) => "accepted",
        ("", None) if case.phase.name().is_ended() => "exited",
        ("", None) => "pending",
        (_, None) => "exited",
    }
}
