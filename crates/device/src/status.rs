//! How things stand. Whatever says "sent" here is read from receipts, never from a counter of its own.

use protocol::Marks;
use protocol::marks::all_sent;
use wire::Fault;
use wire::app::{Status, VaultState};

use crate::device::{Device, Open};
use crate::disk::Disk;
use crate::error::DeviceError;
use crate::keys::{KeptKeys, Mode};
use crate::vault::Enrolment;
use crate::when;

impl Device {
    /// How things stand. While the vault is locked only whether there is one is known.
    ///
    /// # Errors
    /// Where the files cannot be read.
    pub fn status(&self) -> Result<Status, Fault> {
        let status = match &self.open {
            Some(open) => self.of_open(open),
            None => self.of_locked(),
        };
        status.map_err(|error| self.fault(error))
    }

    /// The centre's address, while the vault is open.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.open.as_ref().map(|open| open.enrolment.address.as_str())
    }

    fn of_locked(&self) -> Result<Status, DeviceError> {
        let kept = KeptKeys::read(&self.shell)?;
        Ok(Status {
            vault: if kept.is_some() { VaultState::Locked } else { VaultState::NotEnrolled },
            by_pin: self.by_pin(kept),
            champion: None,
            stream: None,
            check_phrase: None,
            recorded: 0,
            waiting: 0,
            sent: 0,
            safe: 0,
            quarantined: 0,
            all_sent: false,
            last_contact_ms: None,
            caseload_days_left: None,
            clock_doubtful: when::is_doubtful(&self.shell.clock.now(), 0),
            disk_fails: self.disk == Disk::Fails,
        })
    }

    fn of_open(&self, open: &Open) -> Result<Status, DeviceError> {
        let (stream, contact) = (open.vault.stream()?, open.vault.contact()?);
        let (marks, (recorded, sent, safe)) = (open.vault.marks()?, open.vault.counts()?);
        Ok(Status {
            vault: VaultState::Open,
            by_pin: self.by_pin(KeptKeys::read(&self.shell)?),
            champion: Some(open.enrolment.certificate.says.champion),
            stream: Some(stream.id),
            check_phrase: Some(check_phrase(&open.enrolment)),
            recorded,
            waiting: marks.iter().map(Marks::waiting).sum(),
            sent,
            safe,
            quarantined: open.vault.aside()?.len() as u64,
            all_sent: all_sent(&marks, 0),
            caseload_days_left: self.caseload_days_left(open)?,
            last_contact_ms: (contact.last_ms > 0).then_some(contact.last_ms),
            clock_doubtful: when::is_doubtful(&self.shell.clock.now(), contact.server_ms),
            disk_fails: self.disk == Disk::Fails,
        })
    }

    /// A vault says itself how it is opened; before there is one, it is the key store that decides.
    fn by_pin(&self, kept: Option<KeptKeys>) -> bool {
        kept.map_or_else(|| self.shell.keystore.available(), |kept| kept.mode == Mode::Pin)
    }
}

/// What a coordinator compares at the desk.
fn check_phrase(enrolment: &Enrolment) -> String {
    let says = &enrolment.certificate.says;
    wire::check::phrase(&enrolment.authority_key, &says.signing_key.0, &says.deposit_key.0)
}
