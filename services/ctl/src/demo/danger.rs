//! 险情立即提级: two families, a spade raised, threats shouted. Nobody has to ask; the case rises as it is registered.

use fengqiao_api::v1;

use super::irrigation::{acceptance, assignment, closing, follow_up, notice, session};
use super::journal::CaseRef;
use super::persons;
use super::stage::{Play, Stage};
use crate::error::Error;

const VILLAGE: &str = "640221103211";
/// 相邻通行纠纷.
const MATTER: &str = "0202";

/// Plays the story to its end.
pub(super) async fn play(stage: &mut Stage) -> Result<CaseRef, Error> {
    stage.narrator.say("danger.title", &[])?;
    let request = registration(stage)?;
    let mut play = stage.register("danger.register", "zhengzha-grid", request).await?;
    play.say("danger.risen")?;
    calmed(&mut play).await?;
    settled(&mut play).await?;
    play.end("pingluo-director").await
}

fn registration(stage: &Stage) -> Result<v1::RegisterCaseRequest, Error> {
    let texts = &stage.narrator.texts;
    Ok(v1::RegisterCaseRequest {
        channel: "grid".to_owned(),
        received_on: stage.journal.day(0),
        places: vec![VILLAGE.to_owned()],
        headcount: Some(2),
        amount_fen: Some(0),
        brief: texts.get("danger.brief", &[])?,
        parties: persons::of_danger(texts)?,
        screening: Some(v1::ScreeningInput {
            grade: "high".to_owned(),
            danger_signs: vec!["weapon".to_owned(), "threat".to_owned()],
            review_on: stage.journal.day(7),
            place: VILLAGE.to_owned(),
            account: texts.get("danger.account", &[])?,
            ..Default::default()
        }),
        ..Default::default()
    })
}

async fn calmed(play: &mut Play<'_>) -> Result<(), Error> {
    let dispatcher = "pingluo-dispatcher";
    let request = session(play, "danger-village", "failed")?;
    play.refused("danger.village_no_more", "zhengzha-mediator", "A04", request).await?;
    let request = v1::HandleDangerRequest {
        cleared_signs: vec!["weapon".to_owned(), "threat".to_owned()],
        measures: play.text("danger.measures")?,
        ..Default::default()
    };
    play.act("danger.handle", "pingluo-mediator", request).await?;
    let request = v1::ClassifyMatterRequest { matter: MATTER.to_owned(), ..Default::default() };
    play.act("danger.classify", dispatcher, request).await?;
    play.act("danger.accept", dispatcher, acceptance()).await?;
    play.act("danger.notice", "pingluo-clerk", notice("acceptance")).await?;
    let request = assignment(play, "pingluo-mediator")?;
    play.act("danger.assign", dispatcher, request).await
}

async fn settled(play: &mut Play<'_>) -> Result<(), Error> {
    let (mediator, clerk) = ("pingluo-mediator", "pingluo-clerk");
    play.days("danger-day-1", 1)?;
    let request = session(play, "danger-county", "agreed")?;
    play.act("danger.session", mediator, request).await?;
    let request = v1::ConcludeAgreementRequest {
        form: "oral".to_owned(),
        terms: play.text("danger.terms")?,
        place: VILLAGE.to_owned(),
        obligations: vec![v1::ObligationInput {
            debtor_party_id: play.party(mediator, "respondent").await?,
            what: play.text("danger.obligation")?,
            amount_fen: None,
            due: play.day(3),
        }],
        ..Default::default()
    };
    play.act("danger.agree", mediator, request).await?;

    play.days("danger-day-2", 2)?;
    let document_id = play.paper("danger-proof");
    let request = v1::RecordPerformanceRequest { document_id, ..Default::default() };
    play.act("danger.perform", mediator, request).await?;
    play.act("danger.invite_rating", clerk, notice("rating_invitation")).await?;
    play.act("danger.follow_up", clerk, follow_up()).await?;
    play.act("danger.close", "pingluo-director", closing()).await?;
    play.say("danger.end")
}
