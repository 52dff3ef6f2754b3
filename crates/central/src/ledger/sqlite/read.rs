//! Reading what was appended.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use domain::{AuthorityId, EventId, Head, Private, Salt, StreamId};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use super::column::{event_id, id, number, owner, stream_id, unsigned};
use super::{BlobKind, LedgerError, Position, Stored, StreamRow};

pub(super) fn after(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    after: u64,
    limit: usize,
) -> Result<Vec<Stored>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT p.seq, p.event_id, p.body_hash, p.h, p.n, p.stream, s.device_id, s.champion_id, e.salt, e.body,
             d.revoked_n IS NOT NULL AND p.n > d.revoked_n
         FROM position p
         JOIN stream s USING (authority_id, stream)
         JOIN event e USING (authority_id, event_id, body_hash)
         LEFT JOIN device d ON d.authority_id = s.authority_id AND d.device_id = s.device_id
         WHERE p.authority_id = ?1 AND p.n > ?2 ORDER BY p.n LIMIT ?3",
    )?;
    let asked = params![id(authority.uuid()), number(after)?, number(limit as u64)?];
    let rows = statement.query_map(asked, |row| {
        let salt: Option<[u8; 16]> = row.get(8)?;
        // Whoever changed it by hand may have left text: that it is not what was hashed is for `verify` to say.
        let body: Option<Vec<u8>> = row.get_ref(9)?.as_bytes_or_null()?.map(<[u8]>::to_vec);
        Ok(Stored {
            stream: stream_id(row, 5)?,
            owner: owner(row, 6, 7)?,
            position: position(row)?,
            body: salt.map(Salt).zip(body.map(Private::new)),
            after_revocation: row.get(10)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn positions(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    seqs: &RangeInclusive<u64>,
) -> Result<Vec<Position>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT seq, event_id, body_hash, h, n FROM position
         WHERE authority_id = ?1 AND stream = ?2 AND seq BETWEEN ?3 AND ?4 ORDER BY seq",
    )?;
    let (first, last) = (number(*seqs.start())?, number(*seqs.end())?);
    let rows = statement.query_map(params![id(authority.uuid()), stream.bytes(), first, last], position)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn position(row: &Row<'_>) -> rusqlite::Result<Position> {
    Ok(Position {
        seq: unsigned(row, 0)?,
        event: event_id(row, 1)?,
        body_hash: row.get(2)?,
        h: row.get(3)?,
        n: unsigned(row, 4)?,
    })
}

pub(super) fn heads(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
    every: u64,
    limit: usize,
) -> Result<Vec<Head>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT seq, h FROM position
         WHERE authority_id = ?1 AND stream = ?2 AND seq % ?3 = 0 ORDER BY seq DESC LIMIT ?4",
    )?;
    let asked = params![id(authority.uuid()), stream.bytes(), number(every)?, number(limit as u64)?];
    let rows = statement.query_map(asked, |row| Ok(Head { seq: unsigned(row, 0)?, hash: row.get(1)? }))?;
    let mut heads: Vec<Head> = rows.collect::<rusqlite::Result<_>>()?;
    heads.reverse();
    Ok(heads)
}

pub(super) fn mark(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    n: u64,
) -> Result<Option<[u8; 32]>, LedgerError> {
    let mut statement = tx.prepare_cached(
        "SELECT h FROM position WHERE authority_id = ?1 AND n <= ?2 ORDER BY n DESC LIMIT 1",
    )?;
    Ok(statement.query_row(params![id(authority.uuid()), number(n)?], |row| row.get(0)).optional()?)
}

pub(super) fn conflicts(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<BTreeSet<EventId>, LedgerError> {
    let mut statement =
        tx.prepare_cached("SELECT count(*) > 1 FROM event WHERE authority_id = ?1 AND event_id = ?2")?;
    let mut conflicts = BTreeSet::new();
    for event in ids {
        if statement.query_row([id(authority.uuid()), id(event.uuid())], |row| row.get(0))? {
            conflicts.insert(*event);
        }
    }
    Ok(conflicts)
}

pub(super) fn bodies(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    ids: &[EventId],
) -> Result<BTreeSet<(EventId, [u8; 32])>, LedgerError> {
    let mut statement =
        tx.prepare_cached("SELECT body_hash FROM event WHERE authority_id = ?1 AND event_id = ?2")?;
    let mut bodies = BTreeSet::new();
    for event in ids {
        let hashes =
            statement.query_map([id(authority.uuid()), id(event.uuid())], |row| row.get::<_, [u8; 32]>(0))?;
        for hash in hashes {
            bodies.insert((*event, hash?));
        }
    }
    Ok(bodies)
}

const STREAM: &str =
    "SELECT stream, device_id, champion_id, seq, h, durable_seq FROM stream WHERE authority_id = ?1";

pub(super) fn stream(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    stream: StreamId,
) -> Result<Option<StreamRow>, LedgerError> {
    let mut statement = tx.prepare_cached(&format!("{STREAM} AND stream = ?2"))?;
    Ok(statement.query_row([&id(authority.uuid()), stream.bytes()], stream_row).optional()?)
}

pub(super) fn streams(tx: &Transaction<'_>, authority: AuthorityId) -> Result<Vec<StreamRow>, LedgerError> {
    let mut statement = tx.prepare_cached(&format!("{STREAM} ORDER BY stream"))?;
    let rows = statement.query_map([id(authority.uuid())], stream_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn stream_row(row: &Row<'_>) -> rusqlite::Result<StreamRow> {
    Ok(StreamRow {
        stream: stream_id(row, 0)?,
        owner: owner(row, 1, 2)?,
        head: Head { seq: unsigned(row, 3)?, hash: row.get(4)? },
        durable_seq: unsigned(row, 5)?,
    })
}

pub(super) fn blob(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    kind: BlobKind,
    sha256: &[u8; 32],
) -> Result<Option<Vec<u8>>, LedgerError> {
    let mut statement =
        tx.prepare_cached("SELECT bytes FROM blob WHERE authority_id = ?1 AND kind = ?2 AND sha256 = ?3")?;
    let asked = params![id(authority.uuid()), kind.word(), sha256];
    Ok(statement.query_row(asked, |row| row.get(0)).optional()?)
}
