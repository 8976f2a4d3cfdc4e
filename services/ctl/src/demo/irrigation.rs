//! 小事先在村里调: a ditch between two households is mediated in the village, asked up too early, mediated again, and
//! rises step by step to the county, where it is settled.

use fengqiao_api::v1;

use super::journal::CaseRef;
use super::persons;
use super::stage::{Play, Stage};
use crate::error::Error;

const VILLAGE: &str = "640221103211";
const WATER_BUREAU: &str = "640221-water";
/// 灌溉用水(渠道)纠纷.
const MATTER: &str = "0201";
/// 18,000.00 yuan, in fen.
const AMOUNT_FEN: u64 = 1_800_000;
const HEADCOUNT: u32 = 6;

/// Plays the story to its end.
pub(super) async fn play(stage: &mut Stage) -> Result<CaseRef, Error> {
    stage.narrator.say("irrigation.title", &[])?;
    let request = registration(stage)?;
    let mut play = stage.register("irrigation.register", "zhengzha-mediator", request).await?;
    in_the_village(&mut play).await?;
    in_the_township(&mut play).await?;
    in_the_county(&mut play).await?;
    settled(&mut play).await?;
    play.end("pingluo-director").await
}

fn registration(stage: &Stage) -> Result<v1::RegisterCaseRequest, Error> {
    Ok(v1::RegisterCaseRequest {
        channel: "window".to_owned(),
        received_on: stage.journal.day(0),
        places: vec![VILLAGE.to_owned()],
        headcount: Some(HEADCOUNT),
        amount_fen: Some(AMOUNT_FEN),
        brief: stage.narrator.texts.get("irrigation.brief", &[])?,
        parties: persons::of_irrigation(&stage.narrator.texts)?,
        screening: Some(v1::ScreeningInput {
            grade: "low".to_owned(),
            review_on: stage.journal.day(30),
            ..Default::default()
        }),
        ..Default::default()
    })
}

async fn in_the_village(play: &mut Play<'_>) -> Result<(), Error> {
    let (mediator, head) = ("zhengzha-mediator", "zhengzha-head");
    play.act("irrigation.classify", head, classification()).await?;
    play.act("irrigation.accept", head, acceptance()).await?;
    play.act("irrigation.notice", head, notice("acceptance")).await?;
    let request = assignment(play, mediator)?;
    play.act("irrigation.assign", head, request).await?;

    play.days("irrigation-day-1", 1)?;
    let request = investigation(play)?;
    play.act("irrigation.investigate", mediator, request).await?;
    let request = session(play, "village-1", "failed")?;
    play.act("irrigation.village_session_1", mediator, request).await?;
    let request = rise(play)?;
    play.refused("irrigation.too_early", head, "R01", request).await?;

    play.days("irrigation-day-2", 2)?;
    let request = session(play, "village-2", "failed")?;
    play.act("irrigation.village_session_2", mediator, request).await?;
    let request = rise(play)?;
    play.act("irrigation.village_asks", head, request).await
}

async fn in_the_township(play: &mut Play<'_>) -> Result<(), Error> {
    let (dispatcher, mediator) = ("touzha-dispatcher", "touzha-mediator");
    play.act("irrigation.township_accepts", "touzha-director", v1::AcceptEscalationRequest::default())
        .await?;
    let request = session(play, "village-3", "failed")?;
    play.refused("irrigation.village_no_more", "zhengzha-mediator", "A04", request).await?;
    let request = assignment(play, mediator)?;
    play.act("irrigation.township_assigns", dispatcher, request).await?;

    play.days("irrigation-day-3", 2)?;
    let request = session(play, "township-1", "failed")?;
    play.act("irrigation.township_session_1", mediator, request).await?;
    let request = rise(play)?;
    play.refused("irrigation.township_too_early", dispatcher, "R01", request).await?;

    play.days("irrigation-day-4", 1)?;
    let request = session(play, "township-2", "failed")?;
    play.act("irrigation.township_session_2", mediator, request).await?;
    let request = rise(play)?;
    play.act("irrigation.township_asks", dispatcher, request).await
}

async fn in_the_county(play: &mut Play<'_>) -> Result<(), Error> {
    let (dispatcher, officer) = ("pingluo-dispatcher", "pingluo-water-officer");
    play.act("irrigation.county_accepts", dispatcher, v1::AcceptEscalationRequest::default()).await?;
    let request = v1::DispatchCaseRequest {
        to_unit: WATER_BUREAU.to_owned(),
        mode: "assign".to_owned(),
        due: play.day(15),
        ..Default::default()
    };
    play.act("irrigation.dispatch", dispatcher, request).await?;
    play.act("irrigation.sign", officer, v1::SignCaseRequest::default()).await?;
    let request = assignment(play, officer)?;
    play.act("irrigation.county_assigns", dispatcher, request).await
}

