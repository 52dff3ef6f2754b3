//! What a device holds of the centre's book: rows as they were pulled, beside its own records and never over them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use domain::{EnquiryId, FamilyId, Session};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::column::{self, Id};
use crate::error::BookError;
use crate::kind::Kind;
use crate::scope::{PulledEnquiry, PulledLinkage, Row, RowKind};
use crate::{apply, search};

/// The view of a session: its day and what was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PulledSession {
    /// The local day.
    pub on: chrono::NaiveDate,
    /// What was recorded.
    pub session: Session,
}

/// What a page changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stored {
    /// Rows stored.
    pub stored: u64,
    /// Rows dropped, on a word to forget or at the end of a full list.
    pub forgotten: u64,
}

/// What holds of all rows of a transaction, and is asked for once.
#[derive(Debug, Clone, Copy)]
pub struct Storing {
    /// The number of the full list that is being, or was last, received.
    listing: i64,
    /// Whether any tombstone is held.
    tombstones: bool,
}

impl Storing {
    /// At the beginning of a transaction, or behind anything else that was written in it.
    ///
    /// # Errors
    /// `NoTransaction`; `Sqlite`.
    pub fn begin(transaction: &Connection) -> Result<Self, BookError> {
        BookError::unless_within(transaction)?;
        let mut statement = transaction.prepare_cached("SELECT 1 FROM pulled WHERE kind = ?1 LIMIT 1")?;
        let tombstones = statement.exists([RowKind::Tombstone.word()])?;
        Ok(Self { listing: listing(transaction)?, tombstones })
    }

    /// Whether any tombstone may be held.
    #[must_use]
    pub const fn has_tombstones(&self) -> bool {
        self.tombstones
    }
}

const PUT: &str = "INSERT OR REPLACE INTO pulled (kind, id, n, listing, body, search, family, on_date)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Stores a page, or rows of it, in the caller's transaction that also stores its cursor. Pages are applied in the order they
/// came. A row that this version cannot read is kept for the one that can: until then no list shows it.
///
/// # Errors
/// `Position` beyond what a column holds; `NoTransaction`; `Sqlite`.
pub fn store(transaction: &Connection, storing: &mut Storing, rows: &[Row]) -> Result<Stored, BookError> {
    BookError::unless_within(transaction)?;
    let mut done = Stored::default();
    // Asked for once: by itself each row would look its statement up.
    let mut put = transaction.prepare_cached(PUT)?;
    // Own records of which it is said anew whether they stand.
    let mut doubted = BTreeSet::new();
    for row in rows {
        let Row { kind, id, n, body } = row;
        if *kind == RowKind::Withdrawal {
            doubted.insert(*id);
        }
        match (kind, body) {
            (RowKind::List, body) => {
                let word = body.as_ref().map_or("", |body| body.reveal().as_str());
                done.forgotten += list(transaction, word, &mut doubted)?;
                storing.listing = listing(transaction)?;
            }
            (kind, None) => done.forgotten += forget(transaction, *kind, *id)?,
            (kind, Some(body)) => {
                let Told { search, family, on } = looked_up_by(*kind, body.reveal());
                put.execute(params![
                    kind.word(),
                    id.bytes(),
                    column::position(*n)?,
                    storing.listing,
                    body.reveal(),
                    search,
                    family.map(Id::bytes),
                    on,
                ])?;
                storing.tombstones |= *kind == RowKind::Tombstone;
                done.stored += 1;
            }
        }
    }
    apply::again(transaction, &doubted)?;
    Ok(done)
}

/// Drops one row; how many there were.
///
/// # Errors
/// `Sqlite` only.
pub fn forget(transaction: &Connection, kind: RowKind, id: Uuid) -> Result<u64, BookError> {
    let mut statement = transaction.prepare_cached("DELETE FROM pulled WHERE kind = ?1 AND id = ?2")?;
    Ok(statement.execute(params![kind.word(), id.bytes()])? as u64)
}

/// Drops the caseload that was pulled, as too old to be used. How many rows there were. What was said of records of this
/// device itself stays, and so does what was erased: neither may come back for want of a list.
///
/// # Errors
/// `Sqlite` only.
pub fn wipe(transaction: &Transaction<'_>) -> Result<u64, BookError> {
    let stay = [RowKind::Tombstone.word(), RowKind::Withdrawal.word()];
    let wiped = transaction.execute("DELETE FROM pulled WHERE kind NOT IN (?1, ?2)", stay)?;
    transaction.execute("DELETE FROM pulled_listing", [])?;
    Ok(wiped as u64)
}

/// How many rows of each kind are held, by the kind's word.
///
/// # Errors
/// `Sqlite` only.
pub fn tally(connection: &Connection) -> Result<Vec<(String, u64)>, BookError> {
    let mut statement =
        connection.prepare_cached("SELECT kind, COUNT(*) FROM pulled GROUP BY kind ORDER BY kind")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned())))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What of a row is looked up by.
#[derive(Default)]
struct Told {
    search: Option<String>,
    family: Option<FamilyId>,
    on: Option<String>,
}

