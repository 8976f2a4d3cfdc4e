//! The operators' command line on a running platform: any command of the contract by hand, and who read whom.

use anyhow::{Context as _, Result, ensure};
use fengqiao_scenarios::{Platform, forms};
use serde_json::Value;

fn give(platform: &Platform, account: &str, words: &[&str]) -> Result<Value> {
    let mut arguments = vec!["--json", "--as", account, "give"];
    arguments.extend(words);
    let (done, out, error) = platform.ctl(&arguments)?;
    ensure!(done, "{words:?}: {error}");
    Ok(serde_json::from_str(&out)?)
}

fn refused(platform: &Platform, account: &str, words: &[&str]) -> Result<String> {
    let mut arguments = vec!["--as", account, "give"];
    arguments.extend(words);
    let (done, out, error) = platform.ctl(&arguments)?;
    ensure!(!done, "{words:?} was done: {out}");
    Ok(error)
}

fn any_command_is_given_field_by_field(platform: &Platform) -> Result<String> {
    let today = platform.today().to_string();
    let received = format!("received_on={today}");
    let place = format!("places={}", forms::VILLAGE);
    let registered = give(
        platform,
        "zhengzha-mediator",
        &[
            "register_case",
            "channel=window",
            &received,
            &place,
            "headcount=6",
            "brief=两户因灌溉水渠走向发生争执",
            "parties[0].role=claimant",
            "parties[0].kind=natural_person",
            "parties[0].name=甲某某",
            "parties[0].phone=13952000001",
            "parties[0].identification.document=unverified",
            "parties[0].identification.reason=未带证件",
            "parties[1].role=respondent",
            "parties[1].kind=natural_person",
            "parties[1].name=乙某某",
            "parties[1].identification.document=unverified",
            "parties[1].identification.reason=未到场",
        ],
    )?;
    let number = at(&registered, "/case_number").as_str().context("a number")?.to_owned();
    ensure!(
        at(&registered, "/phase") == "registered" && at(&registered, "/changes/0/event") == "CaseRegistered"
    );
    let clocks = at(&registered, "/clocks").as_array().context("clocks")?;
    ensure!(clocks.iter().any(|clock| clock["name"] == "level_term"), "{clocks:?}");

    let classified = give(platform, "zhengzha-head", &["ClassifyMatter", &number, "matter=0201"])?;
    // Nobody has screened it yet, and what is missing decides nothing.
    ensure!(at(&classified, "/verdict") == "undetermined", "{classified}");
    // The same command again is the same command.
    let id = format!("header.command_id={}", at(&classified, "/command_id").as_str().context("an id")?);
    let again = give(platform, "zhengzha-head", &["ClassifyMatter", &number, "matter=0201", &id])?;
    ensure!(at(&again, "/repeated") == true && at(&again, "/changes") == at(&classified, "/changes"));
    Ok(number)
}

fn what_cannot_be_given_is_named(platform: &Platform, number: &str) -> Result<()> {
    let error = refused(platform, "zhengzha-head", &["ClassifyMatter", number, "mater=0201"])?;
    ensure!(error.contains("mater") && error.contains("matter"), "{error}");
    let error = refused(platform, "zhengzha-head", &["Clasify", number])?;
    ensure!(error.contains("ClassifyMatter"), "{error}");
    let error = refused(platform, "zhengzha-grid", &["ClassifyMatter", number, "matter=0201"])?;
    ensure!(error.contains("A02"), "{error}");
    Ok(())
}

fn clocks_show_their_arithmetic(platform: &Platform, number: &str) -> Result<()> {
    let (done, out, error) = platform.ctl(&["case", "clocks", number])?;
    ensure!(done && out.contains("level_term"), "{out}{error}");
    Ok(())
}

async fn a_party_is_read_for_a_reason(platform: &Platform, number: &str) -> Result<()> {
    platform
        .eventually("that the views show the case", async || Ok(platform.ctl(&["case", "show", number])?.0))
        .await?;
    let (_, out, _) = platform.ctl(&["--json", "case", "show", number])?;
    let shown: Value = serde_json::from_str(&out)?;
    let party = at(&shown, "/parties/0/id").as_str().context("a party")?.to_owned();
    let (done, _, error) = platform.ctl(&["person", "reveal", number, &party, "--reason", "看看"])?;
    ensure!(!done && error.contains("D03"), "{error}");
    let reason = "核对当事人身份,以便送达文书";
    let (done, out, error) = platform.ctl(&["person", "reveal", number, &party, "--reason", reason])?;
    ensure!(done && out.contains("某某"), "{out}{error}");
    let (done, out, error) = platform.ctl(&["person", "accesses", number])?;
    ensure!(done && out.contains("reveal_person") && out.contains(reason), "{out}{error}");
    ensure!(!out.contains("某某"), "the log of accesses holds personal data");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_can_be_done_by_hand_and_explains_itself() -> Result<()> {
    let platform = Platform::start().await?;
    let number = any_command_is_given_field_by_field(&platform)?;
    what_cannot_be_given_is_named(&platform, &number)?;
    a_party_is_read_for_a_reason(&platform, &number).await?;
    clocks_show_their_arithmetic(&platform, &number)
}

/// A value by its path; null where there is none.
fn at<'a>(value: &'a Value, path: &str) -> &'a Value {
    value.pointer(path).unwrap_or(&Value::Null)
}
