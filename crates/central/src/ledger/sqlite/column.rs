//! Our types as columns and back. SQLite's integers are signed; ours never are.

use domain::{AccountId, AuthorityId, ChampionId, DeviceId, EventId, StreamId, TeamId};
use rusqlite::Row;
use uuid::Uuid;

use crate::ledger::{LedgerError, Owner};

/// The 16 bytes of an id as stored.
pub(super) type Bytes = [u8; 16];

macro_rules! columns {
    ($($name:ident, $read:ident;)+) => {$(
        /// The id in a column.
        pub(super) fn $read(row: &Row<'_>, column: usize) -> rusqlite::Result<$name> {
            row.get::<_, Bytes>(column).map(|bytes| $name::from_uuid(Uuid::from_bytes(bytes)))
        }
    )+};
}
columns! {
    AccountId, account_id;
    AuthorityId, authority_id;
    ChampionId, champion_id;
    DeviceId, device_id;
    EventId, event_id;
    TeamId, team_id;
}

/// The stream in a column.
pub(super) fn stream_id(row: &Row<'_>, column: usize) -> rusqlite::Result<StreamId> {
    row.get::<_, Bytes>(column).map(StreamId::from_bytes)
}

/// The 16 bytes of an id.
pub(super) const fn id(uuid: Uuid) -> Bytes {
    uuid.into_bytes()
}

/// A number as stored. Change numbers, sequences and times stay below 2^63 for longer than there will be anybody
/// to count them.
pub(super) fn number(value: u64) -> Result<i64, LedgerError> {
    i64::try_from(value).map_err(|error| LedgerError::Engine(Box::new(error)))
}

/// A number that was stored by [`number`].
pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::cast_unsigned)
}

/// Device and champion in two columns, both null for the centre.
pub(super) fn owner(row: &Row<'_>, device: usize, champion: usize) -> rusqlite::Result<Owner> {
    Ok(match row.get::<_, Option<Bytes>>(device)? {
        None => Owner::Centre,
        Some(_) => Owner::Device { device: device_id(row, device)?, champion: champion_id(row, champion)? },
    })
}

/// The columns of [`owner`].
pub(super) const fn owner_columns(owner: Owner) -> (Option<Bytes>, Option<Bytes>) {
    match owner {
        Owner::Centre => (None, None),
        Owner::Device { device, champion } => (Some(id(device.uuid())), Some(id(champion.uuid()))),
    }
}
