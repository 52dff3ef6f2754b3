//! A copy of the vault's file, for a backup: taken by SQLite itself, since copying the file alone copies what was not yet
//! written back from its WAL as little as what is being written.

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::{Vault, open};
use crate::error::DeviceError;
use crate::shell::{DATABASE_FILE, Shell};

/// What is added to the name of the database, for its copy.
const COPY: &str = "-copy";

impl Vault {
    /// The file's bytes, encrypted by the vault's own key, without what was pulled. The copy takes room on the disk for a
    /// moment.
    pub(crate) fn copy(&mut self, shell: &Shell) -> Result<Vec<u8>, DeviceError> {
        // SQLite copies nothing while anything is written.
        self.commit_pages()?;
        let name = format!("{DATABASE_FILE}{COPY}");
        let gone = || {
            ["", "-wal", "-journal", "-shm"]
                .iter()
                .try_for_each(|end| shell.files.remove(&format!("{name}{end}")))
        };
        // One that a crash left is no vault: nobody was told of it.
        gone()?;
        let bytes =
            self.copied(&format!("{}{COPY}", self.database)).and_then(|()| Ok(shell.files.read(&name)?));
        gone()?;
        bytes?.ok_or(DeviceError::Unreadable("backup"))
    }

    fn copied(&self, to: &str) -> Result<(), DeviceError> {
        let mut copy = open::keyed(to, &self.key, open::Existing::No)?;
        run(&self.connection, &mut copy)?;
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        copy.pragma_update(None, "secure_delete", true)?;
        let tx = copy.transaction()?;
        book::pulled::wipe(&tx)?;
        tx.execute("UPDATE contact SET cursor = NULL, pulled_n = 0", [])?;
        tx.commit()?;
        copy.execute_batch("VACUUM")?;
        copy.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}

fn run(from: &Connection, to: &mut Connection) -> Result<(), DeviceError> {
    let backup = Backup::new(from, to)?;
    // All pages in one step: nobody else has the vault open, and so nothing changes meanwhile.
    backup.step(-1)?;
    Ok(())
}
