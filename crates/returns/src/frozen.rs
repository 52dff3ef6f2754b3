//! A frozen return: a week's return that will not change any more, with what proves it.
//!
//! Values only. The centre holds the keys and does the signing and the recounting.

use std::collections::BTreeMap;

use domain::AuthorityId;
use reach::weekly::WeeklyReturn;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What `format` says in a frozen return.
pub const FORMAT: &str = "doorstep-frozen-return@1";
/// The largest file that is read back: 16 MiB. A programme of a county with a hundred thousand contacts a year has
/// about as many tokens of 16 bytes in hexadecimal in each of a few dozen figures' year columns.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Separates the signature of a return from every other signature of the centre's key.
const SIGNED_WORD: &[u8] = b"doorstep-return-1\n";

/// A week's return, frozen. Its canonical JSON (RFC 8785) is what is hashed and signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrozenReturn {
    /// [`FORMAT`].
    pub format: String,
    /// Whose ledger it was counted from.
    #[schemars(with = "String")]
    pub authority: AuthorityId,
    /// 1, 2, 3…: what arrives later goes into the next one, never into this.
    pub revision: u32,
    /// When it was frozen, by the centre's wall clock, milliseconds since 1970.
    pub frozen_ms: u64,
    /// The return itself. `weekly.n` is the ledger's change number up to which it counts.
    pub weekly: WeeklyReturn,
    /// For each figure that rests on any event, by the row's key and the column as in `visits.adult/week`, one token
    /// for each of those events, sorted: 32 hexadecimal digits, which only the holder of the return key can match with an event. So
    /// a figure can still be explained when a family was erased since.
    pub contributions: BTreeMap<String, Vec<String>>,
}

/// The file: a frozen return and its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// What is signed.
    #[serde(rename = "return")]
    pub frozen: FrozenReturn,
    /// SHA-256 of the return's canonical JSON, in hexadecimal: by this the ledger names it.
    pub sha256: String,
    /// The centre's Ed25519 public key, in hexadecimal.
    pub key: String,
    /// Ed25519 over [`signed_bytes`] of that hash, in hexadecimal.
    pub signature: String,
}

/// The file is no frozen return of a form that this version reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this file is not a frozen return that this version can read")]
pub struct NotFrozen;

impl FrozenReturn {
    /// Canonical JSON (RFC 8785).
    #[must_use]
    pub fn canonical_json(&self) -> String {
        serde_json_canonicalizer::to_string(self).expect("a return has text keys and whole numbers only")
    }

    /// SHA-256 of the canonical JSON.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.canonical_json()).into()
    }
}

impl Signed {
    /// Reads a file. Nothing about it is proved yet.
    ///
    /// # Errors
    /// [`NotFrozen`] where it is too large, not JSON of this shape, or of another format.
    pub fn parse(json: &[u8]) -> Result<Self, NotFrozen> {
        if json.len() > FILE_BYTES_MAX {
            return Err(NotFrozen);
        }
        let signed: Self = serde_json::from_slice(json).map_err(|_| NotFrozen)?;
        if signed.frozen.format == FORMAT { Ok(signed) } else { Err(NotFrozen) }
    }

    /// The file: canonical JSON and a line break.
    #[must_use]
    pub fn file(&self) -> String {
        let mut json =
            serde_json_canonicalizer::to_string(self).expect("a return has text keys and whole numbers only");
        json.push('\n');
        json
    }
}

/// The bytes that the centre signs for a return of this hash.
#[must_use]
pub fn signed_bytes(sha256: &[u8; 32]) -> Vec<u8> {
    [SIGNED_WORD, sha256].concat()
}

/// The name of a figure among the contributions.
#[must_use]
pub fn figure_name(row: &str, column: reach::weekly::Column) -> String {
    format!("{row}/{}", column.key())
}
