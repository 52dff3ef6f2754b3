//! What the machine of `protocol::run` looks at: the vault.

use domain::StreamId;
use protocol::Marks;
use protocol::run::View;

use crate::error::DeviceError;
use crate::vault::Vault;

impl View for Vault {
    type Error = DeviceError;

    fn streams(&self) -> Result<Vec<Marks>, DeviceError> {
        self.marks()
    }

    fn head_at(&self, stream: StreamId, seq: u64) -> Result<Option<[u8; 32]>, DeviceError> {
        self.head_of(stream, seq)
    }

    fn is_plain(&self, stream: StreamId, seq: u64) -> Result<bool, DeviceError> {
        self.has_words(stream, seq)
    }
}
