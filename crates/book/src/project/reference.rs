//! What the centre sets up, as rows of `4_reference.sql`.

use domain::reference::{
    AreaAdopted, Authority, Champion, Form, ModelAdopted, ReturnFrozen, Service, Slot, Team, Venue,
};
use rusqlite::{Connection, params};

use crate::column::{self, Bytes, Id};
use crate::error::BookError;

pub(super) fn authority(tx: &Connection, id: Bytes, fact: &Authority) -> Result<(), BookError> {
    let Authority { name: _, programme: _, time_zone: _, targets: _, caseload_days: _ } = fact;
    tx.prepare_cached("INSERT INTO authority (id) VALUES (?1)")?.execute([id])?;
    Ok(())
}

pub(super) fn team(tx: &Connection, id: Bytes, fact: &Team) -> Result<(), BookError> {
    let Team { name } = fact;
    tx.prepare_cached("INSERT INTO team (id, name) VALUES (?1, ?2)")?.execute(params![id, name.as_str()])?;
    Ok(())
}

pub(super) fn venue(tx: &Connection, id: Bytes, fact: &Venue) -> Result<(), BookError> {
    let Venue { name, postcode: _ } = fact;
    tx.prepare_cached("INSERT INTO venue (id, name) VALUES (?1, ?2)")?.execute(params![id, name.as_str()])?;
    Ok(())
}

pub(super) fn service(tx: &Connection, id: Bytes, fact: &Service) -> Result<(), BookError> {
    let Service { name, need: _, open_referral_id: _ } = fact;
    tx.prepare_cached("INSERT INTO service (id, name) VALUES (?1, ?2)")?
        .execute(params![id, name.as_str()])?;
    Ok(())
}

pub(super) fn slot(tx: &Connection, id: Bytes, fact: &Slot) -> Result<(), BookError> {
    let Slot { venue, activity: _, weekday, starts, ends: _, valid_from, valid_to } = fact;
    tx.prepare_cached(
        "INSERT INTO slot (id, venue, weekday, starts, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id,
        venue.bytes(),
        weekday,
        starts.to_string(),
        column::date(*valid_from),
        valid_to.map(column::date),
    ])?;
    Ok(())
}

pub(super) fn champion(tx: &Connection, id: Bytes, fact: &Champion) -> Result<(), BookError> {
    let Champion { name, team, venues: _, cleared } = fact;
    tx.prepare_cached("INSERT INTO champion (id, name, team, cleared) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, name.as_str(), team.bytes(), cleared])?;
    Ok(())
}

pub(super) fn form(tx: &Connection, id: Bytes, fact: &Form) -> Result<(), BookError> {
    let Form { key, version, title, target: _, questions: _ } = fact;
    tx.prepare_cached("INSERT INTO form (id, \"key\", version, title) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, key.as_str(), version, title.as_str()])?;
    Ok(())
}

pub(super) fn area_adopted(tx: &Connection, id: Bytes, fact: &AreaAdopted) -> Result<(), BookError> {
    let AreaAdopted { name, sha256 } = fact;
    tx.prepare_cached("INSERT INTO area_adopted (id, name, sha256) VALUES (?1, ?2, ?3)")?
        .execute(params![id, name.as_str(), sha256.as_str()])?;
    Ok(())
}

pub(super) fn model_adopted(tx: &Connection, id: Bytes, fact: &ModelAdopted) -> Result<(), BookError> {
    let ModelAdopted { name, sha256, measured: _ } = fact;
    tx.prepare_cached("INSERT INTO model_adopted (id, name, sha256) VALUES (?1, ?2, ?3)")?
        .execute(params![id, name.as_str(), sha256.as_str()])?;
    Ok(())
}

pub(super) fn return_frozen(tx: &Connection, id: Bytes, fact: &ReturnFrozen) -> Result<(), BookError> {
    let ReturnFrozen { week, revision, n, sha256 } = fact;
    tx.prepare_cached(
        "INSERT INTO return_frozen (id, week, revision, n, sha256) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id, week.to_string(), revision, n.cast_signed(), sha256.as_str()])?;
    Ok(())
}
