//! What a champion's device is given of the centre's book, and in which order.
//!
//! A view is worked out from the book at each pull, not kept: what is in scope is a function of the records, and so
//! is what has left it. A row's change number is the one at which it last changed or first came into scope.

mod card;
mod departed;
mod linkage;
mod page;
mod reference;
mod run;
mod session;

use chrono::{Datelike, Months, NaiveDate};
use domain::{ChampionId, Fact, TeamId, VenueId};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::column::{self, Id};
use crate::error::BookError;
use crate::schema::SCHEMA_VERSION;
use crate::stated;

pub use linkage::{PulledEnquiry, PulledLinkage, is_in_scope};
pub use page::{PageLimits, Row, RowKind, ScopePage};
pub use run::{ScopeRun, scope_view};

/// How far back a caseload goes: sessions, and families seen, within this many months. A child who comes back after
/// longer is found again at the centre, by linkage.
pub const SCOPE_MONTHS: u32 = 12;

/// Whose device it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewMode {
    /// A volunteer's own phone: cards are reduced.
    Byod,
    /// A phone that the programme manages: cards are whole.
    Managed,
    /// Any device whose check phrase nobody has confirmed yet: what the centre set up, and nothing about families.
    Unchecked,
}

/// What a device is entitled to; worked out at the centre from the champion's record, never asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The champion.
    pub champion: ChampionId,
    /// Their team.
    pub team: TeamId,
    /// The venues where they help, in order.
    pub venues: Vec<VenueId>,
    /// The first day of the caseload: a first of a month, so that a full list is due once a month and not daily.
    pub since: NaiveDate,
    /// Changes with anything in the scope itself and with every erasure: a cursor of another version begins again.
    pub version: u64,
}

/// How far a device has been told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The change number up to which it was told everything in its scope.
    pub n: u64,
    /// The scope's version at that time; 0 for a device that has nothing.
    pub scope_version: u64,
    /// A full list is under way: it ends with a word of its own.
    pub listing: bool,
    /// Where one kind is being listed again: where to go on when that list ends.
    pub resume: Option<u64>,
    /// A hash of what it was told of linkage; 0 for nothing.
    pub linkage: u64,
}

/// The scope of a champion on this local day; none where no such champion stands.
///
/// # Errors
/// `Damaged` where their record does not read back; `Sqlite`.
pub fn scope_of(
    connection: &Connection,
    champion: ChampionId,
    today: NaiveDate,
    mode: ViewMode,
) -> Result<Option<Scope>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT e.kind, COALESCE(r.payload, e.payload)
         FROM champion c JOIN record r ON r.id = c.id JOIN book_entry e ON e.event_id = c.id WHERE c.id = ?1",
    )?;
    let row: Option<(String, String)> =
        statement.query_row([champion.bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((kind, payload)) = row else { return Ok(None) };
    let Fact::Champion(record) = stated::fact(&kind, &payload)? else {
        return Err(BookError::damaged("champion"));
    };
    let month = today.with_day(1).unwrap_or(today);
    let since = month.checked_sub_months(Months::new(SCOPE_MONTHS)).unwrap_or(NaiveDate::MIN);
    let erased: i64 =
        connection.prepare_cached("SELECT COUNT(*) FROM book_erased")?.query_row([], |row| row.get(0))?;
    let mut scope = Scope { champion, team: record.team, venues: record.venues, since, version: 0 };
    scope.version = version(&scope, mode, erased);
    Ok(Some(scope))
}

/// A hash of all that decides which rows a device may hold, never 0.
fn version(scope: &Scope, mode: ViewMode, erased: i64) -> u64 {
    let Scope { champion, team, venues, since, version: _ } = scope;
    let mut hash = Sha256::new()
        .chain_update(SCHEMA_VERSION.to_be_bytes())
        .chain_update(champion.bytes())
        .chain_update(team.bytes())
        .chain_update(since.num_days_from_ce().to_be_bytes())
        .chain_update([match mode {
            ViewMode::Byod => 0,
            ViewMode::Managed => 1,
            ViewMode::Unchecked => 2,
        }])
        .chain_update(erased.to_be_bytes());
    for venue in venues {
        hash.update(venue.bytes());
    }
    let bytes: [u8; 32] = hash.finalize().into();
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    u64::from_be_bytes(first).max(1)
}

/// A row that is in scope: which, and since which change number it is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Visible {
    n: i64,
    kind: RowKind,
    id: Uuid,
}

/// Rows of `id, n` as visible ones.
fn visible(
    connection: &Connection,
    kind: RowKind,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Visible>, BookError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement
        .query_map(parameters, |row| Ok(Visible { kind, id: column::id(row, 0)?, n: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
