//! A request to be let in that was carried away as a file: the keys that it named, until the answer comes.

use rusqlite::{OptionalExtension as _, params};
use wire::{Code, Fault};
use zeroize::Zeroize;

use super::Vault;
use crate::error::DeviceError;

/// What was asked.
pub(crate) struct Asked {
    /// The centre's address without a slash at its end.
    pub address: String,
    /// The private half of the key that is to sign requests.
    pub signing_key: [u8; 32],
    /// The private half of the one that is to sign deposits.
    pub deposit_key: [u8; 32],
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.signing_key.zeroize();
        self.deposit_key.zeroize();
    }
}

impl Vault {
    /// Keeps what was asked.
    pub(crate) fn ask(&mut self, asked: &Asked) -> Result<(), DeviceError> {
        let Asked { address, signing_key, deposit_key } = asked;
        self.transact(|tx| {
            tx.execute(
                "INSERT OR REPLACE INTO asked (only, address, signing_key, deposit_key) VALUES (1, ?1, ?2, ?3)",
                params![address, signing_key, deposit_key],
            )?;
            Ok(())
        })
    }

    /// What was asked.
    pub(crate) fn asked(&self) -> Result<Asked, DeviceError> {
        let sql = "SELECT address, signing_key, deposit_key FROM asked";
        let asked = self.connection.query_row(sql, [], |row| {
            Ok(Asked { address: row.get(0)?, signing_key: row.get(1)?, deposit_key: row.get(2)? })
        });
        Ok(asked.optional()?.ok_or_else(|| {
            Fault::new(Code::NotEnrolled, "This device has asked nobody to be let in. Ask anew.")
        })?)
    }

    /// The answer came.
    pub(crate) fn forget_asking(&mut self) -> Result<(), DeviceError> {
        self.transact(|tx| {
            tx.execute("DELETE FROM asked", [])?;
            Ok(())
        })
    }
}
