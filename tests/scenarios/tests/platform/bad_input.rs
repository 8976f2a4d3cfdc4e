//! Whatever is wrong with a call, the answer has a stable code and names the field, and the logs stay as they are.

use anyhow::{Context as _, Result};
use fengqiao_api::v1::correction_input::Fact;
use fengqiao_api::v1::{
    CommandHeader, CommandOutcome, CorrectFactsRequest, GetCaseRequest, GetCountersRequest, ListCasesRequest,
    PartyInput, RegisterCaseRequest, ScreeningInput,
};
use fengqiao_domain::number::CaseNumber;
use fengqiao_runtime::identity::{Issuer, Officer, generate_keys};
use fengqiao_scenarios::{Answer as _, Desk, Failure, Platform, Service, forms, header};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use prost::Message as _;
use tempfile::TempDir;

/// How long a token stands after it has expired, for clocks that differ; and a little more.
const LEEWAY: std::time::Duration = std::time::Duration::from_secs(31);

const REGISTER: &str = "/fengqiao.v1.TownshipService/RegisterCase";

#[track_caller]
fn is(failure: &Failure, code: &str, field: &str) {
    assert_eq!(
        (failure.code.as_str(), failure.field.as_deref().unwrap_or_default()),
        (code, field),
        "{failure}"
    );
    assert!(!failure.text.is_empty() && !failure.change.is_empty(), "{failure:?}");
}

/// A registration that a window would not send.
async fn register(platform: &Platform, change: impl FnOnce(&mut RegisterCaseRequest)) -> Result<Failure> {
    let mut form = forms::village_dispute(platform.today());
    change(&mut form);
    platform.township("zhengzha-mediator")?.register_case(form).await.refused()
}

/// A registration whose claimant is not right.
async fn register_party(platform: &Platform, change: impl FnOnce(&mut PartyInput)) -> Result<Failure> {
    let edit = |form: &mut RegisterCaseRequest| {
        if let Some(claimant) = form.parties.first_mut() {
            change(claimant);
        }
    };
    register(platform, edit).await
}

async fn people_who_cannot_be(platform: &Platform) -> Result<()> {
    for (document, number) in [
        ("id_card", "110105194912310021"),
        ("id_card", "11010519491331002X"),
        ("id_card", "1101051949123100"),
        ("credit_code", "91350100M000100Y44"),
        ("passport", "!!"),
    ] {
        let wrong = register_party(platform, |party| {
            let shown = party.identification.get_or_insert_default();
            (shown.document, shown.number) = (document.to_owned(), number.to_owned());
        });
        let wrong = wrong.await?;
        is(&wrong, "D05", "parties[0].identification.number");
        assert!(!wrong.text.contains(number) && !format!("{:?}", wrong.facts).contains(number), "{wrong:?}");
    }
    let wrong = register_party(platform, |party| party.phone = "1395200000".to_owned()).await?;
    is(&wrong, "D05", "parties[0].phone");
    let wrong = register_party(platform, |party| {
        party.identification.get_or_insert_default().document = "library_card".to_owned();
    });
    is(&wrong.await?, "D02", "parties[0].identification.document");
    let wrong = register(platform, |form| form.parties.clear()).await?;
    is(&wrong, "D01", "parties");
    Ok(())
}

async fn codes_that_nobody_knows(platform: &Platform, case: &str) -> Result<()> {
    let wrong = register(platform, |form| form.places = vec!["640221103999".to_owned()]).await?;
    is(&wrong, "D02", "places");
    let wrong = register(platform, |form| form.places = vec!["正闸村".to_owned()]).await?;
    is(&wrong, "D03", "places[0]");
    let wrong = register(platform, |form| form.channel = "pigeon".to_owned()).await?;
    is(&wrong, "D02", "channel");
    assert_eq!(
        wrong.facts.get("known").map(String::as_str),
        Some("window,grid,hotline,letter,visit,online,from_above,referral,sweep")
    );
    let wrong = register(platform, |form| {
        let signs = ["threat", "boredom"].map(str::to_owned).to_vec();
        form.screening = form.screening.take().map(|sheet| ScreeningInput { danger_signs: signs, ..sheet });
    });
    is(&wrong.await?, "D02", "screening.danger_signs[1]");
    let mut head = platform.township("zhengzha-head")?;
    let wrong = head.classify_matter(forms::classify(case, "9999")).await.refused()?;
    is(&wrong, "D02", "matter");
    let nowhere = forms::correction(Fact::Places(forms::codes(&["640299"])));
    let wrong = CorrectFactsRequest { header: header(case), corrections: vec![nowhere] };
    is(&head.correct_facts(wrong).await.refused()?, "D02", "corrections.places");
    let mut query = platform.query("pingluo-clerk")?;
    let wrong = GetCountersRequest { centre: "640299".to_owned(), ..GetCountersRequest::default() };
    is(&query.get_counters(wrong).await.refused()?, "D02", "centre");
    let wrong = ListCasesRequest { phases: vec!["asleep".to_owned()], ..ListCasesRequest::default() };
    is(&query.list_cases(wrong).await.refused()?, "D02", "phases");
    Ok(())
}

