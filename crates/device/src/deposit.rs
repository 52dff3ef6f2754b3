//! What hands sealed copies over when no PIN has been given: who this device is, whom it believes, and the key that signs
//! deposits. It lies in the clear, since nothing in it opens anything; the private half is in the key store where there is
//! one.

use ed25519_dalek::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use wire::enrol::Certificate;
use wire::hex::Hex;
use wire::{Code, Fault};
use zeroize::Zeroizing;

use crate::error::DeviceError;
use crate::shell::Shell;
use crate::vault::Enrolment;

/// Its name in the vault's folder.
pub(crate) const DEPOSIT_FILE: &str = "deposit.json";
/// The name of the deposit key in the key store.
const DEPOSIT_KEY: &str = "deposit";
const FORM: &str = "doorstep-deposit@1";
const UNREADABLE: DeviceError = DeviceError::Unreadable("deposit key");

/// The file, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    form: String,
    address: String,
    certificate: Certificate,
    centre_sign_key: Hex<32>,
    /// The private half, where no key store holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signing_key: Option<String>,
}

/// Who deposits.
#[derive(Clone)]
pub(crate) struct Depositor {
    /// The centre's address without a slash at its end.
    pub address: String,
    /// Who this device is, signed by the authority.
    pub certificate: Certificate,
    /// Signs receipts and replies.
    pub centre_sign_key: VerifyingKey,
    /// Signs deposits.
    pub key: SigningKey,
}

impl std::fmt::Debug for Depositor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Depositor")
    }
}

/// Keeps what deposits need, for an enrolment.
pub(crate) fn keep(shell: &Shell, enrolment: &Enrolment, key: &SigningKey) -> Result<(), DeviceError> {
    let seed = Zeroizing::new(key.to_bytes());
    let in_keystore = shell.keystore.available();
    let kept = Kept {
        form: FORM.to_owned(),
        address: enrolment.address.clone(),
        certificate: enrolment.certificate.clone(),
        centre_sign_key: Hex(enrolment.centre_sign_key.to_bytes()),
        signing_key: (!in_keystore).then(|| domain::text::to_hex(seed.as_ref())),
    };
    if in_keystore {
        shell.keystore.set(DEPOSIT_KEY, seed.as_ref())?;
    }
    let json = serde_json::to_vec_pretty(&kept).map_err(|_| UNREADABLE)?;
    Ok(shell.files.write(DEPOSIT_FILE, &json)?)
}

/// Reads it.
///
/// # Errors
/// `NotEnrolled` where nobody was ever let in here; `Keystore`, `Unreadable` where the key is gone.
pub(crate) fn read(shell: &Shell) -> Result<Depositor, DeviceError> {
    let file = shell.files.read(DEPOSIT_FILE)?.ok_or_else(|| {
        Fault::new(
            Code::NotEnrolled,
            "Nobody was ever let in on this device, so it has nothing to hand over.",
        )
    })?;
    let Kept { form, address, certificate, centre_sign_key, signing_key } =
        serde_json::from_slice(&file).map_err(|_| UNREADABLE)?;
    if form != FORM {
        return Err(UNREADABLE);
    }
    let seed = match signing_key {
        Some(hex) => Zeroizing::new(domain::text::from_hex::<32>(&hex).ok_or(UNREADABLE)?),
        None => {
            let kept = shell.keystore.get(DEPOSIT_KEY)?.ok_or(UNREADABLE)?;
            Zeroizing::new(<[u8; 32]>::try_from(kept.as_slice()).map_err(|_| UNREADABLE)?)
        }
    };
    let centre_sign_key = VerifyingKey::from_bytes(&centre_sign_key.0).map_err(|_| UNREADABLE)?;
    Ok(Depositor { address, certificate, centre_sign_key, key: SigningKey::from_bytes(&seed) })
}

/// Forgets it: nothing is left to hand over.
pub(crate) fn forget(shell: &Shell) -> Result<(), DeviceError> {
    if shell.keystore.available() {
        shell.keystore.remove(DEPOSIT_KEY)?;
    }
    Ok(shell.files.remove(DEPOSIT_FILE)?)
}
