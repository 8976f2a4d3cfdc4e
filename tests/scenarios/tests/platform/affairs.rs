//! What is no case, on the whole platform: handovers go on after a kill, recommendations are kept in time.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1::{
    AnswerRecommendationRequest, CommandOutcome, GetHandoverRequest, GetTimelineRequest,
    HandOverCasesRequest, HandoverView, IssueRecommendationRequest, ListRecommendationsRequest,
    RecommendationView,
};
use fengqiao_domain::id::CaseId;
use fengqiao_domain::{AffairEvent, Decision};
use fengqiao_eventlog::{Entry, Filter};
use fengqiao_runtime::hint::{self, Hint, Why};
use fengqiao_scenarios::{Answer as _, Platform, Service, Told as _, forms, header};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const CASES: usize = 10;
const COUNTY: &str = "640221";
const WATER: &str = "640221-water";
const LEVELS: [Service; 3] = [Service::Township, Service::County, Service::City];
const BEGUN_WITHIN: Duration = Duration::from_secs(20);
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn hand_over(
    platform: &Platform,
    cases: &[String],
    to: &[Uuid],
    officer: &str,
) -> Result<HandOverCasesRequest> {
    Ok(HandOverCasesRequest {
        header: header(""),
        officer_id: platform.account(officer)?.officer.to_string(),
        successor_ids: to.iter().map(ToString::to_string).collect(),
        cause: "transfer".to_owned(),
        due: String::new(),
        case_ids: cases.to_vec(),
    })
}

async fn handover(platform: &Platform, begun: &CommandOutcome) -> Result<HandoverView> {
    let request =
        GetHandoverRequest { handover_id: begun.affair_id.clone(), at_least: begun.positions.clone() };
    let answer = platform.query("zhengzha-head")?.get_handover(request).await.done()?;
    answer.handover.context("a handover")
}

/// The log of one affair, read past the services.
async fn log_of(platform: &Platform, id: &str) -> Result<Vec<Entry>> {
    let log = platform.log(COUNTY).await?;
    let last = log.find(&Filter::new(format!("*.{COUNTY}.*.{id}"))?).await?.context("an affair")?;
    Ok(log.load(&last.subject, 0).await?)
}

async fn events_of(platform: &Platform, id: &str) -> Result<Vec<AffairEvent>> {
    let mut events = Vec::new();
    for entry in log_of(platform, id).await? {
        events.extend(Decision::<AffairEvent>::parse(&entry.payload)?.events);
    }
    Ok(events)
}

fn count(events: &[AffairEvent], name: &str) -> usize {
    events.iter().filter(|event| event.name() == name).count()
}

/// How often somebody was made the handler of a case.
async fn assignments(platform: &Platform, case: &str) -> Result<usize> {
    let request = GetTimelineRequest { case: case.to_owned(), page_size: 500, ..Default::default() };
    let timeline = platform.query("zhengzha-head")?.get_timeline(request).await.done()?;
    Ok(timeline.entries.iter().filter(|entry| entry.event == "HandlerAssigned").count())
}

