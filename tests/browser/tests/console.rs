//! What people do at the console, in a real browser and only by its pages.

use std::sync::Arc;

use anyhow::{Result, ensure};
use fengqiao_browser::{Console, register_many};
use fengqiao_scenarios::Platform;

/// Cases of one township, for pages that have to bear them.
const MANY: u32 = 10_000;
/// Registrations a second that a wall is fed with, and for how long.
const FEED_PER_SECOND: u32 = 200;
const FEED_SECONDS: u32 = 30;
const FEED_SECONDS_NIGHTLY: u32 = 600;
/// What a feed may lag behind its rate at night, where nothing else runs.
const FEED_LATE_MAX: f64 = 1.1;

async fn played(story: &str) -> Result<()> {
    let platform = Platform::start().await?;
    let console = Console::start(&platform).await?;
    tokio::task::block_in_place(|| console.play(story))
}

/// A dispute from the village window to the county's follow-up, by the officers of three levels; a request to rise comes too
/// early and is refused with its reasons, and of two officers who act at once one is shown what the other did.
#[tokio::test(flavor = "multi_thread")]
async fn a_case_lives_through_three_levels() -> Result<()> {
    played("life.mjs").await
}

/// A registration by keyboard alone in under a minute; a draft survives a reload; the person is known the next time.
#[tokio::test(flavor = "multi_thread")]
async fn the_window_registers_without_a_mouse() -> Result<()> {
    played("register.mjs").await
}

/// No page has a serious fault for those who cannot see it, at either size; what is not permitted says so.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_can_be_read_by_all() -> Result<()> {
    played("pages.mjs").await
}

/// Papers print as A4 pages and the citizen's slip without a name; many cases are assigned at once, each with its outcome; slips
/// go out, are answered and lifted; units decide together, and one of them leads.
#[tokio::test(flavor = "multi_thread")]
async fn a_day_at_the_desks() -> Result<()> {
    played("daily.mjs").await
}

/// Every number of the command view opens as many cases; views count what they hold; the wall tells the same, names nobody, and
/// says when it is old.
#[tokio::test(flavor = "multi_thread")]
async fn every_number_opens_its_cases() -> Result<()> {
    played("figures.mjs").await
}

/// A dead link loses no draft and no registration, and doubles none; more tabs than a browser has connections stay live.
#[tokio::test(flavor = "multi_thread")]
async fn a_cut_link_loses_nothing() -> Result<()> {
    played("link.mjs").await
}

/// Rules are read by all and drafted like a sheet, with their faults named; administrators see what is in force and whether all
/// is well.
#[tokio::test(flavor = "multi_thread")]
async fn rules_and_administration_have_their_pages() -> Result<()> {
    played("desks.mjs").await
}

/// The figures of a week are read, compared, saved as sheets and frozen, by whoever may and when it is over.
#[tokio::test(flavor = "multi_thread")]
async fn a_week_becomes_a_pack() -> Result<()> {
    played("packs.mjs").await
}

/// With ten thousand cases every list opens at its first page, scrolls to its end, and holds no more rows than are in view.
#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_cases_at_one_desk() -> Result<()> {
    let platform = Platform::start().await?;
    let console = Console::start(&platform).await?;
    let took = register_many(&platform, 0..MANY, None).await?;
    println!("{MANY} registrations in {took:?}");
    tokio::task::block_in_place(|| console.play_with("many.mjs", &[("CASES", MANY.to_string())]))
}

/// A wall fed with 200 registrations a second keeps up with them, and its memory stays flat.
#[tokio::test(flavor = "multi_thread")]
async fn a_wall_bears_a_flood() -> Result<()> {
    let platform = Arc::new(Platform::start().await?);
    let console = Console::start(&platform).await?;
    let nightly = std::env::var_os("FENGQIAO_NIGHTLY").is_some_and(|value| value == "1");
    let seconds = if nightly { FEED_SECONDS_NIGHTLY } else { FEED_SECONDS };
    let cases = FEED_PER_SECOND * seconds;
    let told = [("CASES", cases.to_string())];
    let fed = Arc::clone(&platform);
    let feed = tokio::spawn(async move { register_many(&fed, 0..cases, Some(FEED_PER_SECOND)).await });
    tokio::task::block_in_place(|| console.play_with("flood.mjs", &told))?;
    let late = feed.await??.as_secs_f64() / f64::from(seconds);
    println!("{cases} registrations, {late:.2} of the time that they were to take");
    ensure!(!nightly || late < FEED_LATE_MAX, "the feed was slower than {FEED_PER_SECOND} a second");
    Ok(())
}

/// The cookie alone signs in, no script can read it, other sites can do nothing with it, and it ends.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_no_token() -> Result<()> {
    played("session.mjs").await
}
