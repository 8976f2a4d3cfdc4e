//! Personal data lies nowhere in the clear, and when a person's key is destroyed nobody reads the person again.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1::{
    CommandOutcome, DraftCaseRequest, FindByPersonRequest, GetCaseRequest, HandleDangerRequest,
    HoldSessionRequest, LinkPartyRequest, PartyView, RecordInvestigationRequest, RegisterCaseRequest,
    ReportDangerRequest, WithdrawCaseRequest,
};
use fengqiao_eventlog::verify_chain;
use fengqiao_scenarios::{Answer as _, Platform, SITES, forms, header};
use fengqiao_testkit::postgres::TestPostgres;
use fengqiao_vault::KeyOwner;
use tonic::Status;

const NAME: &str = "康纳瑞";
const ID_NUMBER: &str = "640221198703172617";
const PHONE: &str = "13870317261";
const ADDRESS: &str = "雀鸣巷七十三号";
const NARRATIVE: &str = "金丝雀在井口叫了三声";
const OTHER_NAME: &str = "白文鸟";
const OTHER_ID_NUMBER: &str = "640221199105281447";
const OTHER_PHONE: &str = "13991052814";

/// Every string that must not be found.
const CANARIES: [&str; 8] =
    [NAME, ID_NUMBER, PHONE, ADDRESS, NARRATIVE, OTHER_NAME, OTHER_ID_NUMBER, OTHER_PHONE];

/// The written forms of a canary: as it is, in hexadecimal digits, and escaped as in JSON.
fn forms_of(canary: &str) -> Vec<Vec<u8>> {
    let escaped: String = canary.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    vec![canary.as_bytes().to_vec(), hex::encode(canary).into_bytes(), escaped.into_bytes()]
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn canaries_in(haystack: &[u8]) -> Vec<&'static str> {
    let sung = |canary: &&&'static str| forms_of(canary).iter().any(|form| holds(haystack, form));
    CANARIES.iter().filter(sung).copied().collect()
}

#[track_caller]
fn is_silent(what: &str, haystack: &[u8]) {
    assert_eq!(canaries_in(haystack), Vec::<&str>::new(), "found in {what}");
}

/// A registration, and other commands that carry what people said.
async fn plant(platform: &Platform) -> Result<CommandOutcome> {
    let mut form = forms::village_dispute(platform.today());
    form.brief = NARRATIVE.to_owned();
    form.parties = vec![
        forms::party("claimant", NAME, ID_NUMBER, PHONE),
        forms::party("respondent", OTHER_NAME, OTHER_ID_NUMBER, OTHER_PHONE),
    ];
    if let Some(claimant) = form.parties.first_mut() {
        claimant.address = ADDRESS.to_owned();
    }
    if let Some(screening) = form.screening.as_mut() {
        screening.account = NARRATIVE.to_owned();
    }
    let draft = DraftCaseRequest {
        header: header(""),
        channel: "window".to_owned(),
        text: format!("{NAME}({ID_NUMBER},{PHONE},{ADDRESS}):{NARRATIVE}"),
    };
    let draft = platform.township("zhengzha-mediator")?.draft_case(draft).await.done()?;
    let form = RegisterCaseRequest { header: header(&draft.case_id), ..form };
    let registered = platform.township("zhengzha-mediator")?.register_case(form).await.done()?;
    let case = &registered.case_id;
    let mut mediator = platform.township("zhengzha-mediator")?;
    let mut head = platform.township("zhengzha-head")?;
    head.classify_matter(forms::classify(case, forms::DITCH)).await.done()?;
    head.decide_acceptance(forms::accept(case)).await.done()?;
    let officer = platform.account("zhengzha-mediator")?.officer;
    let plan = fengqiao_api::v1::AssignHandlerRequest {
        plan: format!("先找{NAME}谈"),
        ..forms::assign(case, officer, platform.soon())
    };
    head.assign_handler(plan).await.done()?;
    let text = format!("{NAME}({PHONE}):{NARRATIVE}");
    let investigated = RecordInvestigationRequest { text: text.clone(), ..forms::investigate(case) };
    mediator.record_investigation(investigated).await.done()?;
    let held = HoldSessionRequest { attendance: text.clone(), ..forms::session(case, "adjourned") };
    mediator.hold_session(held).await.done()?;
    let danger = ReportDangerRequest { account: text.clone(), ..forms::report_danger(case) };
    mediator.report_danger(danger).await.done()?;
    let handled = HandleDangerRequest { measures: text, ..forms::handle_danger(case, &["threat"]) };
    platform.county("pingluo-mediator")?.handle_danger(handled).await.done()?;
    Ok(registered)
}

