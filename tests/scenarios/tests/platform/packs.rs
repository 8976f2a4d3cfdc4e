//! The figures of a period, on the whole platform: exact, checked, frozen once, and the same when the views are made anew.

use anyhow::{Context as _, Result, ensure};
use fengqiao_api::v1::{
    FreezePackRequest, GetPackRequest, GetPackResponse, ListPacksRequest, PackFigure, PackLine,
    RegisterCaseRequest,
};
use fengqiao_calendar::Period;
use fengqiao_scenarios::{Answer as _, Platform, Told as _, forms, header, header_on};
use jiff::SignedDuration;

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
const COMMAND: &str = "city-command";

async fn pack(platform: &Platform, account: &str, request: GetPackRequest) -> Result<GetPackResponse> {
    platform.query(account)?.get_pack(request).await.done()
}

async fn of_city(platform: &Platform, period: Period) -> Result<GetPackResponse> {
    pack(platform, COMMAND, GetPackRequest { period: period.to_string(), ..Default::default() }).await
}

fn line<'a>(pack: &'a GetPackResponse, group: &str, id: &str) -> Result<&'a PackLine> {
    pack.lines
        .iter()
        .find(|line| line.group == group && line.id == id)
        .with_context(|| format!("{group}.{id}"))
}

/// Both parts of a figure in a column.
fn value(pack: &GetPackResponse, group: &str, id: &str, column: &str) -> Result<(i64, i64)> {
    let at = pack.columns.iter().position(|it| it.key == column).context("a column")?;
    let value = line(pack, group, id)?.values.get(at).context("a value")?;
    Ok((value.numerator, value.denominator))
}

fn expect(pack: &GetPackResponse, column: &str, expected: &[(&str, &str, (i64, i64))]) -> Result<()> {
    for (group, id, parts) in expected {
        let found = value(pack, group, id, column)?;
        ensure!(found == *parts, "{group}.{id} of {column} is {found:?}, not {parts:?}");
    }
    Ok(())
}

/// As the page sends it: the first column of every line, and the checks.
fn freeze(pack: &GetPackResponse, explanation: &str) -> FreezePackRequest {
    let figures = pack.lines.iter().map(|line| PackFigure {
        group: line.group.clone(),
        id: line.id.clone(),
        value: line.values.first().copied(),
    });
    FreezePackRequest {
        header: header(""),
        period: pack.period.clone(),
        cut_off: pack.cut_off.clone(),
        figures: figures.collect(),
        checks: pack.checks.clone(),
        explanation: explanation.to_owned(),
    }
}

/// Covers: FreezePack, D10, D04
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_week_is_counted_checked_frozen_once_and_comes_out_the_same_for_ever() -> Result<()> {
    let platform = Platform::start().await?;
    let week = Period::week_of(platform.today());
    platform.registered_in_village().await?;
    platform.risen_to_township().await?;
    platform.closed_in_village().await?;
    let armed = RegisterCaseRequest {
        screening: Some(forms::screening("high", &["weapon"], platform.today())),
        ..forms::village_dispute(platform.today())
    };
    platform.township("zhengzha-mediator")?.register_case(armed).await.done()?;
    platform
        .eventually("that all four are counted", async || {
            let pack = of_city(&platform, week).await?;
            Ok(value(&pack, "flow", "registered", "this")? == (4, 1)
                && value(&pack, "levels", "village", "this")?.0 == 1)
        })
        .await?;
    let pack_now = of_city(&platform, week).await?;
    as_it_happened(&pack_now)?;
    ensure!(!pack_now.complete && pack_now.frozen.is_none());
    narrower(&platform, week).await?;
    let early = platform.city(COMMAND)?.freeze_pack(freeze(&pack_now, "")).await.refused()?;
    ensure!((early.code.as_str(), early.field.as_deref()) == ("D04", Some("period")), "{early:?}");

    platform.advance(WEEK)?;
    // Received in the week that is over, and entered now: it is counted in this one, and marked as late.
    let late =
        RegisterCaseRequest { header: header_on("", week.last()), ..forms::village_dispute(week.last()) };
    let late = platform.township("zhengzha-mediator")?.register_case(late).await.done()?;
    let over = of_city(&platform, week).await?;
    as_it_happened(&over)?;
    ensure!(over.complete);
    frozen_once(&platform, &over).await?;
    let next =
        GetPackRequest { period: week.next().to_string(), at_least: late.positions, ..Default::default() };
    let next = pack(&platform, COMMAND, next).await?;
    expect(
        &next,
        "this",
        &[
            ("flow", "opening", (3, 1)),
            ("flow", "registered", (1, 1)),
            ("flow", "late", (1, 1)),
            ("flow", "closing", (4, 1)),
        ],
    )?;
    expect(&next, "compared", &[("flow", "registered", (4, 1)), ("rates", "M11", (1, 1))])?;
    all_hold(&next)?;

    let (done, out, error) = platform.ctl(&["rebuild"])?;
    ensure!(done, "{out}{error}");
    let anew = of_city(&platform, week).await?;
    ensure!(anew.lines == over.lines && anew.checks == over.checks, "the views were made anew");
    ensure!(anew.frozen.is_some_and(|frozen| frozen.differing.is_empty()));
    let refused = pack(
        &platform,
        "zhengzha-head",
        GetPackRequest { centre: forms::COUNTY.into(), ..Default::default() },
    );
    ensure!(refused.await.is_err(), "a village does not read its county's pack");
    Ok(())
}

