//! A registration that was begun: kept through a kill, read by few, registered once, and gone when nobody goes on with it.

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1::{
    CommandOutcome, DestroyPersonKeyRequest, DraftCaseRequest, DraftView, FindByPersonRequest,
    GetCaseRequest, GetStatusRequest, ListCasesRequest, ListDraftsRequest, Position, RegisterCaseRequest,
    RequestKeyDestructionRequest,
};
use fengqiao_domain::id::CaseId;
use fengqiao_scenarios::{Answer as _, Platform, Service, Told as _, forms, header};
use fengqiao_vault::{Envelope, KeyOwner, Unsealed};
use jiff::SignedDuration;

const SITE: &str = "640221";
const FIRST: &str = "甲某某与乙某某,水渠,人数未问";
const SECOND: &str = "甲某某与乙某某,水渠,涉6人";
const ABANDONED: SignedDuration = SignedDuration::from_hours(24 * 30);

fn form(case: &str, text: &str) -> DraftCaseRequest {
    DraftCaseRequest { header: header(case), channel: "window".to_owned(), text: text.to_owned() }
}

async fn drafts(platform: &Platform, account: &str, at_least: &[Position]) -> Result<Vec<DraftView>> {
    let request = ListDraftsRequest { at_least: at_least.to_vec(), ..ListDraftsRequest::default() };
    Ok(platform.query(account)?.list_drafts(request).await.done()?.drafts)
}

/// Begun, and begun again with the same command: one draft.
async fn begun(platform: &Platform) -> Result<CommandOutcome> {
    let mut mediator = platform.township("zhengzha-mediator")?;
    let begin = form("", FIRST);
    let outcome = mediator.draft_case(begin.clone()).await.done()?;
    assert_eq!(outcome.events(), ["CaseDrafted"]);
    assert_eq!(outcome.stands(), ["draft", forms::VILLAGE, "village", ""]);
    assert!(outcome.case_number.is_empty() && outcome.query_code.is_empty());
    assert!(outcome.allowed_actions.iter().any(|name| name == "register_case"));
    let again = mediator.draft_case(begin).await.done()?;
    assert!(again.repeated && again.case_id == outcome.case_id);
    Ok(outcome)
}

async fn few_read_it(platform: &Platform, seen: &CommandOutcome, text: &str) -> Result<()> {
    for reader in ["zhengzha-mediator", "zhengzha-head"] {
        let read = drafts(platform, reader, &seen.positions).await?;
        ensure!(read.len() == 1, "{reader} reads {} drafts", read.len());
        let draft = read.first().context("a draft")?;
        assert_eq!((draft.case_id.as_str(), draft.text.as_str()), (seen.case_id.as_str(), text), "{reader}");
        assert_eq!((draft.channel.as_str(), draft.centre.as_str()), ("window", forms::VILLAGE));
    }
    for other in ["zhengzha-grid", "touzha-clerk", "pingluo-clerk"] {
        ensure!(drafts(platform, other, &seen.positions).await?.is_empty(), "{other} reads it");
    }
    let stewards = drafts(platform, "city-security", &seen.positions).await?;
    ensure!(stewards.len() == 1 && stewards.iter().all(|draft| draft.text.is_empty()));
    Ok(())
}

/// It is no case: in no queue, under no number, and found under nobody.
async fn it_is_no_case(platform: &Platform, seen: &CommandOutcome) -> Result<()> {
    let mut head = platform.query("zhengzha-head")?;
    let request = ListCasesRequest { at_least: seen.positions.clone(), ..ListCasesRequest::default() };
    assert!(head.list_cases(request).await.done()?.cases.is_empty());
    let request = GetCaseRequest { case: seen.case_id.clone(), at_least: Vec::new() };
    assert_eq!(head.get_case(request).await.refused()?.code, "D08");
    let phone = forms::CLAIMANT_PHONE.to_owned();
    let request = FindByPersonRequest { phone, ..FindByPersonRequest::default() };
    assert!(head.find_by_person(request).await.done()?.cases.is_empty());
    let mut head = platform.township("zhengzha-head")?;
    let classified = head.classify_matter(forms::classify(&seen.case_id, forms::DITCH)).await;
    assert_eq!(classified.refused()?.code, "A04");
    Ok(())
}

async fn no_errand_is_open(platform: &Platform) -> Result<bool> {
    let status = platform.query("city-command")?.get_status(GetStatusRequest {}).await.done()?;
    let followed = status.streams.iter().all(|stream| stream.lag == 0);
    Ok(followed && status.keepers.iter().all(|keeper| keeper.open_errands == 0))
}

/// What the log holds of a draft, as the vault opens it: once for each time it was saved.
async fn opened(platform: &Platform, case: &str) -> Result<Vec<Unsealed>> {
    let log = platform.log(SITE).await?;
    let subject = fengqiao_eventlog::Subject::new(format!("case.{SITE}.{}.{case}", forms::VILLAGE))?;
    let id: CaseId = case.parse()?;
    let owner = KeyOwner::new(id.uuid(), id.draft_key());
    let vault = platform.vault(SITE).await?;
    let mut opened = Vec::new();
    for entry in log.load(&subject, 0).await? {
        for event in fengqiao_domain::Decision::read(&entry.payload)?.events {
            if let fengqiao_domain::Event::CaseDrafted(drafted) = event {
                let envelope: Envelope = drafted.text.envelope().parse()?;
                opened.push(vault.unseal(owner, "draft", &envelope).await?);
            }
        }
    }
    Ok(opened)
}

