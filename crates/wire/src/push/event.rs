//! One event as it travels.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::EventId;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::hex::Hex;

/// One event as it travels. What is hashed is the body's bytes, so they are kept as they came, and a body that no
/// parser takes is kept all the same.
#[derive(Clone)]
pub struct PushedEvent {
    /// Its id.
    pub id: EventId,
    /// Its salt.
    pub salt: Hex<16>,
    /// Its body.
    pub body: PushedBody,
}

/// The body of an event.
#[derive(Clone)]
pub enum PushedBody {
    /// Canonical JSON. On the wire: `"body": {…}`.
    Json(Box<RawValue>),
    /// Bytes that the centre would not take as part of a request: the device found the one event by halving, and sends it
    /// so. It is stored, and quarantined. On the wire: `"opaque": "base64"`.
    Opaque(Vec<u8>),
}

impl PushedBody {
    /// The bytes that are hashed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Json(json) => json.get().as_bytes(),
            Self::Opaque(bytes) => bytes,
        }
    }

    /// The bytes, without copying them.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Json(json) => String::from(Box::<str>::from(json)).into_bytes(),
            Self::Opaque(bytes) => bytes,
        }
    }
}

impl std::fmt::Debug for PushedEvent {
    /// Its id alone: the body is about people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PushedEvent").field("id", &self.id).finish_non_exhaustive()
    }
}

/// As it is spelt: one of the two bodies.
#[derive(Serialize)]
struct Spelling<'a> {
    id: EventId,
    salt: Hex<16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opaque: Option<String>,
}

/// As it is read. Owned, since raw JSON that is borrowed could not be read from a stream.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelt {
    id: EventId,
    salt: Hex<16>,
    #[serde(default)]
    body: Option<Box<RawValue>>,
    #[serde(default)]
    opaque: Option<String>,
}

impl Serialize for PushedEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { id, salt, body } = self;
        let (json, opaque) = match body {
            PushedBody::Json(json) => (Some(&**json), None),
            PushedBody::Opaque(bytes) => (None, Some(BASE64.encode(bytes))),
        };
        Spelling { id: *id, salt: *salt, body: json, opaque }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PushedEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let Spelt { id, salt, body, opaque } = Spelt::deserialize(deserializer)?;
        let body = match (body, opaque) {
            (Some(json), None) => PushedBody::Json(json),
            (None, Some(text)) => {
                PushedBody::Opaque(BASE64.decode(text).map_err(|_| D::Error::custom("not base64"))?)
            }
            (Some(_), Some(_)) | (None, None) => return Err(D::Error::custom("one body, plain or opaque")),
        };
        Ok(Self { id, salt, body })
    }
}
