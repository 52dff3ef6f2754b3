//! I-34, I-35 and W-06: how much of the book is settled.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{DeviceId, EventId, IsoWeek, Period, SessionId};

use crate::definition::{Definition, Unit};
use crate::figure::Figure;
use crate::reading::Reading;
use crate::suppression::SuppressionClass;
use crate::value::Value;

/// I-34.
pub const DUPLICATES_OPEN: Definition = Definition {
    id: "I-34",
    version: 1,
    label: "Possible duplicates to review",
    unit: Unit::Pair,
    suppression: SuppressionClass::StaffOnly,
    counted: "Pairs of records that may be one person and that nobody has decided yet, beside the number of people \
              as they are counted now.",
};

/// I-35.
pub const DEVICES_CLOSED: Definition = Definition {
    id: "I-35",
    version: 1,
    label: "Devices that closed the week",
    unit: Unit::Device,
    suppression: SuppressionClass::Events,
    counted: "Devices that said the week is complete on them, of those issued by the week's Sunday and not revoked \
              by then. What the others hold may still come in.",
};

/// W-06. Leaving these out would unsay what somebody at the door wrote down; leaving them unmentioned would leave a
/// figure that nobody can explain.
pub const ATTENDANCES_TO_CHECK: Definition = Definition {
    id: "W-06",
    version: 1,
    label: "Attendances to check",
    unit: Unit::Visit,
    suppression: SuppressionClass::Events,
    counted: "Ticks and head counts at a session that every record calls cancelled, or that was withdrawn with no \
              other record of it. They are counted as visits, since somebody wrote down who came: correct the session, \
              or withdraw the ticks.",
};

/// I-34 as the book stands.
#[must_use]
pub fn duplicates_open(reading: &Reading<'_>, on: NaiveDate) -> Figure {
    let review = &reading.facts.linkage.review;
    let pairs: BTreeSet<_> =
        review.iter().map(|pair| (pair.left.min(pair.right), pair.left.max(pair.right))).collect();
    let contributions = pairs.iter().flat_map(|(left, right)| [(*left).into(), (*right).into()]).collect();
    let value = Value::of(pairs.len() as u64, reading.people.len() as u64);
    Figure::measured(&DUPLICATES_OPEN, Period { first: on, last: on }, value, contributions)
}

/// I-35 for a week.
#[must_use]
pub fn devices_closed(reading: &Reading<'_>, week: IsoWeek) -> Figure {
    let sunday = week.period().last;
    let devices = reading.facts.devices.iter();
    let issued: BTreeSet<DeviceId> = devices
        .filter(|device| device.issued_on <= sunday && device.revoked_on.is_none_or(|day| sunday < day))
        .map(|device| device.id)
        .collect();
    let closes: Vec<_> = reading
        .facts
        .week_closes
        .iter()
        .filter(|close| close.week == week && issued.contains(&close.device))
        .collect();
    let closed: BTreeSet<DeviceId> = closes.iter().map(|close| close.device).collect();
    let value = Value::of(closed.len() as u64, issued.len() as u64);
    Figure::measured(&DEVICES_CLOSED, week.period(), value, closes.iter().map(|close| close.id).collect())
}

/// W-06 over a period. A session that has not arrived yet is waited for, and is no reason to check.
#[must_use]
pub fn attendances_to_check(reading: &Reading<'_>, period: Period) -> Figure {
    let held: BTreeSet<SessionId> =
        reading.occasions.iter().filter(|one| one.held).map(|one| one.id).collect();
    let cancelled = reading.occasions.iter().filter(|one| !one.held).map(|one| one.id);
    let withdrawn = reading.facts.withdrawn_sessions.iter().map(|fact| reading.occasion_of(fact.id));
    let not_held: BTreeSet<SessionId> =
        cancelled.chain(withdrawn).filter(|one| !held.contains(one)).collect();
    let contributions: BTreeSet<EventId> = reading
        .facts
        .attendances
        .iter()
        .filter(|tick| period.contains(tick.on) && not_held.contains(&reading.occasion_of(tick.session)))
        .map(|tick| tick.id)
        .collect();
    let value = Value::count(contributions.len() as u64);
    Figure::measured(&ATTENDANCES_TO_CHECK, period, value, contributions)
}
