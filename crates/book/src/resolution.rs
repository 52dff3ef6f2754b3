//! What is known about one record, made ready for `domain::record::resolve`.

use std::collections::BTreeSet;

use domain::problem::ProblemCode;
use domain::record::{Correction, Original, Resolved, What, resolve};
use domain::{EventId, Fact, Problem};
use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use crate::entry::{self, Downward, Standing, Told};
use crate::error::BookError;
use crate::kind::Kind;

/// A record, and what it was worked out from.
pub(crate) struct Resolution {
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    /// As it was recorded.
    pub(crate) plain: Fact,
    pub(crate) record: Resolved,
    /// In order of id.
    pub(crate) corrections: Vec<Told>,
    /// Corrections that cannot be applied.
    pub(crate) doubtful: Vec<(EventId, Problem)>,
}

/// Works out the record that this entry begins.
pub(crate) fn of(connection: &Connection, told: &Told) -> Result<Resolution, BookError> {
    let id = told.said.by.uuid();
    let corrections = entry::corrections(connection, id)?;
    let plain = told.fact().map_err(|_| BookError::damaged("book_entry"))?;
    let kind = Kind::of(&plain).ok_or(BookError::damaged("book_entry"))?;
    let original = Original { said: told.said, kind: told.kind.clone(), payload: told.payload.clone() };

    let (mut known, mut doubtful) = (Vec::new(), Vec::new());
    for correction in &corrections {
        match what(connection, kind, id, correction)? {
            Ok(what) => known.push(Correction { said: correction.said, what }),
            Err(problem) => doubtful.push((correction.said.by, problem)),
        }
    }
    let record = resolve(&original, &known).map_err(|_| BookError::damaged("book_entry"))?;
    doubtful.extend(record.doubtful.iter().cloned());
    Ok(Resolution { id, kind, plain, record, corrections, doubtful })
}

/// What a correction does; or why it can do nothing to this record.
fn what(
    connection: &Connection,
    kind: Kind,
    record: Uuid,
    correction: &Told,
) -> Result<Result<What, Problem>, BookError> {
    if correction.champion.is_some() && kind.is_the_centres() {
        return Ok(Err(Problem::new("actor", ProblemCode::Contradiction)));
    }
    Ok(match correction.fact() {
        Ok(Fact::Amended(fact)) if entry::applied(connection, fact.of)? == Some(Standing::Record) => {
            Ok(What::Amends { seen: fact.seen, fields: fact.fields })
        }
        Ok(Fact::Voided(fact)) => Ok(What::Voids(fact.of)),
        Ok(Fact::Reinstated(fact)) => Ok(What::Reinstates(fact.of)),
        // A decision unlinked is a decision withdrawn; nothing else can be unlinked.
        Ok(Fact::Unlinked(fact)) if kind == Kind::Link && fact.of.uuid() == record => {
            Ok(What::Voids(fact.of))
        }
        Ok(_) | Err(_) => Err(Problem::new("of", ProblemCode::Contradiction)),
    })
}

/// Every id that these facts and any correction of them ever named, believed or not; none where there is no correction
/// and no second body. And the greatest change number of a correction, 0 for none.
pub(crate) fn named(
    connection: &Connection,
    id: Uuid,
    facts: &[&Fact],
) -> Result<(BTreeSet<Uuid>, i64), BookError> {
    let (n, below) = entry::downward(connection, EventId::from_uuid(id))?;
    let mut ids = BTreeSet::new();
    if facts.len() > 1 || n > 0 {
        facts.iter().for_each(|fact| ids.extend(fact.subjects()));
    }
    for Downward { kind, payload } in below {
        let payload = payload.map(|text| serde_json::from_str(&text)).transpose();
        let payload: Option<Value> = payload.map_err(|_| BookError::damaged("book_entry"))?;
        if let Some(Ok(Fact::Amended(amended))) = payload.map(|payload| Fact::parse(&kind, &payload)) {
            amended.fields.values().for_each(|value| name(value, &mut ids));
        }
    }
    Ok((ids, n))
}

/// Every id in a corrected value.
fn name(value: &Value, into: &mut BTreeSet<Uuid>) {
    match value {
        Value::String(text) => into.extend(Uuid::try_parse(text)),
        Value::Array(items) => items.iter().for_each(|item| name(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| name(field, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
