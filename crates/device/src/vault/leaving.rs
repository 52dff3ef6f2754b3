//! What may leave the vault, and when: how long the marks have stood (`protocol::retention`), and the contacts at which a
//! wipe was asked for. Times are the centre's.

use std::collections::BTreeMap;

use domain::StreamId;
use protocol::retention::{Leaves, plain_may_leave, sealed_may_leave};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use wire::sealed::Place;

use super::stream::seq;
use super::{Vault, verify};
use crate::error::DeviceError;

/// How often it is looked at what may leave: daily, of times in weeks.
const LOOK_EVERY_MS: u64 = 24 * 60 * 60 * 1000;
const ACKED: &str = "acked";
const DURABLE: &str = "durable";

/// Notes how far the marks of a stream go now, at this time of the centre's. What lies beyond them is no longer said to have
/// been reached.
pub(super) fn reached(
    tx: &Transaction<'_>,
    stream: i64,
    acked: u64,
    durable: u64,
    at_ms: u64,
) -> Result<(), DeviceError> {
    for (mark, through) in [(ACKED, acked), (DURABLE, durable)] {
        tx.prepare_cached("DELETE FROM reached WHERE stream = ?1 AND mark = ?2 AND through > ?3")?
            .execute(params![stream, mark, through.cast_signed()])?;
        if through > 0 {
            tx.prepare_cached(
                "INSERT OR IGNORE INTO reached (stream, mark, through, at_ms) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![stream, mark, through.cast_signed(), at_ms.cast_signed()])?;
        }
    }
    Ok(())
}

/// The centre was restored: what it calls durable must stand for the whole time anew, since backups that were taken since
/// may lack what somebody else sends again only later (decision 23).
pub(super) fn durable_begins_anew(tx: &Connection) -> Result<(), DeviceError> {
    tx.prepare_cached("DELETE FROM reached WHERE mark = ?1")?.execute([DURABLE])?;
    Ok(())
}

impl Vault {
    /// Whether it is time to look again at what may leave. The centre's clock at the last contact decides.
    pub(crate) fn is_time_to_let_go(&self) -> Result<bool, DeviceError> {
        let mut statement = self.connection.prepare_cached("SELECT at_ms FROM let_go")?;
        let last = statement.query_row([], |row| seq(row, 0)).optional()?;
        let now = self.contact()?.last_ms;
        Ok(last.is_none_or(|last| now.abs_diff(last) >= LOOK_EVERY_MS))
    }

    /// Lets the words of events go that the centre has held for long enough, and what the book made of them. What is kept
    /// aside stays until it is mended. How many went.
    pub(crate) fn let_words_go(&mut self) -> Result<u64, DeviceError> {
        let now = self.contact()?.last_ms;
        let streams = self.through(ACKED, |at_ms| plain_may_leave(Some(at_ms), now))?;
        self.transact(|tx| {
            let mut gone = 0;
            for (number, through) in streams.into_values() {
                gone += tx
                    .prepare_cached(
                        "UPDATE event SET salt = NULL, body = NULL, draft_hash = NULL
                         WHERE body IS NOT NULL
                           AND number IN (SELECT event FROM position WHERE stream = ?1 AND seq <= ?2)
                           AND NOT EXISTS (SELECT 1 FROM quarantined q JOIN position p
                                           ON p.stream = q.stream AND p.seq = q.seq WHERE p.event = event.number)",
                    )?
                    .execute(params![number, through.cast_signed()])?;
            }
            if gone > 0 {
                verify::rebuild(tx)?;
            }
            tx.prepare_cached(
                "INSERT INTO let_go (only, at_ms) VALUES (1, ?1)
                 ON CONFLICT (only) DO UPDATE SET at_ms = excluded.at_ms",
            )?
            .execute([now.cast_signed()])?;
            Ok(gone as u64)
        })
    }

    /// Why the sealed copy of an event at a place may leave; none where it may not, or the place is not this vault's.
    pub(crate) fn sealed_leave(&self) -> Result<BTreeMap<Place, Leaves>, DeviceError> {
        let now = self.contact()?.last_ms;
        let streams =
            self.through(DURABLE, |at_ms| sealed_may_leave(Some(at_ms), Some(at_ms), now).is_some())?;
        let mut leave = BTreeMap::new();
        for (number, through) in streams.into_values() {
            // An event stands in several streams after a fork: what is durable in one is so in all.
            let mut statement = self.connection.prepare_cached(
                "SELECT stream.stream, other.seq, other.h FROM position own
                 JOIN position other ON other.event = own.event JOIN stream ON stream.number = other.stream
                 WHERE own.stream = ?1 AND own.seq <= ?2",
            )?;
            let rows = statement.query_map(params![number, through.cast_signed()], |row| {
                let h: [u8; 32] = row.get(2)?;
                Ok(Place::of(StreamId::from_bytes(row.get(0)?), seq(row, 1)?, &h))
            })?;
            for place in rows {
                leave.insert(place?, Leaves::Durable);
            }
        }
        Ok(leave)
    }

    /// Up to where each stream's mark was reached at a time that is long enough ago, with the stream's number.
    fn through(
        &self,
        mark: &str,
        is_long_ago: impl Fn(u64) -> bool,
    ) -> Result<BTreeMap<StreamId, (i64, u64)>, DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT stream.stream, stream.number, reached.through, reached.at_ms FROM reached
             JOIN stream ON stream.number = reached.stream WHERE reached.mark = ?1",
        )?;
        let rows = statement.query_map([mark], |row| {
            Ok((StreamId::from_bytes(row.get(0)?), row.get(1)?, seq(row, 2)?, seq(row, 3)?))
        })?;
        let mut through: BTreeMap<StreamId, (i64, u64)> = BTreeMap::new();
        for row in rows {
            let (stream, number, to, at_ms): (_, i64, u64, u64) = row?;
            if is_long_ago(at_ms) {
                let entry = through.entry(stream).or_insert((number, 0));
                entry.1 = entry.1.max(to);
            }
        }
        Ok(through)
    }

    /// Counts one more contact at which the centre asked for this vault to be destroyed; how many there were.
    pub(crate) fn told_to_wipe(&mut self) -> Result<u32, DeviceError> {
        self.transact(|tx| {
            let tries: u64 = tx
                .prepare_cached(
                    "INSERT INTO told_to_wipe (only, tries) VALUES (1, 1)
                     ON CONFLICT (only) DO UPDATE SET tries = tries + 1 RETURNING tries",
                )?
                .query_row([], |row| seq(row, 0))?;
            Ok(u32::try_from(tries).unwrap_or(u32::MAX))
        })
    }

    /// Drops all that was pulled: it is too old to be used. The next contact fetches it anew.
    pub(crate) fn drop_caseload(&mut self) -> Result<(), DeviceError> {
        self.transact(|tx| {
            book::pulled::wipe(tx)?;
            tx.execute("UPDATE contact SET cursor = NULL, pulled_n = 0", [])?;
            Ok(())
        })
    }
}
