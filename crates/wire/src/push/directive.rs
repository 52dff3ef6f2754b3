//! What the centre asks of a device.

use domain::{AuthorityId, DeviceId};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::hex::Hex;

/// What the centre asks of a device, in the reply to a push or a deposit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Directive {
    /// Pull: something in your scope changed.
    Pull,
    /// Update: this version's uploads are still taken, and it is given nothing any more.
    Update,
    /// Destroy this vault and its keys, once what waits in it was sent or three tries have failed. Sealed copies, which
    /// are unreadable to a finder, stay until they are durable. It comes with every receipt of a revoked device.
    Wipe {
        /// Which vault, and in answer to which request.
        says: Wipe,
        /// Ed25519 by the centre over [`Wipe::signed_bytes`].
        signature: Hex<64>,
    },
}

/// Which vault is to be destroyed: a vault, and not the device, which a colleague may share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wipe {
    /// Who says so.
    pub authority: AuthorityId,
    /// The enrolment that the vault was made with.
    pub vault: DeviceId,
    /// The nonce of the request that this answers: heard once, it cannot be played again.
    pub nonce: String,
}

impl Wipe {
    /// The bytes that the centre signs.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        crate::signing::domain_bytes("doorstep-wipe-1", self)
    }

    /// Whether the centre signed this, for this vault of this authority, in answer to the request with this nonce.
    #[must_use]
    pub fn is_for(
        &self,
        key: &VerifyingKey,
        signature: &Hex<64>,
        authority: AuthorityId,
        vault: DeviceId,
        nonce: &str,
    ) -> bool {
        self.authority == authority
            && self.vault == vault
            && self.nonce == nonce
            && key.verify_strict(&self.signed_bytes(), &Signature::from_bytes(&signature.0)).is_ok()
    }
}
