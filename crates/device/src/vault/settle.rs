//! Settling: what a receipt names is sent, and nothing else is. What is in the outbox by now plays no part.

use domain::{EventId, StreamId};
use protocol::search::carried_over;
use rusqlite::{OptionalExtension as _, Transaction, params};
use wire::push::{Mend, NumberRun, PushReply, Quarantined, Receipt};

use super::stream::{Stream, head_at, mint, stream_of};
use super::{Vault, contact, leaving};
use crate::error::DeviceError;

impl Vault {
    /// Sets the marks of a stream as the rules of sync say, and keeps the reply that they come from. Its signature,
    /// authority and stream were checked before.
    pub(crate) fn settle(
        &mut self,
        id: StreamId,
        acked: u64,
        durable: u64,
        reply: Option<&PushReply>,
        wall_ms: u64,
    ) -> Result<(), DeviceError> {
        self.transact(|tx| {
            let stream = stream_of(tx, id)?;
            set(tx, &stream, acked, durable.min(acked))?;
            let before = contact::of(tx)?;
            if let Some(reply) = reply {
                // Before the marks' times are noted: another epoch ends those of before.
                contact::note(tx, reply.receipt.epoch, reply.server_time_ms, wall_ms)?;
            }
            let at_ms = reply.map_or(before.last_ms, |reply| reply.server_time_ms);
            leaving::reached(tx, stream.number, acked, durable.min(acked), at_ms)?;
            let Some(reply) = reply else { return Ok(()) };
            // Only what can be proved with it is kept: a receipt whose head is ours.
            let Receipt { acked_through, head, .. } = &reply.receipt;
            if head_at(tx, &stream, *acked_through)? == Some(head.0) {
                keep(tx, &stream, reply)?;
            }
            aside(tx, &stream, reply)
        })
    }

    /// Closes a stream where another history of it was found, and begins one with everything that stands behind that,
    /// under the same event ids. Both histories are kept, here and at the centre.
    pub(crate) fn fork(&mut self, id: StreamId, at: u64, new: StreamId) -> Result<(), DeviceError> {
        self.transact(|tx| {
            let old = stream_of(tx, id)?;
            let end = old.closed_at.unwrap_or(old.head.seq);
            tx.execute(
                "UPDATE stream SET closed_at = ?2, acked_through = min(acked_through, ?2),
                    durable_through = min(durable_through, ?2) WHERE number = ?1",
                params![old.number, at.min(end).cast_signed()],
            )?;
            let number = mint(tx, new)?;
            let mut head = domain::Head::EMPTY;
            for seq in carried_over(at, end) {
                // Of what has left for having been held long enough only the sealed copy is here; it goes as it is.
                let found: Option<(i64, [u8; 16], [u8; 32])> = tx
                    .prepare_cached(
                        "SELECT event.number, event.event_id, event.body_hash FROM position
                         JOIN event ON event.number = position.event
                         WHERE position.stream = ?1 AND position.seq = ?2 AND event.body IS NOT NULL",
                    )?
                    .query_row(params![old.number, seq.cast_signed()], |row| {
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                    })
                    .optional()?;
                let Some((event, event_id, hash)) = found else { continue };
                head = head.then(new, EventId::from_uuid(uuid::Uuid::from_bytes(event_id)), &hash);
                tx.prepare_cached("INSERT INTO position (stream, seq, event, h) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![number, head.seq.cast_signed(), event, head.hash])?;
            }
            tx.execute(
                "UPDATE stream SET head_seq = ?2, head_hash = ?3 WHERE number = ?1",
                params![number, head.seq.cast_signed(), head.hash],
            )?;
            Ok(())
        })
    }
}

fn set(tx: &Transaction<'_>, stream: &Stream, acked: u64, durable: u64) -> Result<(), DeviceError> {
    tx.prepare_cached("UPDATE stream SET acked_through = ?2, durable_through = ?3 WHERE number = ?1")?
        .execute(params![stream.number, acked.cast_signed(), durable.cast_signed()])?;
    Ok(())
}

fn keep(tx: &Transaction<'_>, stream: &Stream, reply: &PushReply) -> Result<(), DeviceError> {
    let PushReply { receipt, signature, quarantined: _, server_time_ms: _, directives: _, next_contact_s: _ } =
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
    Ok(())
}

/// What of the run that was sent the centre keeps aside, with the reason and what mends it.
fn aside(tx: &Transaction<'_>, stream: &Stream, reply: &PushReply) -> Result<(), DeviceError> {
    for Quarantined { seq, code, field, mend } in &reply.quarantined {
        tx.prepare_cached(
            "INSERT OR REPLACE INTO quarantined (stream, seq, code, field, mend) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![stream.number, seq.cast_signed(), code, field, mend_word(*mend)])?;
    }
    Ok(())
}

const fn mend_word(mend: Mend) -> &'static str {
    match mend {
        Mend::Again => "again",
        Mend::Coordinator => "coordinator",
        Mend::Wait => "wait",
    }
}

/// The same back. A word that is none is of a newer version, which a coordinator can look at.
fn mend_of(word: &str) -> Mend {
    match word {
        "again" => Mend::Again,
        "wait" => Mend::Wait,
        _ => Mend::Coordinator,
    }
}

/// An own event that the centre keeps aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Which.
    pub id: EventId,
    /// The rule it breaks, by its word.
    pub code: String,
    /// The field at fault.
    pub field: Option<String>,
    /// What mends it.
    pub mend: Mend,
}

impl Vault {
    /// Own events that the centre keeps aside, the latest first.
    pub(crate) fn aside(&self) -> Result<Vec<Aside>, DeviceError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT event.event_id, q.code, q.field, q.mend FROM quarantined q
             JOIN position p ON p.stream = q.stream AND p.seq = q.seq JOIN event ON event.number = p.event
             GROUP BY event.number ORDER BY event.number DESC",
        )?;
        let rows = statement.query_map([], |row| {
            let id = EventId::from_uuid(uuid::Uuid::from_bytes(row.get(0)?));
            let mend = mend_of(&row.get::<_, String>(3)?);
            Ok(Aside { id, code: row.get(1)?, field: row.get(2)?, mend })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
