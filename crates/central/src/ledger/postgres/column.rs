//! Our types as columns and back. PostgreSQL's integers are signed; ours never are.

use domain::{AccountId, AuthorityId, ChampionId, DeviceId, EventId, StreamId};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{LedgerError, engine};
use crate::ledger::Owner;

macro_rules! columns {
    ($($name:ident, $read:ident;)+) => {$(
        /// The id in a column.
        pub(super) fn $read(row: &Row, column: usize) -> Result<$name, LedgerError> {
            Ok($name::from_uuid(row.try_get(column)?))
        }
    )+};
}
columns! {
    AccountId, account_id;
    AuthorityId, authority_id;
    ChampionId, champion_id;
    DeviceId, device_id;
    EventId, event_id;
}

/// The stream in a column.
pub(super) fn stream_id(row: &Row, column: usize) -> Result<StreamId, LedgerError> {
    Ok(StreamId::from_bytes(row.try_get::<_, Uuid>(column)?.into_bytes()))
}

/// A stream as stored.
pub(super) const fn stream_column(stream: StreamId) -> Uuid {
    Uuid::from_bytes(*stream.bytes())
}

/// So many bytes, which the table's own check promises.
pub(super) fn bytes<const N: usize>(
    row: &Row,
    column: usize,
    table: &'static str,
) -> Result<[u8; N], LedgerError> {
    row.try_get::<_, &[u8]>(column)?.try_into().map_err(|_| LedgerError::Damaged { table })
}

/// A number as stored. Change numbers, sequences and times stay below 2^63 for longer than there will be anybody
/// to count them.
pub(super) fn number(value: u64) -> Result<i64, LedgerError> {
    i64::try_from(value).map_err(engine)
}

/// A number that was stored by [`number`].
pub(super) fn unsigned(row: &Row, column: usize) -> Result<u64, LedgerError> {
    Ok(row.try_get::<_, i64>(column)?.cast_unsigned())
}

/// Device and champion in two columns, both null for the centre.
pub(super) fn owner(row: &Row, device: usize, champion: usize) -> Result<Owner, LedgerError> {
    Ok(match row.try_get::<_, Option<Uuid>>(device)? {
        None => Owner::Centre,
        Some(id) => Owner::Device { device: DeviceId::from_uuid(id), champion: champion_id(row, champion)? },
    })
}

/// The columns of [`owner`].
pub(super) const fn owner_columns(owner: Owner) -> (Option<Uuid>, Option<Uuid>) {
    match owner {
        Owner::Centre => (None, None),
        Owner::Device { device, champion } => (Some(device.uuid()), Some(champion.uuid())),
    }
}
