//! What is typed on a screen and not recorded yet is kept in the vault: it outlives the power, and is as well
//! locked away as what was recorded.

use domain::Private;
use wire::app::{KEPT_BYTES_MAX, KEPT_MAX, Keep, Kept};
use wire::{Code, Fault};

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::shell::Shell;

/// The longest key: a word for the screen and an id.
const KEY_CHARS_MAX: usize = 80;

impl Device {
    /// Keeps what is typed on a screen, or throws it away. It is durable when this returns.
    ///
    /// # Errors
    /// While locked; `TooLarge`; `DiskFull`; `DiskFails`.
    pub fn keep(&mut self, keep: &Keep) -> Result<(), Fault> {
        self.writing(|shell, open| store(shell, open, keep))
    }

    /// What was kept of a screen.
    ///
    /// # Errors
    /// While locked; where the vault cannot be read.
    pub fn kept(&self, key: &str) -> Result<Kept, Fault> {
        let kept = self.reading().and_then(|open| open.vault.kept(key));
        kept.map(|content| Kept { content: content.map(Private::new) }).map_err(|error| self.fault(error))
    }
}

fn store(shell: &Shell, open: &mut Open, keep: &Keep) -> Result<(), DeviceError> {
    let Keep { key, content } = keep;
    let Some(content) = content else { return open.vault.drop_kept(key) };
    let content = content.reveal();
    if key.is_empty() || key.chars().count() > KEY_CHARS_MAX || content.len() > KEPT_BYTES_MAX {
        return Err(Fault::new(Code::TooLarge, "This is more than is kept of one screen.").into());
    }
    let screens = open.vault.kept_screens()?;
    if screens.len() >= KEPT_MAX && !screens.iter().any(|(screen, _)| screen == key) {
        return Err(Fault::new(
            Code::TooMany,
            "Too many screens are unfinished. Finish one, or throw it away.",
        )
        .into());
    }
    open.vault.keep(key, content, shell.clock.now().wall_ms)
}
