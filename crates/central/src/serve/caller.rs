//! Who asks: a device that signed the request over a nonce of this server's.

use std::sync::PoisonError;

use ed25519_dalek::VerifyingKey;
use protocol::admit::{Admit, Known, admit};
use wire::reply::CERTIFICATE_HEADER;
use wire::signing::{DIGEST_HEADER, SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER, SignedRequest, claimed_device};
use wire::{Code, Fault};

use super::asked::Asked;
use super::door::Door;
use crate::error::CentralError;
use crate::ledger::{DeviceRow, LedgerError, Owner};

/// How exactly it is noted when a device was last heard of.
const HEARD_EVERY_MS: u64 = 60 * 1000;

/// With which of a device's keys a request must be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The one that a PIN opens.
    SigningKey,
    /// The one that lies open on the device, good for handing over sealed copies and for nothing else.
    DepositKey,
}

impl Door {
    /// The device that signed this request. One that was revoked may still hand over what it has: whoever calls looks at
    /// `revoked`. One that is not known, since this ledger is older than its enrolment, is let in again by its certificate.
    ///
    /// # Errors
    /// `Signature`, one answer for an unknown device, a wrong signature and a stale nonce, so that guessing learns
    /// nothing.
    pub(super) async fn caller(&self, asked: &Asked, by: By) -> Result<DeviceRow, CentralError> {
        let centre = &self.centre;
        let body = asked.body()?;
        let fresh = self.nonces.fresh(asked.nonce(), &*centre.env).ok_or_else(not_signed)?;
        let device = claimed_device(asked.header(SIGNATURE_INPUT_HEADER)).ok_or_else(not_signed)?;
        let known = centre.ledger.device(centre.authority.id, device).await?;
        let certified = match &known {
            Some(_) => None,
            None => centre.certified(device, asked.header(CERTIFICATE_HEADER)),
        };
        let standing = match &known {
            Some(row) if row.revoked.is_some() => Known::Revoked,
            Some(_) => Known::Enrolled,
            None => Known::No,
        };
        let admitted = admit(standing, certified.is_some());
        let row = known.or(certified).filter(|_| admitted != Admit::No).ok_or_else(not_signed)?;
        let request = SignedRequest {
            method: &asked.method,
            path: &asked.path,
            query: &asked.query,
            body,
            nonce: asked.nonce(),
            device,
        };
        let key = match by {
            By::SigningKey => &row.signing_key,
            By::DepositKey => &row.deposit_key,
        };
        let key = VerifyingKey::from_bytes(key).map_err(|_| not_signed())?;
        // The signature covers the digest that is worked out here; a header that says another is a broken sender.
        let is_signed = request.is_signed_by(&key, asked.header(SIGNATURE_HEADER))
            && asked.header(DIGEST_HEADER) == request.digest_header();
        // Spent only by a request that is signed: nobody else can use up a device's nonce.
        if !is_signed || !self.nonces.spend(&fresh, &*centre.env) {
            return Err(not_signed().into());
        }
        let row = if admitted == Admit::Again { centre.admit_again(row).await? } else { row };
        self.heard_of(&row).await?;
        Ok(row)
    }

    /// Notes that a device was heard of, to the minute: a write for every request would be more than many requests.
    async fn heard_of(&self, device: &DeviceRow) -> Result<(), CentralError> {
        let now_ms = self.centre.env.wall_ms();
        {
            let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
            let last = heard.entry(device.id).or_insert(0);
            if now_ms.saturating_sub(*last) < HEARD_EVERY_MS {
                return Ok(());
            }
            *last = now_ms;
        }
        match self.centre.ledger.device_seen(self.centre.authority.id, device.id, now_ms).await {
            // Whoever only reads is answered all the same; what would write says by itself that the disk is full.
            Err(LedgerError::DiskFull) => Ok(()),
            other => Ok(other?),
        }
    }
}

/// Refuses a device that was revoked whatever is not handing over.
pub(super) fn check_in_use(device: &DeviceRow) -> Result<(), Fault> {
    if device.revoked.is_none() {
        return Ok(());
    }
    let message = "This device may no longer sync. What it has may still be sent: ask your coordinator.";
    Err(Fault::new(Code::Revoked, message))
}

/// Whose streams a device writes.
pub(super) const fn owner(device: &DeviceRow) -> Owner {
    Owner::Device { device: device.id, champion: device.champion }
}

fn not_signed() -> Fault {
    Fault::new(Code::Signature, "This request is not signed by a known device with a fresh nonce. Ask again.")
}
