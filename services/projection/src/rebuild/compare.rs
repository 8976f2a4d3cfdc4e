//! Compares the new version with the live one, both at the same positions.

use fengqiao_runtime::Reference;

use super::digest::{self, ViewsDigest};
use super::load::load;
use super::run::RebuildError;
use crate::limits::COMPARE_ATTEMPTS_MAX;
use crate::project::Source;
use crate::store::{self, Store, StoreError, Version, commit, forget};

/// The digests of both versions: the live one's, and the new one's.
pub(super) struct Compared {
    pub(super) live: ViewsDigest,
    pub(super) new: ViewsDigest,
}

/// Takes the live views as they are, brings the new ones to the same positions, and sums both up.
///
/// A person forgotten between the two looks like a difference, so one is looked at again before it is believed.
pub(super) async fn compare(
    store: &Store,
    version: &Version,
    sources: &[Source],
    reference: &Reference,
) -> Result<Compared, RebuildError> {
    let mut attempt = 1;
    loop {
        let compared = compare_once(store, version, sources, reference).await?;
        let may_be_passing = compared.live.differences(&compared.new) == ["lookup"];
        if !may_be_passing || attempt == COMPARE_ATTEMPTS_MAX {
            return Ok(compared);
        }
        attempt += 1;
    }
}

async fn compare_once(
    store: &Store,
    version: &Version,
    sources: &[Source],
    reference: &Reference,
) -> Result<Compared, RebuildError> {
    let (mut writing, live) = store.write().await?;
    for source in sources {
        forget(&mut writing, &live, source.site, &source.vault).await?;
    }
    commit(writing).await?;
    // This transaction keeps seeing the live views as they are now, however long the rest takes.
    let mut views = store.read().await?;
    let live = store.live(&mut views).await?;
    let positions = store::positions(&mut views, &live).await?;
    for source in sources {
        let reached = positions.get(source.log.stream());
        let through = reached.map_or(0, |stored| stored.position.sequence);
        load(store, version, source, reference, through, |_| ()).await?;
        let mut writing = store.write_version(version).await?;
        forget(&mut writing, version, source.site, &source.vault).await?;
        commit(writing).await?;
    }
    let live = digest::of_entered(&mut views).await?;
    views.rollback().await.map_err(|source| StoreError::Transaction("end", source))?;
    Ok(Compared { live, new: digest::of_version(store, version).await? })
}
