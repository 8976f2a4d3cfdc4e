//! Every answer about rising names the facts, the rows and what would change it, and asking changes nothing.

use anyhow::{Context as _, Result};
use fengqiao_api::v1::correction_input::Fact;
use fengqiao_api::v1::{
    AppealRefusalRequest, CanEscalateRequest, CanEscalateResponse, ClassifyMatterRequest, CommandOutcome,
    CorrectFactsRequest, Explanation, RefuseEscalationRequest, RegisterCaseRequest, RequestEscalationRequest,
    ReturnDownRequest, RuleOnAppealRequest, SignCaseRequest, TakeOverRequest,
};
use fengqiao_scenarios::{Answer as _, Platform, Told as _, forms, header};

/// Property management, which needs more than the township may do.
const PROPERTY: &str = "1503";
const LOAN: &str = "0401";
const POWERS: [&str; 2] = ["mediate", "property_supervision"];

fn explained(explanation: Option<&Explanation>) -> Result<&Explanation> {
    explanation.context("nothing is explained")
}

/// Every answer names the rule set, what it saw, and each row with each cell.
#[track_caller]
fn is_whole(explanation: &Explanation) {
    let hash = explanation.rule_set.as_ref().map(|rules| rules.hash.as_str()).unwrap_or_default();
    assert_eq!(hash.len(), 64, "{hash}");
    assert!(!explanation.verdict_text.is_empty() && !explanation.facts.is_empty());
    assert!(explanation.facts.iter().all(|fact| !fact.text.is_empty()));
    for table in ["hard_triggers", "soft_triggers", "gates"] {
        assert!(explanation.rows.iter().any(|row| row.table == table), "{table}");
    }
    assert!(explanation.rows.iter().all(|row| !row.cells.is_empty() && !row.text.is_empty()));
}

/// What a refusal and the answer to a question have in common.
fn common(explanation: &Explanation) -> Explanation {
    let explanation = explanation.clone();
    Explanation { facts: Vec::new(), rows: Vec::new(), change_text: String::new(), ..explanation }
}

async fn asked(platform: &Platform, account: &str, case: &str) -> Result<CanEscalateResponse> {
    let question = CanEscalateRequest { case: case.to_owned(), ..CanEscalateRequest::default() };
    platform.township(account)?.can_escalate(question).await.done()
}

async fn asking_tells_why_not_and_writes_nothing(platform: &Platform) -> Result<()> {
    let case = platform.tried_once_in_village().await?.case_id;
    let heads = platform.decisions().await?;
    let answer = asked(platform, "zhengzha-head", &case).await?;
    assert_eq!(platform.decisions().await?, heads);
    assert!(!answer.admitted);
    let explanation = explained(answer.explanation.as_ref())?;
    is_whole(explanation);
    assert_eq!((explanation.verdict.as_str(), explanation.refusal_code.as_str()), ("keep", "R01"));
    assert_eq!(explanation.refusal_text, "本级化解不充分:已在1个不同日期调解,1次未成。");
    assert!(explanation.change_text.starts_with("再调解1次(换日期)仍不成"), "{}", explanation.change_text);
    let attempts =
        explanation.facts.iter().find(|fact| fact.name == "failed_attempts").context("no attempts")?;
    assert_eq!((attempts.value.as_str(), attempts.missing), ("1", false));
    let nearest = explanation.nearest.as_ref().context("no nearest row")?;
    assert_eq!(nearest.id, "ST01");
    let [unmet] = nearest.unmet.as_slice() else {
        anyhow::bail!("one cell is unmet, not {:?}", nearest.unmet)
    };
    assert_eq!(
        [&unmet.fact, &unmet.condition, &unmet.result, &unmet.seen].map(String::as_str),
        ["failed_attempts", ">= 2", "fail", "1"]
    );
    // A gate stands open if one of its rows holds.
    for gate in ["GT01", "GT02", "GT03", "GT04", "GT05", "GT06", "GT07", "GT08"] {
        let mut rows = explanation.rows.iter().filter(|row| row.id.starts_with(gate));
        assert!(rows.any(|row| row.truth == "true"), "{gate}");
    }

    let refused =
        platform.township("zhengzha-head")?.request_escalation(forms::ask(&case)).await.refused()?;
    let told = explained(refused.explanation.as_ref())?;
    assert_eq!(refused.code, "R01");
    assert_eq!((&refused.text, &refused.change), (&told.refusal_text, &told.change_text));
    // The refusal leaves rows and facts out to fit its trailer, and dates what would change it; all else is as asked.
    assert!(told.rows.iter().all(|row| explanation.rows.iter().any(|asked| asked.id == row.id)));
    assert_eq!(common(told), common(explanation));

    let county = RequestEscalationRequest { to: forms::COUNTY.to_owned(), ..forms::ask(&case) };
    let skipped = platform.township("zhengzha-head")?.request_escalation(county).await.refused()?;
    assert_eq!(skipped.code, "R07");
    assert_eq!(skipped.facts.get("right_centre").map(String::as_str), Some(forms::TOWNSHIP));
    assert_eq!(platform.decisions().await?, heads);

    let again = forms::session_on(&case, platform.day(5), "failed");
    platform.township("zhengzha-mediator")?.hold_session(again).await.done()?;
    let answer = asked(platform, "zhengzha-head", &case).await?;
    let explanation = explained(answer.explanation.as_ref())?;
    assert!(answer.admitted);
    assert_eq!(
        (explanation.verdict.as_str(), explanation.target_level.as_str()),
        ("lift_on_request", "township")
    );
    assert!(explanation.rows.iter().any(|row| row.id == "ST01" && row.truth == "true"));
    Ok(())
}