/// Covers: HandOverCases, RecordHandoverStep
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_officers_cases_pass_to_others_once_each_though_the_services_are_killed_meanwhile() -> Result<()> {
    let mut platform = Platform::start().await?;
    let mut cases = vec![platform.closed_in_village().await?.case_id];
    while cases.len() < CASES {
        cases.push(platform.in_progress_in_village().await?.case_id);
    }
    let to = [platform.account("zhengzha-grid")?.officer, platform.account("zhengzha-head")?.officer];
    let order = hand_over(&platform, &cases, &to, "zhengzha-mediator")?;
    let begun = platform.township("zhengzha-head")?.hand_over_cases(order.clone()).await.done()?;
    ensure!(begun.events() == ["HandoverStarted"] && begun.case_id.is_empty());

    // As soon as the first case has passed on, everybody who could go on is killed.
    let log = platform.log(COUNTY).await?;
    let filter = Filter::new(format!("handover.{COUNTY}.*.{}", begun.affair_id))?;
    let deadline = Instant::now() + BEGUN_WITHIN;
    while log.find(&filter).await?.is_none_or(|last| Some(last.sequence) == begun.sequence().ok()) {
        ensure!(Instant::now() < deadline, "nobody took up the handover");
    }
    for service in LEVELS {
        platform.kill(service)?;
    }
    let recorded = count(&events_of(&platform, &begun.affair_id).await?, "StepRecorded");
    ensure!((1..CASES).contains(&recorded), "the kill came after {recorded} steps, and not in the middle");
    for service in LEVELS {
        platform.restart(service).await?;
    }
    platform
        .eventually("that the handover is complete", async || {
            Ok(!handover(&platform, &begun).await?.completed_on.is_empty())
        })
        .await?;

    let view = handover(&platform, &begun).await?;
    ensure!((view.open, view.done, view.refused) == (0, CASES as u32 - 1, 1), "{view:?}");
    ensure!(view.remaining == 0 && view.rows.len() == CASES, "{view:?}");
    for (index, (row, case)) in view.rows.iter().zip(&cases).enumerate() {
        ensure!(row.case_id == *case && !row.case_number.is_empty(), "{row:?}");
        ensure!(row.successor == to[index % to.len()].to_string(), "{row:?}");
        let ended = index == 0;
        let expected = if ended { ("refused", "L02") } else { ("done", "") };
        ensure!((row.result.as_str(), row.refusal_code.as_str()) == expected, "{row:?}");
        // The one with which the handler was named first, and one more.
        let named = assignments(&platform, case).await?;
        ensure!(named == if ended { 1 } else { 2 }, "{named} assignments of case {index}");
    }
    let events = events_of(&platform, &begun.affair_id).await?;
    ensure!(
        count(&events, "StepRecorded") == CASES && count(&events, "HandoverCompleted") == 1,
        "{events:?}"
    );

    let again = platform.township("zhengzha-head")?.hand_over_cases(order).await.done()?;
    ensure!(again.repeated && again.affair_id == begun.affair_id);
    told_by_the_command_line(&platform, &begun.affair_id)?;
    back_by_the_command_line(&platform).await
}

fn told_by_the_command_line(platform: &Platform, id: &str) -> Result<()> {
    let (done, out, error) = platform.ctl(&["--as", "zhengzha-head", "handover", "show", id])?;
    ensure!(done && out.contains("refused 1") && out.contains("L02"), "{out}{error}");
    let (done, out, error) = platform.ctl(&["verify"])?;
    ensure!(done && out.contains("affairs 1"), "{out}{error}");
    // Views that are made anew come out equal.
    let (done, out, error) = platform.ctl(&["rebuild"])?;
    ensure!(done, "{out}{error}");
    Ok(())
}

