//! Pull: scoped views of the book come to a device, page by page.

mod query;

pub use query::{PullQuery, QueryError};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::digest::TableDigest;
use crate::hex::Hex;

/// `GET /v1/pull` with a [`PullQuery`]: one page. The device stores its rows and its cursor in one transaction.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PullReply {
    /// The centre's epoch.
    pub epoch: u64,
    /// The rows, at most `PULL_ROWS_MAX`.
    pub rows: Vec<PulledRow>,
    /// Where to go on, sealed by the centre; means nothing to anybody else.
    pub cursor: String,
    /// There is another page now.
    pub more: bool,
    /// The change number up to which the device is now told everything in its scope.
    pub n: u64,
    /// The salt of the tombstones of this authority ([`crate::tombstone::tombstone`]).
    pub tombstone_salt: Hex<16>,
    /// On the last page of a run (`more` is false): what the device must now hold, one entry a kind. A kind whose digest
    /// differs is asked for again alone, once.
    pub digests: Vec<TableDigest>,
    /// The centre's wall clock, milliseconds since 1970.
    pub server_time_ms: u64,
}

/// One entity as the device's scope shows it, or the word to forget it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PulledRow {
    /// Its kind: `person`, `session`, `venue`, `slot`, `service`, `form`, `champion`, `team`, `authority`; or `list`,
    /// which opens and closes a full list of the scope, or of the one `kind` that it names: whatever it did not name is
    /// then no longer in it; or `tombstone`, whose `id` is the salted hash of an event that was erased for ever.
    pub kind: String,
    /// Its id, as text.
    pub id: String,
    /// The change number at which it last changed.
    pub n: u64,
    /// The view of it; none where the device is to forget it.
    pub body: Option<Box<RawValue>>,
}

impl std::fmt::Debug for PulledRow {
    /// What it is about, never what it says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PulledRow")
            .field("kind", &self.kind)
            .field("id", &self.id)
            .field("n", &self.n)
            .finish_non_exhaustive()
    }
}
