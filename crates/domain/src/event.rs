//! An event: what happened, who recorded it, when as far as their clock knew, and its hash.
//!
//! The bytes hashed here are a promise across versions and machines: `tests/golden.rs` freezes them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::fact::Fact;
use crate::hlc::Hlc;
use crate::ids::{AccountId, ChampionId, EventId};
use crate::problem::{Problem, ProblemCode};
use crate::text::{from_hex, to_hex};

/// The largest event: 32 KiB of canonical JSON, refused at the draft (protocol.md, "Event").
pub const EVENT_BYTES_MAX: usize = 32 * 1024;
/// The most people, sessions and other records that one event may be about.
pub const SUBJECTS_MAX: usize = 100;

/// Who recorded an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A champion, on a device.
    Champion(ChampionId),
    /// Somebody signed in at the desk.
    Desk(AccountId),
    /// The centre itself: an import, say.
    Centre,
}

/// What a device's clocks said when an event was recorded. The wall clock may be wrong, which is why the
/// others stand beside it; nothing is ordered or counted by any of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Milliseconds since 1970 in UTC by the device's wall clock.
    pub wall_ms: u64,
    /// What the device added to UTC for its local time, in minutes, -1080 to 1080.
    pub utc_offset_min: i32,
    /// Names one run of the machine, so that `mono_ms` of two events can be compared or not.
    pub boot_id: String,
    /// Milliseconds of a clock that never runs backwards within one `boot_id`.
    pub mono_ms: u64,
}

/// The part of an event that is hashed, signed for by the chain, and erasable.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// `noun.happened@version`, such as `attendance.recorded@1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The records it is about, sorted and without repeats: what scope and erasure need to know even of a
    /// type that this version cannot read.
    pub subjects: Vec<Uuid>,
    /// The local date on which it happened: text, never an instant.
    pub activity_date: NaiveDate,
    /// The clocks of the recording device.
    pub recorded: Recorded,
    /// Breaks ties between concurrent corrections.
    pub hlc: Hlc,
    /// Who recorded it.
    pub actor: Actor,
    /// The fact itself, as its type defines it; see [`Fact`].
    pub payload: Value,
}

impl Body {
    /// The body of an event that states `fact`, and its canonical words ([`Body::canonical`]).
    ///
    /// # Errors
    /// Any rule that the fact itself breaks, `TooMany` subjects, or `EventTooLarge`.
    pub fn stating(
        fact: &Fact,
        activity_date: NaiveDate,
        recorded: Recorded,
        hlc: Hlc,
        actor: Actor,
    ) -> Result<(Self, String), Problem> {
        fact.check()?;
        let activity_date = if crate::bug!(DateAsAnInstant) {
            let at = chrono::DateTime::from_timestamp_millis(recorded.wall_ms.cast_signed());
            at.map_or(activity_date, |at| at.date_naive())
        } else {
            activity_date
        };
        let subjects = fact.subjects();
        if subjects.len() > SUBJECTS_MAX {
            return Err(Problem::new("subjects", ProblemCode::TooMany));
        }
        let body = Self {
            kind: fact.kind().to_owned(),
            subjects,
            activity_date,
            recorded,
            hlc,
            actor,
            payload: fact.payload(),
        };
        let canonical = body.canonical();
        if canonical.len() > EVENT_BYTES_MAX {
            return Err(Problem::new("payload", ProblemCode::EventTooLarge));
        }
        Ok((body, canonical))
    }

    /// Reads a body as received. It may hold a type that this version does not know.
    ///
    /// # Errors
    /// `EventTooLarge` over the limit, `Malformed` where it is no body.
    pub fn parse(json: &str) -> Result<Self, Problem> {
        if json.len() > EVENT_BYTES_MAX {
            return Err(Problem::new("body", ProblemCode::EventTooLarge));
        }
        serde_json::from_str(json).map_err(|_| Problem::new("body", ProblemCode::Malformed))
    }

    /// The fact it states.
    ///
    /// # Errors
    /// `UnknownType` for a type or version of a newer app; any rule that the fact breaks.
    pub fn fact(&self) -> Result<Fact, Problem> {
        Fact::parse(&self.kind, &self.payload)
    }

    /// The canonical JSON of RFC 8785, which is what is hashed, stored and sent.
    #[must_use]
    pub fn canonical(&self) -> String {
        serde_json_canonicalizer::to_string(self).expect("a body has text keys and finite numbers only")
    }

    /// `SHA-256(salt ‖ JCS(body))`. The salt is what makes an erased body unguessable from its hash.
    #[must_use]
    pub fn hash(&self, salt: &Salt) -> [u8; 32] {
        hash_canonical(salt, &self.canonical())
    }
}

impl std::fmt::Debug for Body {
    /// What kind of fact it states and when, for a log; never the fact itself, which is about people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body")
            .field("kind", &self.kind)
            .field("activity_date", &self.activity_date)
            .finish_non_exhaustive()
    }
}

/// The body hash over bytes that are already canonical.
#[must_use]
pub fn hash_canonical(salt: &Salt, canonical: &str) -> [u8; 32] {
    hash_bytes(salt, canonical.as_bytes())
}

/// The body hash over the bytes that came, whatever they are.
#[must_use]
pub fn hash_bytes(salt: &Salt, body: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt.0).chain_update(body).finalize().into()
}

/// 128 random bits per event, erased together with the body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Salt(pub [u8; 16]);

impl std::fmt::Debug for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt(private)")
    }
}

impl Serialize for Salt {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        from_hex(&text).map(Self).ok_or_else(|| serde::de::Error::custom("a salt is 32 hexadecimal digits"))
    }
}

/// An event as it is kept and sent: its id, its salt and its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its id; two different bodies under one id are a conflict.
    pub id: EventId,
    /// Its salt.
    pub salt: Salt,
    /// What it says.
    pub body: Body,
}

impl Event {
    /// The hash of its body under its salt.
    #[must_use]
    pub fn body_hash(&self) -> [u8; 32] {
        self.body.hash(&self.salt)
    }
}
