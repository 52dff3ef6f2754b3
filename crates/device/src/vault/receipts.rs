//! Receipts as they are kept: proof of what was handed over.

use ed25519_dalek::{Signature, VerifyingKey};
use wire::push::Receipt;

use super::Vault;
use super::stream::head_at;
use crate::error::DeviceError;

/// What was found of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Receipts {
    /// How many there are.
    pub kept: u64,
    /// Those whose signature is not the centre's, or whose head is not this chain's.
    pub broken: u64,
}

impl Vault {
    /// Looks every kept receipt through.
    pub(crate) fn check_receipts(&self, key: &VerifyingKey) -> Result<Receipts, DeviceError> {
        let mut statement = self.connection.prepare("SELECT json, signature FROM receipt ORDER BY number")?;
        let rows =
            statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, [u8; 64]>(1)?)))?;
        let mut found = Receipts::default();
        for row in rows {
            let (json, signature) = row?;
            found.kept += 1;
            let receipt: Receipt =
                serde_json::from_str(&json).map_err(|_| DeviceError::Unreadable("receipt"))?;
            let is_signed =
                key.verify_strict(&receipt.signed_bytes(), &Signature::from_bytes(&signature)).is_ok();
            let ours = head_at(&self.connection, &self.stream_of(receipt.stream)?, receipt.acked_through)?;
            found.broken += u64::from(!is_signed || ours != Some(receipt.head.0));
        }
        Ok(found)
    }
}