/// Four registrations, of which one is closed and two have risen.
fn as_it_happened(pack: &GetPackResponse) -> Result<()> {
    expect(
        pack,
        "this",
        &[
            ("flow", "opening", (0, 1)),
            ("flow", "registered", (4, 1)),
            ("flow", "closed", (1, 1)),
            ("flow", "exited", (0, 1)),
            ("flow", "closing", (3, 1)),
            ("channels", "window", (4, 1)),
            ("matters", "0201", (2, 1)),
            ("matters", "unclassified", (2, 1)),
            ("levels", "village", (1, 1)),
            ("outcomes", "resolved", (1, 1)),
            ("rates", "M01", (2, 2)),
            ("rates", "M02", (2, 2)),
            ("rates", "M03", (1, 1)),
            ("rates", "M08", (2, 2)),
            ("rates", "M11", (1, 1)),
            ("rates", "M13a", (1, 1)),
            // All four were held by a village, two of them left it upwards.
            ("rates", "M14a", (2, 4)),
            ("rates", "M15", (2, 2)),
            ("rates", "M17", (0, 1)),
        ],
    )?;
    let county = ["this", forms::COUNTY];
    for (group, id) in [("flow", "closing"), ("flow", "registered"), ("rates", "M11")] {
        let [city, county] = county.map(|column| value(pack, group, id, column));
        ensure!(city? == county?, "all of it lies in one county: {group}.{id}");
    }
    expect(pack, "640202", &[("flow", "registered", (0, 1)), ("rates", "M11", (0, 0))])?;
    all_hold(pack)
}

fn all_hold(pack: &GetPackResponse) -> Result<()> {
    let failed: Vec<_> = pack.checks.iter().filter(|check| !check.holds).collect();
    ensure!(failed.is_empty(), "{failed:?}");
    let ids: std::collections::BTreeSet<_> = pack.checks.iter().map(|check| check.id.as_str()).collect();
    let all = (1..=11).map(|number| format!("Q{number:02}"));
    for id in all {
        ensure!(ids.contains(id.as_str()), "{id} is not checked");
    }
    Ok(())
}

/// One channel, one county, and what nobody has.
async fn narrower(platform: &Platform, week: Period) -> Result<()> {
    let request = |centre: &str, channel: &str| GetPackRequest {
        period: week.to_string(),
        centre: centre.to_owned(),
        channel: channel.to_owned(),
        ..Default::default()
    };
    let windows = pack(platform, COMMAND, request("", "window")).await?;
    expect(&windows, "this", &[("flow", "registered", (4, 1)), ("flow", "closing", (3, 1))])?;
    let visits = pack(platform, COMMAND, request("", "visit")).await?;
    expect(&visits, "this", &[("flow", "registered", (0, 1)), ("flow", "closing", (0, 1))])?;
    let county = pack(platform, "pingluo-director", request("", "")).await?;
    ensure!(county.centre == forms::COUNTY && county.columns.iter().any(|column| column.key == "640221103"));
    expect(&county, "640221103", &[("flow", "registered", (4, 1)), ("flow", "closing", (2, 1))])?;
    for period in ["2026-W60", "2026-Q", week.next().to_string().as_str()] {
        let wrong = GetPackRequest { period: period.to_owned(), ..Default::default() };
        let refused = platform.query(COMMAND)?.get_pack(wrong).await.refused()?;
        ensure!((refused.code.as_str(), refused.field.as_deref()) == ("D04", Some("period")), "{refused:?}");
    }
    Ok(())
}

async fn frozen_once(platform: &Platform, over: &GetPackResponse) -> Result<()> {
    let refused = platform.city("city-clerk")?.freeze_pack(freeze(over, "")).await.refused()?;
    ensure!(refused.code == "A02", "{refused:?}");
    let mut wrong = freeze(over, "");
    if let Some(check) = wrong.checks.first_mut() {
        check.right += 3;
    }
    let refused = platform.city(COMMAND)?.freeze_pack(wrong).await.refused()?;
    ensure!(refused.code == "D10" && refused.text.contains("差3"), "{refused:?}");
    let frozen = platform.city(COMMAND)?.freeze_pack(freeze(over, "")).await.done()?;
    ensure!(frozen.events() == ["PackFrozen"], "{frozen:?}");
    let again = platform.city("city-joint")?.freeze_pack(freeze(over, "")).await.refused()?;
    ensure!(again.code == "L01", "{again:?}");
    let request = ListPacksRequest { at_least: frozen.positions.clone(), ..Default::default() };
    let listed = platform.query("zhengzha-mediator")?.list_packs(request).await.done()?.packs;
    let one = listed.first().context("a pack")?;
    ensure!(listed.len() == 1 && one.period == over.period && one.checks_failed == 0, "{listed:?}");
    ensure!(one.position.as_ref() == frozen.positions.first(), "{one:?}");
    let request = GetPackRequest { period: over.period.clone(), ..Default::default() };
    let read = pack(platform, COMMAND, request).await?.frozen.context("frozen")?;
    ensure!(read.figures.len() == over.lines.len() && read.differing.is_empty(), "{:?}", read.differing);
    ensure!(read.cut_off == over.cut_off && read.frozen_by == platform.account(COMMAND)?.officer.to_string());
    Ok(())
}
