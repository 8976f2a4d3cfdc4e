//! Which tokens open the door, and which do not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fengqiao_jurisdiction::Role;
use fengqiao_runtime::config::{ALGORITHMS_DEFAULT, Algorithm, TokenConfig};
use fengqiao_runtime::identity::{
    Error, IssueError, Issuer, LEEWAY, Officer, TOKEN_BYTES_MAX, TOKEN_TTL_MAX, UNAUTHENTICATED, Verifier,
    generate_keys,
};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tonic::metadata::MetadataMap;
use uuid::Uuid;

const ISSUER: &str = "https://login.example";
const AUDIENCE: &str = "fengqiao";

struct Office {
    folder: TempDir,
    key_id: String,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key_id = generate_keys(folder.path()).unwrap();
        Self { folder, key_id }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn issue(&self, officer: &Officer) -> String {
        Issuer::open(self.path(), ISSUER, AUDIENCE).unwrap().issue(officer).unwrap()
    }

    fn verifier(&self) -> Verifier {
        self.verifier_for(BTreeSet::from(ALGORITHMS_DEFAULT))
    }

    fn verifier_for(&self, algorithms: BTreeSet<Algorithm>) -> Verifier {
        let keys = self.path().to_owned();
        let config =
            TokenConfig { issuer: ISSUER.to_owned(), audience: AUDIENCE.to_owned(), keys, algorithms };
        Verifier::open(&config).unwrap()
    }

    /// A token signed with the true key, whose header and claims are as the test wants them.
    fn sign(&self, change: impl FnOnce(&mut Header, &mut Value)) -> String {
        let mut header =
            Header { kid: Some(self.key_id.clone()), ..Header::new(jsonwebtoken::Algorithm::EdDSA) };
        let now = Timestamp::now().as_second();
        let mut claims = json!({
            "iss": ISSUER, "aud": AUDIENCE, "sub": Uuid::from_u128(1), "exp": now + 3600, "nbf": now,
            "centre": "640221", "roles": ["clerk"],
        });
        change(&mut header, &mut claims);
        let pem = fs::read(self.path().join("signing.pem")).unwrap();
        encode(&header, &claims, &EncodingKey::from_ed_pem(&pem).unwrap()).unwrap()
    }

    fn refused(&self, change: impl FnOnce(&mut Header, &mut Value)) -> Error {
        self.verifier().verify(&self.sign(change)).unwrap_err()
    }
}

fn officer() -> Officer {
    let expires = Timestamp::now() + SignedDuration::from_hours(1);
    Officer {
        id: Uuid::now_v7(),
        centre: "640221100".parse().unwrap(),
        unit: None,
        roles: BTreeSet::from([Role::Mediator, Role::Clerk]),
        case: None,
        expires: Timestamp::from_second(expires.as_second()).unwrap(),
    }
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap()
}

#[test]
fn a_token_speaks_for_the_officer_it_was_issued_to() {
    let office = Office::new();
    let officer = officer();
    assert_eq!(office.verifier().verify(&office.issue(&officer)).unwrap(), officer);
}

#[test]
fn a_token_has_its_time_give_or_take_the_leeway() {
    let office = Office::new();
    let now = Timestamp::now().as_second();
    let (within, beyond) = (seconds(LEEWAY) - 10, seconds(LEEWAY) + 10);
    let with = |claim: &'static str, time: i64| {
        move |_: &mut Header, claims: &mut Value| claims[claim] = json!(time)
    };
    assert_eq!(office.refused(with("exp", now - beyond)), Error::Expired);
    assert_eq!(office.refused(with("nbf", now + beyond)), Error::NotYetValid);
    assert!(office.verifier().verify(&office.sign(with("exp", now - within))).is_ok());
    assert!(office.verifier().verify(&office.sign(with("nbf", now + within))).is_ok());
}

#[test]
fn a_token_is_for_this_audience_from_this_issuer_and_of_this_type() {
    let office = Office::new();
    assert_eq!(office.refused(|_, claims| claims["aud"] = json!("another")), Error::WrongAudience);
    assert_eq!(office.refused(|_, claims| claims["iss"] = json!("https://evil.example")), Error::WrongIssuer);
    assert_eq!(office.refused(|header, _| header.typ = Some("logout+jwt".to_owned())), Error::WrongType);
    for claim in ["exp", "iss", "aud", "sub", "centre", "roles"] {
        let error = office.refused(|_, claims| drop(claims.as_object_mut().unwrap().remove(claim)));
        assert_eq!(error, Error::Claim { claim });
    }
}

#[test]
fn only_pinned_keys_are_believed() {
    let office = Office::new();
    assert_eq!(office.refused(|header, _| header.kid = Some("another".to_owned())), Error::UnknownKey);
    assert_eq!(office.refused(|header, _| header.kid = None), Error::UnknownKey);
    // Another office's key under this office's key id.
    let stranger = Office { key_id: office.key_id.clone(), ..Office::new() };
    assert_eq!(office.verifier().verify(&stranger.sign(|_, _| ())), Err(Error::WrongSignature));
}

#[test]
fn the_payload_cannot_be_changed_after_it_was_signed() {
    let office = Office::new();
    let token = office.sign(|_, _| ());
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let mut claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    claims["roles"] = json!(["system_administrator"]);
    let payload = URL_SAFE_NO_PAD.encode(claims.to_string());
    assert_eq!(
        office.verifier().verify(&format!("{header}.{payload}.{signature}")),
        Err(Error::WrongSignature)
    );
}

