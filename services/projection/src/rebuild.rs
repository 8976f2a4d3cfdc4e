//! Makes the views anew beside the live ones, compares the two, and switches.
//!
//! 1. The next version is made, without keys, and every log is folded into it from its beginning.
//! 2. The keys are made, and the new version follows to a position of the live one, where the two are compared row
//!    for row by digest.
//! 3. In one transaction that holds off the writers of the live version, the rest is folded and the switch is made.
//!    The old version stays for going back; the one before it is dropped.

mod compare;
mod digest;
mod load;
mod run;
mod switch;

pub use digest::{TableDigest, ViewsDigest, digest};
pub use run::{Compare, RebuildError, Rebuilt, Step, rebuild};
pub(crate) use run::{is_of_this_release, renew};
pub use switch::roll_back;