async fn registered_from(platform: &mut Platform, draft: &str) -> Result<CommandOutcome> {
    let today = platform.today();
    let form = RegisterCaseRequest { header: header(draft), ..forms::village_dispute(today) };
    let registered = platform.township("zhengzha-head")?.register_case(form.clone()).await.done()?;
    assert_eq!(registered.events(), ["CaseRegistered", "PartyLinked", "PartyLinked", "RiskAssessed"]);
    assert_eq!(registered.case_id, draft);
    assert!(!registered.case_number.is_empty() && !registered.query_code.is_empty());
    platform.kill(Service::Township)?;
    platform.restart(Service::Township).await?;
    let again = platform.township("zhengzha-head")?.register_case(form.clone()).await.done()?;
    assert!(again.repeated);
    assert_eq!((&again.case_number, &again.query_code), (&registered.case_number, &registered.query_code));
    let twice = RegisterCaseRequest { header: header(draft), ..form };
    let refused = platform.township("zhengzha-head")?.register_case(twice).await.refused()?;
    assert_eq!((refused.code.as_str(), refused.field.as_deref()), ("D03", Some("header.case")));
    Ok(registered)
}

async fn ledger_number(platform: &Platform, seen: &CommandOutcome) -> Result<u64> {
    let request = GetCaseRequest { case: seen.case_number.clone(), at_least: seen.positions.clone() };
    let answer = platform.query("zhengzha-head")?.get_case(request).await.done()?;
    Ok(answer.case.context("the number finds no case")?.ledger_number)
}

/// The text goes with the registration, and a command that is told again has its first outcome all the same.
async fn the_text_is_gone(platform: &Platform, case: &str, again: DraftCaseRequest) -> Result<()> {
    platform.eventually("the end of the errand", async || no_errand_is_open(platform).await).await?;
    let opened = opened(platform, case).await?;
    ensure!(opened.len() == 2 && opened.iter().all(|text| matches!(text, Unsealed::Destroyed)), "{opened:?}");
    let again = platform.township("zhengzha-mediator")?.draft_case(again).await.done()?;
    assert!(again.repeated && again.case_id == case);
    Ok(())
}

/// Nobody goes on with it: after thirty days two officers let it go.
async fn a_draft_is_given_up(platform: &Platform) -> Result<()> {
    let begun = platform.township("zhengzha-mediator")?.draft_case(form("", FIRST)).await.done()?;
    let ask = || RequestKeyDestructionRequest {
        header: header(&begun.case_id),
        basis: "abandoned_draft".to_owned(),
        reason: "起草人已调离,当事人未再提出".to_owned(),
        ..RequestKeyDestructionRequest::default()
    };
    let early = platform.city("city-security")?.request_key_destruction(ask()).await.refused()?;
    assert_eq!(early.code, "V01");
    platform.advance(ABANDONED)?;
    platform.city("city-security")?.request_key_destruction(ask()).await.done()?;
    let countersigned =
        DestroyPersonKeyRequest { header: header(&begun.case_id), ..DestroyPersonKeyRequest::default() };
    let gone = platform.city("city-audit")?.destroy_person_key(countersigned).await.done()?;
    assert_eq!(gone.events(), ["PersonKeyDestroyed"]);
    assert!(drafts(platform, "zhengzha-mediator", &gone.positions).await?.is_empty());
    platform.eventually("the end of the errand", async || no_errand_is_open(platform).await).await?;
    let opened = opened(platform, &begun.case_id).await?;
    ensure!(opened.iter().all(|text| matches!(text, Unsealed::Destroyed)), "{opened:?}");
    let late =
        RegisterCaseRequest { header: header(&begun.case_id), ..forms::village_dispute(platform.today()) };
    assert_eq!(platform.township("zhengzha-mediator")?.register_case(late).await.refused()?.code, "L02");
    Ok(())
}

/// Covers: DraftCase, RegisterCase, RequestKeyDestruction, DestroyPersonKey, V01
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_outlives_a_kill_and_becomes_one_case() -> Result<()> {
    let mut platform = Platform::start().await?;
    let begun = begun(&platform).await?;
    for service in [Service::Township, Service::Projection] {
        platform.kill(service)?;
    }
    for service in [Service::Township, Service::Projection] {
        platform.restart(service).await?;
    }
    few_read_it(&platform, &begun, FIRST).await?;

    let case = begun.case_id.clone();
    let save = form(&case, SECOND);
    let saved = platform.township("zhengzha-mediator")?.draft_case(save.clone()).await.done()?;
    let others = platform.township("zhengzha-head")?.draft_case(form(&case, FIRST)).await.refused()?;
    assert_eq!(others.code, "A04");
    few_read_it(&platform, &saved, SECOND).await?;
    it_is_no_case(&platform, &saved).await?;
    let (done, out, error) = platform.ctl(&["--as", "zhengzha-mediator", "case", "drafts"])?;
    ensure!(done && out.contains(&case) && out.contains(SECOND), "{out}{error}");

    let registered = registered_from(&mut platform, &case).await?;
    assert_eq!(ledger_number(&platform, &registered).await?, 1);
    let other = platform.registered_in_village().await?;
    assert_eq!(ledger_number(&platform, &other).await?, 2);
    assert!(drafts(&platform, "zhengzha-head", &other.positions).await?.is_empty());
    the_text_is_gone(&platform, &case, save).await?;
    a_draft_is_given_up(&platform).await?;

    // Built anew, the views are the views there were.
    let (sound, out, error) = platform.ctl(&["verify"])?;
    ensure!(sound, "{out}{error}");
    let (done, out, error) = platform.ctl(&["rebuild"])?;
    ensure!(done, "{out}{error}");
    Ok(())
}
