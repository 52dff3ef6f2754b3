//! Events as they are kept.

use domain::{EventId, Salt, StreamId};
use protocol::marks::Standing;
use rusqlite::{OptionalExtension as _, Row, params};

use super::stream::seq;
use super::{Stream, Vault};
use crate::error::DeviceError;

/// One event and its place in a stream.
#[derive(Clone)]
pub(crate) struct Stored {
    /// Its id.
    pub id: EventId,
    /// Its place in the stream.
    pub seq: u64,
    /// The stream's head there.
    pub h: [u8; 32],
    /// Its salt and canonical body; none once erased.
    pub words: Option<(Salt, String)>,
    /// What was typed, as a salted hash.
    pub draft_hash: Option<[u8; 32]>,
}

const STORED: &str =
    "SELECT event.event_id, position.seq, position.h, event.salt, event.body, event.draft_hash, event.number
    FROM event JOIN position ON position.event = event.number";

impl Vault {
    /// An event of this device by its id, at its place in the latest stream that has it.
    pub(crate) fn event(&self, id: EventId) -> Result<Option<Stored>, DeviceError> {
        let sql = format!("{STORED} WHERE event.event_id = ?1 ORDER BY position.stream DESC LIMIT 1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([id.uuid().into_bytes()], read).optional()?)
    }

    /// What may be said of an event: the most that a receipt for any stream that has it says.
    pub(crate) fn standing(&self, id: EventId) -> Result<Standing, DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT max(CASE WHEN position.seq <= stream.durable_through THEN 2
                             WHEN position.seq <= stream.acked_through THEN 1 ELSE 0 END)
             FROM event JOIN position ON position.event = event.number
             JOIN stream ON stream.number = position.stream WHERE event.event_id = ?1",
        )?;
        let most: Option<i64> = statement.query_row([id.uuid().into_bytes()], |row| row.get(0))?;
        Ok(match most {
            Some(2) => Standing::Safe,
            Some(1) => Standing::Sent,
            Some(_) | None => Standing::Saved,
        })
    }

    /// How many events there are, how many of them the centre holds, and how many are durable: by receipts.
    pub(crate) fn counts(&self) -> Result<(u64, u64, u64), DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT (SELECT count(*) FROM event), count(DISTINCT p.event),
                    count(DISTINCT CASE WHEN p.seq <= s.durable_through THEN p.event END)
             FROM position p JOIN stream s ON s.number = p.stream WHERE p.seq <= s.acked_through",
        )?;
        Ok(statement.query_row([], |row| Ok((seq(row, 0)?, seq(row, 1)?, seq(row, 2)?)))?)
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

    /// Events of a stream from a place on, in order, at most `limit`.
    pub(crate) fn events_from(
        &self,
        stream: &Stream,
        from_seq: u64,
        limit: usize,
    ) -> Result<Vec<Stored>, DeviceError> {
        let sql = format!(
            "{STORED} WHERE position.stream = ?1 AND position.seq >= ?2 ORDER BY position.seq LIMIT ?3"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![stream.number, from_seq.cast_signed(), limit], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was recorded from a number on and before another, the latest first, with its number in the order of
    /// recording: after a fork two streams have the same places.
    pub(crate) fn recorded(&self, from: u64, before: u64) -> Result<Vec<(u64, Stored)>, DeviceError> {
        let sql = format!(
            "{STORED} WHERE event.number >= ?1 AND event.number < ?2
                AND position.stream = (SELECT max(p.stream) FROM position p WHERE p.event = event.number)
             ORDER BY event.number DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map([from.cast_signed(), before.cast_signed()], |row| Ok((seq(row, 6)?, read(row)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether the words of the event at a place are here.
    pub(crate) fn has_words(&self, stream: StreamId, at: u64) -> Result<bool, DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event.body IS NOT NULL FROM position
             JOIN event ON event.number = position.event JOIN stream ON stream.number = position.stream
             WHERE stream.stream = ?1 AND position.seq = ?2",
        )?;
        let here = statement.query_row(params![stream.bytes(), at.cast_signed()], |row| row.get(0));
        Ok(here.optional()?.unwrap_or(true))
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
