//! Officers of four levels act on one case at the same moment, all having seen it as it was: one wins, and every loser
//! is told who changed what.

use anyhow::{Context as _, Result, bail, ensure};
use fengqiao_api::status::Failure;
use fengqiao_api::v1::{
    CommandOutcome, RecordInvestigationRequest, RegisterCaseRequest, ReportDangerRequest,
};
use fengqiao_scenarios::{Answer as _, City, County, Platform, Told as _, Township, forms, header_seen};
use tonic::{Response, Status};

const ROUNDS: u32 = 200;
const ROUNDS_NIGHTLY: u32 = 10_000;

/// Rounds on one case; each leaves a report of danger behind, and a case with thousands of them is not what is measured.
const ROUNDS_PER_CASE: u32 = 20;

/// How often a command is sent that may have been stored, or met a full queue.
const ATTEMPTS_MAX: u32 = 20;

type Sent = Result<Response<CommandOutcome>, Status>;

struct Officers {
    village: Township,
    township: Township,
    county: County,
    city: City,
}

/// How often each level won.
#[derive(Debug, Default)]
struct Score {
    wins: [u32; 4],
}

impl Officers {
    fn of(platform: &Platform) -> Result<Self> {
        Ok(Self {
            village: platform.township("zhengzha-mediator")?,
            township: platform.township("touzha-clerk")?,
            county: platform.county("pingluo-mediator")?,
            city: platform.city("city-dispatcher")?,
        })
    }

    /// All four act at once, each on the case as of `seen`; tells which one won, and the case's new sequence.
    async fn round(&self, case: &str, seen: u64) -> Result<(usize, u64)> {
        let danger = || ReportDangerRequest { header: header_seen(case, seen), ..forms::report_danger(case) };
        let (village, township, city) = (danger(), danger(), danger());
        let county =
            RecordInvestigationRequest { header: header_seen(case, seen), ..forms::investigate(case) };
        let (village, township, county, city) = tokio::try_join!(
            settled(async || self.village.clone().report_danger(village.clone()).await),
            settled(async || self.township.clone().report_danger(township.clone()).await),
            settled(async || self.county.clone().record_investigation(county.clone()).await),
            settled(async || self.city.clone().report_danger(city.clone()).await),
        )?;
        let centres = [forms::VILLAGE, forms::TOWNSHIP, forms::COUNTY, forms::CITY];
        let answers = [village, township, county, city];
        let mut winners =
            answers.iter().enumerate().filter_map(|(index, answer)| Some((index, answer.as_ref().ok()?)));
        let (winner, outcome) = winners.next().context("nobody won")?;
        ensure!(winners.next().is_none(), "two officers won one round");
        let centre = centres.get(winner).copied().unwrap_or_default();
        for lost in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            ensure!(lost.code == "L03", "a loser was told {lost}");
            ensure!(
                lost.facts.get("changed_by_centre").map(String::as_str) == Some(centre),
                "{:?}",
                lost.facts
            );
            ensure!(lost.facts.get("changed") == Some(&outcome.events().join(",")), "{:?}", lost.facts);
        }
        Ok((winner, outcome.sequence()?))
    }
}

/// Sends a command until its outcome is known. Its id stays the same, so it is carried out once at most.
async fn settled(send: impl AsyncFn() -> Sent) -> Result<Result<CommandOutcome, Failure>> {
    for _ in 0..ATTEMPTS_MAX {
        let status = match send().await {
            Ok(response) => return Ok(Ok(response.into_inner())),
            Err(status) => status,
        };
        let failure = Failure::from(&status);
        if failure.code == "L03" || !failure.may_be_repeated() {
            return Ok(Err(failure));
        }
    }
    bail!("a command stayed without an outcome")
}

async fn race(platform: &Platform) -> Result<()> {
    let nightly = std::env::var("FENGQIAO_NIGHTLY").is_ok_and(|value| value == "1");
    let rounds = if nightly { ROUNDS_NIGHTLY } else { ROUNDS };
    let officers = Officers::of(platform)?;
    let before: u64 = platform.decisions().await?.iter().sum();
    let mut registrations = 0;
    let mut score = Score::default();
    let (mut case, mut seen) = (String::new(), 0);
    for round in 0..rounds {
        if round % ROUNDS_PER_CASE == 0 {
            let registered = dangerous(platform, &officers).await?;
            (case, seen) = (registered.case_id.clone(), registered.sequence()?);
            registrations += 1;
        }
        let (winner, sequence) =
            officers.round(&case, seen).await.with_context(|| format!("round {round}"))?;
        seen = sequence;
        *score.wins.get_mut(winner).context("four levels race")? += 1;
    }
    let after: u64 = platform.decisions().await?.iter().sum();
    assert_eq!(
        after - before,
        u64::from(rounds + registrations),
        "one message for each winner, none for a loser"
    );
    println!("{rounds} rounds; won by village, township, county, city: {:?}", score.wins);
    Ok(())
}

/// A case that danger has lifted to the county.
async fn dangerous(platform: &Platform, officers: &Officers) -> Result<CommandOutcome> {
    let today = platform.today();
    let form = RegisterCaseRequest {
        screening: Some(forms::screening("high", &["weapon"], today)),
        ..forms::village_dispute(today)
    };
    officers.village.clone().register_case(form).await.done()
}

/// Covers: L03
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_four_wins_each_round_on_one_server() -> Result<()> {
    race(&Platform::start().await?).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_of_four_wins_each_round_on_three_replicas() -> Result<()> {
    race(&Platform::start_replicated().await?).await
}
