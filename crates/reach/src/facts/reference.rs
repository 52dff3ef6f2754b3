//! What the centre sets up, as far as a return names or counts it.

use chrono::NaiveDate;
use domain::{
    ChampionId, DeviceId, EventId, FormId, IsoWeek, Line, ServiceId, SlotId, VenueId, reference::Slot,
};

/// A line of the timetable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotFact {
    /// Which.
    pub id: SlotId,
    /// What is planned.
    pub slot: Slot,
}

/// A venue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VenueFact {
    /// Which.
    pub id: VenueId,
    /// Its name.
    pub name: Line,
}

/// A published form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFact {
    /// Which version of which form.
    pub id: FormId,
    /// What stays the same from version to version: responses to all versions count together.
    pub key: Line,
    /// The version's number.
    pub version: u32,
    /// The title shown.
    pub title: Line,
    /// How many responses are wanted; that of the newest version counts.
    pub target: Option<u32>,
}

/// A service of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceFact {
    /// Which.
    pub id: ServiceId,
    /// Its name.
    pub name: Line,
    /// Its identifier in an Open Referral directory.
    pub open_referral_id: Option<Line>,
}

/// A volunteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChampionFact {
    /// Who.
    pub id: ChampionId,
    /// The activity date of the event that recorded them.
    pub since: NaiveDate,
    /// May be given home visits.
    pub cleared: bool,
}

/// A device that the centre issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceFact {
    /// Which.
    pub id: DeviceId,
    /// The local day of its enrolment.
    pub issued_on: NaiveDate,
    /// The local day it was revoked or handed back; none while it is in use.
    pub revoked_on: Option<NaiveDate>,
}

/// A week that a device closed. The event stands in a stream; whoever loads the facts knows whose that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekCloseFact {
    /// The event that says so.
    pub id: EventId,
    /// Whose.
    pub device: DeviceId,
    /// Which week.
    pub week: IsoWeek,
}
