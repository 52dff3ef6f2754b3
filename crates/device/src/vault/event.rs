//! Events as they are kept.

use domain::{EventId, Salt};
use rusqlite::{OptionalExtension as _, Row};

use super::Vault;
use super::stream::seq;
use crate::error::DeviceError;

/// One event and its place in the current stream.
#[derive(Clone)]
pub(crate) struct Stored {
    /// Its id.
    pub id: EventId,
    /// Its place in the current stream.
    pub seq: u64,
    /// The stream's head there.
    pub h: [u8; 32],
    /// Its salt and canonical body; none once erased.
    pub words: Option<(Salt, String)>,
    /// What was typed, as a salted hash.
    pub draft_hash: Option<[u8; 32]>,
}

const STORED: &str =
    "SELECT event.event_id, position.seq, position.h, event.salt, event.body, event.draft_hash
    FROM event JOIN position ON position.event = event.number
    WHERE position.stream = (SELECT max(number) FROM stream)";

impl Vault {
    /// An event of this device by its id.
    pub(crate) fn event(&self, id: EventId) -> Result<Option<Stored>, DeviceError> {
        let sql = format!("{STORED} AND event.event_id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([id.uuid().into_bytes()], read).optional()?)
    }

    /// The current stream's heads from a place on, in order.
    pub(crate) fn heads_from(&self, from_seq: u64) -> Result<Vec<(u64, [u8; 32])>, DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, h FROM position
             WHERE stream = (SELECT max(number) FROM stream) AND seq >= ?1 ORDER BY seq",
        )?;
        let rows = statement.query_map([from_seq.cast_signed()], |row| Ok((seq(row, 0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Events of the current stream from a place on, in order, at most `limit`.
    pub(crate) fn events_from(&self, from_seq: u64, limit: usize) -> Result<Vec<Stored>, DeviceError> {
        let sql = format!("{STORED} AND position.seq >= ?1 ORDER BY position.seq LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map([from_seq.cast_signed(), limit], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let salt: Option<[u8; 16]> = row.get(3)?;
    let body: Option<String> = row.get(4)?;
    Ok(Stored {
        id: EventId::from_uuid(uuid::Uuid::from_bytes(row.get(0)?)),
        seq: seq(row, 1)?,
        h: row.get(2)?,
        words: salt.map(Salt).zip(body),
        draft_hash: row.get(5)?,
    })
}
