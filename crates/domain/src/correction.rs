//! Corrections: a record amended, withdrawn, reinstated, erased. None of them edits what was recorded.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::ids::EventId;
use crate::problem::{Problem, ProblemCode};
use crate::text::{from_hex, to_hex};

/// The most corrections of one record that an amendment can have seen.
pub const SEEN_MAX: usize = 200;
/// The most events erased by one event.
pub const ERASED_MAX: usize = 500;
/// The most events accepted by one event: each takes some 140 bytes, and an event holds 32 KiB.
pub const ACCEPTED_MAX: usize = 200;

/// Some fields of a record said otherwise.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amended {
    /// The event that recorded it.
    pub of: EventId,
    /// The amendments of the same record that the author had in front of them, sorted: what makes two
    /// amendments concurrent is that neither is in the other's list.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub seen: Vec<EventId>,
    /// Field by field what it is now; `null` takes a field out.
    pub fields: Map<String, Value>,
}

/// A record, or one amendment of it, withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voided {
    /// The event withdrawn.
    pub of: EventId,
    /// Why, in one of a few words: no opinion on a family is ever asked for.
    pub reason: VoidReason,
}

/// Why something was withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoidReason {
    /// Recorded by mistake.
    Mistake,
    /// The same thing is recorded twice.
    Duplicate,
    /// The family asked for it.
    Asked,
}

/// A withdrawal taken back. It names the withdrawal, so that a second one by somebody else still stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reinstated {
    /// The event that withdrew.
    pub of: EventId,
}

/// Events whose bodies and salts are gone for ever. Written by the centre only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// The events erased, sorted and without repeats.
    pub of: Vec<EventId>,
}

/// Events that a device sent after its access was ended, and that a coordinator looked at and takes as they are. Written by
/// the centre only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Which, sorted and without repeats.
    pub of: Vec<AcceptedEvent>,
}

/// One of them. Its words are named with it: whoever has the device may send others under the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedEvent {
    /// The event.
    pub event: EventId,
    /// The hash of its body.
    pub body_hash: BodyHash,
}

/// A body's hash, as hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BodyHash(pub [u8; 32]);

impl TryFrom<String> for BodyHash {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        let hash = from_hex(&text).map(Self);
        // Only one spelling, or one acceptance could be written in two ways.
        let hash = hash.filter(|hash| String::from(*hash) == text);
        hash.ok_or_else(|| Problem::new("body_hash", ProblemCode::Malformed))
    }
}

impl From<BodyHash> for String {
    fn from(hash: BodyHash) -> Self {
        to_hex(&hash.0)
    }
}

impl Accepted {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.of.is_empty() {
            return Err(Problem::new("of", ProblemCode::Required));
        }
        if self.of.len() > ACCEPTED_MAX {
            return Err(Problem::new("of", ProblemCode::TooMany));
        }
        if !self.of.windows(2).all(|pair| pair[0] < pair[1]) {
            return Err(Problem::new("of", ProblemCode::Malformed));
        }
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        self.of.iter().map(|one| one.event.uuid()).collect()
    }
}

impl Amended {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.fields.is_empty() {
            return Err(Problem::new("fields", ProblemCode::NothingChanged));
        }
        if self.seen.len() > SEEN_MAX {
            return Err(Problem::new("seen", ProblemCode::TooMany));
        }
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.of.uuid()]
    }
}

impl std::fmt::Debug for Amended {
    /// Which fields are said otherwise, never what they say.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields: Vec<&String> = self.fields.keys().collect();
        f.debug_struct("Amended").field("of", &self.of).field("fields", &fields).finish_non_exhaustive()
    }
}

impl Voided {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.of.uuid()]
    }
}

impl Reinstated {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        vec![self.of.uuid()]
    }
}

impl Erased {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if self.of.is_empty() {
            return Err(Problem::new("of", ProblemCode::Required));
        }
        if self.of.len() > ERASED_MAX {
            return Err(Problem::new("of", ProblemCode::TooMany));
        }
        Ok(())
    }
    /// None: what an erasure names is what must no longer be findable by subject.
    pub(crate) const fn subjects(&self) -> Vec<Uuid> {
        Vec::new()
    }
}
