//! What every reply of the centre carries, so that a device can tell it from a captive portal's.

use serde::{Deserialize, Serialize};

/// The header with the nonce for the device's next request.
pub const NONCE_HEADER: &str = "doorstep-nonce";
/// The header with the centre's signature over the reply; see [`crate::signing::reply_bytes`].
pub const SIGNATURE_HEADER: &str = "doorstep-reply-signature";
/// The header with which a reader demands that a change it knows of is included.
pub const MIN_N_HEADER: &str = "doorstep-min-n";
/// The header with the change number at which a reply was made.
pub const N_HEADER: &str = "doorstep-n";
/// The header of a request with the device's enrolment certificate, base64 of its JSON: sent again with the next nonce
/// where the centre answered 401. A centre that was restored from before this enrolment takes the device back on it.
pub const CERTIFICATE_HEADER: &str = "doorstep-certificate";

/// `GET /v1/nonce`: unsigned, for a device that has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NonceReply {
    /// The centre's epoch.
    pub epoch: u64,
    /// For the next signed request.
    pub nonce: String,
    /// The centre's wall clock, milliseconds since 1970.
    pub server_time_ms: u64,
}
