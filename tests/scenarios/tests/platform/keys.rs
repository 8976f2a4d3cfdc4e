//! A person's key is destroyed by two officers, once the law no longer wants the person's data kept, and not before.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1::{
    ArchiveCaseRequest, CommandOutcome, CompleteTaskRequest, DestroyPersonKeyRequest, FindByPersonRequest,
    GetCaseRequest, GetStatusRequest, PartyView, RequestKeyDestructionRequest, WithdrawCaseRequest,
};
use fengqiao_domain::vocabulary::Role;
use fengqiao_runtime::Officer;
use fengqiao_scenarios::{Answer as _, Desk, Platform, Service, Told as _, forms, header};
use fengqiao_testkit::postgres::TestPostgres;
use fengqiao_vault::{Envelope, KeyOwner, Unsealed};
use jiff::SignedDuration;

const SITE: &str = "640221";
/// Ten years from the first of January after the archiving, and some days.
const RETENTION: SignedDuration = SignedDuration::from_hours(24 * 366 * 11);
const LEVELS: [Service; 3] = [Service::Township, Service::County, Service::City];

/// Taken back by the claimant, and archived.
async fn archived(platform: &Platform) -> Result<CommandOutcome> {
    let registered = platform.in_progress_in_village().await?;
    let case = &registered.case_id;
    let mut head = platform.township("zhengzha-head")?;
    let claimant = party(platform, &registered, "claimant").await?.party_id;
    let withdrawn = WithdrawCaseRequest {
        header: header(case),
        party_id: claimant,
        reason: "双方已自行和好".to_owned(),
        document_id: forms::document(),
    };
    head.withdraw_case(withdrawn).await.done()?;
    let archived = ArchiveCaseRequest { header: header(case), file_number: "2026-V-0001".to_owned() };
    head.archive_case(archived).await.done()
}

async fn party(platform: &Platform, seen: &CommandOutcome, role: &str) -> Result<PartyView> {
    let request = GetCaseRequest { case: seen.case_id.clone(), at_least: seen.positions.clone() };
    let answer = platform.query("zhengzha-head")?.get_case(request).await.done()?;
    let parties = answer.case.context("the answer has no case")?.parties;
    parties.into_iter().find(|party| party.role == role).with_context(|| format!("no {role}"))
}

fn ask(case: &str, party: &PartyView, basis: &str) -> RequestKeyDestructionRequest {
    RequestKeyDestructionRequest {
        header: header(case),
        party_id: party.party_id.clone(),
        basis: basis.to_owned(),
        reason: "保管期满,经鉴定无继续保存价值".to_owned(),
        document_id: forms::document(),
    }
}

fn countersign(case: &str, party: &PartyView) -> DestroyPersonKeyRequest {
    DestroyPersonKeyRequest { header: header(case), party_id: party.party_id.clone() }
}

async fn found_by(platform: &Platform, phone: &str) -> Result<usize> {
    let request = FindByPersonRequest { phone: phone.to_owned(), ..FindByPersonRequest::default() };
    Ok(platform.query("zhengzha-head")?.find_by_person(request).await.done()?.cases.len())
}

/// What the table of parties holds of a person, as the vault opens it.
async fn opened(platform: &Platform, case: &str, party: &PartyView) -> Result<Unsealed> {
    let ask = |statement: &str| -> Result<String> {
        let psql = Command::new(TestPostgres::program("psql")?)
            .args(["-tAq", "-c", statement, &platform.views_url])
            .output()?;
        ensure!(psql.status.success(), "psql failed: {}", String::from_utf8_lossy(&psql.stderr));
        Ok(String::from_utf8(psql.stdout)?.trim().to_owned())
    };
    let views = ask("SELECT live FROM projection.tenant")?;
    let row = format!("case_id = '{case}' AND party_id = '{}'", party.party_id);
    let person = ask(&format!("SELECT person FROM {views}.party WHERE {row}"))?;
    let owner = KeyOwner::new(case.parse()?, party.party_id.parse()?);
    Ok(platform.vault(SITE).await?.unseal(owner, "person", &person.parse::<Envelope>()?).await?)
}

/// The same person in another role, which no account may hold at once.
fn as_auditor(platform: &Platform) -> Result<Desk> {
    let officer = platform.officer("city-security")?;
    Desk::new(&platform.issue(&Officer { roles: [Role::Auditor].into(), ..officer })?)
}

async fn no_errand_is_open(platform: &Platform) -> Result<bool> {
    let status = platform.query("city-command")?.get_status(GetStatusRequest {}).await.done()?;
    let followed = status.streams.iter().all(|stream| stream.lag == 0);
    Ok(followed && status.keepers.iter().all(|keeper| keeper.open_errands == 0))
}

