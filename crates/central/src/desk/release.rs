//! The release log: what commissioners read. Of each month one release is made, once, from its fifteenth day after on, and
//! never again otherwise: two versions of a month, or two days of a live figure, could be set against each other, and
//! the difference would be a child (reach.md, "Suppression and release").

use chrono::{Datelike, Days, Months, NaiveDate};
use reach::suppression::Tier;
use serde::{Deserialize, Serialize};
use wire::desk::{Reach, ReachByArea, ReachTrend};
use wire::{Code, Fault};

use super::Desk;
use super::reach::{by_area, figures, tier_word};
use super::scope::Scope;
use crate::error::CentralError;

/// How many days after its end a month is released: what phones send within a fortnight is in it.
const DAYS_AFTER: u64 = 14;
/// How many months a trend goes back.
const TREND_MONTHS: u32 = 12;

/// One month as it is read by commissioners: rounded, small numbers withheld.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Release {
    pub(super) reach: Reach,
    pub(super) areas: ReachByArea,
}

/// The last month released.
pub(super) async fn latest(desk: &Desk, scope: &Scope) -> Result<Release, CentralError> {
    let last = last_day(desk.centre.today().await?).ok_or_else(none_yet)?;
    of(desk, scope, last).await
}

/// Reach at the ends of the months released, oldest first.
pub(super) async fn trend(desk: &Desk, scope: &Scope) -> Result<ReachTrend, CentralError> {
    let last = last_day(desk.centre.today().await?).ok_or_else(none_yet)?;
    let mut points = Vec::new();
    let mut newest = None;
    for back in (0..TREND_MONTHS).rev() {
        let Some(day) = end_of_month(last, back) else { continue };
        let release = of(desk, scope, day).await?;
        points.extend(release.reach.figures.iter().find(|one| one.definition.starts_with("I-02@")).cloned());
        newest = Some(release.reach);
    }
    let newest = newest.ok_or_else(none_yet)?;
    Ok(ReachTrend {
        tier: tier_word(Tier::Public),
        points,
        definition: newest.definitions.into_iter().find(|one| one.id.starts_with("I-02@")),
        n: newest.n,
        as_of: newest.as_of,
    })
}

/// The release of the month that ends on this day; made now where nobody has looked at it yet.
async fn of(desk: &Desk, scope: &Scope, last: NaiveDate) -> Result<Release, CentralError> {
    let (centre, month) = (desk.centre.acting(scope.account()), last.format("%Y-%m").to_string());
    let authority = centre.authority.id;
    let json = match centre.ledger.released(authority, month.clone()).await? {
        Some(json) => json,
        None => {
            let made = desk.worked_out(move |counted| Release {
                reach: figures(counted, last, Tier::Public),
                areas: by_area(counted, last, Tier::Public),
            });
            let json = serde_json::to_string(&made.await?).expect("a release has text keys only");
            let kept = centre.ledger.release(authority, month, json).await?;
            centre.journal_desk().await?;
            centre.note("figures.released", authority.uuid(), "").await?;
            kept
        }
    };
    let damaged =
        |_| Fault::new(Code::Damaged, "A release cannot be read. Restore the ledger from a backup.");
    Ok(serde_json::from_str(&json).map_err(damaged)?)
}

/// The last day of the last month that is released on this day.
fn last_day(today: NaiveDate) -> Option<NaiveDate> {
    let settled = today.checked_sub_days(Days::new(DAYS_AFTER))?;
    settled.with_day(1)?.pred_opt()
}

/// The last day of the month so many before that of `last`, which is one itself.
fn end_of_month(last: NaiveDate, back: u32) -> Option<NaiveDate> {
    let next = last.succ_opt()?;
    next.checked_sub_months(Months::new(back))?.pred_opt()
}

fn none_yet() -> Fault {
    Fault::new(Code::NotFound, "No figures are released yet.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_released_a_fortnight_after_its_end() {
        assert_eq!(last_day(day("2026-11-14")), Some(day("2026-09-30")), "October is not settled yet");
        assert_eq!(last_day(day("2026-11-15")), Some(day("2026-10-31")), "now it is");
        assert_eq!(end_of_month(day("2026-10-31"), 8), Some(day("2026-02-28")), "months have their own ends");
    }
}
