//! Settling: what a receipt names is sent, and nothing else is. What is in the outbox by now plays no part.

use rusqlite::{Transaction, params};
use wire::push::{NumberRun, PushReply, Quarantined, Receipt};

use super::stream::{Stream, head_at, stream};
use super::{Vault, contact};
use crate::error::DeviceError;

/// What a receipt came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// The centre holds the stream up to here, of which so many events are newly known to be held.
    Through {
        /// How many.
        newly: u64,
    },
    /// The centre holds less than it did: it was restored. What it lost is sent again.
    Rewound,
    /// Its head is not ours: one of the two histories is another. Nothing was settled.
    Fork,
}

impl Vault {
    /// Settles what the receipt of this reply names. The caller has checked its signature, authority and
    /// stream.
    pub(crate) fn settle(&mut self, reply: &PushReply, wall_ms: u64) -> Result<Settled, DeviceError> {
        self.transact(|tx| {
            let stream = stream(tx)?;
            let receipt = &reply.receipt;
            if head_at(tx, &stream, receipt.acked_through)? != Some(receipt.head.0) {
                return Ok(Settled::Fork);
            }
            advance(tx, &stream, receipt)?;
            keep(tx, &stream, reply)?;
            contact::note(tx, receipt.epoch, reply.server_time_ms, wall_ms)?;
            match receipt.acked_through.checked_sub(stream.acked_through) {
                Some(newly) => Ok(Settled::Through { newly }),
                None => Ok(Settled::Rewound),
            }
        })
    }

    /// The centre wants the stream from this event on: what lies behind it is no longer said to be sent.
    pub(crate) fn rewind(&mut self, want: u64) -> Result<(), DeviceError> {
        self.transact(|tx| {
            let stream = stream(tx)?;
            let held = want.saturating_sub(1).min(stream.acked_through);
            set(tx, &stream, held, stream.durable_through.min(held))
        })
    }
}

fn advance(tx: &Transaction<'_>, stream: &Stream, receipt: &Receipt) -> Result<(), DeviceError> {
    set(tx, stream, receipt.acked_through, receipt.durable_through.min(receipt.acked_through))
}

fn set(tx: &Transaction<'_>, stream: &Stream, acked: u64, durable: u64) -> Result<(), DeviceError> {
    tx.prepare_cached("UPDATE stream SET acked_through = ?2, durable_through = ?3 WHERE number = ?1")?
        .execute(params![stream.number, acked.cast_signed(), durable.cast_signed()])?;
    Ok(())
}

fn keep(tx: &Transaction<'_>, stream: &Stream, reply: &PushReply) -> Result<(), DeviceError> {
    let PushReply { receipt, signature, quarantined, server_time_ms: _, directives: _, next_contact_s: _ } =
        reply;
    let json = serde_json::to_string(receipt).map_err(|_| DeviceError::Unreadable("receipt"))?;
    tx.prepare_cached(
        "INSERT INTO receipt (stream, acked_through, json, signature) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![stream.number, receipt.acked_through.cast_signed(), json, signature.0])?;
    for NumberRun { from_seq, through_seq, first_n } in &receipt.numbers {
        tx.prepare_cached(
            "INSERT OR REPLACE INTO number_run (stream, from_seq, through_seq, first_n) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            stream.number,
            from_seq.cast_signed(),
            through_seq.cast_signed(),
            first_n.cast_signed()
        ])?;
    }
    for Quarantined { seq, code, field, mend: _ } in quarantined {
        tx.prepare_cached(
            "INSERT OR REPLACE INTO quarantined (stream, seq, code, field) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![stream.number, seq.cast_signed(), code, field])?;
    }
    Ok(())
}

impl Vault {
    /// How many of the current stream's events the centre keeps aside.
    pub(crate) fn quarantined(&self) -> Result<u64, DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM quarantined WHERE stream = (SELECT max(number) FROM stream)",
        )?;
        Ok(statement.query_row([], |row| row.get::<_, i64>(0))?.cast_unsigned())
    }

    /// What the centre keeps aside of the current stream: the place, the rule that it breaks, and the field.
    pub(crate) fn kept_aside(&self) -> Result<Vec<(u64, String, Option<String>)>, DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, code, field FROM quarantined
             WHERE stream = (SELECT max(number) FROM stream) ORDER BY seq",
        )?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
