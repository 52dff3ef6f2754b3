//! What people record in the simulation: real facts, with as few words as they can have.

use chrono::{Days, NaiveDate};
use domain::correction::{Amended, Erased, Reinstated, VoidReason, Voided};
use domain::problem::ProblemCode;
use domain::{
    Activity, Actor, Attendance, Attendee, Body, Event, EventId, Fact, Hlc, Linked, Name, Person, PersonId,
    Recorded, Role, Salt, Session, SessionStatus, TimeOfDay, Unlinked, VenueId, Verdict,
};
use serde_json::Map;

use crate::chance::Chance;
use crate::config::DAY_MS;

/// When a run begins: 2026-01-01, in milliseconds since 1970.
pub const BEGINS_MS: u64 = 1_767_225_600_000;

/// The day of a moment.
#[must_use]
pub fn day(ms: u64) -> NaiveDate {
    let days = Days::new(ms.saturating_sub(BEGINS_MS) / DAY_MS);
    NaiveDate::from_ymd_opt(2026, 1, 1).and_then(|day| day.checked_add_days(days)).unwrap_or(NaiveDate::MAX)
}

/// What a clock shows.
#[must_use]
pub fn clock(wall_ms: u64) -> Recorded {
    Recorded { wall_ms, utc_offset_min: 60, boot_id: "b".to_owned(), mono_ms: wall_ms % 1_000_000 }
}

/// An event that states a fact; none for one that breaks a rule.
#[must_use]
pub fn event(
    chance: &mut Chance,
    fact: &Fact,
    on: NaiveDate,
    wall_ms: u64,
    hlc: Hlc,
    actor: Actor,
) -> Option<Event> {
    let (body, _) = Body::stating(fact, on, clock(wall_ms), hlc, actor).ok()?;
    Some(Event { id: EventId::mint(wall_ms, chance.bytes()), salt: Salt(chance.bytes()), body })
}

/// A name.
fn name(number: u64) -> Option<Name> {
    domain::Line::new(&format!("Name{number}")).ok().map(domain::Private::new)
}

/// A child of this name.
#[must_use]
pub fn child(number: u64) -> Fact {
    Fact::Person(Person {
        role: Role::Child,
        family: None,
        given_name: name(number),
        surname: None,
        birth: None,
        postcode: None,
        relation: None,
        due: None,
    })
}

/// A drop-in.
///
/// # Errors
/// Never: the times are fixed.
pub fn drop_in(venue: VenueId) -> Result<Fact, ProblemCode> {
    let time = |text: &str| text.parse::<TimeOfDay>().map_err(|_| ProblemCode::Malformed);
    Ok(Fact::Session(Session {
        venue,
        slot: None,
        activity: Activity::DropIn,
        starts: time("10:00")?,
        ends: time("12:00")?,
        status: SessionStatus::Held,
        cancelled_because: None,
        professionals: Vec::new(),
    }))
}

/// Somebody came.
#[must_use]
pub fn came(session: EventId, person: EventId) -> Fact {
    let attendee = Attendee::Person(PersonId::from(person));
    Fact::Attendance(Attendance { session: session.into(), attendee })
}

/// A name put right, in the knowledge of these amendments.
#[must_use]
pub fn renamed(of: EventId, mut seen: Vec<EventId>, number: u64) -> Fact {
    seen.sort_unstable();
    let mut fields = Map::new();
    fields.insert("given_name".to_owned(), format!("Name{number}").into());
    Fact::Amended(Amended { of, seen, fields })
}

/// Withdrawn.
#[must_use]
pub const fn void(of: EventId) -> Fact {
    Fact::Voided(Voided { of, reason: VoidReason::Mistake })
}

/// A withdrawal taken back.
#[must_use]
pub const fn reinstate(of: EventId) -> Fact {
    Fact::Reinstated(Reinstated { of })
}

/// Two records are one child; none for one record twice.
#[must_use]
pub fn link(one: EventId, other: EventId) -> Option<Fact> {
    let (left, right) = (one.min(other).into(), one.max(other).into());
    (left != right).then_some(Fact::Linked(Linked { left, right, verdict: Verdict::Same }))
}

/// That decision taken back.
#[must_use]
pub const fn unlink(of: EventId) -> Fact {
    Fact::Unlinked(Unlinked { of })
}

/// Erased.
#[must_use]
pub fn erase(mut of: Vec<EventId>) -> Fact {
    of.sort_unstable();
    of.dedup();
    Fact::Erased(Erased { of })
}
