use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit, aead::Aead};
use zeroize::Zeroizing;

/// Length of every data key and of the site key.
pub const KEY_BYTES: usize = 32;

/// Length of the random nonce. 96 bits keep a collision below 2⁻³² for the first 2³² fields under one key (NIST SP 800-38D, 8.3).
pub const NONCE_BYTES: usize = 12;

/// Names a cipher inside an envelope and beside a wrapped key, so that both can be read after the default has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// AES-256-GCM with a 16-byte tag after the ciphertext (NIST SP 800-38D).
    Aes256Gcm,
}

/// Seals and opens bytes under one key.
///
/// A second implementation, for instance SM4-GCM from a certified module, adds a variant to [`Algorithm`] and touches
/// nothing else.
pub trait Cipher: Send + Sync {
    /// The ciphertext with its tag. Fails only above the cipher's own limit of length.
    fn seal(&self, nonce: &[u8; NONCE_BYTES], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError>;

    /// The plaintext. Fails if key, nonce, `aad` or any bit of `sealed` differ from what was sealed.
    fn open(
        &self,
        nonce: &[u8; NONCE_BYTES],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CipherError>;
}

/// The cipher refused; it does not say why, because a reason would help a forger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the cipher refused the input")]
pub struct CipherError;

struct Aes256GcmCipher(Aes256Gcm);

impl Algorithm {
    /// The name as written in envelopes and key rows: that of RFC 7518, section 5.1.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Aes256Gcm => "A256GCM",
        }
    }

    /// The algorithm of that name, if this build knows it.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "A256GCM" => Some(Self::Aes256Gcm),
            _ => None,
        }
    }

    pub(crate) fn keyed(self, key: &[u8; KEY_BYTES]) -> Box<dyn Cipher> {
        match self {
            Self::Aes256Gcm => Box::new(Aes256GcmCipher(Aes256Gcm::new(key.into()))),
        }
    }
}

impl Cipher for Aes256GcmCipher {
    fn seal(&self, nonce: &[u8; NONCE_BYTES], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        let payload = aes_gcm::aead::Payload { msg: plain, aad };
        self.0.encrypt(nonce.into(), payload).map_err(|_| CipherError)
    }

    fn open(
        &self,
        nonce: &[u8; NONCE_BYTES],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CipherError> {
        // In place, inside a buffer that wipes itself: no copy of the plaintext is left behind.
        let mut buffer = Zeroizing::new(sealed.to_vec());
        self.0.decrypt_in_place(nonce.into(), aad, &mut *buffer).map_err(|_| CipherError)?;
        Ok(buffer)
    }
}
