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
    let mut hash = Sha256::new().chain_update("doorstep-table-1").chain_update(kind).chain_update([0]);
    for (id, n) in &in_order {
        hash.update(id.as_bytes());
        hash.update(n.to_be_bytes());
    }
    TableDigest { kind: kind.to_owned(), rows: rows.len() as u64, digest: Hex(hash.finalize().into()) }
}
