//! What a stream must be to hold a log, and the proof that one is.

use std::collections::HashMap;

use async_nats::jetstream::stream::{
    Config, DiscardPolicy, PersistenceMode, RetentionPolicy, Source, StorageType,
};

use crate::{Epoch, ServerVersion};

/// Metadata key: the stream's epoch.
const EPOCH: &str = "eventlog.epoch";
/// Metadata key: that every server was seen to fsync before it acknowledges, when the stream was created.
const SYNC: &str = "eventlog.sync";
const SYNC_ALWAYS: &str = "always";
/// Metadata key that the answering server itself sets to its version.
const SERVER_VERSION: &str = "_nats.ver";

/// A way in which a stream is not fit to hold a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    #[error("its retention is not by limits")]
    Retention,
    #[error("its messages expire or are evicted")]
    Limits,
    #[error("it discards old messages instead of refusing new ones")]
    Discard,
    #[error("it is not stored in files")]
    Storage,
    #[error("messages can be deleted")]
    Deletable,
    #[error("subjects can be purged")]
    Purgeable,
    #[error("subjects can be rolled up, expire, be scheduled, be counted or be rewritten")]
    Rewritable,
    #[error("it cannot commit a batch atomically")]
    NoAtomicBatch,
    #[error("it cannot be read directly")]
    NoDirectGet,
    #[error("it acknowledges before it stores")]
    AckBeforeStore,
    #[error("its messages come from other streams")]
    Sourced,
    #[error("it carries no mark that its servers fsync always")]
    SyncUnproven,
    #[error("it carries no epoch")]
    NoEpoch,
}

/// The configuration of a log that holds `subjects`.
pub(crate) fn home(name: &str, subjects: Vec<String>, replicas: usize, epoch: Epoch) -> Config {
    Config { subjects, allow_atomic_publish: true, ..common(name, replicas, epoch) }
}

/// The configuration of a read-only copy that keeps the sequences of `source`.
pub(crate) fn mirror(name: &str, source: Source, replicas: usize, epoch: Epoch) -> Config {
    Config { mirror: Some(source), mirror_direct: true, ..common(name, replicas, epoch) }
}

fn common(name: &str, replicas: usize, epoch: Epoch) -> Config {
    Config {
        name: name.to_owned(),
        retention: RetentionPolicy::Limits,
        discard: DiscardPolicy::New,
        storage: StorageType::File,
        num_replicas: replicas,
        max_messages: -1,
        max_bytes: -1,
        max_messages_per_subject: -1,
        max_consumers: -1,
        deny_delete: true,
        deny_purge: true,
        allow_direct: true,
        metadata: HashMap::from([
            (EPOCH.to_owned(), epoch.to_string()),
            (SYNC.to_owned(), SYNC_ALWAYS.to_owned()),
        ]),
        ..Config::default()
    }
}

/// The subjects that a stream does not take from its writers; a copy has none, and takes what its source does.
pub(crate) fn missing(config: &Config, subjects: &[String]) -> Vec<String> {
    if config.mirror.is_some() {
        return Vec::new();
    }
    subjects.iter().filter(|subject| !config.subjects.contains(*subject)).cloned().collect()
}

/// Checks every setting that could take a message away, reorder it, or acknowledge it too soon.
pub(crate) fn check(config: &Config) -> Result<Epoch, Vec<Violation>> {
    let mirror = config.mirror.is_some();
    let rules = [
        (config.retention == RetentionPolicy::Limits, Violation::Retention),
        (is_unlimited(config), Violation::Limits),
        (config.discard == DiscardPolicy::New, Violation::Discard),
        (config.storage == StorageType::File, Violation::Storage),
        (config.deny_delete, Violation::Deletable),
        (config.deny_purge, Violation::Purgeable),
        (is_verbatim(config), Violation::Rewritable),
        (mirror || config.allow_atomic_publish, Violation::NoAtomicBatch),
        (config.allow_direct, Violation::NoDirectGet),
        (!config.no_ack && config.persist_mode != Some(PersistenceMode::Async), Violation::AckBeforeStore),
        (config.sources.as_ref().is_none_or(Vec::is_empty), Violation::Sourced),
        (config.metadata.get(SYNC).is_some_and(|sync| sync == SYNC_ALWAYS), Violation::SyncUnproven),
    ];
    let mut violations: Vec<_> =
        rules.into_iter().filter_map(|(kept, violation)| (!kept).then_some(violation)).collect();
    match epoch(config) {
        Some(epoch) if violations.is_empty() => Ok(epoch),
        Some(_) => Err(violations),
        None => {
            violations.push(Violation::NoEpoch);
            Err(violations)
        }
    }
}

pub(crate) fn epoch(config: &Config) -> Option<Epoch> {
    config.metadata.get(EPOCH)?.parse().ok()
}

/// The version of the server that answered for the stream, which need not be the one we are connected to.
pub(crate) fn answering_server(config: &Config) -> Option<ServerVersion> {
    config.metadata.get(SERVER_VERSION)?.parse().ok()
}

fn is_unlimited(config: &Config) -> bool {
    config.max_age.is_zero()
        && config.max_bytes <= 0
        && config.max_messages <= 0
        && config.max_messages_per_subject <= 0
        && !config.discard_new_per_subject
}

fn is_verbatim(config: &Config) -> bool {
    !config.allow_rollup
        && !config.allow_message_ttl
        && !config.allow_message_schedules
        && !config.allow_message_counter
        && !config.sealed
        && config.subject_transform.is_none()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn sound() -> Config {
        home("LOG", vec!["case.>".to_owned()], 1, Epoch::random())
    }

    #[test]
    fn a_stream_made_for_a_log_is_sound_and_knows_its_epoch() {
        let epoch = Epoch::random();
        assert_eq!(check(&home("LOG", vec!["case.>".to_owned()], 3, epoch)), Ok(epoch));
    }

    #[test]
    fn each_setting_that_could_lose_or_rewind_history_is_named() {
        type Spoil = fn(&mut Config);
        let cases: Vec<(Spoil, Violation)> = vec![
            (|c| c.retention = RetentionPolicy::WorkQueue, Violation::Retention),
            (|c| c.max_age = Duration::from_secs(1), Violation::Limits),
            (|c| c.max_bytes = 1, Violation::Limits),
            (|c| c.max_messages = 1, Violation::Limits),
            (|c| c.max_messages_per_subject = 1, Violation::Limits),
            (|c| c.discard = DiscardPolicy::Old, Violation::Discard),
            (|c| c.storage = StorageType::Memory, Violation::Storage),
            (|c| c.deny_delete = false, Violation::Deletable),
            (|c| c.deny_purge = false, Violation::Purgeable),
            (|c| c.allow_rollup = true, Violation::Rewritable),
            (|c| c.allow_message_ttl = true, Violation::Rewritable),
            (|c| c.allow_atomic_publish = false, Violation::NoAtomicBatch),
            (|c| c.allow_direct = false, Violation::NoDirectGet),
            (|c| c.persist_mode = Some(PersistenceMode::Async), Violation::AckBeforeStore),
            (|c| c.no_ack = true, Violation::AckBeforeStore),
            (|c| c.sources = Some(vec![Source::default()]), Violation::Sourced),
            (|c| drop(c.metadata.remove(SYNC)), Violation::SyncUnproven),
            (|c| drop(c.metadata.remove(EPOCH)), Violation::NoEpoch),
        ];
        for (spoil, violation) in cases {
            let mut config = sound();
            spoil(&mut config);
            assert_eq!(check(&config), Err(vec![violation]));
        }
    }
}
