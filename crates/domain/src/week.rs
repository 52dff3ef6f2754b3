//! A week closed on a device: a promise that what was recorded for it up to a point is all.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::period::IsoWeek;
use crate::problem::Problem;

/// Written at the first unlock after Sunday, or by a button (reach.md, "The weekly return").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekClosed {
    /// The week that is complete.
    pub week: IsoWeek,
    /// The last event of this stream that belongs to the promise.
    pub through_seq: u64,
}

impl WeekClosed {
    pub(crate) const fn check(&self) -> Result<(), Problem> {
        Ok(())
    }
    pub(crate) const fn subjects(&self) -> Vec<Uuid> {
        Vec::new()
    }
}
