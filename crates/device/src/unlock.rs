//! Opening the vault with what was typed.

use domain::Private;
use wire::{Code, Fault};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::keys::{DataKey, GUESSES_MAX, KEYS_FILE, KeptKeys};
use crate::leaving;
use crate::reserve;
use crate::sealed::{Reconciled, SEALED_FILE, SealedLog};
use crate::shell::{DATABASE_FILE, Shell, WAL_FILE};
use crate::vault::Vault;

impl Device {
    /// Opens the vault, and mends what a power cut may have left: see [`Reconciled`].
    ///
    /// # Errors
    /// `NotEnrolled`; `SecretWrong`; `SecretLocked` with the seconds to wait, or without after the last guess;
    /// `AlreadyOpen`; `DiskFull`; `DiskFails`, since a guess that cannot be counted is not checked; `Damaged` where the file was
    /// set aside.
    pub fn unlock(&mut self, secret: &Private<String>) -> Result<Reconciled, Fault> {
        if self.open.is_some() {
            return Ok(Reconciled::default());
        }
        let opened = open(&self.shell, secret.reveal());
        let (open, reconciled) = self.heard(opened)?;
        self.open = Some(open);
        Ok(reconciled)
    }
}

fn open(shell: &Shell, secret: &str) -> Result<(Open, Reconciled), DeviceError> {
    let kept = KeptKeys::read(shell)?.ok_or_else(not_enrolled)?;
    reserve::room_to_open(shell)?;
    let key = guess(shell, kept, secret)?;
    match open_with(shell, key) {
        Err(error) if error.is_damage(shell.files.free_bytes()) => Err(set_aside(shell)?.into()),
        done => done,
    }
}

/// The vault's key, where the guess is right. The guess is counted before it is checked.
fn guess(shell: &Shell, mut kept: KeptKeys, secret: &str) -> Result<DataKey, DeviceError> {
    let now = shell.clock.now();
    if kept.guesses.count >= GUESSES_MAX {
        return Err(Fault::new(
            Code::SecretLocked,
            "Too many wrong guesses. Ask your coordinator; what you recorded is kept.",
        )
        .into());
    }
    let wait_s = kept.guesses.wait_ms(&now).div_ceil(1000);
    if wait_s > 0 {
        return Err(Fault::new(
            Code::SecretLocked,
            format!("Too many wrong guesses. Wait {wait_s} seconds, then try again."),
        )
        .wanting(wait_s)
        .into());
    }
    kept.guesses = kept.guesses.and_one(&now);
    reserve::for_a_moment(shell, || kept.write(shell))?;
    let Some(key) = kept.open(shell, secret)? else {
        return Err(Fault::new(Code::SecretWrong, "This PIN or passphrase is wrong.").about("secret").into());
    };
    kept.guesses = Default::default();
    reserve::for_a_moment(shell, || kept.write(shell))?;
    Ok(key)
}

pub(crate) fn open_with(shell: &Shell, key: DataKey) -> Result<(Open, Reconciled), DeviceError> {
    if !shell.files.exists(DATABASE_FILE)? {
        // Perhaps only for now: a drive that is not mounted, a folder that is being moved. So nothing is touched.
        return Err(Fault::new(Code::Damaged, "The vault's file is not in its folder. Put it back.").into());
    }
    let mut vault = reserve::for_a_moment(shell, || Vault::open(&shell.database, key.clone()))?;
    vault.rebuild_book()?;
    let enrolment = vault.enrolment()?;
    let centre_key = enrolment.centre_seal_key;
    let (sealed, reconciled) = reserve::retrying(shell, || SealedLog::reconcile(shell, &vault, &centre_key))?;
    reserve::keep(shell)?;
    let mut open = Open { vault, sealed, enrolment, unconfirmed: None, nonce: None };
    reserve::for_a_moment(shell, || leaving::drop_old_caseload(shell, &mut open))?;
    Ok((open, reconciled))
}

/// Moves everything of a damaged vault aside under one name, so that it can be mended or its sealed events
/// handed over, and so that the champion can enrol anew and go on. Nothing is deleted.
fn set_aside(shell: &Shell) -> Result<Fault, DeviceError> {
    let mark = format!("damaged-{}", shell.clock.now().wall_ms);
    // The keys go last: as long as they stand, this is the vault of the device.
    for name in [DATABASE_FILE, WAL_FILE, SEALED_FILE, KEYS_FILE] {
        // SQLite finds a WAL by its name: it must keep going with its file.
        let aside = match name.strip_prefix(DATABASE_FILE) {
            Some(rest) => format!("{mark}-{DATABASE_FILE}{rest}"),
            None => format!("{mark}-{name}"),
        };
        shell.files.rename(name, &aside)?;
    }
    Ok(Fault::new(
        Code::Damaged,
        format!(
            "The vault's file is damaged. It was set aside as {mark}, nothing was deleted. Ask your coordinator \
             for a new code, and give them those files: what was not sent can be read from them."
        ),
    ))
}

pub(crate) fn not_enrolled() -> DeviceError {
    Fault::new(Code::NotEnrolled, "Nobody is enrolled on this device yet. Ask your coordinator for a code.")
        .into()
}
