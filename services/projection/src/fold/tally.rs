//! Sums per key: a centre's own, and those of every tree it stands in.

use std::collections::BTreeMap;

use fengqiao_jurisdiction::{CentreCode, Jurisdiction};

/// Sorted by key, so that writers of two logs take their locks in one order.
#[derive(Debug)]
pub(super) struct Tally<K>(BTreeMap<K, (i64, i64)>);

// === impl Tally ===

impl<K: Ord> Tally<K> {
    /// Adds to a centre's own figure, and to that of every tree it stands in.
    pub(super) fn add(
        &mut self,
        jurisdiction: &Jurisdiction,
        centre: CentreCode,
        by: i64,
        key: impl Fn(CentreCode) -> K,
    ) {
        self.0.entry(key(centre)).or_default().0 += by;
        for at in std::iter::once(centre).chain(jurisdiction.ancestors(&centre)) {
            self.0.entry(key(at)).or_default().1 += by;
        }
    }

    /// Each key with the centre's own sum and that of its tree, where either is not 0.
    pub(super) fn into_sums(self) -> impl Iterator<Item = (K, i64, i64)> {
        let sums = self.0.into_iter().filter(|(_, sums)| *sums != (0, 0));
        sums.map(|(key, (own, subtree))| (key, own, subtree))
    }
}

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}
