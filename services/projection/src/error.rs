//! How an error is told in one line.

use std::error::Error;

/// An error and what led to it, the outermost first: no `Display` here repeats its source.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        told.push_str(": ");
        told.push_str(&cause.to_string());
        source = cause.source();
    }
    told
}
