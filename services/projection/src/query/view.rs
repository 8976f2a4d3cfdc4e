//! A row as the message that readers get.

use fengqiao_api::outcome::standing;
use fengqiao_api::v1;
use fengqiao_domain::event::Addressee;
use fengqiao_domain::id::SlipId;
use fengqiao_domain::state::{Case, Confirmation, Ending, Party, Phase, Slip, SlipState, Substance};
use fengqiao_jurisdiction::{CentreCode, SiteCode};
use uuid::Uuid;

use super::persons::{Shown, Unveiled};
use super::service::Context;
use crate::fold::{CaseRow, NEVER, settled_level};

/// The message of a row, with what may be shown of its persons.
pub(super) fn case_view(context: &Context, row: &CaseRow, unveiled: &Unveiled) -> v1::CaseView {
    let case = &*row.state;
    let jurisdiction = context.jurisdiction();
    let matter = row.matter.and_then(|code| jurisdiction.matter(&code));
    let classification = case.classification();
    let work = case.phase.work();
    let file = match &case.phase {
        Phase::Ended(Ending::Archived { file, .. }) => Some(file),
        _ => None,
    };
    let has_due = row.next_due_on != NEVER;
    v1::CaseView {
        case_id: row.case_id.to_string(),
        case_number: row.number.clone(),
        channel: row.channel.to_string(),
        received_on: case.identity.received_on.to_string(),
        registered_on: row.registered_on.to_string(),
        origin: row.origin.to_string(),
        origin_name: centre_name(context, row.origin.as_str()),
        first_receiver: case.identity.first_receiver.to_string(),
        matter: text(row.matter),
        matter_name: matter.map(|matter| matter.name.clone()).unwrap_or_default(),
        track: text(classification.map(|known| known.track)),
        profile: text(classification.map(|known| known.profile)),
        standing: Some(standing(case, context.wording())),
        process_owner: case.owners.process.to_string(),
        substantive_owner: match &case.owners.substance {
            Substance::Centre(centre) => centre.to_string(),
            Substance::Unit(unit) => unit.to_string(),
        },
        handler: text(row.handler),
        handler_due: text(work.map(|work| work.assignment.due)),
        risk: text(row.risk),
        danger_signs: case.dangers.signs.iter().flatten().map(ToString::to_string).collect(),
        escalation: row.escalation.to_string(),
        escalation_to: text(row.escalation_to),
        headcount: case.stated.headcount,
        amount_fen: case.stated.amount_fen,
        places: case.stated.places.iter().map(ToString::to_string).collect(),
        risen_to: case.holder.risen_to.iter().map(ToString::to_string).collect(),
        attempts_here: case.attempts_here().count(),
        rating: text(row.rating),
        settled_level: text(settled_level(case)),
        parties: case
            .parties
            .iter()
            .map(|(id, party)| party_view(id.uuid(), party, unveiled.party(row.case_id, id.uuid())))
            .collect(),
        brief: unveiled.brief(row.case_id),
        ledger_number: row.ledger_number,
        position: position_of(context, row.site, row.sequence),
        leader: text(case.joint.leader.as_ref().map(|leader| leader.officer)),
        lead_unit: text(case.joint.lead_unit()),
        open_tasks: count(case.joint.tasks.len()),
        open_referrals: count(case.joint.referrals.len()),
        open_orders: count(case.joint.orders.len()),
        confirmation: confirmation(&case.confirmation).to_owned(),
        file_number: file.map(|file| file.number.clone()).unwrap_or_default(),
        retention_until: text(file.map(|file| file.retention_until)),
        next_due_on: text(has_due.then_some(row.next_due_on)),
        next_due_clock: row.next_due_clock.clone().unwrap_or_default(),
        slips: slips(context, case),
    }
}

/// The slips that were not lifted, the oldest first.
fn slips(context: &Context, case: &Case) -> Vec<v1::SlipView> {
    let mut slips: Vec<_> = case.slips.iter().filter(|(_, slip)| slip.state != SlipState::Lifted).collect();
    slips.sort_by_key(|(id, slip)| (slip.issued_on, **id));
    let view = |(id, slip): (&SlipId, &Slip)| v1::SlipView {
        slip_id: id.to_string(),
        colour: slip.colour.to_string(),
        colour_text: slip.colour.zh().to_owned(),
        fault: slip.fault.to_string(),
        fault_text: slip.fault.zh().to_owned(),
        to: match &slip.to {
            Addressee::Centre(centre) => centre.to_string(),
            Addressee::Unit(unit) => unit.to_string(),
        },
        issuer: slip.issuer.to_string(),
        issuer_name: centre_name(context, slip.issuer.as_str()),
        issued_on: slip.issued_on.to_string(),
        state: slip.state.to_string(),
        state_text: slip.state.zh().to_owned(),
    };
    slips.into_iter().map(view).collect()
}

/// What stands on the door of a centre; its code if the tree no longer has it.
pub(super) fn centre_name(context: &Context, code: &str) -> String {
    let jurisdiction = context.jurisdiction();
    let centre = code.parse::<CentreCode>().ok();
    let title = centre.and_then(|code| jurisdiction.centre(&code)).map(|centre| centre.title.clone());
    title.unwrap_or_else(|| code.to_owned())
}

pub(super) fn party_view(id: Uuid, party: &Party, shown: Shown) -> v1::PartyView {
    v1::PartyView {
        party_id: id.to_string(),
        role: party.role.to_string(),
        kind: party.kind.to_string(),
        name: shown.name,
        document_kind: party.identification.document.to_string(),
        document_number: shown.document_number,
        phone: shown.phone,
        address: shown.address,
        destroyed: shown.destroyed,
        masked: shown.masked,
    }
}

/// Where the log of a site keeps something.
pub(super) fn position_of(context: &Context, site: SiteCode, sequence: u64) -> Option<v1::Position> {
    let log = context.logs.get(&site)?;
    Some(super::at_least::position(&log.position(sequence)))
}

const fn confirmation(confirmation: &Confirmation) -> &'static str {
    match confirmation {
        Confirmation::None => "none",
        Confirmation::Filed { .. } => "filed",
        Confirmation::Granted { .. } => "granted",
        Confirmation::Rejected => "rejected",
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
