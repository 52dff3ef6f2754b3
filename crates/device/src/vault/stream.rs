//! The stream that grows: its head, and how far receipts go.

use domain::{Head, Hlc, StreamId};
use protocol::Marks;
use rusqlite::{Connection, Row, Transaction, params};

use super::Vault;
use crate::error::DeviceError;

/// A stream of the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stream {
    /// Its row.
    pub number: i64,
    /// Its id.
    pub id: StreamId,
    /// Its last event.
    pub head: Head,
    /// How far the centre holds it, proved by a receipt whose head was ours.
    pub acked_through: u64,
    /// How far it is in a backup that was restored in a drill.
    pub durable_through: u64,
    /// Where another history of it was found.
    pub closed_at: Option<u64>,
}

impl Stream {
    /// Where it stands, for the rules of sync. `is_last`: it is the one that grows.
    const fn marks(&self, is_last: bool) -> Marks {
        let Self { number: _, id, head, acked_through, durable_through, closed_at } = *self;
        let end = match closed_at {
            Some(at) => at,
            None => head.seq,
        };
        let closed = closed_at.is_some() || !is_last;
        Marks { stream: id, head, end, closed, acked: acked_through, durable: durable_through }
    }
}

impl Vault {
    /// Begins a stream; from here on it is the one that grows.
    pub(crate) fn mint_stream(&mut self, id: StreamId) -> Result<(), DeviceError> {
        self.transact(|tx| mint(tx, id).map(|_| ()))
    }

    /// The stream that grows.
    pub(crate) fn stream(&self) -> Result<Stream, DeviceError> {
        stream(&self.connection)
    }

    /// The stream of this id.
    pub(crate) fn stream_of(&self, id: StreamId) -> Result<Stream, DeviceError> {
        stream_of(&self.connection, id)
    }

    /// Our head of a stream at a number; none behind its end.
    pub(crate) fn head_of(&self, id: StreamId, seq: u64) -> Result<Option<[u8; 32]>, DeviceError> {
        head_at(&self.connection, &self.stream_of(id)?, seq)
    }

    /// The vault's first stream.
    pub(crate) fn first_stream(&self) -> Result<StreamId, DeviceError> {
        let mut statement =
            self.connection.prepare_cached("SELECT stream FROM stream ORDER BY number LIMIT 1")?;
        Ok(statement.query_row([], |row| Ok(StreamId::from_bytes(row.get(0)?)))?)
    }

    /// Where every stream stands, the oldest first.
    pub(crate) fn marks(&self) -> Result<Vec<Marks>, DeviceError> {
        let mut statement = self.connection.prepare_cached(&format!("{STREAM} ORDER BY number"))?;
        let streams = statement.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
        let last = streams.last().map(|stream| stream.number);
        Ok(streams.iter().map(|stream| stream.marks(Some(stream.number) == last)).collect())
    }
}

/// A new stream's row. The clock goes on from where it is.
pub(super) fn mint(tx: &Transaction<'_>, id: StreamId) -> Result<i64, DeviceError> {
    let hlc = hlc(tx)?;
    tx.execute(
        "INSERT INTO stream (stream, head_hash, hlc_ms, hlc_count) VALUES (?1, ?2, ?3, ?4)",
        params![id.bytes(), Head::EMPTY.hash, hlc.ms.cast_signed(), hlc.count],
    )?;
    Ok(tx.last_insert_rowid())
}

const STREAM: &str =
    "SELECT number, stream, head_seq, head_hash, acked_through, durable_through, closed_at FROM stream";

pub(super) fn stream_of(connection: &Connection, id: StreamId) -> Result<Stream, DeviceError> {
    let mut statement = connection.prepare_cached(&format!("{STREAM} WHERE stream = ?1"))?;
    Ok(statement.query_row([id.bytes()], read)?)
}

pub(super) fn stream(connection: &Connection) -> Result<Stream, DeviceError> {
    let mut statement = connection.prepare_cached(&format!("{STREAM} ORDER BY number DESC LIMIT 1"))?;
    Ok(statement.query_row([], read)?)
}

/// The stream that grows, and the hybrid logical clock, which stands beside it.
pub(super) fn stream_and_hlc(connection: &Connection) -> Result<(Stream, Hlc), DeviceError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, stream, head_seq, head_hash, acked_through, durable_through, closed_at, hlc_ms, hlc_count
         FROM stream ORDER BY number DESC LIMIT 1",
    )?;
    Ok(statement.query_row([], |row| {
        Ok((read(row)?, Hlc { ms: row.get::<_, i64>(7)?.cast_unsigned(), count: row.get(8)? }))
    })?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stream> {
    Ok(Stream {
        number: row.get(0)?,
        id: StreamId::from_bytes(row.get(1)?),
        head: Head { seq: seq(row, 2)?, hash: row.get(3)? },
        acked_through: seq(row, 4)?,
        durable_through: seq(row, 5)?,
        closed_at: row.get::<_, Option<i64>>(6)?.map(i64::cast_unsigned),
    })
}

/// A sequence number in a column: never negative, by the table's own rule.
pub(super) fn seq(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::cast_unsigned)
}

/// Our head at a place of the stream; the empty head at 0, none behind the end.
pub(super) fn head_at(
    connection: &Connection,
    stream: &Stream,
    seq: u64,
) -> Result<Option<[u8; 32]>, DeviceError> {
    use rusqlite::OptionalExtension as _;
    if seq == 0 {
        return Ok(Some(Head::EMPTY.hash));
    }
    let mut statement = connection.prepare_cached("SELECT h FROM position WHERE stream = ?1 AND seq = ?2")?;
    Ok(statement.query_row(params![stream.number, seq.cast_signed()], |row| row.get(0)).optional()?)
}

/// The hybrid logical clock; at its beginning before there is a stream.
pub(super) fn hlc(connection: &Connection) -> Result<Hlc, DeviceError> {
    use rusqlite::OptionalExtension as _;
    let mut statement =
        connection.prepare_cached("SELECT hlc_ms, hlc_count FROM stream ORDER BY number DESC LIMIT 1")?;
    let read = |row: &Row<'_>| Ok(Hlc { ms: row.get::<_, i64>(0)?.cast_unsigned(), count: row.get(1)? });
    Ok(statement.query_row([], read).optional()?.unwrap_or(Hlc { ms: 0, count: 0 }))
}

pub(super) fn set_hlc(tx: &Connection, hlc: Hlc) -> Result<(), DeviceError> {
    let mut statement = tx.prepare_cached(
        "UPDATE stream SET hlc_ms = ?1, hlc_count = ?2 WHERE number = (SELECT max(number) FROM stream)",
    )?;
    statement.execute(params![hlc.ms.cast_signed(), hlc.count])?;
    Ok(())
}

/// The stream that grows has this head, and the clock stands here.
pub(super) fn set_head(tx: &Transaction<'_>, number: i64, head: Head, hlc: Hlc) -> Result<(), DeviceError> {
    tx.prepare_cached(
        "UPDATE stream SET head_seq = ?2, head_hash = ?3, hlc_ms = ?4, hlc_count = ?5 WHERE number = ?1",
    )?
    .execute(params![number, head.seq.cast_signed(), head.hash, hlc.ms.cast_signed(), hlc.count])?;
    Ok(())
}
