//! Rows out into a backup, and in again.

use std::pin::pin;

use deadpool_postgres::{Object, Transaction};
use domain::AuthorityId;
use futures_util::TryStreamExt as _;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{IsolationLevel, Row, Statement};
use uuid::Uuid;

use super::{LedgerError, commit};
use crate::ledger::copy::{Cell, Copied, Sink, Source, in_order, is_name, misfit};

/// Every row of an authority, as of one moment: all in one transaction that sees one state.
pub(super) async fn dump(
    client: &mut Object,
    authority: AuthorityId,
    mut sink: Sink,
) -> Result<(), LedgerError> {
    let tx = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let tx = tx.start().await?;
    // A large ledger takes longer to copy than a request may.
    tx.batch_execute("SET LOCAL statement_timeout = 0").await?;
    for table in in_order(tables(&tx).await?) {
        let statement = tx.prepare(&format!("SELECT * FROM \"{table}\" WHERE authority_id = $1")).await?;
        let columns = statement.columns().iter().map(|column| column.name().to_owned()).collect();
        sink(Copied::Table { name: table.clone(), columns })?;
        let mut rows = pin!(tx.query_raw(&statement, [authority.uuid()]).await?);
        while let Some(row) = rows.try_next().await? {
            sink(Copied::Row(cells(&row, &table)?))?;
        }
    }
    Ok(())
}

async fn tables(tx: &Transaction<'_>) -> Result<Vec<String>, LedgerError> {
    let rows = tx
        .query(
            "SELECT DISTINCT table_name::text FROM information_schema.columns
             WHERE table_schema = current_schema() AND column_name = 'authority_id'",
            &[],
        )
        .await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

fn cells(row: &Row, table: &str) -> Result<Vec<Cell>, LedgerError> {
    let columns = row.columns().iter().enumerate();
    columns.map(|(place, column)| cell(row, place, column.type_(), table)).collect()
}

fn cell(row: &Row, place: usize, kind: &Type, table: &str) -> Result<Cell, LedgerError> {
    let cell = match *kind {
        Type::UUID => row.try_get::<_, Option<Uuid>>(place)?.map(|id| Cell::Bytes(id.as_bytes().to_vec())),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(place)?.map(Cell::Bytes),
        Type::INT8 => row.try_get::<_, Option<i64>>(place)?.map(Cell::Number),
        Type::INT4 => row.try_get::<_, Option<i32>>(place)?.map(|number| Cell::Number(number.into())),
        Type::BOOL => row.try_get::<_, Option<bool>>(place)?.map(|is| Cell::Number(is.into())),
        Type::TEXT => row.try_get::<_, Option<String>>(place)?.map(Cell::Text),
        _ => return Err(misfit(table)),
    };
    Ok(cell.unwrap_or(Cell::Null))
}

/// Rows as they were copied, all or none.
pub(super) async fn load(client: &mut Object, source: Source) -> Result<(), LedgerError> {
    let tx = client.transaction().await?;
    let mut into: Option<(Statement, String)> = None;
    for copied in source {
        match copied? {
            Copied::Table { name, columns } => {
                if !is_name(&name) || columns.is_empty() || !columns.iter().all(|column| is_name(column)) {
                    return Err(misfit(&name));
                }
                let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
                let (columns, places) = (columns.join(", "), places.join(", "));
                let text = format!("INSERT INTO \"{name}\" ({columns}) VALUES ({places})");
                into = Some((tx.prepare(&text).await.map_err(|_| misfit(&name))?, name));
            }
            Copied::Row(cells) => {
                let (statement, table) = into.as_ref().ok_or_else(|| misfit("?"))?;
                if statement.params().len() != cells.len() {
                    return Err(misfit(table));
                }
                let typed = statement.params().iter().zip(cells);
                let values =
                    typed.map(|(kind, cell)| value(kind, cell, table)).collect::<Result<Vec<_>, _>>()?;
                let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| &**value as _).collect();
                tx.execute(statement, &values).await?;
            }
        }
    }
    commit(tx).await
}

/// A cell as the column's type; what SQLite has no type for is found again by PostgreSQL's.
fn value(kind: &Type, cell: Cell, table: &str) -> Result<Box<dyn ToSql + Sync + Send>, LedgerError> {
    let other = || misfit(table);
    Ok(match (kind, cell) {
        (&Type::UUID, Cell::Null) => Box::new(None::<Uuid>),
        (&Type::UUID, Cell::Bytes(bytes)) => Box::new(Uuid::from_slice(&bytes).map_err(|_| other())?),
        (&Type::BYTEA, Cell::Null) => Box::new(None::<Vec<u8>>),
        (&Type::BYTEA, Cell::Bytes(bytes)) => Box::new(bytes),
        (&Type::INT8, Cell::Null) => Box::new(None::<i64>),
        (&Type::INT8, Cell::Number(number)) => Box::new(number),
        (&Type::INT4, Cell::Null) => Box::new(None::<i32>),
        (&Type::INT4, Cell::Number(number)) => Box::new(i32::try_from(number).map_err(|_| other())?),
        (&Type::BOOL, Cell::Null) => Box::new(None::<bool>),
        (&Type::BOOL, Cell::Number(number)) => Box::new(number != 0),
        (&Type::TEXT, Cell::Null) => Box::new(None::<String>),
        (&Type::TEXT, Cell::Text(text)) => Box::new(text),
        _ => return Err(other()),
    })
}
