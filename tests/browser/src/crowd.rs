//! Many disputes at once, for pages that have to bear them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use fengqiao_scenarios::forms::{self, VILLAGE};
use fengqiao_scenarios::{Platform, Township};
use jiff::civil::Date;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval};

/// Registrations in flight at once.
const IN_FLIGHT_MAX: usize = 64;

/// What people quarrel about, in the words of a window.
const BRIEFS: [&str; 6] = [
    "两户因灌溉水渠走向发生争执",
    "宅基地相邻，排水沟走向有争议",
    "楼道暖气管爆裂，七户墙面受损",
    "小区装修完工，十二名工人工资未付",
    "承包地流转租金三年未结清",
    "卖出的羊只检疫不合格，要求退款",
];

const SURNAMES: [&str; 4] = ["马", "杨", "王", "李"];

/// Registers disputes at the window of 头闸镇, each between two people of its own, and gives the time it took.
///
/// # Errors
/// If one of them is not registered.
pub async fn register_many(
    platform: &Platform,
    numbers: std::ops::Range<u32>,
    per_second: Option<u32>,
) -> Result<Duration> {
    let begin = Instant::now();
    let window = platform.township("touzha-clerk")?;
    let today = platform.today();
    let room = Arc::new(Semaphore::new(IN_FLIGHT_MAX));
    let mut beat = per_second.map(|rate| {
        let mut beat = interval(Duration::from_secs(1) / rate);
        beat.set_missed_tick_behavior(MissedTickBehavior::Burst);
        beat
    });
    let mut running = JoinSet::new();
    for number in numbers {
        if let Some(beat) = &mut beat {
            beat.tick().await;
        }
        let place = Arc::clone(&room).acquire_owned().await?;
        let window = window.clone();
        running.spawn(async move {
            let _place = place;
            register(window, number, today).await
        });
        while let Some(done) = running.try_join_next() {
            done??;
        }
    }
    while let Some(done) = running.join_next().await {
        done??;
    }
    Ok(begin.elapsed())
}

async fn register(mut window: Township, number: u32, today: Date) -> Result<()> {
    let mut form = forms::register(VILLAGE, today);
    let brief = BRIEFS.get(number as usize % BRIEFS.len()).context("a brief")?;
    (*brief).clone_into(&mut form.brief);
    form.amount_fen = Some(u64::from(number % 97 + 1) * 50_000);
    for (party, side) in form.parties.iter_mut().zip(0..) {
        let surname = SURNAMES.get((number as usize + side) % SURNAMES.len()).context("a surname")?;
        party.name = format!("{surname}{number:05}");
        party.phone = format!("139{:08}", number * 2 + side as u32);
        party.identification = forms::party("claimant", "", "", "").identification;
    }
    window.register_case(form).await?;
    Ok(())
}