async fn settled(play: &mut Play<'_>) -> Result<(), Error> {
    let (mediator, clerk, director) = ("pingluo-mediator", "pingluo-clerk", "pingluo-director");
    play.days("irrigation-day-5", 2)?;
    let request = session(play, "county-1", "agreed")?;
    play.act("irrigation.county_session", mediator, request).await?;
    let request = agreement(play, mediator).await?;
    play.act("irrigation.agree", mediator, request).await?;
    let request = v1::PutIntoEffectRequest {
        signed_by_parties: true,
        signed_by_mediator: true,
        sealed_by_committee: true,
        ..Default::default()
    };
    play.act("irrigation.take_effect", mediator, request).await?;
    play.refused("irrigation.close_too_early", director, "L01", closing()).await?;

    play.days("irrigation-day-6", 5)?;
    let document_id = play.paper("irrigation-proof");
    let request = v1::RecordPerformanceRequest { document_id, ..Default::default() };
    play.act("irrigation.perform", mediator, request).await?;
    play.act("irrigation.invite_rating", clerk, notice("rating_invitation")).await?;
    play.act("irrigation.follow_up", clerk, follow_up()).await?;
    let request = v1::RateRequest { rating: "satisfied".to_owned(), ..Default::default() };
    play.act("irrigation.rate", clerk, request).await?;
    play.act("irrigation.close", director, closing()).await?;
    play.say("irrigation.end")
}

fn classification() -> v1::ClassifyMatterRequest {
    v1::ClassifyMatterRequest { matter: MATTER.to_owned(), ..Default::default() }
}

/// 受理, as both stories decide it.
pub(super) fn acceptance() -> v1::DecideAcceptanceRequest {
    v1::DecideAcceptanceRequest { decision: "accepted".to_owned(), ..Default::default() }
}

/// A notice handed to all parties.
pub(super) fn notice(notice: &str) -> v1::ServeNoticeRequest {
    v1::ServeNoticeRequest { notice: notice.to_owned(), means: "in_person".to_owned(), ..Default::default() }
}

/// 定人定责定时限.
pub(super) fn assignment(play: &Play<'_>, account: &str) -> Result<v1::AssignHandlerRequest, Error> {
    Ok(v1::AssignHandlerRequest {
        officer_id: play.officer(account)?,
        duty: play.text("papers.duty")?,
        due: play.day(15),
        plan: play.text("papers.plan")?,
        ..Default::default()
    })
}

/// 首次回访: performed, and quiet.
pub(super) fn follow_up() -> v1::RecordFollowUpRequest {
    v1::RecordFollowUpRequest { round: "first".to_owned(), performed: true, ..Default::default() }
}

/// 结案.
pub(super) fn closing() -> v1::CloseCaseRequest {
    v1::CloseCaseRequest { main_outcome: "resolved".to_owned(), ..Default::default() }
}

/// A session with its record (调解笔录).
pub(super) fn session(play: &Play<'_>, paper: &str, outcome: &str) -> Result<v1::HoldSessionRequest, Error> {
    Ok(v1::HoldSessionRequest {
        mode: "on_site".to_owned(),
        outcome: outcome.to_owned(),
        attendance: play.text("papers.attendance")?,
        document_id: play.paper(paper),
        ..Default::default()
    })
}

fn investigation(play: &Play<'_>) -> Result<v1::RecordInvestigationRequest, Error> {
    Ok(v1::RecordInvestigationRequest {
        kind: "site".to_owned(),
        text: play.text("irrigation.findings")?,
        covers: vec!["evidence_list".to_owned(), "brief_of_positions".to_owned()],
        document_ids: vec![play.paper("evidence"), play.paper("positions")],
        ..Default::default()
    })
}

fn rise(play: &Play<'_>) -> Result<v1::RequestEscalationRequest, Error> {
    Ok(v1::RequestEscalationRequest {
        help_wanted: vec!["coordination".to_owned(), "expertise".to_owned()],
        text: play.text("irrigation.help")?,
        ..Default::default()
    })
}

async fn agreement(play: &Play<'_>, account: &str) -> Result<v1::ConcludeAgreementRequest, Error> {
    Ok(v1::ConcludeAgreementRequest {
        form: "written".to_owned(),
        terms: play.text("irrigation.terms")?,
        place: VILLAGE.to_owned(),
        obligations: vec![v1::ObligationInput {
            debtor_party_id: play.party(account, "respondent").await?,
            what: play.text("irrigation.obligation")?,
            amount_fen: None,
            due: play.day(10),
        }],
        ..Default::default()
    })
}
