//! What of a return a reader may have at all: the one door through which every file goes.

use reach::suppression::{SuppressionClass, Tier};
use reach::weekly::{Row, WeeklyReturn};

/// The return as this tier may have it. The public weekly return holds counts of events and nothing of people:
/// rolling figures of people differ from week to week by one week's children (reach.md, "Suppression and release").
#[must_use]
pub fn for_tier(weekly: &WeeklyReturn, tier: Tier) -> WeeklyReturn {
    match tier {
        Tier::Staff => weekly.clone(),
        Tier::Public => {
            let mut public = weekly.public();
            // A row is published by what its figures are, whatever the row says of itself.
            for answers in &mut public.questions {
                answers.rows.retain(counts_events_only);
            }
            public
        }
    }
}

fn counts_events_only(row: &Row) -> bool {
    row.figures().all(|(_, figure)| figure.suppression == SuppressionClass::Events)
}
