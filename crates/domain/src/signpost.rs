//! A signpost: a family was told about a service, and later perhaps got there.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{PersonId, ServiceId, SessionId};
use crate::problem::Problem;
use crate::text::Line;

/// Somebody was told about a service on the event's activity date. How it ended is amended in later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signpost {
    /// Who was told; none where no name was taken.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub person: Option<PersonId>,
    /// The session at which it happened, where it did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub session: Option<SessionId>,
    /// Which service.
    pub service: ServiceRef,
    /// What for, in one of the programme's own words for needs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub need: Option<Line>,
    /// What came of it, as far as is known.
    #[serde(default)]
    pub outcome: Outcome,
}

/// A service from the directory, or one that is not in it yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceRef {
    /// In the directory.
    Listed(ServiceId),
    /// Known by name only.
    Unlisted(Line),
}

/// Did they get there?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nobody has asked yet.
    #[default]
    NotKnown,
    /// They got there.
    Attended,
    /// They have a place (funded childcare for a two-year-old, say).
    PlaceSecured,
    /// They are on a waiting list.
    Waiting,
    /// They did not go.
    DidNotGo,
}

impl Signpost {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }

    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let mut subjects: Vec<Uuid> = self.person.iter().map(|person| person.uuid()).collect();
        subjects.extend(self.session.map(|session| session.uuid()));
        if let ServiceRef::Listed(service) = &self.service {
            subjects.push(service.uuid());
        }
        subjects
    }
}
