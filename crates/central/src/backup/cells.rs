//! The records of a backup as bytes: a tag, then what it needs, lengths before texts, whole numbers big-endian.

use std::io::{self, Read, Write};

use domain::AuthorityId;
use uuid::Uuid;

use crate::ledger::{Cell, Copied};

/// The longest text or bytes in a cell, 1 GiB: what claims to be longer is no backup.
const CELL_BYTES_MAX: u32 = 1 << 30;
/// The first bytes of every backup.
const MAGIC: &[u8; 18] = b"doorstep-backup-1\n";

const TABLE: u8 = b'T';
const ROW: u8 = b'R';
const END: u8 = b'E';

/// What stands at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// How many rows there were.
    pub(super) rows: u64,
    /// The ledger's change number.
    pub(super) n: u64,
}

/// One record.
pub(super) enum Record {
    Copied(Copied),
    End(End),
}

pub(super) fn write_head(out: &mut impl Write, authority: AuthorityId, made_ms: u64) -> io::Result<()> {
    out.write_all(MAGIC)?;
    out.write_all(authority.uuid().as_bytes())?;
    out.write_all(&made_ms.to_be_bytes())
}

pub(super) fn read_head(from: &mut impl Read) -> io::Result<(AuthorityId, u64)> {
    if array::<18>(from)? != *MAGIC {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let authority = AuthorityId::from_uuid(Uuid::from_bytes(array(from)?));
    Ok((authority, u64::from_be_bytes(array(from)?)))
}

pub(super) fn write(out: &mut impl Write, copied: &Copied) -> io::Result<()> {
    match copied {
        Copied::Table { name, columns } => {
            out.write_all(&[TABLE])?;
            write_bytes(out, name.as_bytes())?;
            write_length(out, columns.len())?;
            columns.iter().try_for_each(|column| write_bytes(out, column.as_bytes()))
        }
        Copied::Row(cells) => {
            out.write_all(&[ROW])?;
            write_length(out, cells.len())?;
            cells.iter().try_for_each(|cell| write_cell(out, cell))
        }
    }
}

pub(super) fn write_end(out: &mut impl Write, end: End) -> io::Result<()> {
    out.write_all(&[END])?;
    out.write_all(&end.rows.to_be_bytes())?;
    out.write_all(&end.n.to_be_bytes())
}

pub(super) fn read(from: &mut impl Read) -> io::Result<Record> {
    let [tag] = array::<1>(from)?;
    match tag {
        TABLE => {
            let name = read_text(from)?;
            let columns = (0..length(from)?).map(|_| read_text(from)).collect::<io::Result<_>>()?;
            Ok(Record::Copied(Copied::Table { name, columns }))
        }
        ROW => {
            let cells = (0..length(from)?).map(|_| read_cell(from)).collect::<io::Result<_>>()?;
            Ok(Record::Copied(Copied::Row(cells)))
        }
        END => {
            let (rows, n) = (u64::from_be_bytes(array(from)?), u64::from_be_bytes(array(from)?));
            Ok(Record::End(End { rows, n }))
        }
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn write_cell(out: &mut impl Write, cell: &Cell) -> io::Result<()> {
    match cell {
        Cell::Null => out.write_all(b"0"),
        Cell::Number(number) => {
            out.write_all(b"n")?;
            out.write_all(&number.to_be_bytes())
        }
        Cell::Text(text) => {
            out.write_all(b"t")?;
            write_bytes(out, text.as_bytes())
        }
        Cell::Bytes(bytes) => {
            out.write_all(b"b")?;
            write_bytes(out, bytes)
        }
    }
}

fn read_cell(from: &mut impl Read) -> io::Result<Cell> {
    let [tag] = array::<1>(from)?;
    Ok(match tag {
        b'0' => Cell::Null,
        b'n' => Cell::Number(i64::from_be_bytes(array(from)?)),
        b't' => Cell::Text(read_text(from)?),
        b'b' => Cell::Bytes(read_bytes(from)?),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    })
}

fn write_bytes(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    write_length(out, bytes.len())?;
    out.write_all(bytes)
}

fn write_length(out: &mut impl Write, length: usize) -> io::Result<()> {
    let length = u32::try_from(length).map_err(|_| io::ErrorKind::InvalidData)?;
    out.write_all(&length.to_be_bytes())
}

fn read_bytes(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let length = length(from)?;
    // Grown as it is read: a length that lies costs nothing.
    let mut bytes = Vec::new();
    from.by_ref().take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() == length as usize { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn read_text(from: &mut impl Read) -> io::Result<String> {
    String::from_utf8(read_bytes(from)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

fn length(from: &mut impl Read) -> io::Result<u32> {
    let length = u32::from_be_bytes(array(from)?);
    if length > CELL_BYTES_MAX { Err(io::ErrorKind::InvalidData.into()) } else { Ok(length) }
}

fn array<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_reads_back_and_none_that_is_cut_off() {
        let row = vec![Cell::Null, Cell::Number(-7), Cell::Text("Zoë".to_owned()), Cell::Bytes(vec![0, 255])];
        let table = Copied::Table { name: "event".to_owned(), columns: vec!["body".to_owned()] };
        for copied in [table, Copied::Row(row)] {
            let mut bytes = Vec::new();
            write(&mut bytes, &copied).unwrap();
            let read_back = |bytes: &[u8]| match read(&mut &bytes[..]) {
                Ok(Record::Copied(copied)) => Some(copied),
                Ok(Record::End(_)) | Err(_) => None,
            };
            assert_eq!(read_back(&bytes), Some(copied), "as it was written");
            for cut in 0..bytes.len() {
                assert_eq!(read_back(&bytes[..cut]), None, "cut at {cut}");
            }
        }
    }
}
