//! What decisions become.

use anyhow::{Context as _, Result};
use fengqiao_api::v1;

use crate::world::{World, get};
use crate::writer::{CITY, COUNTY, TOWNSHIP, Writer, accept, assign, classify, danger, failed_session};

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_read_as_its_decisions_left_it() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, _) = writer.register("touzha-clerk").await?;
    writer.give("touzha-dispatcher", case, classify()).await?;
    writer.give("touzha-dispatcher", case, accept()).await?;
    let mediator = writer.actor("touzha-mediator")?;
    writer.give("touzha-dispatcher", case, assign(&mediator)).await?;
    let position = writer.give("touzha-mediator", case, failed_session()).await?;

    let request = world.by("touzha-mediator", get(case, std::slice::from_ref(&position)))?;
    let answer = service.client.get_case(request).await?.into_inner();
    let view = answer.case.context("a case")?;
    let standing = view.standing.clone().context("a standing")?;
    assert_eq!((standing.phase.as_str(), standing.holder.as_str()), ("in_progress", TOWNSHIP));
    assert_eq!(view.matter, "0201");
    assert_eq!(view.handler, mediator.officer.to_string());
    assert_eq!(view.attempts_here, 1);
    assert_eq!((view.ledger_number, view.position), (1, Some(position)));
    assert!(
        !view.next_due_on.is_empty() && standing.clocks.iter().any(|clock| clock.due_on == view.next_due_on)
    );
    assert!(answer.allowed_actions.contains(&"hold_session".to_owned()), "{:?}", answer.allowed_actions);

    // The number finds it too.
    let by_number = world.by("touzha-mediator", get(&view.case_number, &[]))?;
    assert_eq!(service.case(by_number).await?.case_id, case.to_string());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_timeline_tells_every_event_once_and_nothing_sealed() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, _) = writer.register("touzha-clerk").await?;
    let position = writer.give("touzha-dispatcher", case, classify()).await?;

    let mut entries = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = v1::GetTimelineRequest {
            case: case.to_string(),
            at_least: vec![position.clone()],
            page_size: 2,
            page_token,
        };
        let page = service.client.get_timeline(world.by("touzha-clerk", request)?).await?.into_inner();
        assert!(page.entries.len() <= 2);
        entries.extend(page.entries);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let names: Vec<_> = entries.iter().map(|entry| entry.event.as_str()).collect();
    assert_eq!(names.first().copied(), Some("CaseRegistered"));
    assert_eq!(names.iter().filter(|name| **name == "PartyLinked").count(), 2);
    assert_eq!(names.iter().filter(|name| **name == "MatterClassified").count(), 1);
    let ids: std::collections::BTreeSet<_> = entries.iter().map(|entry| &entry.event_id).collect();
    assert_eq!(ids.len(), entries.len());
    for entry in &entries {
        assert!(!entry.text.is_empty(), "{}", entry.event);
        assert!(!entry.detail_json.contains("A256GCM"), "{}", entry.detail_json);
        assert_eq!(entry.chain_digest.len(), 64);
        serde_json::from_str::<serde_json::Value>(&entry.detail_json)?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn counters_count_at_the_centre_and_in_every_tree_above_it() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    writer.register("touzha-clerk").await?;
    writer.register("pingluo-clerk").await?;
    let (lifted, _) = writer.register("zhengzha-mediator").await?;
    let position = writer.give("zhengzha-mediator", lifted, danger()).await?;
    let holder = writer.state(lifted).live().context("a case")?.holder.centre;
    assert_ne!(holder.as_str(), crate::writer::VILLAGE, "danger lifts a case");

    let mut read = async |centre: &str, subtree: bool| -> Result<v1::GetCountersResponse> {
        let request = v1::GetCountersRequest {
            centre: centre.to_owned(),
            subtree,
            from: "2026-06-01".to_owned(),
            to: "2026-06-30".to_owned(),
            at_least: vec![position.clone()],
        };
        Ok(service.client.get_counters(world.by("city-joint", request)?).await?.into_inner())
    };
    let value = |answer: &v1::GetCountersResponse, counter: &str| -> i64 {
        answer.rows.iter().filter(|row| row.counter == counter).map(|row| row.value).sum()
    };
    let city = read(CITY, true).await?;
    assert_eq!((value(&city, "registered"), value(&read(CITY, false).await?, "registered")), (3, 0));
    let county = read(COUNTY, false).await?;
    assert_eq!(value(&county, "registered"), 1);
    assert_eq!(value(&read(TOWNSHIP, true).await?, "registered"), 2);
    assert_eq!(value(&city, "passed_up"), value(&city, "received_up"));
    assert!(value(&city, "received_up") >= 1);
    assert_eq!(value(&read(holder.as_str(), false).await?, "received_up"), 1);
    let open: i64 = city.open_by_phase.iter().map(|row| row.cases).sum();
    assert_eq!(open, 3);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn ledger_numbers_are_gapless_per_centre_in_log_order() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let mut cases = Vec::new();
    for account in ["touzha-clerk", "pingluo-clerk", "touzha-clerk", "city-clerk", "touzha-clerk"] {
        cases.push(writer.register(account).await?);
    }
    let mut numbers = Vec::new();
    for (case, position) in cases {
        let view = service.case(world.by("city-joint", get(case, &[position]))?).await?;
        numbers.push(view.ledger_number);
    }
    assert_eq!(numbers, [1, 1, 2, 1, 3]);
    Ok(())
}
