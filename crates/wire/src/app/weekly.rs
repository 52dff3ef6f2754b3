//! This device's own return of a week.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A week as this device knows it: counts of its own records, no rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Weekly {
    /// `2026-W47`.
    pub week: String,
    /// Its Monday.
    pub first: String,
    /// Its Sunday.
    pub last: String,
    /// The week has begun, so that it can be closed.
    pub begun: bool,
    /// The champion closed it on this device.
    pub closed: bool,
    /// In the order of the return.
    pub figures: Vec<WeekFigure>,
}

/// A figure of the return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WeekFigure {
    /// The key of its row, such as `visits.adult`.
    pub key: String,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}
