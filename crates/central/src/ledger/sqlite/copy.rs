//! Rows out into a backup, and in again.

use domain::AuthorityId;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Transaction, params_from_iter};

use super::LedgerError;
use super::column::id;
use crate::ledger::copy::{Cell, Copied, Sink, Source, in_order, is_name, misfit};

/// Every row of an authority, as of one moment: all in one transaction.
pub(super) fn dump(
    connection: &mut Connection,
    authority: AuthorityId,
    sink: &mut Sink,
) -> Result<(), LedgerError> {
    let tx = connection.transaction()?;
    for table in in_order(tables(&tx)?) {
        let mut statement = tx.prepare(&format!("SELECT * FROM \"{table}\" WHERE authority_id = ?1"))?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let width = columns.len();
        sink(Copied::Table { name: table, columns })?;
        let mut rows = statement.query([id(authority.uuid())])?;
        while let Some(row) = rows.next()? {
            let cells = (0..width).map(|column| Ok(cell(row.get_ref(column)?)));
            sink(Copied::Row(cells.collect::<Result<_, rusqlite::Error>>()?))?;
        }
    }
    Ok(())
}

fn tables(tx: &Transaction<'_>) -> Result<Vec<String>, LedgerError> {
    let mut statement = tx.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Number(number),
        // No table has a real number; should one come, its bits are kept.
        ValueRef::Real(real) => Cell::Bytes(real.to_be_bytes().to_vec()),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
    }
}

/// Rows as they were copied, all or none.
pub(super) fn load(tx: &Transaction<'_>, source: Source) -> Result<(), LedgerError> {
    let mut into: Option<(String, String)> = None;
    for copied in source {
        match copied? {
            Copied::Table { name, columns } => into = Some((insert(&name, &columns)?, name)),
            Copied::Row(cells) => {
                let (statement, table) = into.as_ref().ok_or_else(|| misfit("?"))?;
                let values = cells.into_iter().map(|cell| match cell {
                    Cell::Null => Value::Null,
                    Cell::Number(number) => Value::Integer(number),
                    Cell::Text(text) => Value::Text(text),
                    Cell::Bytes(bytes) => Value::Blob(bytes),
                });
                let mut statement = tx.prepare_cached(statement).map_err(|_| misfit(table))?;
                statement.execute(params_from_iter(values))?;
            }
        }
    }
    Ok(())
}

fn insert(table: &str, columns: &[String]) -> Result<String, LedgerError> {
    if !is_name(table) || columns.is_empty() || !columns.iter().all(|column| is_name(column)) {
        return Err(misfit(table));
    }
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
    Ok(format!("INSERT INTO \"{table}\" ({}) VALUES ({})", columns.join(", "), places.join(", ")))
}
