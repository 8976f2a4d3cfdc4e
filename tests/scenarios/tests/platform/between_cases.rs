//! What cases owe to one another and have in common: done by itself, step by step, whatever is killed in between.

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1::{
    GetCaseRequest, GetCaseResponse, GetStatusRequest, GetTimelineRequest, LinkCasesRequest,
    MergeCasesRequest, RegisterCaseRequest,
};
use fengqiao_scenarios::{Answer as _, Platform, Service, forms, header};

const PAIRS: usize = 8;

async fn events(platform: &Platform, case: &str) -> Result<Vec<String>> {
    let request = GetTimelineRequest { case: case.to_owned(), page_size: 500, ..Default::default() };
    let timeline = platform.query("city-command")?.get_timeline(request).await.done()?;
    Ok(timeline.entries.into_iter().map(|entry| entry.event).collect())
}

async fn case(platform: &Platform, case: &str) -> Result<GetCaseResponse> {
    let request = GetCaseRequest { case: case.to_owned(), at_least: Vec::new() };
    platform.query("zhengzha-head")?.get_case(request).await.done()
}

fn count(events: &[String], name: &str) -> usize {
    events.iter().filter(|event| *event == name).count()
}

async fn nothing_is_owed(platform: &Platform) -> Result<()> {
    platform
        .eventually("that nothing is owed", async || {
            let status = platform.query("city-command")?.get_status(GetStatusRequest {}).await.done()?;
            let behind = status.streams.iter().any(|stream| stream.lag > 0);
            Ok(!behind && status.keepers.iter().all(|keeper| keeper.open_errands == 0 && keeper.owed == 0))
        })
        .await
}

/// A dispute of two other households each time.
fn dispute(platform: &Platform, household: usize) -> RegisterCaseRequest {
    let phone = |side: usize| format!("1395200{:04}", 100 + household * 2 + side);
    RegisterCaseRequest {
        parties: vec![
            forms::party("claimant", "甲某某", "", &phone(0)),
            forms::party("respondent", "乙某某", "", &phone(1)),
        ],
        ..forms::village_dispute(platform.today())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_merge_and_a_link_come_to_their_end_after_a_kill() -> Result<()> {
    let mut platform = Platform::start().await?;
    let mut clerk = platform.township("zhengzha-mediator")?;
    let mut head = platform.township("zhengzha-head")?;
    let mut pairs = Vec::new();
    for pair in 0..PAIRS {
        let survivor = clerk.register_case(dispute(&platform, pair * 2)).await.done()?.case_id;
        let merged = clerk.register_case(dispute(&platform, pair * 2 + 1)).await.done()?.case_id;
        pairs.push((survivor, merged));
    }
    for (index, (survivor, merged)) in pairs.iter().enumerate() {
        if index % 2 == 0 {
            let merge = MergeCasesRequest { header: header(merged), into_case: survivor.clone() };
            head.merge_cases(merge).await.done()?;
        } else {
            let link = LinkCasesRequest {
                header: header(merged),
                other_case: survivor.clone(),
                relation: "same_matter".to_owned(),
                dissolve: false,
            };
            head.link_cases(link).await.done()?;
        }
    }
    // Somewhere between the first step of the first and the last step of the last.
    for service in [Service::Township, Service::County, Service::City, Service::Projection] {
        platform.kill(service)?;
    }
    for service in Service::ALL {
        platform.restart(service).await?;
    }
    nothing_is_owed(&platform).await?;
    for (index, (survivor, merged)) in pairs.iter().enumerate() {
        let (there, here) = (events(&platform, survivor).await?, events(&platform, merged).await?);
        ensure!(count(&here, "ErrandDone") == 1, "{here:?}");
        ensure!(count(&there, "CaseLinked") == 1, "{there:?}");
        let parties = if index % 2 == 0 { 4 } else { 2 };
        let known = case(&platform, survivor).await?.case.context("a case")?.parties;
        ensure!(known.len() == parties, "{} parties", known.len());
        // The parties that came along can be read at the case that took them over.
        ensure!(known.iter().all(|party| !party.masked && party.name.ends_with("某某")));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_matter_that_is_filed_again_is_flagged_with_reasons_and_never_merged() -> Result<()> {
    let platform = Platform::start().await?;
    let first = platform.registered_in_village().await?;
    let form = RegisterCaseRequest {
        channel: "hotline".to_owned(),
        header: header(""),
        ..forms::village_dispute(platform.today())
    };
    let second = platform.township("zhengzha-grid")?.register_case(form).await.done()?;
    let stranger = platform.township("zhengzha-grid")?.register_case(dispute(&platform, 40)).await.done()?;
    platform
        .eventually("that the second filing is flagged", async || {
            let Ok(found) = case(&platform, &second.case_id).await else { return Ok(false) };
            Ok(!found.like_cases.is_empty())
        })
        .await?;
    nothing_is_owed(&platform).await?;

    let found = case(&platform, &second.case_id).await?;
    let [like] = found.like_cases.as_slice() else { anyhow::bail!("{:?}", found.like_cases) };
    ensure!((like.case_number.as_str(), like.kind.as_str()) == (first.case_number.as_str(), "duplicate"));
    for reason in ["claimant", "respondent", "other_channel"] {
        ensure!(like.reasons.iter().any(|given| given == reason), "{:?}", like.reasons);
    }
    ensure!(found.filings_90d == 2 && like.score >= 60, "{} {}", found.filings_90d, like.score);
    ensure!(case(&platform, &stranger.case_id).await?.like_cases.is_empty());
    ensure!(
        case(&platform, &first.case_id).await?.like_cases.is_empty(),
        "the earlier filing repeats nothing"
    );
    let happened = events(&platform, &second.case_id).await?;
    ensure!(
        count(&happened, "DuplicateFlagged") == 1 && count(&happened, "CasesMerged") == 0,
        "{happened:?}"
    );
    Ok(())
}
