//! The centre's keys: each in a file of its own, outside the database and its backups, readable by its owner only.
//!
//! Whoever has the ledger's backup has no key in it; whoever loses these files cannot open the ledger. So they are
//! kept by the organisation, apart (docs/operations).

mod backup;
mod file;

use std::path::Path;

use age::x25519::Identity;
use ed25519_dalek::{Signer as _, SigningKey};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem as _, OpModeR, Serializable as _, single_shot_open};
use wire::sealed::{Frame, SEAL_INFO, key_id};
use zeroize::{Zeroize, Zeroizing};

use crate::backup::BackupError;
use backup::BackupKey;

use crate::env::{Env, NoRandomness};

/// 32 random bytes that are wiped from memory when they are dropped, and that no log can show.
#[derive(Clone)]
pub(crate) struct Secret(Box<[u8; 32]>);

impl Secret {
    pub(crate) fn new(env: &dyn Env) -> Result<Self, NoRandomness> {
        let mut secret = Self(Box::new([0; 32]));
        env.fill_random(secret.0.as_mut())?;
        Ok(secret)
    }
    /// Bytes that are a key already.
    pub(crate) fn of(bytes: [u8; 32]) -> Self {
        Self(Box::new(bytes))
    }
    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A file or folder could not be read or written.
    #[error("the key file {name} could not be read or written")]
    File {
        /// The file's name, without its folder.
        name: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// It is not 64 hexadecimal digits, or not a key of its kind.
    #[error("the key file {name} holds no key")]
    NoKey {
        /// The file's name, without its folder.
        name: &'static str,
    },
    /// Others than its owner can read it.
    #[error("others than its owner can read the key file {name}: set its mode to 0600")]
    Open {
        /// The file's name, without its folder.
        name: &'static str,
    },
    /// No key can be made.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// All keys of a centre.
#[derive(Debug)]
pub(crate) struct Keys {
    /// X25519: opens what devices seal.
    seal: Secret,
    /// Ed25519: receipts, replies and frozen returns.
    pub(crate) sign: SigningKey,
    /// Ed25519: enrolment certificates.
    pub(crate) authority: SigningKey,
    /// Encrypts the ledger's file.
    pub(crate) ledger: Secret,
    /// Encrypts the books.
    pub(crate) book: Secret,
    /// HMAC: contribution tokens of frozen returns. Whoever has it can tell whether a known event was counted.
    pub(crate) returns: Secret,
    /// X25519: the seal key of before the last rotation, where there is one; what was sealed to it still opens.
    seal_before: Option<Secret>,
    /// age: opens backups.
    pub(crate) backup: BackupKey,
    /// HMAC: one-time codes, cursors and the audit's chain, each under a word of its own (`mac.rs`).
    pub(crate) server: Secret,
}

impl Keys {
    /// Makes those that are missing. A key that is there is never overwritten: what it encrypts would be lost.
    pub(crate) fn make(folder: &Path, env: &dyn Env) -> Result<Self, KeyError> {
        file::make_folder(folder)?;
        for name in file::NAMES {
            file::make(folder, name, env)?;
        }
        Self::load(folder)
    }

    /// Reads them all.
    pub(crate) fn load(folder: &Path) -> Result<Self, KeyError> {
        let [seal, sign, authority, ledger, book, returns, server] = file::NAMES;
        let signing = |name| Ok::<_, KeyError>(SigningKey::from_bytes(file::read(folder, name)?.bytes()));
        Ok(Self {
            seal: file::read(folder, seal)?,
            sign: signing(sign)?,
            authority: signing(authority)?,
            ledger: file::read(folder, ledger)?,
            book: file::read(folder, book)?,
            returns: file::read(folder, returns)?,
            server: file::read(folder, server)?,
            seal_before: file::read_if_there(folder, "centre-seal-before.key")?,
            backup: BackupKey::load(folder)?,
        })
    }

    /// The public half of the seal key, which devices seal to.
    pub(crate) fn seal_public(&self) -> [u8; 32] {
        public(&private(&self.seal))
    }

    /// What a device sealed; none where it is sealed to neither of the live keys, or was changed.
    pub(crate) fn open_sealed(&self, frame: &Frame<'_>) -> Option<Zeroizing<Vec<u8>>> {
        let keys = std::iter::once(&self.seal).chain(&self.seal_before);
        let private = keys.map(private).find(|key| key_id(&public(key)) == frame.key_id)?;
        let encapsulated =
            <X25519HkdfSha256 as hpke::Kem>::EncappedKey::from_bytes(&frame.encapsulated).ok()?;
        single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &encapsulated,
            SEAL_INFO,
            frame.ciphertext,
            &frame.place.bound(),
        )
        .ok()
        .map(Zeroizing::new)
    }

    /// The keys that a backup may be encrypted to: these of age, and the centre's own.
    pub(crate) fn backup_identities(&self, others: &[String]) -> Result<Vec<Identity>, BackupError> {
        let others = others.iter().map(|text| text.trim().parse().map_err(|_| BackupError::NotAge));
        others.chain([Ok(self.backup.identity())]).collect()
    }

    /// Signs as the centre.
    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.sign.sign(bytes).to_bytes()
    }
}

type SealKey = <X25519HkdfSha256 as hpke::Kem>::PrivateKey;

fn private(secret: &Secret) -> SealKey {
    SealKey::from_bytes(secret.bytes()).expect("any 32 bytes are an X25519 key")
}

fn public(private: &SealKey) -> [u8; 32] {
    X25519HkdfSha256::sk_to_pk(private).to_bytes().into()
}
