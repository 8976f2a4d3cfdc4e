//! The figures of a part of the tree: each is what the list behind it holds.

use anyhow::{Context as _, Result};
use fengqiao_api::v1;
use fengqiao_calendar::business_date;
use fengqiao_domain::command::{AssignLeader, IssueSlip, WithdrawCase};
use fengqiao_domain::id::{DocumentId, PartyId};
use fengqiao_domain::state::PhaseName;
use fengqiao_domain::vocabulary::{Fault, SlipColour};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use tonic::Code;

use crate::world::{Running, World, get, refusal};
use crate::writer::{
    CITY, COUNTY, TOWNSHIP, VILLAGE, Writer, accept, claimant_id, classify, danger, sealed_text,
};

/// What a figure is about, the figure, and the list behind it.
type Figure = (String, i64, v1::ListCasesRequest);

fn open(centre: &str) -> v1::ListCasesRequest {
    let phases = PhaseName::ALL.iter().filter(|phase| !phase.is_ended());
    v1::ListCasesRequest { phases: phases.map(ToString::to_string).collect(), ..any(centre) }
}

fn any(centre: &str) -> v1::ListCasesRequest {
    v1::ListCasesRequest { centre: centre.to_owned(), subtree: true, ..v1::ListCasesRequest::default() }
}

/// Cases of every kind that a figure tells apart: two days of registration, three levels, a rise, a slip, an end.
async fn live(
    world: &World,
    service: &mut Running,
    writer: &mut Writer<'_>,
    today: Date,
) -> Result<Vec<v1::Position>> {
    let mut positions = Vec::new();
    writer.today = today - 40.days();
    writer.register("zhengzha-mediator").await?;
    writer.today = today - 10.days();
    let (risen, _) = writer.register("touzha-clerk").await?;
    writer.give("touzha-clerk", risen, danger()).await?;
    let director = writer.actor("pingluo-director")?.officer;
    let lead = AssignLeader { leader: director, until: today + 60.days() };
    let led = writer.give("pingluo-joint", risen, lead).await?;
    // The views have the case before the slips come: they are written over it.
    service.case(world.by("city-joint", get(risen, &[led]))?).await?;
    for colour in [SlipColour::Blue, SlipColour::Yellow] {
        let slip = IssueSlip { colour, fault: Fault::F2, to: None, document: None };
        positions.push(writer.give("city-command", risen, slip).await?);
    }
    writer.today = today;
    let (accepted, _) = writer.register("touzha-clerk").await?;
    writer.give("touzha-dispatcher", accepted, classify()).await?;
    writer.give("touzha-dispatcher", accepted, accept()).await?;
    let (withdrawn, _) = writer.register("pingluo-clerk").await?;
    let withdraw = WithdrawCase {
        party: PartyId::new(claimant_id(withdrawn)),
        reason: sealed_text(),
        document: Some(DocumentId::new(claimant_id(withdrawn))),
    };
    positions.push(writer.give("pingluo-clerk", withdrawn, withdraw).await?);
    positions.push(writer.register("city-clerk").await?.1);
    Ok(positions)
}

fn of_area(area: &v1::AreaFigures, today: Date) -> Vec<Figure> {
    let (centre, day) = (area.centre.as_str(), today.to_string());
    let slip = |colour: SlipColour| v1::ListCasesRequest { slips: vec![colour.to_string()], ..any(centre) };
    let late = v1::ListCasesRequest { due_by: (today - 1.day()).to_string(), ..open(centre) };
    let due_today = v1::ListCasesRequest { due_from: day.clone(), due_by: day.clone(), ..open(centre) };
    let registered = v1::ListCasesRequest {
        registered_here: true,
        registered_from: day.clone(),
        registered_to: day.clone(),
        ..any(centre)
    };
    let closed = v1::ListCasesRequest { closed_from: day.clone(), closed_to: day.clone(), ..any(centre) };
    let figures = [
        ("registered today", area.registered_today, registered),
        ("closed today", area.closed_today, closed),
        ("open", area.open, open(centre)),
        ("overdue", area.overdue, late),
        ("due today", area.due_today, due_today),
        ("red", area.red, slip(SlipColour::Red)),
        ("yellow", area.yellow, slip(SlipColour::Yellow)),
        ("blue", area.blue, slip(SlipColour::Blue)),
    ];
    figures.map(|(what, count, list)| (format!("{} {what}", area.name), count, list)).into()
}

fn of_stage(stage: &v1::StageFigures, centre: &str, from: &str) -> Vec<Figure> {
    let parts = [
        ("entered", stage.entered),
        ("direct", stage.direct),
        ("settled", stage.settled),
        ("lifted", stage.lifted),
        ("open", stage.open),
        ("other", stage.other),
    ];
    let figure = |(part, count)| {
        let stage = format!("{}.{part}", stage.level);
        let registered_from = from.to_owned();
        (stage.clone(), count, v1::ListCasesRequest { stage, registered_from, ..any(centre) })
    };
    parts.map(figure).into()
}

fn of_age(age: &v1::AgeFigures, centre: &str, today: Date) -> Figure {
    let youngest = today - i64::from(age.from_days).days();
    let oldest = age.to_days.map(|days| (today - i64::from(days).days()).to_string());
    let list = v1::ListCasesRequest {
        levels: vec![age.level.clone()],
        registered_from: oldest.unwrap_or_default(),
        registered_to: youngest.to_string(),
        ..open(centre)
    };
    (format!("{} of {} days and more", age.level, age.from_days), age.cases, list)
}

