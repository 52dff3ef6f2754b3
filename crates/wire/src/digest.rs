//! After a pull, both sides count: a cheap digest turns silent loss into one table read again.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::hex::Hex;

/// What a device should hold of one kind of row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDigest {
    /// The kind of row, as in a pulled row.
    pub kind: String,
    /// How many.
    pub rows: u64,
    /// [`table_digest`] over them.
    pub digest: Hex<32>,
}

/// `SHA-256("doorstep-table-1" ‖ kind ‖ 0 ‖ (id ‖ u64be(n))…)` over the rows in order of id. Ids and change numbers are
/// enough: a row whose words changed has another number, and words that rotted on a disk do not decrypt.
#[must_use]
pub fn table_digest(kind: &str, rows: &[(Uuid, u64)]) -> TableDigest {
    let mut in_order = rows.to_vec();
    in_order.sort_unstable();
    let mut hash = TableHash::of(kind);
    for (id, n) in in_order {
        hash.row(id, n);
    }
    hash.end()
}

/// A [`table_digest`] that is worked out a few rows at a time.
#[derive(Debug, Clone)]
pub struct TableHash {
    kind: String,
    rows: u64,
    hash: Sha256,
}

impl TableHash {
    /// Of a kind's rows, before the first.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        let hash = Sha256::new().chain_update("doorstep-table-1").chain_update(kind).chain_update([0]);
        Self { kind: kind.to_owned(), rows: 0, hash }
    }

    /// Of which kind's rows.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The next row, in order of id.
    pub fn row(&mut self, id: Uuid, n: u64) {
        self.hash.update(id.as_bytes());
        self.hash.update(n.to_be_bytes());
        self.rows += 1;
    }

    /// The digest of the rows that there were.
    #[must_use]
    pub fn end(self) -> TableDigest {
        let Self { kind, rows, hash } = self;
        TableDigest { kind, rows, digest: Hex(hash.finalize().into()) }
    }
}
