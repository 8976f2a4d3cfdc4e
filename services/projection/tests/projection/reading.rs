//! Lists, pages, and how fresh an answer is.

use std::time::{Duration, Instant};

use anyhow::Result;
use fengqiao_api::v1;
use tonic::Code;

use crate::world::{World, get, refusal};
use crate::writer::{COUNTY, TOWNSHIP, Writer, accept, classify};

fn list(centre: &str, subtree: bool) -> v1::ListCasesRequest {
    v1::ListCasesRequest { centre: centre.to_owned(), subtree, ..Default::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_show_each_case_once_while_others_are_added() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let mut expected = Vec::new();
    let mut at_least = Vec::new();
    for _ in 0..7 {
        let (case, position) = writer.register("touzha-clerk").await?;
        expected.push(case.to_string());
        at_least = vec![position];
    }
    let (mut seen, mut due, mut page_token) = (Vec::new(), Vec::new(), String::new());
    loop {
        let request = v1::ListCasesRequest {
            page_size: 3,
            page_token,
            at_least: at_least.clone(),
            ..list(TOWNSHIP, false)
        };
        let page = service.client.list_cases(world.by("touzha-clerk", request)?).await?.into_inner();
        due.extend(page.cases.iter().map(|case| case.next_due_on.clone()));
        seen.extend(page.cases.into_iter().map(|case| case.case_id));
        writer.today = writer.today.yesterday()?;
        writer.register("touzha-clerk").await?;
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    seen.retain(|case| expected.contains(case));
    seen.sort();
    expected.sort();
    assert_eq!(seen, expected);
    assert!(due.is_sorted(), "{due:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_filters_and_keeps_to_the_readers_part_of_the_tree() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (accepted, _) = writer.register("touzha-clerk").await?;
    writer.register("touzha-clerk").await?;
    writer.register("pingluo-clerk").await?;
    writer.give("touzha-dispatcher", accepted, classify()).await?;
    let at_least = vec![writer.give("touzha-dispatcher", accepted, accept()).await?];
    let mut count = async |account: &str, request: v1::ListCasesRequest| -> Result<usize> {
        let request = v1::ListCasesRequest { at_least: at_least.clone(), ..request };
        Ok(service.client.list_cases(world.by(account, request)?).await?.into_inner().cases.len())
    };
    assert_eq!(count("pingluo-director", list(COUNTY, true)).await?, 3);
    assert_eq!(count("pingluo-director", list("", false)).await?, 1);
    assert_eq!(count("touzha-clerk", list("", true)).await?, 2);
    let phases = |phase: &str| v1::ListCasesRequest { phases: vec![phase.to_owned()], ..list("", false) };
    assert_eq!(count("touzha-clerk", phases("accepted")).await?, 1);
    let matter = v1::ListCasesRequest { matter: "02".to_owned(), ..list("", false) };
    assert_eq!(count("touzha-clerk", matter).await?, 1);
    let late = v1::ListCasesRequest { due_by: "2000-01-01".to_owned(), ..list("", false) };
    assert_eq!(count("touzha-clerk", late).await?, 0);

    let outside = service.client.list_cases(world.by("touzha-clerk", list(COUNTY, true))?).await.unwrap_err();
    assert_eq!(refusal(&outside), (Code::PermissionDenied, "A03".to_owned()));
    let unknown = service.client.list_cases(world.by("touzha-clerk", phases("dreaming"))?).await.unwrap_err();
    assert_eq!(refusal(&unknown), (Code::InvalidArgument, "D02".to_owned()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_waits_for_what_it_is_asked_to_have_seen() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let (case, first) = writer.register("touzha-clerk").await?;
    service.case(world.by("touzha-clerk", get(case, std::slice::from_ref(&first)))?).await?;

    let next = v1::Position { sequence: first.sequence + 1, ..first.clone() };
    let request = world.by("touzha-clerk", get(case, &[next]))?;
    let mut asking = service.client.clone();
    let begin = Instant::now();
    let waiting = tokio::spawn(async move { asking.get_case(request).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!waiting.is_finished(), "there is nothing to answer with yet");
    writer.give("touzha-dispatcher", case, classify()).await?;
    let view = waiting.await??.into_inner().case.unwrap_or_default();
    assert_eq!(view.matter, "0201");
    assert!(begin.elapsed() < Duration::from_secs(5));

    let never = v1::Position { epoch: uuid::Uuid::nil().to_string(), ..first };
    let refused = service.case(world.by("touzha-clerk", get(case, &[never]))?).await.unwrap_err();
    assert_eq!(refusal(&refused), (Code::Unavailable, "S06".to_owned()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_number_finds_the_case() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let (case, position) = Writer::new(&world).register("touzha-clerk").await?;
    let at_least = vec![position];
    let view = service.case(world.by("touzha-clerk", get(case, &at_least))?).await?;
    let sequence = view.case_number.split('-').nth(2).unwrap_or_default().to_owned();
    let mut found = async |account: &str, digits: &str| {
        let request = v1::FindByNumberRequest { digits: digits.to_owned(), at_least: at_least.clone() };
        let answer = service.client.find_by_number(world.by(account, request)?).await?;
        anyhow::Ok(answer.into_inner().cases.into_iter().map(|case| case.case_id).collect::<Vec<_>>())
    };
    let end = sequence.get(sequence.len() - 4..).unwrap_or_default();
    for digits in [sequence.as_str(), end] {
        assert_eq!(found("touzha-clerk", digits).await?, [case.to_string()]);
    }
    assert!(found("touzha-clerk", "9999").await?.is_empty());
    assert!(found("dawukou-clerk", &sequence).await?.is_empty());
    for wrong in ["001", "12a4", "%%%%"] {
        let request = v1::FindByNumberRequest { digits: wrong.to_owned(), at_least: Vec::new() };
        let status = service.client.find_by_number(world.by("touzha-clerk", request)?).await.unwrap_err();
        assert_eq!(refusal(&status), (Code::InvalidArgument, "D03".to_owned()));
    }
    Ok(())
}
