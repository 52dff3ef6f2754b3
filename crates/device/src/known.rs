//! What this device knows: its own records that stand, and what it pulled. Asked while a draft is read.

use book::{Kind, Record, Source};
use chrono::NaiveDate;
use domain::reference::{Form, Slot};
use domain::{ChampionId, EventId, FamilyId, FormId, PersonId, SessionId, SlotId};
use rusqlite::Connection;
use uuid::Uuid;
use wire::{Code, Fault};

use crate::device::Open;
use crate::error::DeviceError;
use crate::vault::{Stored, Stream, Vault};

/// The eyes of a draft.
pub(crate) struct Known<'a> {
    vault: &'a Vault,
    champion: ChampionId,
    head_seq: u64,
    date: NaiveDate,
}

impl<'a> Known<'a> {
    /// What is known now, for a draft about this day.
    pub(crate) const fn new(open: &'a Open, stream: &Stream, date: NaiveDate) -> Self {
        let champion = open.enrolment.certificate.says.champion;
        Self { vault: &open.vault, champion, head_seq: stream.head.seq, date }
    }

    /// Whose device this is.
    pub(crate) const fn champion(&self) -> ChampionId {
        self.champion
    }
    /// The last event of the stream.
    pub(crate) const fn head_seq(&self) -> u64 {
        self.head_seq
    }
    /// The day that the draft is about.
    pub(crate) const fn date(&self) -> NaiveDate {
        self.date
    }

    /// Whether the device's own champion may be given home visits; none where the centre has not said.
    pub(crate) fn is_cleared(&self) -> Result<Option<bool>, DeviceError> {
        let champions = book::champions(self.connection())?;
        let own = champions.into_iter().find(|(champion, _)| *champion == self.champion);
        Ok(own.and_then(|(_, champion)| champion.cleared))
    }

    const fn connection(&self) -> &'a Connection {
        self.vault.connection()
    }

    /// Refuses what is not known here, on the field that names it.
    pub(crate) fn require(&self, field: &str, kind: Kind, id: Uuid) -> Result<(), DeviceError> {
        let known = self.is_own(kind, id)? || self.is_pulled_as(kind, id)?;
        if known { Ok(()) } else { Err(unknown(field, kind)) }
    }

    fn is_own(&self, kind: Kind, id: Uuid) -> Result<bool, DeviceError> {
        Ok(book::stands(self.connection(), kind, id)?)
    }

    fn is_pulled_as(&self, kind: Kind, id: Uuid) -> Result<bool, DeviceError> {
        let connection = self.connection();
        Ok(match kind {
            Kind::Person => book::person(connection, PersonId::from_uuid(id))?.is_some(),
            Kind::Session => book::session(connection, SessionId::from_uuid(id))?.is_some(),
            // Families are not pulled by themselves: one is known by its members.
            Kind::Family => !book::family_members(connection, FamilyId::from_uuid(id))?.is_empty(),
            Kind::Venue => book::venues(connection)?.iter().any(|(venue, _)| venue.uuid() == id),
            Kind::Slot => book::slots(connection)?.iter().any(|(slot, _)| slot.uuid() == id),
            Kind::Service => book::services(connection)?.iter().any(|(service, _)| service.uuid() == id),
            Kind::Form => book::forms(connection)?.iter().any(|(form, _)| form.uuid() == id),
            Kind::Enquiry => book::open_enquiries(connection)?.iter().any(|enquiry| enquiry.id.uuid() == id),
            Kind::Agreement
            | Kind::AreaAdopted
            | Kind::Attendance
            | Kind::Authority
            | Kind::BirthList
            | Kind::BirthListRun
            | Kind::Champion
            | Kind::EnquiryAnswer
            | Kind::FollowUp
            | Kind::Link
            | Kind::ModelAdopted
            | Kind::Registration
            | Kind::Response
            | Kind::ReturnFrozen
            | Kind::Shift
            | Kind::Signpost
            | Kind::Team
            | Kind::Visit
            | Kind::WeekClosed => false,
        })
    }

    /// The day of a session, own or pulled; none where it is not known here.
    pub(crate) fn session_day(&self, id: SessionId) -> Result<Option<NaiveDate>, DeviceError> {
        session_day(self.vault, id)
    }

    /// A line of the timetable.
    pub(crate) fn slot(&self, field: &str, id: SlotId) -> Result<Slot, DeviceError> {
        let slot = book::slots(self.connection())?.into_iter().find(|(slot, _)| *slot == id);
        slot.map(|(_, slot)| slot).ok_or_else(|| unknown(field, Kind::Slot))
    }

    /// A published form.
    pub(crate) fn form(&self, field: &str, id: FormId) -> Result<Form, DeviceError> {
        let form = book::forms(self.connection())?.into_iter().find(|(form, _)| *form == id);
        form.map(|(_, form)| form).ok_or_else(|| unknown(field, Kind::Form))
    }

    /// A record of this device with its corrections.
    pub(crate) fn record(&self, id: EventId) -> Result<Option<Record>, DeviceError> {
        Ok(book::record(self.connection(), id)?)
    }

    /// An event of this device.
    pub(crate) fn event(&self, id: EventId) -> Result<Option<Stored>, DeviceError> {
        self.vault.event(id)
    }

    /// The payload of somebody else's person or session, as far as it was pulled, and the type that records
    /// such a thing.
    pub(crate) fn pulled(
        &self,
        id: EventId,
    ) -> Result<Option<(&'static str, serde_json::Value)>, DeviceError> {
        let json = |value: Result<serde_json::Value, serde_json::Error>| {
            value.map_err(|_| DeviceError::Unreadable("pulled"))
        };
        if let Some(person) = book::person(self.connection(), id.into())?
            && person.source == Source::Pulled
        {
            return Ok(Some(("person.recorded@1", json(serde_json::to_value(person.card))?)));
        }
        if let Some(session) = book::session(self.connection(), id.into())?
            && session.source == Source::Pulled
        {
            return Ok(Some(("session.recorded@1", json(serde_json::to_value(session.session))?)));
        }
        Ok(None)
    }

    /// Whether an id is taken by something that was pulled.
    pub(crate) fn is_pulled(open: &Open, id: EventId) -> Result<bool, DeviceError> {
        Ok(book::pulled::is_taken(open.vault.connection(), id.uuid())?)
    }
}

/// The day of a session, own or pulled; none where it is not known here.
pub(crate) fn session_day(vault: &Vault, id: SessionId) -> Result<Option<NaiveDate>, DeviceError> {
    Ok(book::session(vault.connection(), id)?.map(|session| session.on))
}

pub(crate) fn unknown(field: &str, kind: Kind) -> DeviceError {
    let what = kind.word().replace('_', " ");
    let message = format!("{field}: this {what} is not known on this device. Sync, or choose another.");
    Fault::new(Code::DraftProblem, message).about(field).into()
}
