use std::time::Duration;

use anyhow::{Result, ensure};
use fengqiao_eventlog::{CommandStamp, Decision, EntryHead, ExecuteError};
use tokio::time::sleep;

use crate::ledger::{Ledger, Refusal, add, stamp};
use crate::world::{World, new_subject, nightly};

pub(crate) async fn a_lost_acknowledgement_is_not_a_second_decision(world: World) -> Result<()> {
    let (line, repository) = world.proxied().await?;
    let subject = new_subject();
    add(&repository, &subject, stamp(&[1]), &[1]).await?;
    for round in 0..3_u64 {
        let command = stamp(&[2]);
        line.lose_answers();
        let (outcome, ()) = tokio::join!(add(&repository, &subject, command, &[2]), async {
            sleep(Duration::from_millis(200)).await;
            line.cut();
        });
        let outcome = outcome?;
        ensure!(outcome.repeated, "the first attempt was stored and must be found");
        ensure!(outcome.state.total == 1 + 2 * (round + 1), "{:?}", outcome.state);
        let again = add(&repository, &subject, command, &[2]).await?;
        ensure!(again.repeated && again.entry == outcome.entry && again.state == outcome.state);
    }
    ensure!(world.log().await?.load(&subject, 0).await?.len() == 4);
    Ok(())
}

pub(crate) async fn the_same_command_again_has_the_first_outcome(world: World) -> Result<()> {
    repeat_after(&world, Duration::ZERO).await
}

/// The server forgets message ids after two minutes; the log never relied on them.
pub(crate) async fn the_first_outcome_outlives_the_servers_duplicate_window(world: World) -> Result<()> {
    let pause = if nightly() { Duration::from_secs(130) } else { Duration::from_millis(500) };
    repeat_after(&world, pause).await
}

async fn repeat_after(world: &World, pause: Duration) -> Result<()> {
    let (line, repository) = world.proxied().await?;
    let subject = new_subject();
    let command = stamp(&[5]);
    line.lose_answers();
    let abandoned =
        tokio::time::timeout(Duration::from_millis(250), add(&repository, &subject, command, &[5])).await;
    ensure!(abandoned.is_err(), "without an answer there is no outcome");
    line.cut();
    drop(repository);
    sleep(pause).await;

    let other = world.repository().await?;
    let first = add(&other, &subject, command, &[5]).await?;
    for amount in 0..20 {
        add(&other, &subject, stamp(&[amount]), &[amount]).await?;
    }
    for _ in 0..2 {
        // A process that knows nothing of the earlier ones.
        let fresh = world.repository().await?;
        let again = add(&fresh, &subject, command, &[5]).await?;
        ensure!(again.repeated);
        ensure!(
            (&again.entry, &again.state, &again.position) == (&first.entry, &first.state, &first.position)
        );
    }
    let entries = other.log().load(&subject, 0).await?;
    ensure!(entries.iter().filter(|entry| entry.id == command.id).count() == 1);
    ensure!(entries.len() == 21);
    Ok(())
}

pub(crate) async fn an_own_attempt_still_under_way_is_not_a_second_decision(world: World) -> Result<()> {
    let (line, repository) = world.proxied().await?;
    let subject = new_subject();
    add(&repository, &subject, stamp(&[1]), &[1]).await?;
    let command = stamp(&[3]);
    line.hold_requests();
    let (outcome, ()) = tokio::join!(add(&repository, &subject, command, &[3]), async {
        // Longer than an acknowledgement is waited for: the attempt has been given up, yet it is still in the line.
        sleep(Duration::from_millis(700)).await;
        line.release_requests();
    });
    ensure!(outcome?.state.total == 4);
    sleep(Duration::from_millis(300)).await;
    ensure!(world.log().await?.load(&subject, 0).await?.len() == 2);
    Ok(())
}

pub(crate) async fn a_command_id_with_other_content_is_refused(world: World) -> Result<()> {
    let repository = world.repository().await?;
    let subject = new_subject();
    let command = stamp(&[1]);
    add(&repository, &subject, command, &[1]).await?;
    let other = CommandStamp { digest: [9; 32], ..command };
    let refused = add(&repository, &subject, other, &[2]).await;
    ensure!(matches!(refused, Err(ExecuteError::CommandIdReused { id }) if id == command.id));
    ensure!(repository.log().load(&subject, 0).await?.len() == 1);
    Ok(())
}

pub(crate) async fn nothing_to_do_leaves_no_message(world: World) -> Result<()> {
    let repository = world.repository().await?;
    let subject = new_subject();
    let nothing = |_: &Ledger, _: Option<&EntryHead>| -> Decision<Refusal> { Ok(None) };
    let on_nothing = repository.execute(&subject, stamp(&[]), nothing).await?;
    ensure!(on_nothing.entry.is_none() && on_nothing.position.sequence == 0);
    let added = add(&repository, &subject, stamp(&[4]), &[4]).await?;
    let executed = repository.execute(&subject, stamp(&[]), nothing).await?;
    ensure!(executed.entry.is_none() && !executed.repeated);
    ensure!((executed.state.total, executed.position) == (4, added.position));
    ensure!(repository.log().load(&subject, 0).await?.len() == 1);
    Ok(())
}
