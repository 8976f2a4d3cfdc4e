//! Seals personal data field by field, and destroys the key of one person so that nothing of them can be read again.
//!
//! A site has one vault, in a Postgres database of its own with a backup of its own. Every (scope, person) has one data
//! key; the keys lie in the vault wrapped by the site key, the sealed fields lie wherever the caller stores them. The
//! crate knows nothing of what it seals: a scope, a person and a field name are all it is told.
//!
//! - **A key outlives the seal.** [`Vault::seal`] returns only after the key is committed durably, so no envelope can
//!   reach a log before its key is safe.
//! - **A tombstone is final.** [`Vault::destroy`] leaves a row that stops the key from being made again; a trigger in
//!   the database guards it too.
//! - **Caches forget.** A handle drops a destroyed key at once. Other processes are told by `NOTIFY`, normally within
//!   milliseconds; a process that cannot hear drops everything it holds when it listens again, and in any case each key
//!   after [`VaultOptions::key_cache_ttl`].
//! - **What is not promised:** pages, write-ahead log and backups of the vault's database may still hold a *wrapped* key for
//!   some time. It is useless without the site key, and the vault's backups must expire before erasure is promised.

mod cache;
mod cipher;
mod destroy;
mod envelope;
mod framing;
mod keys;
mod listen;
mod lookup;
mod normalise;
mod open;
mod options;
mod orphans;
mod owner;
mod query_code;
mod seal;
mod secret;
mod store;
mod unseal;
mod wrapping;

pub use self::cipher::{Algorithm, Cipher, CipherError, KEY_BYTES, NONCE_BYTES};
pub use self::destroy::{BASIS_BYTES_MAX, DESTROYED_PAGE_MAX, DestroyError, Destroyed, Destruction};
pub use self::envelope::{Envelope, EnvelopeError};
pub use self::keys::KeyError;
pub use self::lookup::{BlindIndex, BlindIndexError, BlindKind};
pub use self::open::{OpenError, Vault};
pub use self::options::{KEY_CACHE_TTL_MAX, VaultOptions};
pub use self::orphans::{ORPHAN_BATCH_MAX, OrphanError, Sweep};
pub use self::owner::KeyOwner;
pub use self::query_code::{QueryCode, QueryCodeError};
pub use self::seal::{FIELD_BYTES_MAX, PLAIN_BYTES_MAX, SEAL_ITEMS_MAX, SealError, SealItem};
pub use self::secret::{KeyFormatError, LookupKey, Plain, SiteKey};
pub use self::unseal::{SealedItem, UNSEAL_ITEMS_MAX, UnsealError, Unsealed};
