//! What other controllers share, as rows of `8_sharing.sql`.

use domain::{BirthList, BirthListRun, FollowUp};
use rusqlite::{Connection, params};

use crate::column::{Bytes, Id};
use crate::error::BookError;

pub(super) fn agreement(tx: &Connection, id: Bytes) -> Result<(), BookError> {
    tx.prepare_cached("INSERT INTO agreement (id) VALUES (?1)")?.execute([id])?;
    Ok(())
}

pub(super) fn birth_list(tx: &Connection, id: Bytes, fact: &BirthList) -> Result<(), BookError> {
    tx.prepare_cached("INSERT INTO birth_list (id, agreement) VALUES (?1, ?2)")?
        .execute(params![id, fact.agreement.bytes()])?;
    Ok(())
}

pub(super) fn birth_list_run(tx: &Connection, id: Bytes, fact: &BirthListRun) -> Result<(), BookError> {
    tx.prepare_cached("INSERT INTO birth_list_run (id, list) VALUES (?1, ?2)")?
        .execute(params![id, fact.list.bytes()])?;
    Ok(())
}

pub(super) fn follow_up(tx: &Connection, id: Bytes, fact: &FollowUp) -> Result<(), BookError> {
    tx.prepare_cached("INSERT INTO follow_up (id, list) VALUES (?1, ?2)")?
        .execute(params![id, fact.list.bytes()])?;
    Ok(())
}