async fn nobody_reads_the_claimant(
    platform: &Platform,
    gone: &CommandOutcome,
    claimant: &PartyView,
) -> Result<()> {
    let case = &gone.case_id;
    platform.eventually("the end of the errand", async || no_errand_is_open(platform).await).await?;
    let shown = party(platform, gone, "claimant").await?;
    assert!(shown.destroyed);
    assert!([shown.name, shown.document_number, shown.phone, shown.address].iter().all(String::is_empty));
    platform
        .eventually("the end of the finding", async || {
            Ok(found_by(platform, forms::CLAIMANT_PHONE).await? == 0)
        })
        .await?;
    ensure!(
        matches!(opened(platform, case, claimant).await?, Unsealed::Destroyed),
        "the party can be opened"
    );
    Ok(())
}

async fn the_others_are_read_as_before(platform: &Platform, gone: &CommandOutcome) -> Result<PartyView> {
    let respondent = party(platform, gone, "respondent").await?;
    assert_eq!((respondent.name.as_str(), respondent.destroyed), ("乙某某", false));
    ensure!(matches!(opened(platform, &gone.case_id, &respondent).await?, Unsealed::Plain(_)));
    assert!(!brief(platform, gone).await?.is_empty());
    Ok(respondent)
}

async fn brief(platform: &Platform, seen: &CommandOutcome) -> Result<String> {
    let request = GetCaseRequest { case: seen.case_id.clone(), at_least: seen.positions.clone() };
    let answer = platform.query("zhengzha-head")?.get_case(request).await.done()?;
    Ok(answer.case.context("the answer has no case")?.brief)
}

fn the_chain_is_whole(platform: &Platform, case: &str, keys: u64) -> Result<()> {
    let (sound, out, error) = platform.ctl(&["--json", "verify", "--case", case])?;
    ensure!(sound, "{out}{error}");
    let verified: serde_json::Value = serde_json::from_str(&out)?;
    let count =
        |name: &str| verified.pointer(&format!("/sites/0/{name}")).and_then(serde_json::Value::as_u64);
    assert_eq!((count("keys_destroyed"), count("persons_unreadable")), (Some(keys), Some(keys)));
    Ok(())
}

/// Covers: RequestKeyDestruction, DestroyPersonKey, V01, V02, A06, SC8.4
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_officers_destroy_a_key_and_a_kill_in_between_loses_nothing() -> Result<()> {
    let mut platform = Platform::start().await?;
    let archived = archived(&platform).await?;
    let case = archived.case_id.as_str();
    let claimant = party(&platform, &archived, "claimant").await?;
    assert_eq!(found_by(&platform, forms::CLAIMANT_PHONE).await?, 1);

    for (basis, code) in [("retention_over", "V02"), ("lawful_request", "V01")] {
        let mut security = platform.city("city-security")?;
        let early = security.request_key_destruction(ask(case, &claimant, basis)).await.refused()?;
        assert_eq!(early.code, code);
        assert!(early.text.contains("12-31"), "{}", early.text);
    }
    platform.advance(RETENTION)?;
    let unasked = platform.city("city-audit")?.destroy_person_key(countersign(case, &claimant)).await;
    assert_eq!(unasked.refused()?.code, "L02");

    let request = ask(case, &claimant, "retention_over");
    let asked = platform.city("city-security")?.request_key_destruction(request).await.done()?;
    assert_eq!(asked.events(), ["KeyDestructionRequested"]);
    platform.kill(Service::City)?;
    platform.restart(Service::City).await?;

    let mut same = as_auditor(&platform)?.city(&platform.url(Service::City))?;
    assert_eq!(same.destroy_person_key(countersign(case, &claimant)).await.refused()?.code, "A06");
    // Nobody takes hints for a while: the decision is on record, and the vault is not told.
    for service in [Service::Township, Service::County] {
        platform.kill(service)?;
    }
    let form = countersign(case, &claimant);
    let gone = platform.city("city-audit")?.destroy_person_key(form.clone()).await.done()?;
    assert_eq!(gone.events(), ["PersonKeyDestroyed", "TaskAssigned"]);
    platform.kill(Service::City)?;
    for service in LEVELS {
        platform.restart(service).await?;
    }
    let again = platform.city("city-audit")?.destroy_person_key(form).await.done()?;
    assert!(again.repeated && again.events() == gone.events());

    nobody_reads_the_claimant(&platform, &gone, &claimant).await?;
    let respondent = the_others_are_read_as_before(&platform, &gone).await?;
    the_chain_is_whole(&platform, case, 1)?;

    // What was told may name whoever is gone: the centre that holds the file looks through it.
    let looked = CompleteTaskRequest {
        header: header(case),
        document_id: forms::document(),
        ..CompleteTaskRequest::default()
    };
    platform.township("zhengzha-head")?.complete_task(looked).await.done()?;

    // With the last person goes what was told.
    let request = ask(case, &respondent, "lawful_request");
    platform.city("city-security")?.request_key_destruction(request).await.done()?;
    let form = countersign(case, &respondent);
    let gone = platform.city("city-audit")?.destroy_person_key(form).await.done()?;
    assert_eq!(gone.events(), ["PersonKeyDestroyed"]);
    platform.eventually("the end of the errands", async || no_errand_is_open(&platform).await).await?;
    assert!(party(&platform, &gone, "respondent").await?.destroyed);
    assert_eq!(brief(&platform, &gone).await?, "");
    the_chain_is_whole(&platform, case, 3)
}