/// Commands with personal data that are refused, in every way there is.
async fn refusals(platform: &Platform, case: &str) -> Result<Vec<Status>> {
    let mut clerk = platform.county("pingluo-clerk")?;
    let mut mediator = platform.township("zhengzha-mediator")?;
    let register = |change: &dyn Fn(&mut RegisterCaseRequest)| {
        let mut form = forms::village_dispute(platform.today());
        form.parties = vec![forms::party("claimant", NAME, ID_NUMBER, PHONE)];
        change(&mut form);
        form
    };
    let wrong_number =
        register(&|form| form.parties = vec![forms::party("claimant", NAME, "64022119870317261X", PHONE)]);
    let name_as_code = register(&|form| form.channel = NAME.to_owned());
    let number_as_place = register(&|form| form.places = vec![ID_NUMBER.to_owned()]);
    let phone_as_date = register(&|form| form.received_on = PHONE.to_owned());
    let wrong_phone = register(&|form| {
        form.parties = vec![forms::party("claimant", NAME, ID_NUMBER, &format!("{PHONE}9"))]
    });
    let personal_line = register(&|form| {
        form.parties = vec![forms::party("claimant", NAME, "", PHONE)];
        for party in &mut form.parties {
            party.identification.get_or_insert_default().reason = format!("口头报号{ID_NUMBER}");
        }
    });
    let mut statuses = Vec::new();
    for form in [wrong_number, name_as_code, number_as_place, phone_as_date, wrong_phone, personal_line] {
        statuses
            .push(mediator.register_case(form).await.err().context("a malformed registration was taken")?);
    }
    let party = Some(forms::party("claimant", NAME, ID_NUMBER, PHONE));
    let replaced = LinkPartyRequest { header: header(case), replaces_party_id: NAME.to_owned(), party };
    statuses.push(clerk.link_party(replaced).await.err().context("a name was taken for an id")?);
    let withdrawn = WithdrawCaseRequest {
        header: header(case),
        party_id: PHONE.to_owned(),
        reason: NARRATIVE.to_owned(),
        document_id: forms::document(),
    };
    statuses.push(clerk.withdraw_case(withdrawn).await.err().context("a phone was taken for an id")?);
    let not_mine = HoldSessionRequest { attendance: NARRATIVE.to_owned(), ..forms::session(case, "failed") };
    statuses.push(mediator.hold_session(not_mine).await.err().context("a village acted on a county's case")?);
    let unknown = GetCaseRequest { case: NAME.to_owned(), ..GetCaseRequest::default() };
    let mut query = platform.query("pingluo-clerk")?;
    statuses.push(query.get_case(unknown).await.err().context("a name was taken for a number")?);
    Ok(statuses)
}

/// Every message of every log: subject, headers and payload.
async fn messages(platform: &Platform) -> Result<Vec<u8>> {
    let context = async_nats::jetstream::new(platform.backbone.client().await?);
    let mut all = Vec::new();
    for site in SITES {
        let stream = context.get_stream(format!("CASES_{site}")).await?;
        for sequence in 1..=stream.get_info().await?.state.last_sequence {
            let message = stream.get_raw_message(sequence).await?;
            all.extend(message.subject.as_bytes());
            all.extend(format!("{:?}", message.headers).into_bytes());
            all.extend(&message.payload);
        }
    }
    Ok(all)
}

fn files_below(folder: &Path) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        all.extend(if path.is_dir() { files_below(&path)? } else { std::fs::read(&path)? });
    }
    Ok(all)
}

