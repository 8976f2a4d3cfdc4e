//! The keeper of time: who is told what, how often, and by whom.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use async_nats::Subscriber;
use fengqiao_api::v1;
use fengqiao_runtime::hint::{self, Answer, Hint, Why};
use futures::StreamExt as _;
use secrecy::ExposeSecret as _;
use sqlx::{Connection as _, PgConnection};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use crate::world::{Running, World, eventually, get};
use crate::writer::{Writer, classify};

const SITE: &str = "640221";
const PATIENCE: Duration = Duration::from_secs(15);

async fn hints(world: &World) -> Result<Subscriber> {
    let site = world.site(SITE)?;
    let hints = site.nats.subscribe(hint::subject(site.code)).await?;
    site.nats.flush().await?;
    Ok(hints)
}

async fn next(hints: &mut Subscriber) -> Result<Hint> {
    let message = timeout(PATIENCE, hints.next()).await?.context("the hints ended")?;
    Ok(serde_json::from_slice(&message.payload)?)
}

/// How many hints come within this time.
async fn count(hints: &mut Subscriber, time: Duration) -> usize {
    let (end, mut count) = (Instant::now() + time, 0);
    while let Ok(Some(_)) = tokio::time::timeout_at(end, hints.next()).await {
        count += 1;
    }
    count
}

async fn keeps(world: &World, service: &mut Running) -> Result<bool> {
    let status = service.client.get_status(world.by("city-joint", v1::GetStatusRequest {})?).await?;
    Ok(status.into_inner().keepers.iter().any(|keeper| keeper.site == SITE && keeper.keeps))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_case_is_told_of_by_one_process_until_it_moves_on() -> Result<()> {
    let world = World::new().await?;
    let mut hints = hints(&world).await?;
    let mut one = world.start().await?;
    eventually("one keeps", async || keeps(&world, &mut one).await).await?;
    let mut two = world.start().await?;
    ensure!(!keeps(&world, &mut two).await?, "two keep");

    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    let told = next(&mut hints).await?;
    assert_eq!((told.case.uuid(), told.sequence), (case, position.sequence));
    assert!(matches!(told.why, Why::Due { .. }), "{told:?}");
    // After pauses of 1, 2 and 4 seconds; twice as many would come from two keepers.
    let again = count(&mut hints, Duration::from_secs(5)).await;
    assert!((1..=3).contains(&again), "{again}");

    let moved = writer.give("touzha-dispatcher", case, classify()).await?;
    let begin = Instant::now();
    while next(&mut hints).await?.sequence != moved.sequence {}
    assert!(begin.elapsed() < Duration::from_secs(4), "the pause of the old sequence was kept");

    one.stop().await?;
    eventually("the other takes over", async || keeps(&world, &mut two).await).await?;
    while next(&mut hints).await?.case.uuid() != case {}
    two.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn views_of_another_release_are_made_anew_before_anything_is_served() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    service.stop().await?;

    let mut database = PgConnection::connect(world.options.views_database_url()?.expose_secret()).await?;
    let older = "DELETE FROM projection.made_from; ALTER TABLE views_1.case_view DROP COLUMN next_moment";
    sqlx::raw_sql(older).execute(&mut database).await?;
    let mut service = world.start().await?;
    let status = service.client.get_status(world.by("city-joint", v1::GetStatusRequest {})?).await?;
    assert_eq!(status.into_inner().schema, "views_2");
    service.case(world.by("touzha-clerk", get(case, &[]))?).await?;

    // A process that still runs when another release has switched writes nothing there.
    sqlx::raw_sql("UPDATE projection.made_from SET template = 'newer'").execute(&mut database).await?;
    let (later, position) = writer.register("touzha-clerk").await?;
    let waiting = timeout(
        Duration::from_secs(2),
        service.case(world.by("touzha-clerk", get(later, std::slice::from_ref(&position)))?),
    );
    ensure!(!matches!(waiting.await, Ok(Ok(_))), "views of another release were written");
    service.stop().await?;
    let mut service = world.start().await?;
    service.case(world.by("touzha-clerk", get(later, &[position]))?).await?;
    service.stop().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_calendar_moves_the_due_dates_and_every_case_is_told_until_it_is_done() -> Result<()> {
    let mut world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, position) = writer.register("touzha-clerk").await?;
    let before = service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    service.stop().await?;

    // Every day of that week is a holiday now.
    let folder = tempfile::tempdir()?;
    for file in ["published.csv", "provisional.csv"] {
        std::fs::copy(world.options.shared.calendar.join(file), folder.path().join(file))?;
    }
    let published = folder.path().join("published.csv");
    let week = (10..=20).map(|day| format!("2026-06-{day},holiday,演练\n"));
    let text = std::fs::read_to_string(&published)?;
    let kept: String = text
        .lines()
        .filter(|line| !line.starts_with("2026-06-"))
        .fold(String::new(), |all, line| all + line + "\n");
    std::fs::write(&published, kept + &week.collect::<String>())?;
    world.options.shared.calendar = folder.path().to_owned();

    let mut hints = hints(&world).await?;
    let mut service = world.start().await?;
    let after = service.case(world.by("touzha-clerk", get(case, &[]))?).await?;
    assert!(after.next_due_on > before.next_due_on, "{} {}", after.next_due_on, before.next_due_on);
    let overview = world.by("touzha-clerk", v1::GetOverviewRequest::default())?;
    let overview = service.client.get_overview(overview).await?.into_inner();
    assert_eq!(overview.dues, [v1::DayCount { day: after.next_due_on.clone(), cases: 1 }]);
    // Nobody answers the first time: it is asked again.
    let _ = asked(&mut hints, case).await?;
    let reply = asked(&mut hints, case).await?;
    let settled = serde_json::to_vec(&Answer::Settled)?;
    world.site(SITE)?.nats.publish(reply, settled.into()).await?;
    eventually("nothing is owed", async || {
        let status = service.client.get_status(world.by("city-joint", v1::GetStatusRequest {})?).await?;
        Ok(status.into_inner().keepers.iter().all(|keeper| keeper.owed == 0))
    })
    .await?;
    service.stop().await
}

/// Waits for the word that the calendar has changed; gives where the answer goes.
async fn asked(hints: &mut Subscriber, case: Uuid) -> Result<async_nats::Subject> {
    loop {
        let message = timeout(PATIENCE, hints.next()).await?.context("the hints ended")?;
        let hint: Hint = serde_json::from_slice(&message.payload)?;
        if let (Why::CalendarChanged { .. }, Some(reply)) = (hint.why, message.reply) {
            ensure!(hint.case.uuid() == case, "another case was told");
            return Ok(reply);
        }
    }
}
