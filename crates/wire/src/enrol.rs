//! Enrolment: a device makes its own keys and, with a one-time code, is let in.

pub mod by_file;

use domain::{AuthorityId, ChampionId, DeviceId, StreamId};
use serde::{Deserialize, Serialize};

use crate::hex::Hex;

/// `POST /v1/enrol`, the only unsigned request: the code is what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolRequest {
    /// The device's version of the protocol.
    pub proto: u32,
    /// The one-time code, as typed.
    pub code: domain::Private<String>,
    /// Ed25519: signs requests. The private half never leaves the device.
    pub signing_key: Hex<32>,
    /// Ed25519: signs deposits of sealed events when no PIN has been given.
    pub deposit_key: Hex<32>,
    /// The stream of the vault that was just made.
    pub stream: StreamId,
}

/// The centre lets the device in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolReply {
    /// Proves, even to a centre that was restored from before, that the authority enrolled this device.
    pub certificate: Certificate,
    /// X25519: events are sealed to it.
    pub centre_seal_key: Hex<32>,
    /// Ed25519: receipts and replies are signed by it.
    pub centre_sign_key: Hex<32>,
    /// Ed25519: the certificate is signed by it.
    pub authority_key: Hex<32>,
    /// The centre's epoch: it changes when the centre is restored.
    pub epoch: u64,
    /// The centre's wall clock, milliseconds since 1970.
    pub server_time_ms: u64,
    /// For the device's first signed request.
    pub nonce: String,
}

/// An enrolment certificate, signed by the authority key over [`Certificate::signed_bytes`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// What was certified.
    pub says: Enrolled,
    /// Ed25519 over the canonical JSON of `says`.
    pub signature: Hex<64>,
}

/// Who was enrolled, with which keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolled {
    /// By which authority.
    pub authority: AuthorityId,
    /// The device's id, minted by the centre.
    pub device: DeviceId,
    /// Whose device it is.
    pub champion: ChampionId,
    /// Its first stream.
    pub stream: StreamId,
    /// Its signing key.
    pub signing_key: Hex<32>,
    /// Its deposit key.
    pub deposit_key: Hex<32>,
    /// When, by the centre's wall clock, milliseconds since 1970.
    pub enrolled_ms: u64,
}

impl Enrolled {
    /// The bytes that the authority signs: a word that separates them from all else that is signed, and the
    /// canonical JSON.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        crate::signing::domain_bytes("doorstep-certificate-1", self)
    }
}
