//! Letting a device in that reaches no network: it writes its request to a file that somebody carries to the centre, and
//! takes the answer that they bring back. In between the vault is made, locked, and empty.

use domain::Private;
use ed25519_dalek::SigningKey;
use wire::app::Enrol;
use wire::enrol::by_file::{Answered, read_answer, write_request};
use wire::{Code, Fault};

use super::{OwnKeys, Prepared, certified, finish, invited, parse_address, wanted};
use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::keys::{KeptKeys, WAITING_KEYS_FILE};
use crate::shell::Shell;
use crate::vault::{Asked, Vault, in_terms_of_the_book};

impl Device {
    /// Makes a vault and the file that asks to be let in. The vault is locked until the answer comes. Asked again, it begins
    /// anew, and an answer to the request before is no longer taken.
    ///
    /// # Errors
    /// `SecretTooWeak`; `NotPermitted` where a device is enrolled here already; `Malformed` for the address; `DiskFull`.
    pub fn enrol_request(&mut self, enrol: &Enrol) -> Result<Vec<u8>, Fault> {
        self.asked(enrol).map_err(|error| self.fault(error))
    }

    /// Takes the answer to the request that this device wrote last. The vault is open afterwards.
    ///
    /// # Errors
    /// `NotEnrolled` where it never asked; `SecretWrong`; `Malformed` and `NotVerified` for the answer. The request stays as
    /// it is, so that the right answer can still be taken.
    pub fn enrol_answer(&mut self, answer: &[u8], secret: &Private<String>) -> Result<(), Fault> {
        match answered(&self.shell, answer, secret.reveal()) {
            Ok(open) => {
                self.open = Some(open);
                Ok(())
            }
            Err(error) => Err(self.fault(error)),
        }
    }

    fn asked(&self, enrol: &Enrol) -> Result<Vec<u8>, DeviceError> {
        let Enrol { address, code, secret } = enrol;
        let (address, code) = invited(address, code.reveal());
        let address = parse_address(address)?;
        if let Some(before) = KeptKeys::read_from(&self.shell, WAITING_KEYS_FILE)? {
            before.forget(&self.shell)?;
        }
        let Prepared { mut vault, kept, keys } = self.prepare(secret.reveal())?;
        let OwnKeys { signing, deposit, stream: _ } = &keys;
        vault.ask(&Asked { address, signing_key: signing.to_bytes(), deposit_key: deposit.to_bytes() })?;
        kept.write_to(&self.shell, WAITING_KEYS_FILE)?;
        Ok(write_request(wanted(&keys, code.to_owned()))?)
    }
}

fn answered(shell: &Shell, answer: &[u8], secret: &str) -> Result<Open, DeviceError> {
    if KeptKeys::read(shell)?.is_some() {
        return Err(Fault::new(Code::NotPermitted, "This device is enrolled already.").into());
    }
    let kept = KeptKeys::read_from(shell, WAITING_KEYS_FILE)?.ok_or_else(|| {
        let message = "This device has asked nobody to be let in. Begin with `champion enrol --request`.";
        Fault::new(Code::NotEnrolled, message)
    })?;
    let Answered { reply, pages } = read_answer(answer)?;
    let key = kept.open(shell, secret)?.ok_or_else(|| {
        Fault::new(Code::SecretWrong, "This is not the PIN or passphrase that the request was made with.")
            .about("secret")
    })?;
    let mut vault = Vault::open(&shell.database, key)?;
    let asked = vault.asked()?;
    let keys = OwnKeys {
        signing: SigningKey::from_bytes(&asked.signing_key),
        deposit: SigningKey::from_bytes(&asked.deposit_key),
        stream: vault.stream()?.id,
    };
    let enrolment = certified(&reply, &keys, asked.address.clone()).map_err(|_| {
        let message = "This answer is to another request than the one that this device made last. Bring that one's \
                       answer, or ask anew with `champion enrol --request`.";
        DeviceError::from(Fault::new(Code::NotVerified, message))
    })?;
    for mut page in pages {
        let rows = in_terms_of_the_book(std::mem::take(&mut page.rows));
        vault.store_rows(&rows, &page.tombstone_salt.0)?;
        vault.end_page(&page, shell.clock.now().wall_ms)?;
    }
    vault.commit_pages()?;
    vault.forget_asking()?;
    let open = finish(shell, &kept, vault, enrolment, &reply, &keys.deposit)?;
    shell.files.remove(WAITING_KEYS_FILE)?;
    Ok(open)
}
