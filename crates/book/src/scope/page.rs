//! The rows of a page, as they go to a device.

use domain::{Fact, Private};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use uuid::Uuid;

use super::{Cursor, Scope, ViewMode, Visible};
use crate::card::Card;
use crate::column::Id;
use crate::error::BookError;
use crate::kind::Kind;
use crate::{stated, withdrawal};

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
    /// No record: a [`super::PulledLinkage`], in place of the one before.
    Linkage = "linkage";
    /// No record: `{"begins": true}` before the first row of a full list, `{"ends": true}` after its last. Whatever
    /// the list did not name has left the scope. With `"kind": "person"` it is a list of that kind alone.
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
    /// An event that was erased, for ever: `{}`. The centre names it to devices by a salted hash.
    Tombstone = "tombstone";
    /// A `Venue`'s payload.
    Venue = "venue";
    /// A record of one's own that does not stand: a [`crate::PulledWithdrawal`].
    Withdrawal = "withdrawal";
}

impl RowKind {
    /// The kind of row by which a record is shown; none where no device is given such records.
    pub(crate) const fn of(kind: Kind) -> Option<Self> {
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
            Kind::Agreement
            | Kind::AreaAdopted
            | Kind::Attendance
            | Kind::BirthList
            | Kind::BirthListRun
            | Kind::Enquiry
            | Kind::EnquiryAnswer
            | Kind::Family
            | Kind::FollowUp
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
    /// Which one; nil for [`RowKind::Linkage`] and [`RowKind::List`].
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
    /// Where there is none: all that the device must now hold, so that both sides can count.
    pub held: Vec<(RowKind, Uuid, u64)>,
}

/// A word of a full list, of one kind or of all.
pub(super) fn list_word(word: &str, kind: Option<RowKind>, n: u64) -> Row {
    let mut body = json!({ word: true });
    if let Some(kind) = kind {
        body["kind"] = json!(kind.word());
    }
    Row { kind: RowKind::List, id: Uuid::nil(), n, body: Some(Private::new(body.to_string())) }
}

/// The row of something that is shown or to be forgotten; none where it no longer stands at this moment, which a later
/// change number will tell.
pub(super) fn view(
    connection: &Connection,
    scope: &Scope,
    mode: ViewMode,
    row: &Visible,
    shown: bool,
) -> Result<Option<Row>, BookError> {
    let Visible { n, kind, id } = *row;
    let row = |body: Option<String>| Row { kind, id, n: n.cast_unsigned(), body: body.map(Private::new) };
    if !shown {
        return Ok(Some(row(None)));
    }
    if kind == RowKind::Tombstone {
        return Ok(Some(row(Some("{}".to_owned()))));
    }
    if kind == RowKind::Withdrawal {
        let view = withdrawal::view(connection, id)?;
        let view = view.map(|view| serde_json::to_string(&view)).transpose();
        return Ok(view.map_err(|_| BookError::damaged("record"))?.map(|view| row(Some(view))));
    }
    Ok(body(connection, scope, mode, id)?.map(|body| row(Some(body))))
}

/// What the device is told of a record that stands.
fn body(
    connection: &Connection,
    scope: &Scope,
    mode: ViewMode,
    id: Uuid,
) -> Result<Option<String>, BookError> {
    let mut statement = connection.prepare_cached(
        "SELECT e.kind, COALESCE(r.payload, e.payload), r.on_date
         FROM record r JOIN book_entry e ON e.event_id = r.id WHERE r.id = ?1 AND r.standing = 'stands'",
    )?;
    let found: Option<(String, String, String)> =
        statement.query_row([id.bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((kind, payload, on)) = found else { return Ok(None) };
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
        other @ (Fact::Agreement(_)
        | Fact::AreaAdopted(_)
        | Fact::Amended(_)
        | Fact::Attendance(_)
        | Fact::Authority(_)
        | Fact::BirthList(_)
        | Fact::BirthListRun(_)
        | Fact::Enquiry(_)
        | Fact::EnquiryAnswer(_)
        | Fact::Accepted(_)
        | Fact::Erased(_)
        | Fact::Family(_)
        | Fact::FollowUp(_)
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
    Ok(Some(view.to_string()))
}
