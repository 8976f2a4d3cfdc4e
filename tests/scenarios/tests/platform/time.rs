//! Time on the whole platform: what is due happens by itself, once, whatever is killed and however long it was away.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1::{GetStatusRequest, GetTimelineRequest, KeeperStatus, TimelineEntry};
use fengqiao_domain::id::CaseId;
use fengqiao_runtime::hint::{self, Hint, Why};
use fengqiao_scenarios::{Answer as _, Platform, Service, forms};
use jiff::{SignedDuration, Timestamp};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const COUNTY: &str = "640221";
const LEVELS: [Service; 3] = [Service::Township, Service::County, Service::City];

/// What time brought to a case. That cases are alike is found at once, whatever else is late.
async fn by_system(platform: &Platform, case: &str) -> Result<Vec<TimelineEntry>> {
    let request = GetTimelineRequest { case: case.to_owned(), page_size: 500, ..Default::default() };
    let timeline = platform.query("city-command")?.get_timeline(request).await.done()?;
    Ok(timeline.entries.into_iter().filter(is_of_time).collect())
}

fn is_of_time(entry: &TimelineEntry) -> bool {
    entry.role == "system"
        && !["DuplicateFlagged", "ClusterFlagged", "VerdictChanged"].contains(&entry.event.as_str())
}

async fn keeper(platform: &Platform) -> Result<KeeperStatus> {
    let status = platform.query("city-command")?.get_status(GetStatusRequest {}).await.done()?;
    status.keepers.into_iter().find(|keeper| keeper.site == COUNTY).context("the county has a keeper")
}

/// Waits until nothing is due at the county.
async fn nothing_is_due(platform: &Platform) -> Result<()> {
    platform
        .eventually("that nothing is due", async || {
            let status = platform.query("city-command")?.get_status(GetStatusRequest {}).await.done()?;
            let followed = status.streams.iter().all(|stream| stream.lag == 0);
            let keeper = keeper(platform).await?;
            Ok(followed && keeper.overdue == 0 && keeper.owed == 0)
        })
        .await
}

fn named<'a>(entries: &'a [TimelineEntry], event: &'a str) -> impl Iterator<Item = &'a TimelineEntry> {
    entries.iter().filter(move |entry| entry.event == event)
}

/// Every breach is recorded once: by clock, and by the thing it is of.
fn each_breach_once(entries: &[TimelineEntry]) -> Result<usize> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for breach in named(entries, "DeadlineBreached") {
        *seen.entry(breach.detail_json.clone()).or_default() += 1;
    }
    ensure!(seen.values().all(|count| *count == 1), "a breach was recorded twice: {seen:?}");
    Ok(seen.len())
}

/// Everything by the system is in the order of the days on which it was due.
fn in_order(entries: &[TimelineEntry]) -> bool {
    entries.is_sorted_by(|one, other| one.occurred_on <= other.occurred_on)
}

/// The same hint again, as a keeper that does not know better would send it.
async fn hint_by_hand(platform: &Platform, case: &str, origin: &str) -> Result<()> {
    let id: CaseId = case.parse()?;
    let hint = Hint {
        case: id,
        subject: format!("case.{COUNTY}.{origin}.{id}"),
        sequence: 0,
        command: None,
        why: Why::Due { moment: Timestamp::now() },
    };
    let client = platform.backbone.client().await?;
    let subject = hint::subject(COUNTY.parse()?);
    let answer = client.request(subject, serde_json::to_vec(&hint)?.into()).await?;
    ensure!(answer.payload == r#""settled""#, "{answer:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_breach_and_its_slip_come_by_themselves_and_once() -> Result<()> {
    let platform = Platform::start().await?;
    // A second projection changes nothing: one of the two keeps.
    let _twin = platform.twin(Service::Projection).await?;
    let registered = platform.registered_in_village().await?;
    let case = &registered.case_id;
    let visible = GetTimelineRequest {
        case: case.clone(),
        at_least: registered.positions.clone(),
        ..Default::default()
    };
    platform.query("city-command")?.get_timeline(visible).await.done()?;
    platform.advance(DAY * 20)?;
    platform
        .eventually("that a breach came by itself", async || {
            let entries = by_system(&platform, case).await?;
            Ok(named(&entries, "DeadlineBreached").count() > 0)
        })
        .await?;
    nothing_is_due(&platform).await?;
    let first = by_system(&platform, case).await?;
    ensure!(named(&first, "DeadlineBreached").count() > 0, "no breach came by itself");
    ensure!(named(&first, "SlipIssued").count() > 0, "no slip followed");
    ensure!(first.iter().all(|entry| entry.officer == uuid::Uuid::nil().to_string()));
    each_breach_once(&first)?;
    ensure!(in_order(&first));

    for _ in 0..2 {
        hint_by_hand(&platform, case, forms::VILLAGE).await?;
    }
    ensure!(by_system(&platform, case).await?.len() == first.len(), "a hint that came twice did something");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_longer_than_the_terms_loses_and_doubles_nothing() -> Result<()> {
    let mut platform = Platform::start().await?;
    let mut cases = Vec::new();
    for _ in 0..5 {
        cases.push(platform.registered_in_village().await?.case_id);
    }
    for service in Service::ALL {
        platform.kill(service)?;
    }
    platform.advance(DAY * 60)?;
    for service in Service::ALL {
        platform.restart(service).await?;
    }
    nothing_is_due(&platform).await?;
    let mut breaches = Vec::new();
    for case in &cases {
        let entries = by_system(&platform, case).await?;
        ensure!(in_order(&entries), "{entries:#?}");
        breaches.push(each_breach_once(&entries)?);
    }
    // What five like cases missed is the same, and none of it is missing.
    ensure!(breaches.iter().all(|count| *count >= 3 && Some(count) == breaches.first()), "{breaches:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn services_killed_in_the_middle_of_it_go_on_where_they_were() -> Result<()> {
    let mut platform = Platform::start().await?;
    let mut cases = Vec::new();
    for _ in 0..20 {
        cases.push(platform.registered_in_village().await?.case_id);
    }
    platform.advance(DAY * 20)?;
    // Somewhere between the first case and the last.
    platform
        .eventually("that it has begun", async || {
            let entries = by_system(&platform, cases.first().context("a case")?).await?;
            Ok(named(&entries, "DeadlineBreached").count() > 0)
        })
        .await?;
    for service in [Service::Projection].into_iter().chain(LEVELS) {
        platform.kill(service)?;
    }
    for service in Service::ALL {
        platform.restart(service).await?;
    }
    nothing_is_due(&platform).await?;
    let mut breaches = Vec::new();
    for case in &cases {
        let entries = by_system(&platform, case).await?;
        ensure!(in_order(&entries));
        breaches.push(each_breach_once(&entries)?);
    }
    ensure!(breaches.iter().all(|count| *count >= 1 && Some(count) == breaches.first()), "{breaches:?}");
    Ok(())
}
