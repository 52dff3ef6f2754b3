//! Sealed copies of records that this vault does not have, or has without their words and cannot send: its file was put back
//! to an older copy, or lost its WAL. They are sent as they are, and the centre keeps them beside.

use domain::StreamId;
use rusqlite::{OptionalExtension as _, params};
use wire::sealed::Place;

use super::Vault;
use crate::error::DeviceError;

impl Vault {
    /// Whether the copy at this place is of no record that a sync sends, and was not sent as it is before.
    pub(crate) fn is_beside(&self, place: &Place) -> Result<bool, DeviceError> {
        let Place { stream, seq, mark } = place;
        let mut told = self
            .connection
            .prepare_cached("SELECT 1 FROM sent_beside WHERE stream = ?1 AND seq = ?2 AND mark = ?3")?;
        if told.exists(params![stream.bytes(), seq.cast_signed(), mark])? {
            return Ok(false);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT position.h, event.body IS NOT NULL, position.seq <= coalesce(stream.closed_at, stream.head_seq)
                        OR EXISTS (SELECT 1 FROM position other JOIN stream held ON held.number = other.stream
                                   WHERE other.event = event.number AND other.seq <= held.acked_through),
                    event.event_id IN (SELECT event_id FROM erased)
             FROM position JOIN stream ON stream.number = position.stream JOIN event ON event.number = position.event
             WHERE stream.stream = ?1 AND position.seq = ?2",
        )?;
        let found = statement
            .query_row(params![stream.bytes(), seq.cast_signed()], |row| {
                Ok((
                    row.get::<_, [u8; 32]>(0)?,
                    row.get::<_, bool>(1)?,
                    row.get::<_, bool>(2)?,
                    row.get::<_, bool>(3)?,
                ))
            })
            .optional()?;
        Ok(match found {
            // Behind the end of a stream that was closed, words go on in a later one; what has none left goes as it is.
            Some((h, has_words, is_sent_here, is_erased)) if h[..8] == *mark => {
                !has_words && !is_sent_here && !is_erased
            }
            Some(_) | None => true,
        })
    }

    /// The centre has these now.
    pub(crate) fn note_beside(&mut self, places: &[Place]) -> Result<(), DeviceError> {
        self.transact(|tx| {
            for Place { stream, seq, mark } in places {
                let stream: &StreamId = stream;
                tx.prepare_cached(
                    "INSERT OR IGNORE INTO sent_beside (stream, seq, mark) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![stream.bytes(), seq.cast_signed(), mark])?;
            }
            Ok(())
        })
    }
}
