//! Data keys as they lie in the database: sealed by the site key, bound to their owner.

use rand::Rng;

use crate::cipher::{Algorithm, CipherError, NONCE_BYTES};
use crate::framing::framed;
use crate::owner::KeyOwner;
use crate::secret::{DataKey, SiteKey};

const KEY_LABEL: &str = "fengqiao.vault.data-key.v1";
const CHECK_LABEL: &str = "fengqiao.vault.site-key-check.v1";

/// What new keys are wrapped with and new fields are sealed with.
pub(crate) const CURRENT: Algorithm = Algorithm::Aes256Gcm;

// === impl SiteKey ===

impl SiteKey {
    /// The nonce, then the sealed key. An owner's key moved to another row does not unwrap.
    pub(crate) fn wrap(&self, owner: &KeyOwner, key: &DataKey) -> Result<Vec<u8>, CipherError> {
        self.seal(&key_aad(CURRENT, owner), key.bytes())
    }

    pub(crate) fn unwrap(
        &self,
        owner: &KeyOwner,
        algorithm: Algorithm,
        wrapped: &[u8],
    ) -> Result<DataKey, CipherError> {
        let bytes = self.open(algorithm, &key_aad(algorithm, owner), wrapped)?;
        DataKey::from_slice(&bytes).ok_or(CipherError)
    }

    /// A value that only this key and this site name verify. It holds no secret but the fact that it opens.
    pub(crate) fn check_value(&self, site: &str) -> Result<Vec<u8>, CipherError> {
        self.seal(&framed(CHECK_LABEL, &[site.as_bytes()]), &[])
    }

    pub(crate) fn verifies(&self, site: &str, check_value: &[u8]) -> bool {
        self.open(CURRENT, &framed(CHECK_LABEL, &[site.as_bytes()]), check_value).is_ok()
    }

    fn seal(&self, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        let nonce = random_nonce();
        let mut sealed = nonce.to_vec();
        sealed.extend(CURRENT.keyed(self.bytes()).seal(&nonce, aad, plain)?);
        Ok(sealed)
    }

    fn open(
        &self,
        algorithm: Algorithm,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, CipherError> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(CipherError)?;
        algorithm.keyed(self.bytes()).open(nonce, aad, sealed)
    }
}

pub(crate) fn random_nonce() -> [u8; NONCE_BYTES] {
    let mut nonce = [0; NONCE_BYTES];
    rand::rng().fill_bytes(&mut nonce);
    nonce
}

fn key_aad(algorithm: Algorithm, owner: &KeyOwner) -> Vec<u8> {
    framed(KEY_LABEL, &[algorithm.id().as_bytes(), owner.scope.as_bytes(), owner.person.as_bytes()])
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::cipher::KEY_BYTES;

    #[test]
    fn a_wrapped_key_opens_for_its_owner_under_its_site_key_only() {
        let (site, other_site) = (SiteKey::from([1; KEY_BYTES]), SiteKey::from([2; KEY_BYTES]));
        let owner = KeyOwner::new(Uuid::from_u128(1), Uuid::from_u128(2));
        let swapped = KeyOwner::new(owner.person, owner.scope);
        let key = DataKey::generate();
        let wrapped = site.wrap(&owner, &key).unwrap();
        assert_eq!(site.unwrap(&owner, CURRENT, &wrapped).unwrap().bytes(), key.bytes());
        assert!(site.unwrap(&swapped, CURRENT, &wrapped).is_err());
        assert!(other_site.unwrap(&owner, CURRENT, &wrapped).is_err());
        for cut in 0..wrapped.len() {
            assert!(site.unwrap(&owner, CURRENT, &wrapped[..cut]).is_err());
        }
    }

    #[test]
    fn a_check_value_proves_the_key_and_the_site() {
        let key = SiteKey::from([1; KEY_BYTES]);
        let check = key.check_value("pingluo").unwrap();
        assert!(key.verifies("pingluo", &check));
        assert!(!key.verifies("huinong", &check));
        assert!(!SiteKey::from([2; KEY_BYTES]).verifies("pingluo", &check));
    }
}
