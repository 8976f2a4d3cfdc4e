use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::limits::SUBJECT_BYTES_MAX;

/// One literal subject: the history of one thing. It never holds a wildcard, because an expectation on a wildcard
/// lets two writers win on a replicated stream.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject(async_nats::Subject);

/// A subject pattern for look-ups: `*` stands for one token, a final `>` for one or more.
#[derive(Clone, PartialEq, Eq)]
pub struct Filter(async_nats::Subject);

/// Why a text is not a subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    #[error("a subject of {bytes} bytes is longer than {SUBJECT_BYTES_MAX}")]
    TooLong { bytes: usize },
    #[error("a subject has an empty token")]
    EmptyToken,
    #[error("a subject holds the character {character:?}")]
    Character { character: char },
    #[error("a wildcard stands where a literal token is needed")]
    Wildcard,
}

// === impl Subject ===

impl Subject {
    /// Checks `text` as a literal subject.
    ///
    /// # Errors
    /// Says which rule the text breaks.
    pub fn new(text: impl Into<String>) -> Result<Self, SubjectError> {
        let text = text.into();
        check(&text, false)?;
        Ok(Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The tokens between the dots.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.as_str().split('.')
    }

    pub(crate) fn to_nats(&self) -> async_nats::Subject {
        self.0.clone()
    }
}

impl Hash for Subject {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl FromStr for Subject {
    type Err = SubjectError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Subject({})", self.as_str())
    }
}

// === impl Filter ===

impl Filter {
    /// Checks `text` as a pattern.
    ///
    /// # Errors
    /// Says which rule the text breaks.
    pub fn new(text: impl Into<String>) -> Result<Self, SubjectError> {
        let text = text.into();
        check(&text, true)?;
        Ok(Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl From<&Subject> for Filter {
    fn from(subject: &Subject) -> Self {
        Self(subject.to_nats())
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({})", self.as_str())
    }
}

fn check(text: &str, wildcards: bool) -> Result<(), SubjectError> {
    if text.len() > SUBJECT_BYTES_MAX {
        return Err(SubjectError::TooLong { bytes: text.len() });
    }
    let mut after_tail = false;
    for token in text.split('.') {
        if token.is_empty() {
            return Err(SubjectError::EmptyToken);
        }
        if after_tail || (!wildcards && matches!(token, "*" | ">")) {
            return Err(SubjectError::Wildcard);
        }
        after_tail = token == ">";
        if matches!(token, "*" | ">") {
            continue;
        }
        let allowed = |c: char| c.is_ascii_graphic() && !matches!(c, '*' | '>');
        if let Some(character) = token.chars().find(|c| !allowed(*c)) {
            return Err(SubjectError::Character { character });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_subject_holds_no_wildcard_space_or_empty_token() {
        assert!(Subject::new("case.s1.c2.0199").is_ok());
        assert_eq!(Subject::new("case.*.x"), Err(SubjectError::Wildcard));
        assert_eq!(Subject::new("case.>"), Err(SubjectError::Wildcard));
        assert_eq!(Subject::new("case..x"), Err(SubjectError::EmptyToken));
        assert_eq!(Subject::new(""), Err(SubjectError::EmptyToken));
        assert_eq!(Subject::new("a b"), Err(SubjectError::Character { character: ' ' }));
        assert_eq!(Subject::new("a\r\nb"), Err(SubjectError::Character { character: '\r' }));
        assert_eq!(Subject::new("x".repeat(201)), Err(SubjectError::TooLong { bytes: 201 }));
    }

    #[test]
    fn a_filter_may_hold_wildcards_as_whole_tokens_and_a_tail_only_at_the_end() {
        assert!(Filter::new("case.*.*.0199").is_ok());
        assert!(Filter::new("case.>").is_ok());
        assert_eq!(Filter::new("case.>.x"), Err(SubjectError::Wildcard));
        assert_eq!(Filter::new("case.a*"), Err(SubjectError::Character { character: '*' }));
    }
}
