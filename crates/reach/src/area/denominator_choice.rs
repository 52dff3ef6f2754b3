//! Which of the imported populations a figure at t* is measured against.

use super::{Denominator, LsoaCode};
use chrono::{Months, NaiveDate};
use std::collections::BTreeSet;

/// Sources dated up to this many years from t* enter the bounds of a figure (reach.md, bounds).
pub const BOUNDS_WINDOW_YEARS: u32 = 5;

/// The denominators that a figure at t* uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DenominatorsAt<'a> {
    /// The one of the point figure: the newest dated at or before t*. Of two with the same date, the greater id.
    pub point: &'a Denominator,
    /// Those of the bounds: every one dated within [`BOUNDS_WINDOW_YEARS`] of t*, before or after it, and the
    /// point's own whatever its age. By date, then id.
    pub bounds: Vec<&'a Denominator>,
    /// Whether the point's own is dated further back than [`BOUNDS_WINDOW_YEARS`]: the figure must say so.
    pub point_is_old: bool,
}

/// Chooses among `denominators` for the LSOAs `area` at t*. One that does not cover the whole area is left out,
/// since its sum would be of a smaller place. `None` where the area is empty or nothing fits.
#[must_use]
pub fn newest_at<'a>(
    denominators: &'a [Denominator],
    area: &BTreeSet<LsoaCode>,
    t_star: NaiveDate,
) -> Option<DenominatorsAt<'a>> {
    if area.is_empty() {
        return None;
    }
    let window = Months::new(BOUNDS_WINDOW_YEARS * 12);
    let first = t_star.checked_sub_months(window).unwrap_or(NaiveDate::MIN);
    let last = t_star.checked_add_months(window).unwrap_or(NaiveDate::MAX);
    let mut fitting: Vec<&Denominator> = denominators.iter().filter(|one| one.covers(area)).collect();
    fitting.sort_by(|a, b| (a.as_of, &a.id).cmp(&(b.as_of, &b.id)));
    let point = *fitting.iter().rfind(|one| one.as_of <= t_star)?;
    let bounds = fitting
        .iter()
        .copied()
        .filter(|one| one.id == point.id || (first..=last).contains(&one.as_of))
        .collect();
    Some(DenominatorsAt { point, bounds, point_is_old: point.as_of < first })
}