async fn dates_and_figures_out_of_bounds(platform: &Platform) -> Result<()> {
    let tomorrow = platform.today().saturating_add(1.days()).to_string();
    is(&register(platform, |form| form.received_on = tomorrow).await?, "D04", "received_on");
    is(&register(platform, |form| form.received_on = "2026-02-30".to_owned()).await?, "D03", "received_on");
    is(&register(platform, |form| form.headcount = Some(0)).await?, "D03", "headcount");
    let long_ago = platform.day(40).to_string();
    let late = register(platform, |form| {
        form.header = form.header.take().map(|header| CommandHeader { occurred_on: long_ago, ..header });
    });
    is(&late.await?, "D04", "occurred_on");
    Ok(())
}

async fn texts_too_long_or_not_text(platform: &Platform) -> Result<()> {
    let long = register(platform, |form| form.brief = "字".repeat(4_001)).await?;
    is(&long, "D03", "brief");
    assert_eq!(long.facts.get("max").map(String::as_str), Some("4000"));
    let megabyte = register(platform, |form| form.brief = "a".repeat(1 << 20)).await?;
    assert_eq!(megabyte.code, "D03", "{megabyte}");
    let control = register(platform, |form| form.brief = "a\u{0}b".to_owned()).await?;
    is(&control, "D03", "brief");

    let mut bytes = forms::village_dispute(platform.today()).encode_to_vec();
    let brief = "水渠".as_bytes();
    let at = bytes.windows(brief.len()).position(|window| window == brief).context("no brief")?;
    *bytes.get_mut(at).context("no brief")? = 0xFF;
    let desk = platform.desk("zhengzha-mediator")?;
    let mut raw = desk.raw(&platform.url(Service::Township))?;
    let not_text = raw.call(REGISTER, bytes).await?.refused()?;
    assert_eq!(not_text.code, "D03", "{not_text}");
    let not_a_message = raw.call(REGISTER, vec![0x0A, 0x7F]).await?.refused()?;
    assert_eq!(not_a_message.code, "D03", "{not_a_message}");
    Ok(())
}

async fn headers_that_cannot_stand(platform: &Platform, known: &CommandOutcome) -> Result<()> {
    is(&register(platform, |form| form.header = None).await?, "D01", "header");
    let id = |id: &str| Some(CommandHeader { command_id: id.to_owned(), ..CommandHeader::default() });
    is(&register(platform, |form| form.header = id("")).await?, "D01", "header.command_id");
    is(&register(platform, |form| form.header = id("one")).await?, "D03", "header.command_id");
    is(&register(platform, |form| form.header = header(&known.case_id)).await?, "D03", "header.case");

    let mut head = platform.township("zhengzha-head")?;
    let mut mistyped = known.case_number.clone();
    let check = mistyped.pop().context("a number is not empty")?;
    mistyped.push(if check == '1' { '2' } else { '1' });
    let nobody = CaseNumber::new("640221".parse()?, platform.today().year(), 999_999).to_string();
    for (case, code, field) in [
        ("", "D01", "header.case"),
        (mistyped.as_str(), "D03", "header.case"),
        (nobody.as_str(), "D08", "case"),
        ("01890a5d-ac96-774b-bcce-b302099a8057", "D08", "case"),
    ] {
        is(&head.decide_acceptance(forms::accept(case)).await.refused()?, code, field);
    }
    let wrong = GetCaseRequest { case: mistyped, ..GetCaseRequest::default() };
    is(&platform.query("zhengzha-head")?.get_case(wrong).await.refused()?, "D03", "case");
    Ok(())
}