#[test]
fn an_unsigned_token_is_refused() {
    let office = Office::new();
    let token = office.sign(|_, _| ());
    let payload = token.split('.').nth(1).unwrap();
    for alg in ["none", "None", "NONE", ""] {
        let header =
            URL_SAFE_NO_PAD.encode(json!({"alg": alg, "typ": "JWT", "kid": office.key_id}).to_string());
        for signature in ["", "AAAA"] {
            let unsigned = format!("{header}.{payload}.{signature}");
            assert_eq!(office.verifier().verify(&unsigned), Err(Error::WrongAlgorithm));
        }
    }
}

#[test]
fn a_public_key_is_no_shared_secret() {
    let office = Office::new();
    let published: Value =
        serde_json::from_str(&fs::read_to_string(office.path().join("jwks.json")).unwrap()).unwrap();
    let x = published["keys"][0]["x"].as_str().unwrap().to_owned();
    for secret in [x.clone().into_bytes(), URL_SAFE_NO_PAD.decode(x).unwrap()] {
        let header =
            Header { kid: Some(office.key_id.clone()), ..Header::new(jsonwebtoken::Algorithm::HS256) };
        let claims =
            json!({"iss": ISSUER, "aud": AUDIENCE, "sub": Uuid::from_u128(1), "exp": 4_000_000_000_u64});
        let token = encode(&header, &claims, &EncodingKey::from_secret(&secret)).unwrap();
        assert_eq!(office.verifier().verify(&token), Err(Error::WrongAlgorithm));
    }
}

#[test]
fn an_algorithm_outside_the_allowlist_is_refused() {
    let office = Office::new();
    let verifier = office.verifier_for(BTreeSet::from([Algorithm::ES256]));
    assert_eq!(verifier.verify(&office.sign(|_, _| ())), Err(Error::WrongAlgorithm));
}

#[test]
fn tokens_from_before_a_rotation_stand_and_later_ones_need_the_new_key() {
    let office = Office::new();
    let (before, old) = (office.verifier(), office.issue(&officer()));
    let key_id = generate_keys(office.path()).unwrap();
    assert_ne!(key_id, office.key_id);
    let new = office.issue(&officer());
    let after = office.verifier();
    assert!(after.verify(&old).is_ok() && after.verify(&new).is_ok());
    assert_eq!(before.verify(&new), Err(Error::UnknownKey));
}

#[test]
fn whatever_is_no_token_is_refused() {
    let office = Office::new();
    let verifier = office.verifier();
    for text in ["", ".", "..", "a.b", "a.b.c", "a.b.c.d", "枫桥.枫桥.枫桥", "e30.e30.e30"] {
        assert_eq!(verifier.verify(text), Err(Error::Malformed), "{text}");
    }
    assert_eq!(verifier.verify(&"a".repeat(TOKEN_BYTES_MAX + 1)), Err(Error::TooLong));
    assert_eq!(office.refused(|header, _| header.crit = Some(vec!["exp".to_owned()])), Error::Malformed);
}

#[test]
fn a_call_bears_exactly_one_bearer_token() {
    let office = Office::new();
    let (verifier, token) = (office.verifier(), office.issue(&officer()));
    let with = |values: &[String]| {
        let mut metadata = MetadataMap::new();
        for value in values {
            metadata.append("authorization", value.parse().unwrap());
        }
        verifier.officer(&metadata)
    };
    assert!(with(&[format!("Bearer {token}")]).is_ok());
    assert!(with(&[format!("bearer {token}")]).is_ok());
    assert_eq!(with(&[]), Err(Error::Missing));
    assert_eq!(with(std::slice::from_ref(&token)), Err(Error::NotBearer));
    assert_eq!(with(&[format!("Basic {token}")]), Err(Error::NotBearer));
    let twice = format!("Bearer {token}");
    assert_eq!(with(&[twice.clone(), twice]), Err(Error::NotBearer));
}

#[test]
fn every_refusal_has_the_one_code_and_a_reason_and_nothing_of_the_token() {
    let office = Office::new();
    let error = office.refused(|_, claims| claims["centre"] = json!("canary"));
    assert_eq!(error.code(), UNAUTHENTICATED);
    assert_eq!(error.reason(), "token_claim");
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[test]
fn no_token_is_issued_that_would_be_refused_or_lasts_too_long() {
    let office = Office::new();
    let issuer = Issuer::open(office.path(), ISSUER, AUDIENCE).unwrap();
    let lasting = |seconds: i64| Officer {
        expires: Timestamp::now() + SignedDuration::from_secs(seconds),
        ..officer()
    };
    assert!(matches!(issuer.issue(&lasting(-1)), Err(IssueError::Ttl)));
    assert!(matches!(issuer.issue(&lasting(seconds(TOKEN_TTL_MAX) + 60)), Err(IssueError::Ttl)));
    let nobody = Officer { roles: BTreeSet::new(), ..officer() };
    assert!(matches!(issuer.issue(&nobody), Err(IssueError::Officer(Error::Claim { claim: "roles" }))));
}

#[test]
fn the_signing_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    let file = office.path().join("signing.pem");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(Issuer::open(office.path(), ISSUER, AUDIENCE), Err(IssueError::ReadKey(_))));
}

#[test]
fn a_token_that_stood_before_still_ends_and_cannot_be_altered() {
    let office = Office::new();
    let verifier = office.verifier();
    let last = Timestamp::now() - LEEWAY + Duration::from_secs(2);
    let token = office.sign(|_, claims| claims["exp"] = json!(last.as_second()));
    let officer = verifier.verify(&token).unwrap();
    assert_eq!(verifier.verify(&token), Ok(officer));
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    let altered = format!("{signed}.{other}{}", &signature[1..]);
    assert_eq!(verifier.verify(&altered), Err(Error::WrongSignature));
    std::thread::sleep(Duration::from_millis(3_100));
    assert_eq!(verifier.verify(&token), Err(Error::Expired));
}
