//! What leaves this device by itself: the words of what the centre has long held, sealed copies of what is long durable, and
//! a caseload that was not refreshed for too long. When is decided in `protocol::retention`; nothing else ever leaves.

use protocol::retention::{CASELOAD_DAYS, Caseload, caseload};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::reserve;
use crate::shell::Shell;

/// At the end of a contact: lets go of what may leave, once a day.
pub(crate) fn let_go(shell: &Shell, open: &mut Open) -> Result<(), DeviceError> {
    if !open.vault.is_time_to_let_go()? {
        return Ok(());
    }
    let leave = open.vault.sealed_leave()?;
    open.sealed.let_go(shell, &leave)?;
    reserve::for_a_moment(shell, || open.vault.let_words_go())?;
    Ok(())
}

/// What may be done with the caseload. The device's own clock says how long ago the last contact was: one that is wrong
/// drops it too early, and the next contact fetches it again.
pub(crate) fn standing(shell: &Shell, open: &Open) -> Result<Caseload, DeviceError> {
    let contact = open.vault.contact()?;
    let days = book::authority(open.vault.connection())?.and_then(|authority| authority.caseload_days);
    let since_ms = shell.clock.now().wall_ms.saturating_sub(contact.last_ms);
    Ok(caseload(since_ms, days.map_or(CASELOAD_DAYS, u64::from)))
}

/// Drops the caseload where it is too old. What was recorded here stays.
pub(crate) fn drop_old_caseload(shell: &Shell, open: &mut Open) -> Result<(), DeviceError> {
    if open.vault.contact()?.cursor.is_some() && standing(shell, open)? == Caseload::Dropped {
        open.vault.drop_caseload()?;
    }
    Ok(())
}

impl Device {
    /// For how many days the caseload may still be used without a contact, where that is to be said: 0 where it was dropped.
    pub(crate) fn caseload_days_left(&self, open: &Open) -> Result<Option<u64>, DeviceError> {
        Ok(match standing(&self.shell, open)? {
            Caseload::Usable => None,
            Caseload::Warned { days_left } => Some(days_left),
            Caseload::Dropped => Some(0),
        })
    }
}
