//! The rule sets of a city, one after another.

use std::iter::successors;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::{hash::RuleSetHash, rule_set::RuleSet};

/// The rule sets that were published, in this order. The first came with the installation and decides until another's day
/// has come. It only grows, so that a reference to a set stays good while others are published.
#[derive(Debug)]
pub struct RuleSets {
    set: RuleSet,
    next: OnceLock<Box<RuleSets>>,
}

// === impl RuleSets ===

impl RuleSets {
    /// The sets of a city that has published none of its own.
    #[must_use]
    pub const fn new(first: RuleSet) -> Self {
        Self { set: first, next: OnceLock::new() }
    }

    /// Adds the set that was published next; one that is there already changes nothing.
    pub fn publish(&self, set: RuleSet) {
        if self.of(set.hash()).is_some() {
            return;
        }
        let mut added = Box::new(Self::new(set));
        let mut last = self;
        // Another thread may have added one meanwhile; then this one comes behind it.
        loop {
            while let Some(next) = last.next.get() {
                last = next;
            }
            match last.next.set(added) {
                Ok(()) => return,
                Err(refused) => added = refused,
            }
        }
    }

    /// In the order in which they were published.
    pub fn iter(&self) -> impl Iterator<Item = &RuleSet> {
        successors(Some(self), |sets| sets.next.get().map(AsRef::as_ref)).map(|sets| &sets.set)
    }

    /// The set that came with the installation.
    #[must_use]
    pub const fn first(&self) -> &RuleSet {
        &self.set
    }

    /// The set in force on a day: the one published last of those whose day has come.
    #[must_use]
    pub fn on(&self, day: Date) -> &RuleSet {
        self.iter().filter(|set| set.effective_from() <= day).last().unwrap_or(&self.set)
    }

    /// The set with this hash.
    #[must_use]
    pub fn of(&self, hash: RuleSetHash) -> Option<&RuleSet> {
        self.iter().find(|set| set.hash() == hash)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::delivered;

    fn set(version: u32, from: &str) -> RuleSet {
        let mut files = delivered();
        let mut manifest: serde_json::Value = serde_json::from_str(&files.manifest).unwrap();
        manifest["version"] = version.into();
        manifest["effective_from"] = from.into();
        files.manifest = manifest.to_string();
        RuleSet::parse(&files).unwrap()
    }

    #[test]
    fn a_set_decides_from_its_day_until_the_day_of_one_published_later() {
        let sets = RuleSets::new(set(1, "2026-01-01"));
        let first = sets.on(date(2025, 1, 1));
        assert_eq!(first.version(), 1, "the first decides also before its day: there is no other");
        sets.publish(set(2, "2026-06-01"));
        sets.publish(set(3, "2026-04-01"));
        sets.publish(set(3, "2026-04-01"));
        assert_eq!(sets.iter().map(RuleSet::version).collect::<Vec<_>>(), [1, 2, 3]);
        let on = |month, day| sets.on(date(2026, month, day)).version();
        assert_eq!((on(3, 31), on(4, 1), on(6, 1)), (1, 3, 3), "the third was drawn up on the second");
        assert_eq!(first.version(), 1);
        assert_eq!(sets.of(set(2, "2026-06-01").hash()).map(RuleSet::version), Some(2));
        assert!(sets.of(set(9, "2026-06-01").hash()).is_none());
    }
}
