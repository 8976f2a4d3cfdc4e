//! What people do at the console, in a real browser and only by its pages.

use anyhow::Result;
use fengqiao_browser::Console;
use fengqiao_scenarios::Platform;

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

/// The cookie alone signs in, no script can read it, other sites can do nothing with it, and it ends.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_no_token() -> Result<()> {
    played("session.mjs").await
}
