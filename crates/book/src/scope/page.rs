//! One page of a scope, in order of change numbers.

use std::collections::BTreeSet;

use domain::{Fact, Private};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use uuid::Uuid;

use super::{Cursor, Scope, ViewMode, Visible, card, departed, reference, session};
use crate::card::Card;
use crate::column::{self, Id};
use crate::error::BookError;
use crate::kind::Kind;
use crate::schema;
use crate::stated;

macro_rules! row_kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal;)+) => {
        /// What a row of a scope is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RowKind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl RowKind {
            /// Its word on the wire.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
            /// The kind with this word; none for one of a newer centre.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

row_kinds! {
    /// The programme: an `Authority`'s payload.
    Authority = "authority";
    /// A team-mate: a name and a team; of oneself also whether one is cleared for home visits.
    Champion = "champion";
    /// A version of a form: a `Form`'s payload.
    Form = "form";
    /// No record: `{"begins": true}` before the first row of a full list, `{"ends": true}` after its last. Whatever
    /// the list did not name has left the scope.
    List = "list";
    /// Somebody's [`Card`].
    Person = "person";
    /// A `Service`'s payload.
    Service = "service";
    /// `{"on": date, "session": payload}`.
    Session = "session";
    /// A `Slot`'s payload.
    Slot = "slot";
    /// One's own team: a `Team`'s payload.
    Team = "team";
    /// A `Venue`'s payload.
    Venue = "venue";
}

impl RowKind {
    /// The kind of row by which a record is shown; none where no device is given such records.
    pub(super) const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Authority => Some(Self::Authority),
            Kind::Champion => Some(Self::Champion),
            Kind::Form => Some(Self::Form),
            Kind::Person => Some(Self::Person),
            Kind::Service => Some(Self::Service),
            Kind::Session => Some(Self::Session),
            Kind::Slot => Some(Self::Slot),
            Kind::Team => Some(Self::Team),
            Kind::Venue => Some(Self::Venue),
            Kind::AreaAdopted
            | Kind::Attendance
            | Kind::Family
            | Kind::Link
            | Kind::ModelAdopted
            | Kind::Registration
            | Kind::Response
            | Kind::ReturnFrozen
            | Kind::Shift
            | Kind::Signpost
            | Kind::Visit
            | Kind::WeekClosed => None,
        }
    }
}

/// One row as it goes to a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub kind: RowKind,
    /// Which one; nil for [`RowKind::List`].
    pub id: Uuid,
    /// The change number at which it last changed or came into scope.
    pub n: u64,
    /// The view as JSON; none where the device is to forget it.
    pub body: Option<Private<String>>,
}

/// The most that goes into a page. One change number is never split, so a page may go over by what a single event
/// brought with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLimits {
    /// Rows.
    pub rows: usize,
    /// Bytes of all bodies together.
    pub bytes: usize,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopePage {
    /// In order of change numbers.
    pub rows: Vec<Row>,
    /// Where to go on. Its `n` is the one up to which the device is now told everything.
    pub cursor: Cursor,
    /// There is another page now.
    pub more: bool,
}

/// What this scope shows after the cursor. A cursor of another version of the scope begins a full list.
///
/// # Errors
/// `Damaged` where a row does not read back; `Sqlite`.
pub fn scope_view(
    connection: &Connection,
    scope: &Scope,
    mode: ViewMode,
    after: Cursor,
    limits: PageLimits,
) -> Result<ScopePage, BookError> {
    let head = schema::head(connection)?;
    // A cursor beyond the head is of a centre that was restored since: begin again.
    let anew = after.scope_version != scope.version || after.n > head;
    let from = if anew { 0 } else { column::position(after.n)? };
    let listing = anew || after.listing;

    let all = in_scope(connection, scope, mode)?;
    let ids: BTreeSet<Uuid> = all.iter().map(|row| row.id).collect();
    let mut due: Vec<(Visible, bool)> =
        all.into_iter().filter(|row| row.n > from).map(|row| (row, true)).collect();
    if !anew {
        let gone = departed::since(connection, scope, from, &ids)?;
        due.extend(gone.into_iter().map(|row| (row, false)));
    }
    due.sort_unstable();

    let mut rows = Vec::new();
    if anew {
        rows.push(list_word("begins", 0));
    }
    let (mut told, mut bytes, mut taken) = (from, 0, 0);
    for group in due.chunk_by(|(one, _), (other, _)| one.n == other.n) {
        let group = group
            .iter()
            .map(|(row, shown)| view(connection, scope, mode, row, *shown))
            .collect::<Result<Vec<_>, _>>()?;
        let weight: usize = group.iter().flat_map(|row| &row.body).map(|body| body.reveal().len()).sum();
        // Two rows are kept for the words of a list.
        let over = rows.len() + group.len() > limits.rows.saturating_sub(1) || bytes + weight > limits.bytes;
        if over && taken > 0 {
            break;
        }
        told = group.first().map_or(told, |row| row.n.cast_signed());
        bytes += weight;
        taken += group.len();
        rows.extend(group);
    }
    let more = taken < due.len();
    let n = if more { told.cast_unsigned() } else { head };
    if listing && !more {
        rows.push(list_word("ends", n));
    }
    let cursor = Cursor { n, scope_version: scope.version, listing: listing && more };
    Ok(ScopePage { rows, cursor, more })
}