fn of_due(due: &v1::DayCount, centre: &str) -> Figure {
    let day = due.day.clone();
    let list = v1::ListCasesRequest { due_from: day.clone(), due_by: day.clone(), ..open(centre) };
    (format!("due on {}", due.day), due.cases, list)
}

/// All figures of an answer that a list stands behind.
fn figures(answer: &v1::GetOverviewResponse, centre: &str) -> Result<Vec<Figure>> {
    let today = answer.day.parse()?;
    let mut figures: Vec<Figure> = answer.areas.iter().flat_map(|area| of_area(area, today)).collect();
    figures.extend(answer.stages.iter().flat_map(|stage| of_stage(stage, centre, &answer.from)));
    figures.extend(answer.ages.iter().map(|age| of_age(age, centre, today)));
    figures.extend(answer.dues.iter().map(|due| of_due(due, centre)));
    figures.extend(answer.slips.iter().map(|slips| {
        let list =
            v1::ListCasesRequest { slips: vec![slips.colour.clone()], slip_unanswered: true, ..any(centre) };
        (format!("{} and unanswered", slips.colour), slips.unanswered, list)
    }));
    let paused = v1::ListCasesRequest { without_due: true, ..open(centre) };
    figures.push(("without a term".to_owned(), answer.without_due, paused));
    Ok(figures)
}

async fn counted(
    world: &World,
    service: &mut Running,
    account: &str,
    lists: &[v1::ListCasesRequest],
) -> Result<Vec<i64>> {
    let mut counts = Vec::new();
    for lists in lists.chunks(40) {
        let request = v1::CountCasesRequest { lists: lists.to_vec(), at_least: Vec::new() };
        let answer = service.client.count_cases(world.by(account, request)?).await?.into_inner();
        counts.extend(answer.counts.into_iter().map(i64::from));
    }
    Ok(counts)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_is_what_the_list_behind_it_holds() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let today = business_date(Timestamp::now());
    let at_least = live(&world, &mut service, &mut writer, today).await?;
    let from = (today - 50.days()).to_string();
    for (account, centre) in
        [("city-command", CITY), ("pingluo-director", COUNTY), ("touzha-director", TOWNSHIP)]
    {
        let request =
            v1::GetOverviewRequest { centre: String::new(), from: from.clone(), at_least: at_least.clone() };
        let answer = service.client.get_overview(world.by(account, request)?).await?.into_inner();
        let (named, lists): (Vec<_>, Vec<_>) =
            figures(&answer, centre)?.into_iter().map(|(what, count, list)| ((what, count), list)).unzip();
        let counts = counted(&world, &mut service, account, &lists).await?;
        for ((what, figure), count) in named.iter().zip(counts) {
            assert_eq!(*figure, count, "{centre}: {what}");
        }
        // And none of it is nothing at all.
        let own = answer.areas.first().context("the centre itself")?;
        assert_eq!((own.centre.as_str(), own.parent.as_str()), (centre, ""));
        if centre == CITY {
            assert_eq!((own.open, own.yellow, own.blue, own.red), (4, 1, 0, 0));
            assert_eq!((own.registered_today, own.closed_today), (3, 0));
            let levels: Vec<_> =
                answer.stages.iter().map(|it| (it.level.as_str(), it.entered, it.lifted, it.open)).collect();
            assert_eq!(
                levels,
                [("village", 1, 0, 1), ("township", 2, 1, 1), ("county", 2, 0, 1), ("city", 1, 0, 1)]
            );
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn villages_are_told_by_their_last_registration() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let mut writer = Writer::new(&world);
    let at_least = vec![writer.register("zhengzha-mediator").await?.1];
    let request = v1::GetOverviewRequest { at_least, ..v1::GetOverviewRequest::default() };
    let answer = service.client.get_overview(world.by("touzha-director", request)?).await?.into_inner();
    let told: Vec<_> = answer.last_reports.iter().filter(|report| !report.day.is_empty()).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].centre.as_str(), told[0].day.as_str()), (VILLAGE, "2026-06-10"));
    assert!(answer.last_reports.len() > 1, "a silent village is told as well");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_counted_is_refused_with_its_field() -> Result<()> {
    let world = World::new().await?;
    let mut service = world.start().await?;
    let too_early = v1::GetOverviewRequest { from: "2020-01-01".to_owned(), ..Default::default() };
    let early = service.client.get_overview(world.by("city-command", too_early)?).await.unwrap_err();
    assert_eq!(refusal(&early), (Code::InvalidArgument, "D04".to_owned()));
    let elsewhere = v1::GetOverviewRequest { centre: CITY.to_owned(), ..Default::default() };
    let outside = service.client.get_overview(world.by("touzha-director", elsewhere)?).await.unwrap_err();
    assert_eq!(refusal(&outside), (Code::PermissionDenied, "A03".to_owned()));
    let unknown = v1::ListCasesRequest { stage: "village.dreamt".to_owned(), ..any("") };
    for lists in [vec![unknown], vec![any(""); 41]] {
        let request = v1::CountCasesRequest { lists, at_least: Vec::new() };
        let status = service.client.count_cases(world.by("touzha-director", request)?).await.unwrap_err();
        assert_eq!(status.code(), Code::InvalidArgument, "{status:?}");
    }
    Ok(())
}
