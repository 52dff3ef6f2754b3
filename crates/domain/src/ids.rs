//! The registry of ids: append-only and alphabetical, so that a bare `Uuid` or `String` never stands in a
//! signature and a session is never passed where a person is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text was not an id of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {kind}")]
pub struct IdError {
    /// The name of the type that was asked for, such as `PersonId`.
    pub kind: &'static str,
}

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id with these bytes.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            /// The plain UUID, for a column or a hash.
            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.0, f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}({})", stringify!($name), self.0) }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::try_parse(text).map(Self).map_err(|_| IdError { kind: stringify!($name) })
            }
        }
    )+};
}

ids! {
    /// A person who signs in at the desk.
    AccountId;
    /// An agreement on what another controller shares. The id of the event that recorded it.
    AgreementId;
    /// A council or host charity: the controller of one ledger. Tenants never share a book.
    AuthorityId;
    /// A birth list that was taken in. The id of the event that says so.
    BirthListId;
    /// A volunteer who records. The id of the event that recorded them.
    ChampionId;
    /// One installation of the app, with its own signing keys. Minted by the centre at enrolment.
    DeviceId;
    /// A question put to a champion about two records. The id of the event that asked.
    EnquiryId;
    /// One event: a UUIDv7, whose time part never gives meaning or order.
    EventId;
    /// A household. The id of the event that recorded it.
    FamilyId;
    /// One published, immutable version of a survey form. The id of the event that published it.
    FormId;
    /// One record of a person; several may be the same child. The id of the event that recorded it.
    PersonId;
    /// A service that families are told about. The id of the event that recorded it.
    ServiceId;
    /// One occurrence of a drop-in or group. The id of the event that recorded it.
    SessionId;
    /// A line of the weekly timetable. The id of the event that recorded it.
    SlotId;
    /// A group of champions under one coordinator. The id of the event that recorded it.
    TeamId;
    /// A place where sessions are held. The id of the event that recorded it.
    VenueId;
}

impl EventId {
    /// A UUIDv7 of this instant. `random` is 80 bits of which 74 are used; both come from the shell.
    #[must_use]
    pub fn mint(wall_ms: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(wall_ms, &random).into_uuid())
    }

    /// The id that the first 16 bytes of a hash make: a UUIDv8, which RFC 9562 leaves to its maker. Only the centre
    /// derives ids, from what it imports, so that the same file is the same events.
    #[must_use]
    pub fn derived(bytes: [u8; 16]) -> Self {
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// Whether it is such an id. A device that used one could claim what the centre set up.
    #[must_use]
    pub fn is_derived(self) -> bool {
        self.0.get_version() == Some(uuid::Version::Custom)
    }
}

/// A record's id *is* the id of the event that recorded it, so two events can never claim one record.
macro_rules! record_ids {
    ($($name:ident),+) => {$(
        impl From<EventId> for $name { fn from(event: EventId) -> Self { Self(event.0) } }
        impl From<$name> for EventId { fn from(id: $name) -> Self { Self(id.0) } }
    )+};
}
record_ids!(
    AgreementId,
    BirthListId,
    ChampionId,
    EnquiryId,
    FamilyId,
    FormId,
    PersonId,
    ServiceId,
    SessionId,
    SlotId,
    TeamId,
    VenueId
);

/// One append-only sequence of events: 128 random bits, minted with the vault file rather than with the
/// device, so that a restored or cloned vault can be given a new one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId([u8; 16]);

impl StreamId {
    /// The stream with these random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
    /// The 16 bytes as they enter the chain hash.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StreamId({self})")
    }
}

impl FromStr for StreamId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        crate::text::from_hex(text).map(Self).ok_or(IdError { kind: "StreamId" })
    }
}

impl Serialize for StreamId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StreamId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
