//! One list of cases, run on a real single server and on three real servers that replicate: the two answer the same
//! race with different errors, so neither proves the other.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may stop at what cannot be")]

mod contention;
mod durability;
mod expectation;
mod following;
mod idempotence;
mod identity;
mod ledger;
mod reading;
mod staleness;
mod world;

/// Runs each case in both worlds.
macro_rules! conformance {
    ($($module:ident :: $case:ident),+ $(,)?) => {
        mod one_server {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() -> anyhow::Result<()> {
                    super::$module::$case(super::world::World::one_server().await?).await
                }
            )+
        }

        mod three_servers {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() -> anyhow::Result<()> {
                    super::$module::$case(super::world::World::three_servers().await?).await
                }
            )+
        }
    };
}

conformance! {
    expectation::two_who_create_the_same_subject_cannot_both_win,
    expectation::a_stale_writer_is_refused_and_told,
    expectation::a_conflict_in_a_batch_fails_nobody_else,
    expectation::a_decision_of_several_events_is_one_message,
    expectation::a_decision_that_is_too_large_never_leaves,
    expectation::a_crowd_beyond_the_queue_is_turned_away,
    idempotence::a_lost_acknowledgement_is_not_a_second_decision,
    idempotence::the_same_command_again_has_the_first_outcome,
    idempotence::the_first_outcome_outlives_the_servers_duplicate_window,
    idempotence::an_own_attempt_still_under_way_is_not_a_second_decision,
    idempotence::a_command_id_with_other_content_is_refused,
    idempotence::nothing_to_do_leaves_no_message,
    reading::a_subject_is_found_by_one_of_its_tokens,
    reading::a_long_history_is_loaded_whole,
    reading::time_never_runs_backwards_on_a_subject,
    staleness::a_refusal_is_made_on_the_truth_and_not_on_the_cache,
    staleness::a_load_reaches_what_the_leader_acknowledged,
    staleness::what_another_process_writes_arrives_in_the_cache,
    contention::each_race_has_one_winner,
    contention::contending_commands_are_all_decided_once,
    durability::a_killed_server_loses_nothing_it_acknowledged,
    following::a_follower_sees_every_entry_once_and_in_order_across_a_kill,
    identity::a_missing_stream_is_not_created,
    identity::a_recreated_stream_halts_its_log,
    identity::a_stream_without_proof_of_fsync_is_refused,
    identity::creating_a_log_again_changes_nothing,
    identity::a_log_of_an_earlier_release_is_given_the_subjects_that_it_lacks,
}
