//! Who calls: officers and citizens, by signed token.
//!
//! A token is a JWT (RFC 7519) signed with Ed25519 or ES256. The services hold public keys only, pinned by key
//! id; an OIDC provider signs, or in the local run an [`Issuer`]. Besides the registered claims a token bears
//! `centre`, `unit`, `roles` and `case`. Its times are the machine's, never those of the movable clock.

mod error;
mod issuer;
mod keys;
mod officer;
mod verifier;

pub use error::{Error, UNAUTHENTICATED};
pub use issuer::{IssueError, Issuer, TOKEN_TTL_MAX, generate_keys};
pub use keys::KeysError;
pub use officer::Officer;
pub use verifier::{LEEWAY, TOKEN_BYTES_MAX, Verifier};