/// The grid officer's half of the open cases goes back: the command line finds them itself.
async fn back_by_the_command_line(platform: &Platform) -> Result<()> {
    let order =
        ["handover", "begin", "--from", "zhengzha-grid", "--to", "zhengzha-mediator", "--cause", "leave"];
    let arguments = [&["--as", "zhengzha-head", "--json"], order.as_slice()].concat();
    let (begun, out, error) = platform.ctl(&arguments)?;
    ensure!(begun, "{out}{error}");
    let outcome: serde_json::Value = serde_json::from_str(&out)?;
    let id = outcome.pointer("/affair_id").and_then(serde_json::Value::as_str).context("an id")?;
    platform
        .eventually("that the cases are back", async || {
            let (shown, out, error) = platform.ctl(&["--as", "zhengzha-head", "handover", "show", id])?;
            ensure!(shown, "{out}{error}");
            Ok(out.contains("open 0  done 4  refused 0"))
        })
        .await?;
    let (begun, out, error) = platform.ctl(&arguments)?;
    ensure!(!begun && error.contains("no open case"), "{out}{error}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handover_that_nobody_may_order_is_refused_and_names_the_field() -> Result<()> {
    let platform = Platform::start().await?;
    let case = platform.in_progress_in_village().await?.case_id;
    let head = platform.account("zhengzha-head")?.officer;
    let order = hand_over(&platform, std::slice::from_ref(&case), &[head], "zhengzha-mediator")?;
    let by = |account: &str| platform.township(account);
    let refusal = by("zhengzha-mediator")?.hand_over_cases(order.clone()).await.refused()?;
    ensure!(refusal.code == "A02", "{refusal:?}");
    let twice = HandOverCasesRequest { case_ids: vec![case.clone(), case.clone()], ..order.clone() };
    let refusal = by("zhengzha-head")?.hand_over_cases(twice).await.refused()?;
    ensure!((refusal.code.as_str(), refusal.field.as_deref()) == ("D03", Some("case_ids")), "{refusal:?}");
    // Somebody else's case stays where it is, and the row says why.
    let order = HandOverCasesRequest { officer_id: Uuid::now_v7().to_string(), ..order };
    let begun = by("zhengzha-head")?.hand_over_cases(order).await.done()?;
    platform
        .eventually("that the handover is complete", async || {
            Ok(!handover(&platform, &begun).await?.completed_on.is_empty())
        })
        .await?;
    let view = handover(&platform, &begun).await?;
    let codes: Vec<_> = view.rows.iter().map(|row| row.refusal_code.as_str()).collect();
    ensure!(codes == ["L03"], "{view:?}");
    ensure!(assignments(&platform, &case).await? == 1);
    Ok(())
}

async fn recommendation(platform: &Platform, id: &str, account: &str) -> Result<RecommendationView> {
    let request = ListRecommendationsRequest::default();
    let listed = platform.query(account)?.list_recommendations(request).await.done()?.recommendations;
    listed.into_iter().find(|view| view.recommendation_id == id).context("it is listed")
}

/// The same hint again, as a keeper that does not know better would send it.
async fn hint_by_hand(platform: &Platform, id: &str) -> Result<()> {
    let last = log_of(platform, id).await?.pop().context("it has begun")?;
    let hint = Hint {
        case: CaseId::new(id.parse()?),
        subject: last.subject.to_string(),
        sequence: 0,
        command: None,
        why: Why::Due { moment: Timestamp::now() },
    };
    let subject = hint::subject(COUNTY.parse()?);
    let answer =
        platform.backbone.client().await?.request(subject, serde_json::to_vec(&hint)?.into()).await?;
    ensure!(answer.payload == r#""settled""#, "{answer:?}");
    Ok(())
}

/// Covers: IssueRecommendation, AnswerRecommendation, RecommendationTerm
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recommendation_that_nobody_answers_is_urged_once_and_then_answered() -> Result<()> {
    let platform = Platform::start().await?;
    let issue = IssueRecommendationRequest {
        header: header(""),
        kind: "better_work".to_owned(),
        unit: WATER.to_owned(),
        document_id: forms::document(),
        case_id: String::new(),
    };
    let unwritten = IssueRecommendationRequest { document_id: String::new(), ..issue.clone() };
    let refusal = platform.city("city-joint")?.issue_recommendation(unwritten).await.refused()?;
    ensure!((refusal.code.as_str(), refusal.field.as_deref()) == ("D01", Some("document_id")), "{refusal:?}");
    let issued = platform.city("city-joint")?.issue_recommendation(issue).await.done()?;
    let id = &issued.affair_id;
    platform
        .eventually("that it is listed", async || {
            Ok(recommendation(&platform, id, "pingluo-director").await.is_ok())
        })
        .await?;
    let open = recommendation(&platform, id, "city-joint").await?;
    ensure!(open.standing == "open" && open.unit == WATER && !open.unit_name.is_empty(), "{open:?}");

    // The last day of the term rolls past a holiday.
    let days = platform.today().until(open.due_on.parse::<Date>()?)?.get_days() + 1;
    platform.advance(DAY * days)?;
    platform
        .eventually("that it is urged", async || {
            Ok(recommendation(&platform, id, "city-joint").await?.standing == "urged")
        })
        .await?;
    for _ in 0..2 {
        hint_by_hand(&platform, id).await?;
    }
    let events = events_of(&platform, id).await?;
    ensure!(count(&events, "DeadlineBreached") == 1, "{events:?}");
    ensure!(count(&events, "DeadlineApproached") >= 1, "nobody was reminded: {events:?}");

    let answer = AnswerRecommendationRequest {
        header: header(""),
        recommendation_id: id.clone(),
        adopted: true,
        document_id: forms::document(),
    };
    let refusal = platform.county("pingluo-police-officer")?.answer_recommendation(answer.clone()).await;
    ensure!(refusal.refused()?.code == "A04");
    let answered = platform.county("pingluo-water-head")?.answer_recommendation(answer).await.done()?;
    ensure!(answered.events() == ["RecommendationAnswered"] && answered.affair_id == *id);
    platform
        .eventually("that the answer is shown", async || {
            Ok(recommendation(&platform, id, "city-joint").await?.standing == "done")
        })
        .await?;
    let done = recommendation(&platform, id, "city-joint").await?;
    ensure!(done.adopted && done.breached_on == open.due_on && done.due_on.is_empty(), "{done:?}");
    ensure!(count(&events_of(&platform, id).await?, "DeadlineBreached") == 1);
    let (shown, out, error) =
        platform.ctl(&["--as", "city-joint", "recommendations", "--standing", "done"])?;
    ensure!(shown && out.contains(id.as_str()), "{out}{error}");
    Ok(())
}
