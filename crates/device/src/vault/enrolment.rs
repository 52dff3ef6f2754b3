//! Who this device is and whom it believes.

use ed25519_dalek::{SigningKey, VerifyingKey};
use rusqlite::params;
use wire::enrol::Certificate;
use zeroize::Zeroizing;

use super::Vault;
use crate::error::DeviceError;

/// What enrolment left.
#[derive(Clone)]
pub(crate) struct Enrolment {
    /// The centre's address without a slash at its end.
    pub address: String,
    /// Who this device is, signed by the authority.
    pub certificate: Certificate,
    /// Signs certificates.
    pub authority_key: [u8; 32],
    /// Events are sealed to it.
    pub centre_seal_key: [u8; 32],
    /// Signs receipts and replies.
    pub centre_sign_key: VerifyingKey,
    /// Signs this device's requests. It wipes itself from memory.
    pub signing_key: SigningKey,
}

impl Vault {
    /// Keeps an enrolment. There is only ever one.
    pub(crate) fn enrol(&mut self, enrolment: &Enrolment) -> Result<(), DeviceError> {
        let Enrolment { address, certificate, authority_key, centre_seal_key, centre_sign_key, signing_key } =
            enrolment;
        let certificate =
            serde_json::to_string(certificate).map_err(|_| DeviceError::Unreadable("certificate"))?;
        let seed = Zeroizing::new(signing_key.to_bytes());
        self.transact(|tx| {
            tx.execute(
                "INSERT INTO enrolment (only, address, certificate, authority_key, centre_seal_key, centre_sign_key,
                    signing_key) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    address,
                    certificate,
                    authority_key,
                    centre_seal_key,
                    centre_sign_key.to_bytes(),
                    seed.as_slice()
                ],
            )?;
            Ok(())
        })
    }

    /// The enrolment.
    pub(crate) fn enrolment(&self) -> Result<Enrolment, DeviceError> {
        const UNREADABLE: DeviceError = DeviceError::Unreadable("enrolment");
        let (address, certificate, authority_key, centre_seal_key, sign_key, seed) = self.connection.query_row(
            "SELECT address, certificate, authority_key, centre_seal_key, centre_sign_key, signing_key FROM enrolment",
            [],
            |row| {
                let seed: [u8; 32] = row.get(5)?;
                Ok((
                    row.get(0)?,
                    row.get::<_, String>(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get::<_, [u8; 32]>(4)?,
                    Zeroizing::new(seed),
                ))
            },
        )?;
        Ok(Enrolment {
            address,
            certificate: serde_json::from_str(&certificate).map_err(|_| UNREADABLE)?,
            authority_key,
            centre_seal_key,
            centre_sign_key: VerifyingKey::from_bytes(&sign_key).map_err(|_| UNREADABLE)?,
            signing_key: SigningKey::from_bytes(&seed),
        })
    }
}