/// The township mediated twice in vain what it has not the power for.
async fn beyond_the_township(platform: &Platform) -> Result<CommandOutcome> {
    let received_on = platform.day(9);
    let form = RegisterCaseRequest {
        header: fengqiao_scenarios::header_on("", received_on),
        ..forms::village_dispute(received_on)
    };
    let registered = platform.township("touzha-clerk")?.register_case(form).await.done()?;
    let case = &registered.case_id;
    let mut dispatcher = platform.township("touzha-dispatcher")?;
    let mut mediator = platform.township("touzha-mediator")?;
    let classified = ClassifyMatterRequest {
        powers_needed: Some(forms::codes(&POWERS)),
        ..forms::classify(case, PROPERTY)
    };
    dispatcher.classify_matter(classified).await.done()?;
    dispatcher.decide_acceptance(forms::accept(case)).await.done()?;
    dispatcher.serve_notice(forms::serve(case, "acceptance")).await.done()?;
    let officer = platform.account("touzha-mediator")?.officer;
    dispatcher.assign_handler(forms::assign(case, officer, platform.soon())).await.done()?;
    mediator.record_investigation(forms::investigate(case)).await.done()?;
    mediator.hold_session(forms::session_on(case, platform.day(5), "failed")).await.done()?;
    let last = mediator.hold_session(forms::session_on(case, platform.day(3), "adjourned")).await.done()?;
    assert_eq!(last.stands(), ["in_progress", forms::TOWNSHIP, "township", "lift_on_request"]);
    Ok(registered)
}

fn ask_for_power(case: &str) -> RequestEscalationRequest {
    RequestEscalationRequest { help_wanted: vec!["power".to_owned()], ..forms::ask(case) }
}

fn return_down(case: &str) -> ReturnDownRequest {
    ReturnDownRequest {
        header: header(case),
        code: "R02".to_owned(),
        checklist: vec!["evidence_list".to_owned()],
        corrections: vec![forms::correction(Fact::DossierInvalid("evidence_list".to_owned()))],
        reason: "证据清单不能辨认".to_owned(),
    }
}

/// 拒收要有据;只退一次: a refusal needs grounds, the superior too decides by facts, and a case is returned once.
async fn a_refusal_needs_grounds(platform: &Platform) -> Result<()> {
    let case = beyond_the_township(platform).await?.case_id;
    let case = case.as_str();
    let mut township = platform.township("touzha-director")?;
    let mut county = platform.county("pingluo-dispatcher")?;
    let mut director = platform.county("pingluo-director")?;
    township.request_escalation(ask_for_power(case)).await.done()?;

    let heads = platform.decisions().await?;
    let proved = county.refuse_escalation(forms::refuse(case)).await.refused()?;
    assert_eq!(proved.code, "R13");
    let explanation = explained(proved.explanation.as_ref())?;
    assert!(explanation.rows.iter().any(|row| row.id == "ST04" && row.truth == "true"));
    assert_eq!(platform.decisions().await?, heads);

    let corrected = RefuseEscalationRequest {
        corrections: vec![forms::correction(Fact::PowersNeeded(forms::codes(&["mediate"])))],
        ..forms::refuse(case)
    };
    let refused = county.refuse_escalation(corrected).await.done()?;
    assert_eq!(refused.events(), ["FactsCorrected", "VerdictChanged", "EscalationRefused"]);
    let text = &refused.changes.last().context("no refusal")?.text;
    assert!(text.contains("R06") && text.contains("属本级职权和能力范围"), "{text}");

    let appeal = AppealRefusalRequest { header: header(case) };
    let appealed = township.appeal_refusal(appeal).await.done()?;
    assert_eq!(appealed.events(), ["EscalationAppealed"]);
    let ruling = |corrections| RuleOnAppealRequest {
        header: header(case),
        ruling: "overturned".to_owned(),
        corrections,
        reason: "所需职权以主管部门意见为准".to_owned(),
    };
    let mut city = platform.city("city-joint")?;
    // As the county left the facts, the superior may not lift the case either.
    assert_eq!(city.rule_on_appeal(ruling(Vec::new())).await.refused()?.code, "R06");
    let back = vec![forms::correction(Fact::PowersNeeded(forms::codes(&POWERS)))];
    let ruled = city.rule_on_appeal(ruling(back)).await.done()?;
    assert_eq!(
        ruled.events(),
        [
            "FactsCorrected",
            "VerdictChanged",
            "EscalationAppealRuled",
            "EscalationAccepted",
            "HolderChanged",
            "VerdictChanged",
        ]
    );
    county.sign_case(SignCaseRequest { header: header(case) }).await.done()?;

    let returned = director.return_down(return_down(case)).await.done()?;
    assert_eq!(returned.events(), ["FactsCorrected", "ReturnedDown", "HolderChanged", "VerdictChanged"]);
    let mut dispatcher = platform.township("touzha-dispatcher")?;
    dispatcher.sign_case(SignCaseRequest { header: header(case) }).await.done()?;
    let mut mediator = platform.township("touzha-mediator")?;
    mediator.record_investigation(forms::investigate(case)).await.done()?;
    township.request_escalation(ask_for_power(case)).await.done()?;
    county.accept_escalation(forms::take_up(case)).await.done()?;
    let twice = director.return_down(return_down(case)).await.refused()?;
    assert_eq!(twice.code, "R12");
    assert!(twice.text.contains("须由本级牵头"), "{}", twice.text);
    Ok(())
}

