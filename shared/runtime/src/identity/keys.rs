//! The public keys that tokens are checked with, pinned by key id.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, PublicKeyUse};
use thiserror::Error;

use crate::config::Algorithm;
use crate::files;

/// The largest key set read.
const KEY_SET_BYTES_MAX: u64 = 256 * 1024;

/// The most keys held: a provider publishes a handful, even while it rotates them.
pub(super) const KEYS_MAX: usize = 64;

/// The bytes of an Ed25519 public key (RFC 8032), and of a coordinate on P-256.
const COORDINATE_BYTES: usize = 32;

/// A public key, for one algorithm only: a key that could be used with two would let the caller choose.
#[derive(Clone)]
pub(super) struct Key {
    pub(super) algorithm: Algorithm,
    pub(super) decoding: DecodingKey,
}

/// Why the public keys cannot be used.
#[derive(Debug, Error)]
pub enum KeysError {
    /// The file or folder cannot be read.
    #[error("cannot read the token keys {path}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the file system answered.
        source: io::Error,
    },
    /// Not a JWK set.
    #[error("{path} is not a JWK set")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What the parser met.
        source: serde_json::Error,
    },
    /// A key that could not be told from the others, or checked with.
    #[error("key {index} of {path} {fault}")]
    Key {
        /// The file.
        path: PathBuf,
        /// Its place in the set, from 0.
        index: usize,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// No key is left.
    #[error("{path} holds no signing key for Ed25519 or P-256; publish the issuer's JWK set there")]
    Empty {
        /// The file or folder.
        path: PathBuf,
    },
}

/// Reads the JWK set `path`, or every `.json` file of the folder `path`.
///
/// Keys for encryption and of other kinds are left out: a provider publishes them beside its signing keys.
pub(super) fn load(path: &Path) -> Result<BTreeMap<String, Key>, KeysError> {
    let mut keys = BTreeMap::new();
    for file in files_of(path)? {
        for (index, jwk) in read_set(&file)?.keys.iter().enumerate() {
            let fail = |fault| KeysError::Key { path: file.clone(), index, fault };
            let Some(key) = signing_key(jwk).map_err(fail)? else { continue };
            let id = jwk.common.key_id.clone().ok_or_else(|| fail("has no kid"))?;
            if keys.insert(id, key).is_some() {
                return Err(fail("has the kid of another key"));
            }
            if keys.len() > KEYS_MAX {
                return Err(fail("is one more than can be held"));
            }
        }
    }
    if keys.is_empty() {
        return Err(KeysError::Empty { path: path.to_owned() });
    }
    Ok(keys)
}

pub(super) fn read_set(path: &Path) -> Result<JwkSet, KeysError> {
    let text = files::read_bounded(path, KEY_SET_BYTES_MAX);
    let text = text.map_err(|source| KeysError::Read { path: path.to_owned(), source })?;
    serde_json::from_str(&text).map_err(|source| KeysError::Syntax { path: path.to_owned(), source })
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>, KeysError> {
    let fail = |source| KeysError::Read { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(fail)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(fail)?;
    let files = entries.into_iter().map(|entry| entry.path());
    Ok(files.filter(|file| file.extension().is_some_and(|extension| extension == "json")).collect())
}

fn signing_key(jwk: &Jwk) -> Result<Option<Key>, &'static str> {
    if !matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature)) {
        return Ok(None);
    }
    // The lengths are checked here: the verifier would take a short key for granted.
    let algorithm = match &jwk.algorithm {
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => {
            has_coordinates([&key.x])?;
            Algorithm::EdDSA
        }
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
            has_coordinates([&key.x, &key.y])?;
            Algorithm::ES256
        }
        _ => return Ok(None),
    };
    let decoding = DecodingKey::from_jwk(jwk).map_err(|_| "is malformed")?;
    Ok(Some(Key { algorithm, decoding }))
}

fn has_coordinates<const N: usize>(coordinates: [&String; N]) -> Result<(), &'static str> {
    let is_coordinate =
        |text: &&String| URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == COORDINATE_BYTES);
    if coordinates.iter().all(is_coordinate) { Ok(()) } else { Err("has a coordinate that is not 32 bytes") }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn ed25519(kid: &str) -> Value {
        // RFC 8037, appendix A.2.
        json!({"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
    }

    fn loaded(files: &[(&str, Value)]) -> Result<Vec<(String, Algorithm)>, KeysError> {
        let folder = tempfile::tempdir().unwrap();
        for (name, keys) in files {
            fs::write(folder.path().join(name), json!({ "keys": keys }).to_string()).unwrap();
        }
        let keys = load(folder.path())?;
        Ok(keys.into_iter().map(|(id, key)| (id, key.algorithm)).collect())
    }

    #[test]
    fn keys_of_all_sets_in_a_folder_are_pinned_each_for_its_algorithm() {
        // RFC 7517, appendix A.1.
        let p256 = json!({"kty": "EC", "crv": "P-256", "kid": "b",
            "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"});
        let keys = loaded(&[("one.json", json!([ed25519("a")])), ("two.json", json!([p256]))]).unwrap();
        assert_eq!(keys, [("a".to_owned(), Algorithm::EdDSA), ("b".to_owned(), Algorithm::ES256)]);
    }

    #[test]
    fn symmetric_foreign_and_encryption_keys_are_not_pinned() {
        let mut encryption = ed25519("c");
        encryption["use"] = json!("enc");
        let symmetric = json!({"kty": "oct", "kid": "d", "k": "c2VjcmV0"});
        let refused =
            loaded(&[("keys.json", json!([encryption, symmetric])), ("notes.txt", json!([ed25519("a")]))]);
        assert!(matches!(refused, Err(KeysError::Empty { .. })));
    }

    #[test]
    fn a_short_key_a_nameless_key_and_a_name_used_twice_are_refused() {
        let mut short = ed25519("a");
        short["x"] = json!("AAAA");
        let mut nameless = ed25519("a");
        nameless.as_object_mut().unwrap().remove("kid");
        for (keys, fault) in [
            (json!([short]), "not 32 bytes"),
            (json!([nameless]), "no kid"),
            (json!([ed25519("a"), ed25519("a")]), "kid of another key"),
        ] {
            let error = loaded(&[("keys.json", keys)]).unwrap_err().to_string();
            assert!(error.contains(fault), "{error}");
        }
    }
}
