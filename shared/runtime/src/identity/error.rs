//! Why a caller is not known.

use thiserror::Error;

/// The refusal code of every call whose token does not stand.
pub const UNAUTHENTICATED: &str = "A01";

/// Why a token does not stand. Nothing of the token itself is kept: it would reach the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Error {
    /// No `authorization` metadata.
    #[error("the call bears no token")]
    Missing,
    /// Not `Bearer` and one token, or given more than once.
    #[error("the authorization is not one bearer token")]
    NotBearer,
    /// Longer than [`TOKEN_BYTES_MAX`](super::TOKEN_BYTES_MAX).
    #[error("the token is too long")]
    TooLong,
    /// Not the three parts of a signed token, or one that demands an extension.
    #[error("the token is not a signed JWT")]
    Malformed,
    /// The `typ` header is that of another kind of token.
    #[error("the token is of another type")]
    WrongType,
    /// `none`, a symmetric one, one outside the allowlist, or not the key's.
    #[error("the token's algorithm is not allowed")]
    WrongAlgorithm,
    /// No pinned key has this id.
    #[error("the token names no known key")]
    UnknownKey,
    /// The signature is not the key's over this header and payload.
    #[error("the token's signature does not match")]
    WrongSignature,
    /// Issued by someone else.
    #[error("the token is from another issuer")]
    WrongIssuer,
    /// Issued for someone else.
    #[error("the token is for another audience")]
    WrongAudience,
    /// `exp` is past.
    #[error("the token has expired")]
    Expired,
    /// `nbf` is in the future.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// A claim is missing or cannot stand.
    #[error("the token's claim {claim} is missing or malformed")]
    Claim {
        /// The name of the claim.
        claim: &'static str,
    },
}

impl Error {
    /// The one refusal code that all of these become.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        UNAUTHENTICATED
    }

    /// The reason within the code, stable and in snake case.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Missing => "token_missing",
            Self::NotBearer => "token_not_bearer",
            Self::TooLong => "token_too_long",
            Self::Malformed => "token_malformed",
            Self::WrongType => "token_wrong_type",
            Self::WrongAlgorithm => "token_wrong_algorithm",
            Self::UnknownKey => "token_unknown_key",
            Self::WrongSignature => "token_wrong_signature",
            Self::WrongIssuer => "token_wrong_issuer",
            Self::WrongAudience => "token_wrong_audience",
            Self::Expired => "token_expired",
            Self::NotYetValid => "token_not_yet_valid",
            Self::Claim { .. } => "token_claim",
        }
    }

    /// Whether another token from the same issuer would help, without anyone's correcting a configuration.
    #[must_use]
    pub const fn is_cured_by_a_new_token(&self) -> bool {
        matches!(self, Self::Missing | Self::Expired)
    }
}
