//! Every limit of the projection in one place. Sizes are bytes or rows; times are [`Duration`]s.

use std::time::Duration;

/// Decisions folded in one transaction while following: bounds how long a reader waits for the one before it.
pub const BATCH_ENTRIES_MAX: usize = 500;
/// Payload bytes folded in one transaction while following.
pub const BATCH_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Decisions folded in one transaction of a rebuild.
pub const REBUILD_ENTRIES_MAX: usize = 10_000;
/// Payload bytes folded in one transaction of a rebuild.
pub const REBUILD_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Batches that wait for the database while a rebuild reads on.
pub const REBUILD_BATCHES_WAITING_MAX: usize = 2;
/// How often a rebuild compares again when a key was destroyed in between.
pub const COMPARE_ATTEMPTS_MAX: u32 = 3;
/// How long a service waits for another process that makes the views anew.
pub const RENEW_PAUSE: Duration = Duration::from_secs(1);
/// How long a switch waits for the writers of the live views.
pub const SWITCH_LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// The first pause after a failed transaction; it doubles up to the next limit.
pub const APPLY_BACKOFF_MIN: Duration = Duration::from_millis(50);
/// The longest pause between two attempts to apply a batch.
pub const APPLY_BACKOFF_MAX: Duration = Duration::from_secs(5);
/// Connections to the database of the views.
pub const DATABASE_CONNECTIONS_MAX: u32 = 24;
/// How long a query waits for a connection.
pub const DATABASE_ACQUIRE_TIME_MAX: Duration = Duration::from_secs(5);
/// How long one statement of a query may take.
pub const STATEMENT_TIME_MAX: Duration = Duration::from_secs(10);
/// Rows written by one statement.
pub const ROWS_PER_STATEMENT_MAX: usize = 2_000;
/// How often the vaults are asked for keys destroyed meanwhile.
pub const FORGET_INTERVAL: Duration = Duration::from_secs(2);
/// Destructions followed once more each time, for keys that were still cached when they were destroyed.
pub const FORGET_OVERLAP: u64 = 100;

/// Drafts of a page, each with its text.
pub const DRAFT_PAGE_DEFAULT: u32 = 20;
/// The most drafts of a page.
pub const DRAFT_PAGE_MAX: u32 = 50;
/// Cases read and written in one transaction when the reference data have changed.
pub const REFRESH_CASES_MAX: i64 = 1_000;
/// How often the keeper looks for what is due.
pub const HINT_INTERVAL: Duration = Duration::from_secs(1);
/// Cases of one site that are told of in one round; the others wait for the next.
pub const HINTS_PER_ROUND_MAX: i64 = 500;
/// The first pause before a case is told of again; it doubles up to the next limit.
pub const HINT_BACKOFF_MIN: Duration = Duration::from_secs(1);
/// The longest pause before a case is told of again.
pub const HINT_BACKOFF_MAX: Duration = Duration::from_secs(60);
/// Cases whose pauses are remembered.
pub const HINTS_REMEMBERED_MAX: usize = 20_000;
/// Cases of one site that are compared with earlier ones in one round.
pub const SCREENED_PER_ROUND_MAX: i64 = 50;
/// Earlier filings that one case is compared with.
pub const LIKE_FILINGS_MAX: i64 = 100;
/// Like cases that a case is told of.
pub const CANDIDATES_MAX: usize = 20;
/// Hints that wait for an answer at once.
pub const OWED_AT_ONCE_MAX: usize = 16;
/// How long a hint waits for its answer.
pub const HINT_ANSWER_TIME_MAX: Duration = Duration::from_secs(10);

/// Positions one query may wait for.
pub const AT_LEAST_MAX: usize = 16;
/// How long a query waits for the positions it asks for, unless its caller allows less.
pub const AT_LEAST_TIME_MAX: Duration = Duration::from_secs(10);
/// Cases on one page of a list.
pub const LIST_PAGE_MAX: u32 = 200;
/// Cases on one page, if the caller names no number.
pub const LIST_PAGE_DEFAULT: u32 = 50;
/// Lists that are counted in one query.
pub const COUNTED_LISTS_MAX: usize = 40;
/// Cases of a list at which counting it stops.
pub const COUNTED_CASES_MAX: i64 = 1_000;
/// Days of registration that an overview looks back on.
pub const OVERVIEW_DAYS_MAX: i32 = 400;
/// Events on one page of a timeline.
pub const TIMELINE_PAGE_MAX: u32 = 500;
/// Events on one page, if the caller names no number.
pub const TIMELINE_PAGE_DEFAULT: u32 = 100;
/// Cases found for one person.
pub const FOUND_CASES_MAX: i64 = 50;
/// Readings of one case that are listed.
pub const ACCESSES_MAX: i64 = 1_000;
/// Days in one reading of the counters: a year and a leap day, compared with the same of the year before.
pub const COUNTER_DAYS_MAX: i32 = 2 * 366;
/// The longest page token.
pub const PAGE_TOKEN_BYTES_MAX: usize = 256;

/// Recorded judgements that one replay of rules looks at.
pub const REPLAYED_DECISIONS_MAX: u32 = 10_000;
/// Days of one replay: a year.
pub const REPLAY_DAYS_MAX: i32 = 366;
/// Changed decisions that a replay names.
pub const REPLAYED_CHANGES_MAX: usize = 200;
/// Rows that a replay names.
pub const REPLAYED_ROWS_MAX: usize = 100;
/// Replays at once in this process: each keeps a processor busy.
pub const REPLAYS_MAX: usize = 2;
/// How often the rules are asked for what was published.
pub const RULES_INTERVAL: Duration = Duration::from_secs(1);

/// Tries of one query code within [`PROGRESS_WINDOW`]: a person mistypes, a guesser of four digits needs thousands.
pub const PROGRESS_TRIES_MAX: u32 = 5;
/// The time after which a query code may be tried anew.
pub const PROGRESS_WINDOW: Duration = Duration::from_secs(15 * 60);
/// Query codes remembered; beyond it the oldest windows are given up.
pub const PROGRESS_CODES_MAX: usize = 10_000;

/// Changes that wait for a slow watcher.
pub const WATCH_BUFFER_MAX: usize = 256;
/// How long a watcher may leave its buffer full before it is disconnected.
pub const WATCH_STALL_MAX: Duration = Duration::from_secs(5);
/// Decisions read at once for a watcher.
pub const WATCH_PAGE_DECISIONS: i64 = 200;
/// Silence after which a watcher is told that all is well.
pub const WATCH_HEARTBEAT: Duration = Duration::from_secs(15);
/// Streams that are watched at once in this process.
pub const WATCHERS_MAX: usize = 512;