fn in_scope(connection: &Connection, scope: &Scope, mode: ViewMode) -> Result<Vec<Visible>, BookError> {
    let mut all = reference::in_scope(connection, scope)?;
    match mode {
        ViewMode::Byod | ViewMode::Managed => {
            all.extend(session::in_scope(connection, scope)?);
            all.extend(card::in_scope(connection, scope)?);
        }
        // Once it is confirmed the scope has another version, and the list begins anew.
        ViewMode::Unchecked => {}
    }
    Ok(all)
}

fn list_word(word: &str, n: u64) -> Row {
    Row {
        kind: RowKind::List,
        id: Uuid::nil(),
        n,
        body: Some(Private::new(json!({ word: true }).to_string())),
    }
}

fn view(
    connection: &Connection,
    scope: &Scope,
    mode: ViewMode,
    row: &Visible,
    shown: bool,
) -> Result<Row, BookError> {
    let Visible { n, kind, id } = *row;
    let body = if shown { Some(Private::new(body(connection, scope, mode, id)?)) } else { None };
    Ok(Row { kind, id, n: n.cast_unsigned(), body })
}

/// What the device is told of a record that stands.
fn body(connection: &Connection, scope: &Scope, mode: ViewMode, id: Uuid) -> Result<String, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT e.kind, COALESCE(r.payload, e.payload), r.on_date
         FROM record r JOIN book_entry e ON e.event_id = r.id WHERE r.id = ?1 AND r.standing = 'stands'",
    )?;
    let found: Option<(String, String, String)> =
        statement.query_row([id.bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let (kind, payload, on) = found.ok_or(BookError::damaged("record"))?;
    let fact = stated::fact(&kind, &payload)?;
    let view = match fact {
        Fact::Person(person) => {
            let card = Card::of(person);
            let card = match mode {
                ViewMode::Byod | ViewMode::Unchecked => card.reduced(),
                ViewMode::Managed => card,
            };
            serde_json::to_value(card).map_err(|_| BookError::damaged("person"))?
        }
        Fact::Session(_) => json!({ "on": on, "session": fact.payload() }),
        // One's own device must know whether home visits are allowed; whether a team-mate is cleared is not its
        // business.
        Fact::Champion(champion) if id == scope.champion.uuid() => {
            json!({ "name": champion.name, "team": champion.team, "cleared": champion.cleared })
        }
        Fact::Champion(champion) => json!({ "name": champion.name, "team": champion.team }),
        other @ (Fact::AreaAdopted(_)
        | Fact::Amended(_)
        | Fact::Attendance(_)
        | Fact::Authority(_)
        | Fact::Erased(_)
        | Fact::Family(_)
        | Fact::Form(_)
        | Fact::Linked(_)
        | Fact::ModelAdopted(_)
        | Fact::Registration(_)
        | Fact::Reinstated(_)
        | Fact::Response(_)
        | Fact::ReturnFrozen(_)
        | Fact::Service(_)
        | Fact::Shift(_)
        | Fact::Signpost(_)
        | Fact::Slot(_)
        | Fact::Team(_)
        | Fact::Unlinked(_)
        | Fact::Venue(_)
        | Fact::Visit(_)
        | Fact::Voided(_)
        | Fact::WeekClosed(_)) => other.payload(),
    };
    Ok(view.to_string())
}
