//! How much is measured. Every count and every time has its bound here.

use std::time::Duration;

/// Calls under way at once in every row on throughput.
pub(crate) const IN_FLIGHT: usize = 256;
/// Connections over which they go, to the platform as to the empty server.
pub(crate) const CONNECTIONS: usize = 8;
/// Windows of every row on throughput. Their median counts.
pub(crate) const RUNS: usize = 3;
/// Connections to Postgres of the library beside which the platform is measured.
pub(crate) const CQRS_CONNECTIONS: u32 = 64;
/// Stored messages that are read back, to be stored again by the baselines.
pub(crate) const SAMPLE_MESSAGES: u64 = 2_048;
/// Decisions of a case that is read cold.
pub(crate) const COLD_DECISIONS: usize = 20;
/// Cold commands before the first that counts: a service that has just started opens its connections then.
pub(crate) const COLD_WARM_UP: usize = 20;
/// Commands a second while the lag of the views is measured.
pub(crate) const LAG_RATE: u32 = 500;
/// Of so many commands, one waits until it is seen in the views.
pub(crate) const LAG_SAMPLE_EVERY: usize = 5;

/// The sizes of one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Before each window.
    pub(crate) warm_up: Duration,
    /// In which completed calls are counted.
    pub(crate) window: Duration,
    /// Cases played one command at a time.
    pub(crate) warm_cases: usize,
    /// Cases read cold.
    pub(crate) cold_cases: usize,
    /// Publishes one at a time.
    pub(crate) raw_publishes: usize,
    /// How long the moderate rate lasts.
    pub(crate) lag_time: Duration,
    /// How long the views may take until they have caught up.
    pub(crate) catch_up_max: Duration,
    /// How long a rebuild may take.
    pub(crate) rebuild_max: Duration,
}

impl Plan {
    /// The figures that count: some four minutes.
    pub(crate) const FULL: Self = Self {
        warm_up: Duration::from_secs(1),
        window: Duration::from_secs(5),
        warm_cases: 250,
        cold_cases: 320,
        raw_publishes: 2_000,
        lag_time: Duration::from_secs(12),
        catch_up_max: Duration::from_secs(60),
        rebuild_max: Duration::from_secs(90),
    };

    /// All of it in little: a minute.
    pub(crate) const QUICK: Self = Self {
        warm_up: Duration::from_millis(500),
        window: Duration::from_secs(1),
        warm_cases: 40,
        cold_cases: 80,
        raw_publishes: 300,
        lag_time: Duration::from_secs(3),
        catch_up_max: Duration::from_secs(20),
        rebuild_max: Duration::from_secs(20),
    };
}
