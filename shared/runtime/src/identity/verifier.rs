//! Checks a token and gives the officer it speaks for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode};
use quick_cache::sync::Cache;
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use tonic::metadata::MetadataMap;

use super::keys::{self, Key, KeysError};
use super::{Error, Officer};
use crate::config::{Algorithm, TokenConfig};

/// How far the clocks of issuer and service may be apart.
pub const LEEWAY: Duration = Duration::from_secs(30);

/// The longest token read.
pub const TOKEN_BYTES_MAX: usize = 8 * 1024;

/// The claims without which a token is refused. `nbf` is checked where it stands; not every provider sets it.
const REQUIRED_CLAIMS: [&str; 4] = ["exp", "iss", "aud", "sub"];

/// Tokens whose signature is remembered: more than a city has officers at work at once.
const REMEMBERED_MAX: usize = 4096;

/// Checks tokens against pinned keys. Cheap to clone.
#[derive(Clone)]
pub struct Verifier {
    keys: Arc<BTreeMap<String, Key>>,
    /// Who tokens that stood speak for, by the tokens' digests: a signature costs a fifth of a command, and an officer sends
    /// the same token all day.
    verified: Arc<Cache<[u8; 32], Officer>>,
    algorithms: BTreeSet<Algorithm>,
    issuer: String,
    audience: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    crit: Option<Value>,
}

impl Verifier {
    /// Reads the public keys. A key that is published later is known after a restart.
    ///
    /// # Errors
    /// When a key cannot be used, or none is there.
    pub fn open(config: &TokenConfig) -> Result<Self, KeysError> {
        Ok(Self {
            keys: Arc::new(keys::load(&config.keys)?),
            verified: Arc::new(Cache::new(REMEMBERED_MAX)),
            algorithms: config.algorithms.clone(),
            issuer: config.issuer.clone(),
            audience: config.audience.clone(),
        })
    }

    /// The officer whose token a call bears as `authorization: Bearer …` (RFC 6750).
    ///
    /// # Errors
    /// When there is no such token, more than one, or one that does not stand.
    pub fn officer(&self, metadata: &MetadataMap) -> Result<Officer, Error> {
        let mut values = metadata.get_all("authorization").iter();
        let value = values.next().ok_or(Error::Missing)?;
        if values.next().is_some() {
            return Err(Error::NotBearer);
        }
        let (scheme, token) =
            value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(Error::NotBearer)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Error::NotBearer);
        }
        self.verify(token.trim())
    }

    /// The officer of a bare token.
    ///
    /// # Errors
    /// Why the token does not stand. The signature is checked before anything in the payload is believed.
    pub fn verify(&self, token: &str) -> Result<Officer, Error> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(Error::TooLong);
        }
        let digest: [u8; 32] = Sha256::digest(token).into();
        if let Some(officer) =
            self.verified.get(&digest).filter(|officer| is_alive(officer, Timestamp::now()))
        {
            return Ok(officer);
        }
        let officer = self.check(token)?;
        self.verified.insert(digest, officer.clone());
        Ok(officer)
    }

    fn check(&self, token: &str) -> Result<Officer, Error> {
        let header = read_header(token)?;
        let algorithm = self.allowed(&header.alg)?;
        // RFC 9068 gives access tokens a type of their own. Any other type was issued for something else.
        if header
            .typ
            .is_some_and(|typ| !["JWT", "at+jwt"].iter().any(|known| typ.eq_ignore_ascii_case(known)))
        {
            return Err(Error::WrongType);
        }
        if header.crit.is_some() {
            return Err(Error::Malformed);
        }
        let key = header.kid.and_then(|kid| self.keys.get(&kid)).ok_or(Error::UnknownKey)?;
        if key.algorithm != algorithm {
            return Err(Error::WrongAlgorithm);
        }
        let token = decode::<Map<String, Value>>(token, &key.decoding, &self.validation(algorithm));
        Officer::from_claims(&token.map_err(|error| reason(error.kind()))?.claims)
    }

    fn allowed(&self, name: &str) -> Result<Algorithm, Error> {
        let algorithm = match name {
            "EdDSA" => Algorithm::EdDSA,
            "ES256" => Algorithm::ES256,
            _ => return Err(Error::WrongAlgorithm),
        };
        if self.algorithms.contains(&algorithm) { Ok(algorithm) } else { Err(Error::WrongAlgorithm) }
    }

    fn validation(&self, algorithm: Algorithm) -> Validation {
        let mut validation = Validation::new(match algorithm {
            Algorithm::EdDSA => jsonwebtoken::Algorithm::EdDSA,
            Algorithm::ES256 => jsonwebtoken::Algorithm::ES256,
        });
        validation.leeway = LEEWAY.as_secs();
        validation.validate_nbf = true;
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&REQUIRED_CLAIMS);
        validation
    }
}

/// As the first check had it: a token ends the leeway after its `exp`.
fn is_alive(officer: &Officer, now: Timestamp) -> bool {
    now.duration_since(officer.expires) <= SignedDuration::try_from(LEEWAY).unwrap_or(SignedDuration::ZERO)
}

fn read_header(token: &str) -> Result<Header, Error> {
    if token.split('.').count() != 3 {
        return Err(Error::Malformed);
    }
    let (header, _) = token.split_once('.').ok_or(Error::Malformed)?;
    let header = URL_SAFE_NO_PAD.decode(header).map_err(|_| Error::Malformed)?;
    serde_json::from_slice(&header).map_err(|_| Error::Malformed)
}

fn reason(kind: &ErrorKind) -> Error {
    let claim = |name: &str| REQUIRED_CLAIMS.into_iter().chain(["nbf"]).find(|claim| *claim == name);
    match kind {
        ErrorKind::InvalidSignature => Error::WrongSignature,
        ErrorKind::ExpiredSignature => Error::Expired,
        ErrorKind::ImmatureSignature => Error::NotYetValid,
        ErrorKind::InvalidIssuer => Error::WrongIssuer,
        ErrorKind::InvalidAudience => Error::WrongAudience,
        ErrorKind::InvalidAlgorithm => Error::WrongAlgorithm,
        ErrorKind::MissingRequiredClaim(name) | ErrorKind::InvalidClaimFormat(name) => {
            claim(name).map_or(Error::Malformed, |claim| Error::Claim { claim })
        }
        _ => Error::Malformed,
    }
}
