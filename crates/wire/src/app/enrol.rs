//! Letting a device in.

use domain::Private;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a new device needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enrol {
    /// The centre's address, such as `https://doorstep.example.org`; empty where the code is a whole invitation.
    pub address: String,
    /// The one-time code, or the invitation as one text: `https://doorstep.example.org/enrol#CODE`.
    #[ts(type = "string")]
    pub code: Private<String>,
    /// The PIN, or on a device without a key store of its own a passphrase.
    #[ts(type = "string")]
    pub secret: Private<String>,
}