/// What of a body its row is looked up by. No more of it is read: whatever shows it reads it whole.
fn looked_up_by(kind: RowKind, body: &str) -> Told {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    #[derive(Deserialize)]
    struct PersonNamed<'a> {
        family: Option<FamilyId>,
        #[serde(borrow)]
        given_name: Option<Text<'a>>,
        surname: Option<Text<'a>>,
    }
    #[derive(Deserialize)]
    struct SessionOn {
        on: chrono::NaiveDate,
    }
    match kind {
        RowKind::Person => serde_json::from_str(body).map_or_else(
            |_| Told::default(),
            |PersonNamed { family, given_name, surname }| {
                let names = [&given_name, &surname];
                let names = names.into_iter().flatten().map(|Text(name)| name.as_ref());
                Told { search: Some(search::folded(names)), family, on: None }
            },
        ),
        RowKind::Session => {
            let on = serde_json::from_str(body).ok().map(|SessionOn { on }| column::date(on));
            Told { on, ..Told::default() }
        }
        RowKind::Authority
        | RowKind::Champion
        | RowKind::Form
        | RowKind::Service
        | RowKind::Slot
        | RowKind::Team
        | RowKind::Tombstone
        | RowKind::Venue
        | RowKind::Withdrawal
        | RowKind::Linkage
        | RowKind::List => Told::default(),
    }
}

/// Which records are one person, and what is asked about two, as the centre last said.
///
/// # Errors
/// `Sqlite` only.
pub fn linkage(connection: &Connection) -> Result<PulledLinkage, BookError> {
    let mut statement = connection.prepare_cached("SELECT body FROM pulled WHERE kind = ?1")?;
    let body: Option<String> = statement.query_row([RowKind::Linkage.word()], |row| row.get(0)).optional()?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default())
}

/// What a coordinator asks this device's champion and this device has not answered: by now the centre may not know of
/// the answer yet.
///
/// # Errors
/// `Sqlite` only.
pub fn open_enquiries(connection: &Connection) -> Result<Vec<PulledEnquiry>, BookError> {
    let mut asked = linkage(connection)?.enquiries;
    if !asked.is_empty() {
        let mut statement = connection.prepare_cached("SELECT enquiry FROM enquiry_answer")?;
        let answered = statement.query_map([], |row| column::id(row, 0))?;
        let answered: Vec<EnquiryId> = answered.collect::<rusqlite::Result<_>>()?;
        asked.retain(|enquiry| !answered.contains(&enquiry.id));
    }
    Ok(asked)
}

/// A full list begins or ends; how many rows it did not name. Withdrawals that it did not name no longer hold.
fn list(transaction: &Connection, word: &str, doubted: &mut BTreeSet<Uuid>) -> Result<u64, BookError> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Word {
        begins: bool,
        ends: bool,
        /// The one kind that is listed, where it is not all.
        kind: Option<String>,
    }
    let Word { begins, ends, kind } = serde_json::from_str(word).unwrap_or_default();
    if begins {
        transaction.execute(
            "INSERT INTO pulled_listing (only, listing) VALUES (1, 1)
             ON CONFLICT (only) DO UPDATE SET listing = listing + 1",
            [],
        )?;
    }
    if ends {
        let mut statement = transaction.prepare_cached(
            "DELETE FROM pulled WHERE listing < ?1 AND kind = COALESCE(?2, kind) RETURNING kind, id",
        )?;
        let mut rows = statement.query(params![listing(transaction)?, kind])?;
        let mut dropped = 0;
        while let Some(row) = rows.next()? {
            dropped += 1;
            if row.get_ref(0)?.as_str() == Ok(RowKind::Withdrawal.word()) {
                doubted.insert(column::id(row, 1)?);
            }
        }
        return Ok(dropped);
    }
    Ok(0)
}

/// Every row that is held, as [`crate::ScopePage::held`] has it at the centre.
///
/// # Errors
/// `Sqlite` only.
pub fn held(connection: &Connection) -> Result<Vec<(RowKind, Uuid, u64)>, BookError> {
    held_behind(connection, None, u32::MAX)
}

/// At most `limit` of the rows that are held, in order of kind and id, behind one of them.
///
/// # Errors
/// `Sqlite` only.
pub fn held_behind(
    connection: &Connection,
    behind: Option<(RowKind, Uuid)>,
    limit: u32,
) -> Result<Vec<(RowKind, Uuid, u64)>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT kind, id, n FROM pulled WHERE (kind, id) > (?1, ?2) ORDER BY kind, id LIMIT ?3",
    )?;
    let (kind, id) = behind.map_or(("", Uuid::nil()), |(kind, id)| (kind.word(), id));
    let mut rows = statement.query(params![kind, id.bytes(), limit])?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = RowKind::of_word(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
        let Some(kind) = kind else { continue };
        held.push((kind, column::id(row, 1)?, row.get::<_, i64>(2)?.cast_unsigned()));
    }
    Ok(held)
}

fn listing(connection: &Connection) -> Result<i64, BookError> {
    let mut statement = connection.prepare_cached("SELECT listing FROM pulled_listing")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// Whether a row is held.
///
/// # Errors
/// `Sqlite` only.
pub fn holds(connection: &Connection, kind: RowKind, id: Uuid) -> Result<bool, BookError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM pulled WHERE kind = ?1 AND id = ?2")?;
    Ok(statement.exists(params![kind.word(), id.bytes()])?)
}

/// Whether an id is taken by a record of somebody else of which a row is held, readable here or not.
///
/// # Errors
/// `Sqlite` only.
pub fn is_taken(connection: &Connection, id: Uuid) -> Result<bool, BookError> {
    for kind in Kind::ALL.iter().copied().filter_map(RowKind::of) {
        if holds(connection, kind, id)? {
            return Ok(true);
        }
    }
    Ok(false)
}
