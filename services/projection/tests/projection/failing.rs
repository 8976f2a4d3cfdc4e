//! What goes wrong, and what does not go wrong with it.

use std::time::Duration;

use anyhow::Result;
use fengqiao_api::v1;
use fengqiao_projection::{Compare, Error, FollowError, rebuild};
use secrecy::ExposeSecret as _;
use sqlx::{Connection as _, PgConnection};

use crate::world::{World, eventually, get};
use crate::writer::{Writer, accept, classify};

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_cannot_be_read_is_parked_and_the_other_cases_go_on() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (sick, _) = writer.register("touzha-clerk").await?;
    let (sound, _) = writer.register("touzha-clerk").await?;
    writer.poison(sick).await?;
    let behind = writer.give("touzha-dispatcher", sick, classify()).await?;
    let position = writer.give("touzha-dispatcher", sound, classify()).await?;

    let view = service.case(world.by("touzha-clerk", get(sound, &[position]))?).await?;
    assert_eq!(view.matter, "0201");
    let view = service.case(world.by("touzha-clerk", get(sick, &[behind]))?).await?;
    assert_eq!((view.matter.as_str(), view.position.map(|position| position.sequence)), ("", Some(1)));
    let status =
        service.client.get_status(world.by("city-joint", v1::GetStatusRequest {})?).await?.into_inner();
    assert_eq!(status.parked_events, 2);
    let rebuilt = rebuild(&world.options, Compare::MustBeEqual, |_| ()).await?;
    assert_eq!(rebuilt.parked, 2);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_killed_between_batches_loses_and_doubles_nothing() -> Result<()> {
    let world = World::mortal().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let mut last = Vec::new();
    for round in 0..4 {
        for _ in 0..10 {
            let (case, _) = writer.register("touzha-clerk").await?;
            writer.give("touzha-dispatcher", case, classify()).await?;
            last = vec![writer.give("touzha-dispatcher", case, accept()).await?];
        }
        if round < 3 {
            world.postgres.kill()?;
            tokio::time::sleep(Duration::from_millis(100)).await;
            world.postgres.restart()?;
        }
    }
    let counters = v1::GetCountersRequest {
        from: "2026-06-10".to_owned(),
        to: "2026-06-10".to_owned(),
        at_least: last,
        ..Default::default()
    };
    let mut answer = None;
    eventually("the views catch up", async || {
        let request = world.by("touzha-clerk", counters.clone())?;
        answer = service.client.get_counters(request).await.ok();
        Ok(answer.is_some())
    })
    .await?;
    let rows = answer.map(|answer| answer.into_inner().rows).unwrap_or_default();
    for counter in ["registered", "accepted"] {
        let value: i64 = rows.iter().filter(|row| row.counter == counter).map(|row| row.value).sum();
        assert_eq!(value, 40, "{counter}");
    }
    let rebuilt = rebuild(&world.options, Compare::MustBeEqual, |_| ()).await?;
    assert_eq!(Some(&rebuilt.digest), rebuilt.digest_before.as_ref());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_stopped_goes_on_where_it_was() -> Result<()> {
    let world = World::new().await?;
    let mut writer = Writer::new(&world);
    let mut service = world.start().await?;
    let (case, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    service.stop().await?;
    writer.give("touzha-dispatcher", case, classify()).await?;
    let position = writer.give("touzha-dispatcher", case, accept()).await?;
    let mut service = world.start().await?;
    let view = service.case(world.by("touzha-clerk", get(case, &[position]))?).await?;
    assert_eq!(view.standing.map(|standing| standing.phase), Some("accepted".to_owned()));
    rebuild(&world.options, Compare::MustBeEqual, |_| ()).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_of_another_epoch_is_not_followed() -> Result<()> {
    let world = World::new().await?;
    world.start().await?.stop().await?;
    let mut database = PgConnection::connect(world.options.views_database_url()?.expose_secret()).await?;
    sqlx::raw_sql("UPDATE projection.position SET epoch = gen_random_uuid() WHERE site = '640221'")
        .execute(&mut database)
        .await?;
    let ended = world.ends().await?;
    assert!(
        matches!(&ended, Error::Follow(FollowError::OtherEpoch { stream, .. }) if stream == "CASES_640221"),
        "{ended}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_is_shorter_than_the_views_is_not_followed() -> Result<()> {
    let world = World::new().await?;
    world.start().await?.stop().await?;
    let mut database = PgConnection::connect(world.options.views_database_url()?.expose_secret()).await?;
    sqlx::raw_sql("UPDATE projection.position SET sequence = 7 WHERE site = '640221'")
        .execute(&mut database)
        .await?;
    let ended = world.ends().await?;
    assert!(matches!(&ended, Error::Follow(FollowError::LogShrank { projected: 7, .. })), "{ended}");
    Ok(())
}
