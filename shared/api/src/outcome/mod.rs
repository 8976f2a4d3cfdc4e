//! What a command or a question led to, as messages.

mod arithmetic;
mod change;
mod details;
mod explanation;
mod standing;

pub use change::{affair_change, change};
pub use explanation::explanation;
pub use standing::{draft_standing, standing};

pub(crate) use explanation::explanation_with;