/// Who may not act here, and whose the case is.
async fn officers_out_of_place(platform: &Platform, in_village: &str, closed: &str) -> Result<()> {
    let today = platform.today();
    let dangerous = RegisterCaseRequest {
        screening: Some(forms::screening("high", &["weapon"], today)),
        ..forms::village_dispute(today)
    };
    let at_county = platform.township("zhengzha-grid")?.register_case(dangerous).await.done()?.case_id;
    let heads = platform.decisions().await?;

    let mut township = platform.township("touzha-dispatcher")?;
    let foreign = township.classify_matter(forms::classify(&at_county, forms::DITCH)).await.refused()?;
    is(&foreign, "A04", "");
    assert_eq!(foreign.facts.get("holder").map(String::as_str), Some(forms::COUNTY));
    assert!(foreign.text.contains("平罗县"), "{}", foreign.text);
    let above = township.classify_matter(forms::classify(in_village, forms::DITCH)).await.refused()?;
    assert_eq!(
        (above.code.as_str(), above.facts.get("holder").map(String::as_str)),
        ("A04", Some(forms::VILLAGE))
    );

    let mut county = platform.desk("touzha-dispatcher")?.county(&platform.url(Service::County))?;
    let misplaced = county.classify_matter(forms::classify(&at_county, forms::DITCH)).await.refused()?;
    assert_eq!(misplaced.code, "A03");
    let grid = platform.township("zhengzha-grid")?.close_case(forms::close(in_village)).await.refused()?;
    assert_eq!(grid.code, "A02");

    let over = platform
        .township("zhengzha-mediator")?
        .hold_session(forms::session(closed, "failed"))
        .await
        .refused()?;
    is(&over, "L02", "");
    assert!(!over.allowed.iter().any(|command| command == "hold_session"));
    let early = platform.township("zhengzha-head")?.close_case(forms::close(in_village)).await.refused()?;
    is(&early, "L01", "");
    assert_eq!(platform.decisions().await?, heads);
    Ok(())
}

async fn tokens_that_do_not_stand(platform: &Platform, expired: &str, case: &str) -> Result<()> {
    let url = platform.url(Service::Township);
    let folder = TempDir::new()?;
    generate_keys(folder.path())?;
    let officer = platform.officer("zhengzha-head")?;
    let forged = Issuer::open(folder.path(), "https://issuer.test", "fengqiao")?.issue(&officer)?;
    let altered = platform.token("zhengzha-head")?.replacen('.', "A.", 1);
    for (desk, what) in [
        (Desk::anonymous(), "no token"),
        (Desk::new("nonsense")?, "nonsense"),
        (Desk::new(&forged)?, "another key's"),
        (Desk::new(&altered)?, "altered"),
        (Desk::new(expired)?, "expired"),
    ] {
        let refused = desk.township(&url)?.decide_acceptance(forms::accept(case)).await.refused();
        let refused = refused.with_context(|| what.to_owned())?;
        assert_eq!(refused.code, "A01", "{what}");
        let request = GetCaseRequest { case: case.to_owned(), ..GetCaseRequest::default() };
        let refused = desk.query(&platform.url(Service::Projection))?.get_case(request).await.refused();
        assert_eq!(refused.with_context(|| what.to_owned())?.code, "A01", "{what}");
    }
    Ok(())
}

/// Covers: A01, A02, A03, D01, D02, D03, D04, D05, D08
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_refused_with_a_code_and_leaves_no_message() -> Result<()> {
    let platform = Platform::start().await?;
    let shortly = Timestamp::now() + SignedDuration::from_secs(1);
    let officer = Officer { expires: shortly, ..platform.officer("zhengzha-head")? };
    let (expired, issued) = (platform.issue(&officer)?, std::time::Instant::now());
    let known = platform.registered_in_village().await?;
    let closed = platform.closed_in_village().await?.case_id;
    officers_out_of_place(&platform, &known.case_id, &closed).await?;

    let heads = platform.decisions().await?;
    people_who_cannot_be(&platform).await?;
    codes_that_nobody_knows(&platform, &known.case_id).await?;
    dates_and_figures_out_of_bounds(&platform).await?;
    texts_too_long_or_not_text(&platform).await?;
    headers_that_cannot_stand(&platform, &known).await?;
    tokio::time::sleep((LEEWAY + std::time::Duration::from_secs(1)).saturating_sub(issued.elapsed())).await;
    tokens_that_do_not_stand(&platform, &expired, &known.case_id).await?;
    assert_eq!(platform.decisions().await?, heads);
    Ok(())
}
