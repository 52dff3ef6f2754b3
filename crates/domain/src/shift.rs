//! A shift: time that a champion gave.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{ChampionId, SessionId};
use crate::problem::{Problem, ProblemCode};

/// The longest shift: a whole day.
pub const SHIFT_MINUTES_MAX: u16 = 24 * 60;

/// A champion gave time on the event's activity date: at a session, whose length it then has, or by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Whose time it was.
    pub champion: ChampionId,
    /// The session they helped at.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub session: Option<SessionId>,
    /// How long, in minutes, 1 to [`SHIFT_MINUTES_MAX`]. Where absent, the session's own length.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub minutes: Option<u16>,
}

impl Shift {
    pub(crate) fn check(&self) -> Result<(), Problem> {
        match (self.session, self.minutes) {
            (None, None) => Err(Problem::new("minutes", ProblemCode::Required)),
            (_, Some(minutes)) if minutes == 0 || minutes > SHIFT_MINUTES_MAX => {
                Err(Problem::new("minutes", ProblemCode::OutOfRange))
            }
            (Some(_), None) | (_, Some(_)) => Ok(()),
        }
    }

    pub(crate) fn subjects(&self) -> Vec<Uuid> {
        let mut subjects = vec![self.champion.uuid()];
        subjects.extend(self.session.map(|session| session.uuid()));
        subjects
    }
}
