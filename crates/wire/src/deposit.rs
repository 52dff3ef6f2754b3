//! Deposit: sealed copies of events go to the centre with no PIN, signed by the device's deposit key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::StreamId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most sealed bytes in one part: as base64 it stays under the 1 MiB that a request may have.
pub const DEPOSIT_BYTES_MAX: usize = 720 * 1024;

/// `POST /v1/deposit`, signed by the deposit key and not by the signing key: one part of a stream's sealed copies. A part
/// is complete in itself; parts are sent in the stream's order, and the answer is a [`crate::push::PushReply`], so that
/// the next part begins after what the receipt names. A gap is 409 `gap` with the number wanted, another history 409
/// `fork`, and frames sealed to a key that this centre has not 422 `not_verified`: they wait for the PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deposit {
    /// The device's version of the protocol.
    pub proto: u32,
    /// The stream.
    pub stream: StreamId,
    /// Whole frames ([`crate::sealed::Frame`]) of this stream one after another, at most `PUSH_EVENTS_MAX` and
    /// [`DEPOSIT_BYTES_MAX`]. None at all asks where the stream stands.
    pub frames: Base64,
    /// No vault is open that could answer a gap or a fork by sending other copies: what does not follow from what the
    /// centre holds is kept beside it, as a history of its own, and both are 200.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub apart: bool,
}

/// Bytes that travel as base64 text.
#[derive(Clone, PartialEq, Eq)]
pub struct Base64(pub Vec<u8>);

impl std::fmt::Debug for Base64 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        BASE64.decode(&*text).map(Self).map_err(|_| serde::de::Error::custom("not base64"))
    }
}
