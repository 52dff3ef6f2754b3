//! Letting a device in: a one-time code against a certificate.

use domain::DeviceId;
use ed25519_dalek::{Signer as _, VerifyingKey};
use uuid::Uuid;
use wire::enrol::{Certificate, EnrolReply, EnrolRequest, Enrolled};
use wire::hex::Hex;
use wire::proto::{PROTO, PROTO_OLDEST};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::env::random;
use crate::error::CentralError;
use crate::invite::code_hash;
use crate::ledger::{DeviceRow, EnrolOutcome, Enrolment};

impl Centre {
    /// Lets a device in. `nonce` is for its first signed request.
    ///
    /// # Errors
    /// `Refused` with `InvitationRefused`, one answer for every reason, so that guessing learns nothing; `Malformed`
    /// for keys that are none or a stream that is taken; `UpdateNeeded`; `Ledger`.
    pub(crate) async fn enrol(
        &self,
        request: EnrolRequest,
        nonce: String,
    ) -> Result<EnrolReply, CentralError> {
        let EnrolRequest { proto, code, signing_key, deposit_key, stream } = request;
        check_proto(proto)?;
        for key in [&signing_key, &deposit_key] {
            // A weak key verifies signatures that nobody made.
            if VerifyingKey::from_bytes(&key.0).map_or(true, |key| key.is_weak()) {
                return Err(Fault::new(Code::Malformed, "This is not a public key.").into());
            }
        }
        let now_ms = self.env.wall_ms();
        let id = uuid::Builder::from_unix_timestamp_millis(now_ms, &random(&*self.env)?).into_uuid();
        let enrolment = Enrolment {
            code_hash: code_hash(self.keys.server.bytes(), code.reveal()),
            now_ms,
            device: DeviceId::from_uuid(id),
            stream,
            signing_key: signing_key.0,
            deposit_key: deposit_key.0,
        };
        match self.ledger.enrol(self.authority.id, enrolment).await? {
            EnrolOutcome::In(device) => {
                self.note("device.enrolled", device.id.uuid(), "").await?;
                Ok(self.welcome(&device, nonce))
            }
            EnrolOutcome::Refused => {
                self.note("device.refused", Uuid::nil(), "").await?;
                let message =
                    "This code is not known, was used, or is too old. Ask your coordinator for a new one.";
                Err(Fault::new(Code::InvitationRefused, message).into())
            }
            EnrolOutcome::StreamTaken => {
                Err(Fault::new(Code::Malformed, "This vault was enrolled before. Begin with a new one.")
                    .into())
            }
        }
    }

    /// Ends a device's access, from its next request on. What it has not sent stays on it.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is no such device in use; `Ledger`.
    pub async fn revoke(&self, device: DeviceId) -> Result<(), CentralError> {
        if !self.ledger.revoke(self.authority.id, device, self.env.wall_ms()).await? {
            return Err(Fault::new(Code::NotFound, "There is no such device in use.").into());
        }
        self.note("device.revoked", device.uuid(), "").await
    }

    fn welcome(&self, device: &DeviceRow, nonce: String) -> EnrolReply {
        let DeviceRow {
            id,
            champion,
            stream,
            signing_key,
            deposit_key,
            enrolled_ms,
            enrolled_n: _,
            revoked: _,
        } = device;
        let says = Enrolled {
            authority: self.authority.id,
            device: *id,
            champion: *champion,
            stream: *stream,
            signing_key: Hex(*signing_key),
            deposit_key: Hex(*deposit_key),
            enrolled_ms: *enrolled_ms,
        };
        let signature = Hex(self.keys.authority.sign(&says.signed_bytes()).to_bytes());
        EnrolReply {
            certificate: Certificate { says, signature },
            centre_seal_key: Hex(self.keys.seal_public()),
            centre_sign_key: Hex(self.sign_key()),
            authority_key: Hex(self.keys.authority.verifying_key().to_bytes()),
            epoch: self.authority.epoch,
            server_time_ms: self.env.wall_ms(),
            nonce,
        }
    }
}

/// Refuses a version of the protocol whose uploads are not taken: a device that was in a drawer for two years still
/// brings in what it has.
pub(crate) fn check_upload(proto: u32) -> Result<(), Fault> {
    if (PROTO_OLDEST..=PROTO).contains(&proto) {
        return Ok(());
    }
    let message =
        if proto < PROTO_OLDEST { "Please update this app." } else { "The centre is older than this app." };
    Err(Fault::new(Code::UpdateNeeded, message))
}

/// Refuses all versions but this one: what is given and how it is let in goes by the rules of today.
pub(crate) fn check_proto(proto: u32) -> Result<(), Fault> {
    check_upload(proto)?;
    if proto == PROTO {
        return Ok(());
    }
    let message = "Please update this app. What it has is still taken; it is given nothing until then.";
    Err(Fault::new(Code::UpdateNeeded, message))
}
