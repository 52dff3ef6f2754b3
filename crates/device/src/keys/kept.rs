//! The keys file: all that is needed, beside the secret, to open the vault. Nothing in it is about anybody.

use serde::{Deserialize, Serialize};
use wire::hex::Hex;

use super::guess::Guesses;
use super::strength::Mode;
use super::wrap::{self, DataKey, Effort};
use crate::error::DeviceError;
use crate::shell::Shell;

/// Its name in the vault's folder. Where it stands, a device is enrolled: it is written last.
pub(crate) const KEYS_FILE: &str = "keys.json";
/// The same while the answer to a request to be let in is on its way: nobody is enrolled yet.
pub(crate) const WAITING_KEYS_FILE: &str = "waiting-keys.json";
/// The form of the file.
const FORM: &str = "doorstep-keys@1";

/// The file, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptKeys {
    form: String,
    /// Names the device secret in the key store.
    vault: Hex<16>,
    /// What is to be typed.
    pub mode: Mode,
    /// Whether the key store holds a part of the key.
    keystore: bool,
    effort: Effort,
    salt: Hex<16>,
    nonce: Hex<12>,
    wrapped: Hex<48>,
    /// Not bound to the wrapped key: it changes with every guess.
    pub guesses: Guesses,
}

/// What the wrapped key is bound to.
#[derive(Serialize)]
struct Bound<'a> {
    form: &'a str,
    vault: Hex<16>,
    mode: Mode,
    keystore: bool,
    effort: Effort,
    salt: Hex<16>,
}

impl KeptKeys {
    /// Wraps a new vault's key. The device's half goes into the key store first, where there is one.
    pub(crate) fn make(
        shell: &Shell,
        secret: &str,
        mode: Mode,
        effort: Effort,
        key: &DataKey,
    ) -> Result<Self, DeviceError> {
        let (vault, salt, nonce) = (Hex(shell.random()?), Hex(shell.random()?), Hex(shell.random()?));
        let keystore = shell.keystore.available();
        let device_secret = zeroize::Zeroizing::new(if keystore { shell.random::<32>()? } else { [0; 32] });
        let half: &[u8] = if keystore { device_secret.as_ref() } else { &[] };
        let kek = wrap::derive(secret, &salt.0, effort, half)?;
        let mut kept = Self {
            form: FORM.to_owned(),
            vault,
            mode,
            keystore,
            effort,
            salt,
            nonce,
            wrapped: Hex([0; 48]),
            guesses: Guesses::default(),
        };
        let wrapped = wrap::wrap(&kek, &nonce.0, &kept.bound(), key);
        kept.wrapped = Hex(wrapped.as_slice().try_into().map_err(|_| DeviceError::Unreadable("keys"))?);
        if keystore {
            shell.keystore.set(&kept.name(), device_secret.as_ref())?;
        }
        Ok(kept)
    }

    /// Reads the file; none where nobody is enrolled.
    pub(crate) fn read(shell: &Shell) -> Result<Option<Self>, DeviceError> {
        Self::read_from(shell, KEYS_FILE)
    }

    /// The same from a file of another name.
    pub(crate) fn read_from(shell: &Shell, name: &str) -> Result<Option<Self>, DeviceError> {
        let Some(bytes) = shell.files.read(name)? else { return Ok(None) };
        let kept: Self = serde_json::from_slice(&bytes).map_err(|_| DeviceError::Unreadable("keys"))?;
        if kept.form == FORM { Ok(Some(kept)) } else { Err(DeviceError::Unreadable("keys")) }
    }

    /// Writes the file, durably.
    pub(crate) fn write(&self, shell: &Shell) -> Result<(), DeviceError> {
        self.write_to(shell, KEYS_FILE)
    }

    /// The same to a file of another name.
    pub(crate) fn write_to(&self, shell: &Shell, name: &str) -> Result<(), DeviceError> {
        let json = serde_json::to_vec_pretty(self).map_err(|_| DeviceError::Unreadable("keys"))?;
        Ok(shell.files.write(name, &json)?)
    }

    /// Forgets the device's half of the key: for an enrolment that failed, and so for a vault that is empty.
    pub(crate) fn forget(&self, shell: &Shell) -> Result<(), DeviceError> {
        if self.keystore { Ok(shell.keystore.remove(&self.name())?) } else { Ok(()) }
    }

    /// The vault's key; none where the secret is another.
    ///
    /// # Errors
    /// `Keystore` where the device's half of the key is gone: then no secret opens the vault here.
    pub(crate) fn open(&self, shell: &Shell, secret: &str) -> Result<Option<DataKey>, DeviceError> {
        let half = if self.keystore {
            shell.keystore.get(&self.name())?.ok_or(crate::shell::KeystoreFault)?
        } else {
            zeroize::Zeroizing::new(Vec::new())
        };
        let kek = wrap::derive(secret, &self.salt.0, self.effort, &half)?;
        Ok(wrap::unwrap(&kek, &self.nonce.0, &self.bound(), &self.wrapped.0))
    }

    fn name(&self) -> String {
        format!("vault-{}", self.vault)
    }

    fn bound(&self) -> Vec<u8> {
        let Self { form, vault, mode, keystore, effort, salt, nonce: _, wrapped: _, guesses: _ } = self;
        let bound =
            Bound { form, vault: *vault, mode: *mode, keystore: *keystore, effort: *effort, salt: *salt };
        wire::signing::domain_bytes(FORM, &bound)
    }
}
