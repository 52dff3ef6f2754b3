//! Our types as columns and back. The orphan rule forbids rusqlite's traits on the ids of `domain`, and a rule
//! crate should not know SQL, so the mapping is said here once.

use chrono::NaiveDate;
use domain::{
    AccountId, AgreementId, BirthListId, ChampionId, EnquiryId, EventId, FamilyId, FormId, PersonId,
    ServiceId, SessionId, SlotId, StreamId, TeamId, VenueId,
};
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::error::BookError;

/// The 16 bytes of an id, as stored.
pub(crate) type Bytes = [u8; 16];

/// An id that is stored as 16 bytes.
pub(crate) trait Id: Copy {
    fn bytes(self) -> Bytes;
    fn of(bytes: Bytes) -> Self;
}

macro_rules! uuid_ids {
    ($($name:ident),+) => {$(
        impl Id for $name {
            fn bytes(self) -> Bytes { self.uuid().into_bytes() }
            fn of(bytes: Bytes) -> Self { Self::from_uuid(Uuid::from_bytes(bytes)) }
        }
    )+};
}
uuid_ids!(
    AccountId,
    AgreementId,
    BirthListId,
    ChampionId,
    EnquiryId,
    EventId,
    FamilyId,
    FormId,
    PersonId,
    ServiceId,
    SessionId,
    SlotId,
    TeamId,
    VenueId
);

impl Id for Uuid {
    fn bytes(self) -> Bytes {
        self.into_bytes()
    }
    fn of(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}

impl Id for StreamId {
    fn bytes(self) -> Bytes {
        *Self::bytes(&self)
    }
    fn of(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}

/// The id in a column.
pub(crate) fn id<T: Id>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    row.get::<_, Bytes>(column).map(T::of)
}

/// The id in a column that may be null.
pub(crate) fn maybe_id<T: Id>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    Ok(row.get::<_, Option<Bytes>>(column)?.map(T::of))
}

/// The word by which an enum without data is written everywhere, in payloads too.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

/// What a text column holds, by the same rule as in a payload: an enum's word, a name, a birth.
pub(crate) fn read<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    from_word(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

/// The same for a column that may be null.
pub(crate) fn maybe<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(from_word)
        .transpose()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into()))
}

fn from_word<T: DeserializeOwned>(text: String) -> Result<T, serde_json::Error> {
    serde_json::from_value(Value::String(text))
}

/// `YYYY-MM-DD`, which sorts as text as it does as a date.
pub(crate) fn date(day: NaiveDate) -> String {
    day.to_string()
}

/// A change number or sequence as a column holds it.
pub(crate) fn position(n: u64) -> Result<i64, BookError> {
    i64::try_from(n).map_err(|_| BookError::Position(n))
}
