//! Every limit of the log in one place. Sizes are bytes, times are stated in the name or are a [`Duration`].

use std::time::Duration;

/// The largest payload of one decision. A larger one is refused before it is sent.
pub const PAYLOAD_BYTES_MAX: usize = 256 * 1024;
/// The longest subject; the server's own bound is higher, ours keeps headers and indexes small.
pub const SUBJECT_BYTES_MAX: usize = 200;
/// The longest `kind` or `source` of an entry.
pub const LABEL_BYTES_MAX: usize = 120;

/// Appends that wait in this process before a further one is refused as busy.
pub const APPENDS_WAITING_MAX: usize = 4_096;
/// Single publishes in flight. From this many writers on, an atomic batch is faster than pipelining.
pub const SINGLES_IN_FLIGHT_MAX: usize = 10;
/// Messages in one atomic batch, unless the options say otherwise.
pub const BATCH_MESSAGES_DEFAULT: usize = 500;
/// Messages in one atomic batch that the server accepts at most.
pub const BATCH_MESSAGES_MAX: usize = 1_000;
/// Payload bytes in one atomic batch: bounds what a server has to stage in memory.
pub const BATCH_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Batches in flight on an unreplicated stream: further ones gain nothing there, they only shrink each other.
pub const BATCHES_IN_FLIGHT_SINGLE: usize = 1;
/// Batches in flight on a replicated stream, where a round of the quorum can overlap the next.
pub const BATCHES_IN_FLIGHT_REPLICATED: usize = 4;
/// Sends spent on finding the culprits of a rejected batch before its messages go out one by one.
pub const BATCH_REPAIRS_MAX: usize = 24;
/// How long the next batch may wait for the writers that the last one has just released.
pub const BATCH_GATHER: Duration = Duration::from_millis(1);
/// How long to wait for an acknowledgement before its outcome counts as unknown.
pub const ACK_TIMEOUT: Duration = Duration::from_secs(4);

/// Entries asked for in one page of a load.
pub const LOAD_PAGE_ENTRIES: usize = 500;
/// Bytes asked for in one page of a load.
pub const LOAD_PAGE_BYTES: usize = 4 * 1024 * 1024;
/// Entries one load returns at most; a subject beyond this is a defect of the caller's model.
pub const LOAD_ENTRIES_MAX: usize = 100_000;
/// How long a read may take.
pub const READ_TIMEOUT: Duration = Duration::from_secs(4);
/// How long servers that have just started may take to agree on who answers for a stream.
pub const SETTLE_WITHIN: Duration = Duration::from_secs(40);
/// The pause before servers that have not settled are asked again.
pub const SETTLE_PAUSE: Duration = Duration::from_millis(100);

/// How often the server says that a quiet consumer is alive.
pub const FOLLOW_HEARTBEAT: Duration = Duration::from_secs(1);
/// Silence after which a follower starts a new consumer.
pub const FOLLOW_SILENCE_MAX: Duration = Duration::from_millis(2_500);
/// How often a waiting follower looks whether its connection is still the one it began on.
pub const FOLLOW_CHECK: Duration = Duration::from_millis(250);
/// The longest pause between two attempts of a follower to reach the server.
pub const FOLLOW_BACKOFF_MAX: Duration = Duration::from_secs(2);
/// How long the server keeps a consumer that nobody listens to.
pub const FOLLOW_ABANDONED: Duration = Duration::from_secs(10);

/// Attempts of one command before it is given up as contended.
pub const EXECUTE_ATTEMPTS_MAX: u32 = 32;
/// After this long no further attempt of a command is begun.
pub const EXECUTE_TIME_MAX: Duration = Duration::from_secs(20);
/// The first pause after a conflict or an unknown outcome; it doubles, with jitter, up to the next limit.
pub const EXECUTE_BACKOFF_MIN: Duration = Duration::from_millis(1);
/// The longest pause between two attempts of one command.
pub const EXECUTE_BACKOFF_MAX: Duration = Duration::from_millis(200);
/// Commands that may wait in this process for their turn on one subject.
pub const TURNS_WAITING_MAX: usize = 64;
/// Aggregates kept in memory, unless the options say otherwise.
pub const CACHE_AGGREGATES_DEFAULT: usize = 20_000;
