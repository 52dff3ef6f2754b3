//! The key of age that backups are encrypted to, in a file of age's own form, so that a backup can be opened without this
//! program too.

use std::path::Path;
use std::sync::Arc;

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};
use zeroize::Zeroizing;

use super::{KeyError, file};

const NAME: &str = "backup.key";

/// The centre's own backup key.
#[derive(Clone)]
pub(crate) struct BackupKey(Arc<Identity>);

impl std::fmt::Debug for BackupKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BackupKey")
    }
}

impl BackupKey {
    /// Reads it, or makes it where there is none: a centre of before there were backups has none. age takes its own
    /// randomness.
    pub(super) fn load(folder: &Path) -> Result<Self, KeyError> {
        file::make_text(folder, NAME, || {
            let identity = Identity::generate();
            let text = identity.to_string();
            Ok(Zeroizing::new(format!("# public key: {}\n{}\n", identity.to_public(), text.expose_secret())))
        })?;
        let text = file::read_text(folder, NAME)?;
        let line = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1"));
        let identity =
            line.and_then(|line| line.trim().parse().ok()).ok_or(KeyError::NoKey { name: NAME })?;
        Ok(Self(Arc::new(identity)))
    }

    pub(crate) fn recipient(&self) -> Recipient {
        self.0.to_public()
    }

    pub(crate) fn identity(&self) -> Identity {
        Identity::clone(&self.0)
    }
}
