//! The live stream.

use std::time::Duration;

use anyhow::{Context as _, Result};
use fengqiao_api::v1;
use fengqiao_api::v1::watch_changes_response::Message;
use tokio::time::timeout;
use tonic::Streaming;

use crate::world::World;
use crate::writer::{TOWNSHIP, Writer, classify};

const PATIENCE: Duration = Duration::from_secs(10);

async fn next(stream: &mut Streaming<v1::WatchChangesResponse>) -> Result<v1::CaseChanged> {
    loop {
        let message = timeout(PATIENCE, stream.message()).await??.context("the stream ended")?;
        if let Some(Message::Changed(changed)) = message.message {
            return Ok(changed);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_breaks_goes_on_behind_the_last_change_without_gap_or_repetition() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (_, first) = writer.register("touzha-clerk").await?;
    let begin = v1::Position { sequence: 0, ..first };
    let watch = |after: &v1::Position| v1::WatchChangesRequest {
        centre: TOWNSHIP.to_owned(),
        subtree: false,
        after: vec![after.clone()],
    };
    let mut seen = Vec::new();
    let mut after = begin;
    for round in 0..3_u64 {
        let request = world.by("touzha-clerk", watch(&after))?;
        let mut stream = service.client.watch_changes(request).await?.into_inner();
        // What is not in this queue is passed over.
        writer.register("pingluo-clerk").await?;
        let (case, _) = writer.register("touzha-clerk").await?;
        writer.give("touzha-dispatcher", case, classify()).await?;
        let due = if round == 0 { 3 } else { 2 };
        for _ in 0..due {
            let changed = next(&mut stream).await?;
            after = changed.position.context("a position")?;
            assert!(!changed.events.is_empty());
            let view = changed.case.context("a case")?;
            assert!(view.parties.iter().all(|party| party.masked && party.name.is_empty()));
            seen.push(after.sequence);
        }
    }
    assert_eq!(seen, [1, 3, 4, 6, 7, 9, 10]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_without_a_place_begins_at_the_present() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (old, position) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", crate::world::get(old, &[position]))?).await?;
    let request = v1::WatchChangesRequest { subtree: true, ..Default::default() };
    let mut stream = service.client.watch_changes(world.by("touzha-clerk", request)?).await?.into_inner();
    let (new, _) = writer.register("touzha-clerk").await?;
    let changed = next(&mut stream).await?;
    assert_eq!(changed.case.context("a case")?.case_id, new.to_string());
    Ok(())
}
