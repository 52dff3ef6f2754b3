//! Letting a device in: a one-time code against a certificate.

mod by_file;

pub use by_file::EnrolledByFile;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::DeviceId;
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
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
                // Before the answer: a ledger that is restored from before this still knows the device.
                self.journal.admit(self.authority.id, device.clone()).await?;
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

    /// Ends a device's access, from its next request on. It may still hand over what it has, which is kept aside, and with
    /// each receipt it is told to destroy its vault.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is no such device in use; `Ledger`.
    pub async fn revoke(&self, device: DeviceId) -> Result<(), CentralError> {
        let (authority, now_ms) = (self.authority.id, self.env.wall_ms());
        if !self.ledger.revoke(authority, device, now_ms).await? {
            return Err(Fault::new(Code::NotFound, "There is no such device in use.").into());
        }
        self.journal.revoke(authority, device, now_ms).await?;
        self.note("device.revoked", device.uuid(), "").await
    }

    /// The same for a device whose id was typed.
    ///
    /// # Errors
    /// As [`Self::revoke`], and `Refused` with `Malformed` for what is no id.
    pub async fn revoke_named(&self, device: &str) -> Result<DeviceId, CentralError> {
        let malformed = || {
            Fault::new(Code::Malformed, "This is no device's id. `device list` shows them.").about("device")
        };
        let device = device.trim().parse().map_err(|_| malformed())?;
        self.revoke(device).await?;
        Ok(device)
    }

    /// Every device, in order of id.
    ///
    /// # Errors
    /// `Ledger`.
    pub async fn enrolled(&self) -> Result<Vec<DeviceRow>, CentralError> {
        Ok(self.ledger.devices(self.authority.id).await?)
    }

    /// The device that a certificate of ours names; none where it is not ours, or another's.
    pub(crate) fn certified(&self, device: DeviceId, header: &str) -> Option<DeviceRow> {
        self.certified_by(device, serde_json::from_slice(&BASE64.decode(header).ok()?).ok()?)
    }

    /// The same for a certificate that came by another way.
    pub(crate) fn certified_by(&self, device: DeviceId, certificate: Certificate) -> Option<DeviceRow> {
        let Certificate { says, signature } = certificate;
        let signature = Signature::from_bytes(&signature.0);
        let ours = self.keys.authority.verifying_key();
        if ours.verify_strict(&says.signed_bytes(), &signature).is_err() {
            return None;
        }
        let Enrolled { authority, device: named, champion, stream, signing_key, deposit_key, enrolled_ms } =
            says;
        (authority == self.authority.id && named == device).then_some(DeviceRow {
            id: device,
            champion,
            stream,
            signing_key: signing_key.0,
            deposit_key: deposit_key.0,
            enrolled_ms,
            enrolled_n: 0,
            revoked: None,
        })
    }

    /// Lets a device in again that this ledger has forgotten.
    ///
    /// # Errors
    /// `Refused` with `Signature` where its stream is another's by now; `Ledger`.
    pub(crate) async fn admit_again(&self, device: DeviceRow) -> Result<DeviceRow, CentralError> {
        let (authority, id) = (self.authority.id, device.id);
        if self.ledger.admit(authority, device.clone()).await? {
            self.journal.admit(authority, device).await?;
            self.note("device.admitted_again", id.uuid(), "").await?;
        }
        let admitted = self.ledger.device(authority, id).await?;
        Ok(admitted.ok_or_else(|| Fault::new(Code::Signature, "This device's stream is another's."))?)
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