fn dump(url: &str) -> Result<Vec<u8>> {
    let output = Command::new(TestPostgres::program("pg_dump")?).arg("--inserts").arg(url).output()?;
    ensure!(output.status.success(), "pg_dump failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}

async fn nothing_is_in_the_clear(platform: &Platform, registered: &CommandOutcome) -> Result<()> {
    let case = registered.case_id.as_bytes();
    for status in refusals(platform, &registered.case_id).await? {
        is_silent("a refusal", format!("{} {:?}", status.message(), status.metadata()).as_bytes());
        is_silent("the details of a refusal", status.details());
    }
    // What is looked through does hold the case, or else silence would prove nothing.
    let messages = messages(platform).await?;
    ensure!(holds(&messages, case), "the messages do not name the case");
    is_silent("the log's messages", &messages);
    for folder in platform.backbone.folders() {
        let files = files_below(folder)?;
        ensure!(holds(&files, case), "the store does not name the case");
        is_silent("the log's store", &files);
    }
    let views = dump(&platform.views_url)?;
    ensure!(holds(&views, case), "the views do not name the case");
    is_silent("the views", &views);
    for (site, url) in &platform.vault_urls {
        let vault = dump(url)?;
        ensure!(site != "640221" || holds(&vault, case), "the vault does not name the case");
        is_silent("a vault", &vault);
    }
    let logs = platform.logs()?;
    ensure!(!logs.is_empty(), "the services have logged nothing");
    is_silent("the services' logs", logs.as_bytes());
    Ok(())
}

async fn parties(platform: &Platform, case: &str) -> Result<Vec<PartyView>> {
    let request = GetCaseRequest { case: case.to_owned(), ..GetCaseRequest::default() };
    let answer = platform.query("pingluo-clerk")?.get_case(request).await.done()?;
    Ok(answer.case.context("the answer has no case")?.parties)
}

async fn found_by(platform: &Platform, phone: &str) -> Result<Vec<String>> {
    let request = FindByPersonRequest { phone: phone.to_owned(), ..FindByPersonRequest::default() };
    let found = platform.query("pingluo-clerk")?.find_by_person(request).await.done()?;
    Ok(found.cases.into_iter().map(|case| case.case_id).collect())
}

async fn the_holder_reads_what_nobody_else_can(platform: &Platform, case: &str) -> Result<PartyView> {
    platform
        .eventually("the case at the county in the views", async || {
            let request = GetCaseRequest { case: case.to_owned(), ..GetCaseRequest::default() };
            let answer = platform.query("pingluo-clerk")?.get_case(request).await;
            let case = answer.ok().and_then(|answer| answer.into_inner().case);
            Ok(case.and_then(|case| case.standing).is_some_and(|standing| standing.holder == forms::COUNTY))
        })
        .await?;
    let parties = parties(platform, case).await?;
    let claimant = parties.into_iter().find(|party| party.role == "claimant").context("no claimant")?;
    assert_eq!(
        [&claimant.name, &claimant.document_number, &claimant.phone, &claimant.address].map(String::as_str),
        [NAME, ID_NUMBER, PHONE, ADDRESS]
    );
    assert_eq!(found_by(platform, PHONE).await?, [case]);
    Ok(claimant)
}

async fn a_destroyed_key_ends_the_reading(
    platform: &Platform,
    case: &str,
    claimant: &PartyView,
) -> Result<()> {
    let owner = KeyOwner::new(case.parse()?, claimant.party_id.parse()?);
    let vault = platform.vault("640221").await?;
    let destroyed = vault.destroy(owner, "个人信息保护法第四十七条").await?;
    assert!(destroyed.first_time);

    platform
        .eventually("the end of the reading", async || {
            let parties = parties(platform, case).await?;
            Ok(parties.iter().any(|party| party.party_id == claimant.party_id && party.destroyed))
        })
        .await?;
    for party in parties(platform, case).await? {
        if party.party_id == claimant.party_id {
            assert!(
                [party.name, party.document_number, party.phone, party.address].iter().all(String::is_empty)
            );
        } else {
            assert_eq!((party.name.as_str(), party.destroyed), (OTHER_NAME, false));
        }
    }
    platform
        .eventually("the end of the finding", async || Ok(found_by(platform, PHONE).await?.is_empty()))
        .await?;
    assert_eq!(found_by(platform, OTHER_PHONE).await?, [case]);

    // The person is gone, and the proof of what was done stays whole.
    let log = platform.log("640221").await?;
    let subject = format!("case.640221.{}.{case}", forms::VILLAGE);
    let subject = fengqiao_eventlog::Subject::new(subject)?;
    let entries = log.load(&subject, 0).await?;
    let head = log.last(&subject).await?.map(|entry| entry.digest);
    assert!(entries.len() > 5);
    verify_chain(&subject, &entries, head)?;

    // A form that is sent again does not bring the person back.
    let party = Some(forms::party("claimant", NAME, ID_NUMBER, PHONE));
    let again =
        LinkPartyRequest { header: header(case), replaces_party_id: claimant.party_id.clone(), party };
    let refused = platform.county("pingluo-clerk")?.link_party(again).await.refused()?;
    assert_eq!(refused.facts.get("reason").map(String::as_str), Some("key_destroyed"));
    Ok(())
}

#[test]
fn a_canary_is_heard_in_each_of_its_forms() {
    assert_eq!(canaries_in(format!("x{PHONE}y").as_bytes()), [PHONE]);
    assert_eq!(canaries_in(hex::encode(format!("x{NAME}")).as_bytes()), [NAME]);
    assert_eq!(canaries_in(b"{\"text\":\"\\u5eb7\\u7eb3\\u745e\"}"), [NAME]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_readable_with_the_key_alone() -> Result<()> {
    let platform = Platform::start().await?;
    let registered = plant(&platform).await?;
    let case = registered.case_id.as_str();
    let claimant = the_holder_reads_what_nobody_else_can(&platform, case).await?;
    nothing_is_in_the_clear(&platform, &registered).await?;
    a_destroyed_key_ends_the_reading(&platform, case, &claimant).await?;
    nothing_is_in_the_clear(&platform, &registered).await?;
    Ok(())
}