/// 缺事实不等于否: a fact that is missing is no "no", and a person decides on record.
async fn a_missing_fact_goes_to_a_person(platform: &Platform) -> Result<()> {
    let form = RegisterCaseRequest { amount_fen: None, ..forms::village_dispute(platform.today()) };
    let case = platform.township("touzha-clerk")?.register_case(form).await.done()?.case_id;
    let case = case.as_str();
    let mut dispatcher = platform.township("touzha-dispatcher")?;
    dispatcher.classify_matter(forms::classify(case, LOAN)).await.done()?;
    dispatcher.decide_acceptance(forms::accept(case)).await.done()?;
    let answer = asked(platform, "touzha-dispatcher", case).await?;
    let explanation = explained(answer.explanation.as_ref())?;
    is_whole(explanation);
    assert!(answer.admitted);
    assert_eq!(
        (explanation.verdict.as_str(), explanation.missing.as_slice()),
        ("undetermined", &["amount".to_owned()][..])
    );
    assert!(explanation.verdict_text.contains("缺:金额"), "{}", explanation.verdict_text);

    dispatcher.request_escalation(forms::ask(case)).await.done()?;
    let mut county = platform.county("pingluo-dispatcher")?;
    let silent = RefuseEscalationRequest { reason: String::new(), ..forms::refuse(case) };
    let unreasoned = county.refuse_escalation(silent).await.refused()?;
    assert_eq!((unreasoned.code.as_str(), unreasoned.field.as_deref()), ("D01", Some("reason")));
    let refused = county.refuse_escalation(forms::refuse(case)).await.done()?;
    assert_eq!(refused.events(), ["EscalationRefused"]);
    let text = &refused.changes.first().context("no refusal")?.text;
    assert!(text.contains("R10") && text.contains("缺:金额"), "{text}");

    // One fen below the threshold the case stays, and at the threshold a person above may take it over.
    let stated = |amount_fen| CorrectFactsRequest {
        header: header(case),
        corrections: vec![forms::correction(Fact::AmountFen(amount_fen))],
    };
    let take_over =
        || TakeOverRequest { header: header(case), reason: "数额较大,由县级牵头".to_owned() };
    let mut director = platform.county("pingluo-director")?;
    dispatcher.correct_facts(stated(19_999_999)).await.done()?;
    let below = director.take_over(take_over()).await.refused()?;
    assert_eq!(below.code, "R06");
    is_refused_by_the_rules(explained(below.explanation.as_ref())?);
    let at = dispatcher.correct_facts(stated(20_000_000)).await.done()?;
    assert_eq!(at.events(), ["FactsCorrected", "VerdictChanged"]);
    assert_eq!(at.stands(), ["accepted", forms::TOWNSHIP, "township", "lift_at_discretion"]);
    let taken = director.take_over(take_over()).await.done()?;
    assert_eq!(taken.events(), ["EscalationWithdrawn", "HolderChanged", "CaseSigned", "VerdictChanged"]);
    Ok(())
}

#[track_caller]
fn is_refused_by_the_rules(explanation: &Explanation) {
    assert_eq!(explanation.verdict, "keep");
    assert!(explanation.rows.iter().all(|row| row.table == "gates" || row.truth != "true"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_names_its_facts_and_what_would_change_it() -> Result<()> {
    let platform = Platform::start().await?;
    asking_tells_why_not_and_writes_nothing(&platform).await?;
    a_refusal_needs_grounds(&platform).await?;
    a_missing_fact_goes_to_a_person(&platform).await?;
    Ok(())
}
