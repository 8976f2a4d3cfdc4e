//! Issues tokens for the local run and the tests. A deployment points at an OIDC provider instead.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use secrecy::ExposeSecret;
use serde_json::Value;
use thiserror::Error;
use zeroize::Zeroizing;

use super::keys::{self, KEYS_MAX, KeysError};
use super::{Error as TokenError, Officer};
use crate::config::{Problem, read_secret};
use crate::files;

/// The longest a token lasts: one long working day.
pub const TOKEN_TTL_MAX: Duration = Duration::from_secs(12 * 3600);

/// The signing key in a folder of keys, readable by its owner only.
const PRIVATE_FILE: &str = "signing.pem";

/// The public keys in a folder of keys, old ones included, so that tokens signed before a rotation stand.
const PUBLIC_FILE: &str = "jwks.json";

/// What precedes the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410, section 7).
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Signs tokens with an Ed25519 key.
pub struct Issuer {
    key: EncodingKey,
    key_id: String,
    issuer: String,
    audience: String,
}

/// Why keys cannot be made or a token not issued.
#[derive(Debug, Error)]
pub enum IssueError {
    /// The private key cannot be read.
    #[error("cannot use the signing key")]
    ReadKey(#[source] Problem),
    /// The public keys cannot be read.
    #[error("cannot read the keys published so far")]
    ReadKeys(#[source] KeysError),
    /// A key cannot be written.
    #[error("cannot write {file}")]
    Write {
        /// The file.
        file: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// The folder already publishes as many keys as can be held.
    #[error("{file} publishes {KEYS_MAX} keys; remove those whose tokens have all expired")]
    TooManyKeys {
        /// The public file.
        file: PathBuf,
    },
    /// The key is not an Ed25519 key in PKCS #8.
    #[error("the signing key is not an Ed25519 key in PKCS #8")]
    Key(#[source] jsonwebtoken::errors::Error),
    /// Signing failed.
    #[error("cannot sign the token")]
    Sign(#[source] jsonwebtoken::errors::Error),
    /// The public keys have no JSON form.
    #[error("cannot write the public keys as JSON")]
    Json(#[source] serde_json::Error),
    /// The token would be refused.
    #[error("no token can be issued for this officer")]
    Officer(#[source] TokenError),
    /// The expiry is past, or more than [`TOKEN_TTL_MAX`] ahead.
    #[error("a token lasts at most {} s from now, and not less than one", TOKEN_TTL_MAX.as_secs())]
    Ttl,
}

/// Makes a signing key in `folder` and publishes its public key beside it; gives the key's id.
///
/// In a folder that has keys this is a rotation: later tokens are signed with the new key, and the public keys
/// of the earlier ones stay until someone removes them. A verifier learns the new key when it is opened again.
///
/// # Errors
/// When the keys of the folder cannot be read or written.
pub fn generate_keys(folder: &Path) -> Result<String, IssueError> {
    let seed: Zeroizing<[u8; 32]> = Zeroizing::new(rand::random());
    let pem = Zeroizing::new(private_pem(&seed));
    let key = EncodingKey::from_ed_pem(pem.as_bytes()).map_err(IssueError::Key)?;
    let jwk = public_key(&key)?;
    let key_id = jwk.common.key_id.clone().unwrap_or_default();

    // Published before it signs: no token is ever signed with a key that nobody can look up.
    let public_file = folder.join(PUBLIC_FILE);
    let mut published = if public_file.exists() {
        keys::read_set(&public_file).map_err(IssueError::ReadKeys)?
    } else {
        JwkSet { keys: Vec::new() }
    };
    if published.keys.len() >= KEYS_MAX {
        return Err(IssueError::TooManyKeys { file: public_file });
    }
    published.keys.push(jwk);
    let published = serde_json::to_string_pretty(&published).map_err(IssueError::Json)?;
    write(public_file, published.as_bytes(), 0o644)?;
    write(folder.join(PRIVATE_FILE), pem.as_bytes(), 0o600)?;
    Ok(key_id)
}

// === impl Issuer ===

impl Issuer {
    /// Opens the signing key that [`generate_keys`] left in `folder`, to issue for these `iss` and `aud`.
    ///
    /// # Errors
    /// When there is none, or it can be read by others.
    pub fn open(folder: &Path, issuer: &str, audience: &str) -> Result<Self, IssueError> {
        let pem = read_secret("the signing key", &folder.join(PRIVATE_FILE)).map_err(IssueError::ReadKey)?;
        let key = EncodingKey::from_ed_pem(pem.expose_secret().as_bytes()).map_err(IssueError::Key)?;
        let key_id = public_key(&key)?.common.key_id.unwrap_or_default();
        Ok(Self { key, key_id, issuer: issuer.to_owned(), audience: audience.to_owned() })
    }

    /// A token for this officer, valid from now until `officer.expires`.
    ///
    /// # Errors
    /// For an officer whose token would be refused, and an expiry that is past or too far.
    pub fn issue(&self, officer: &Officer) -> Result<String, IssueError> {
        officer.check().map_err(IssueError::Officer)?;
        let now = Timestamp::now();
        let ttl_seconds = officer.expires.as_second() - now.as_second();
        if !u64::try_from(ttl_seconds).is_ok_and(|ttl| (1..=TOKEN_TTL_MAX.as_secs()).contains(&ttl)) {
            return Err(IssueError::Ttl);
        }
        let mut claims = officer.to_claims();
        claims.extend([
            ("iss".to_owned(), Value::from(self.issuer.as_str())),
            ("aud".to_owned(), Value::from(self.audience.as_str())),
            ("iat".to_owned(), Value::from(now.as_second())),
            ("nbf".to_owned(), Value::from(now.as_second())),
        ]);
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::EdDSA) };
        encode(&header, &claims, &self.key).map_err(IssueError::Sign)
    }
}

fn public_key(key: &EncodingKey) -> Result<Jwk, IssueError> {
    let mut jwk = Jwk::from_encoding_key(key, Algorithm::EdDSA).map_err(IssueError::Key)?;
    // RFC 7638: the id follows from the key, so two keys never share one.
    jwk.common.key_id = Some(jwk.thumbprint(ThumbprintHash::SHA256).map_err(IssueError::Key)?);
    jwk.common.public_key_use = Some(PublicKeyUse::Signature);
    Ok(jwk)
}

fn private_pem(seed: &[u8; 32]) -> String {
    let der = Zeroizing::new([PKCS8_PREFIX.as_slice(), seed].concat());
    let body = Zeroizing::new(STANDARD.encode(&*der));
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", *body)
}

fn write(file: PathBuf, content: &[u8], mode: u32) -> Result<(), IssueError> {
    files::replace(&file, content, mode).map_err(|source| IssueError::Write { file, source })
}
