//! Targets and gaps: arithmetic on figures, labelled as what it is.

use crate::value::Value;

/// The number needed for a target, and how many more that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StillToReach {
    /// The least number that meets the target.
    pub needed: u64,
    /// How many more than now; 0 where it is met.
    pub more: u64,
}

/// What a target of so many per cent of a population asks for, beyond those reached now.
#[must_use]
pub fn still_to_reach(target_percent: u32, reached: u64, population: u64) -> StillToReach {
    let needed = (u128::from(population) * u128::from(target_percent)).div_ceil(100);
    let needed = u64::try_from(needed).unwrap_or(u64::MAX);
    StillToReach { needed, more: needed.saturating_sub(reached) }
}

/// I-13: those of a birth cohort whom nobody saw or registered. None where more were seen than were born.
#[must_use]
pub const fn missed(births: u64, registered_or_seen: u64) -> Option<Value> {
    match births.checked_sub(registered_or_seen) {
        Some(missed) => Some(Value::of(missed, births)),
        None => None,
    }
}

/// I-10: a rate minus another in percentage points, with its sign, as `-7`, `0` or `+3`. From whole per cents.
#[must_use]
pub fn gap_in_points(most_deprived_percent: i32, others_percent: i32) -> String {
    match most_deprived_percent - others_percent {
        0 => "0".to_owned(),
        gap => format!("{gap:+}"),
    }
}

/// Volunteer hours that a plan amounts to: a projection.
#[must_use]
pub const fn planned_hours(champions: u64, hours_a_week: u64, weeks: u64) -> u64 {
    champions * hours_a_week * weeks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Decimals;

    #[test]
    fn knowsleys_figures_fit_a_population_of_1746_to_1752_only() {
        let fits = |children: &u64| {
            Value::of(397, *children).percent(Decimals::One).as_deref() == Some("22.7%")
                && Value::of(934, *children).percent(Decimals::None).as_deref() == Some("53%")
        };
        let fitting: Vec<u64> = (1_000..3_000).filter(fits).collect();
        assert_eq!(fitting, (1_746..=1_752).collect::<Vec<_>>(), "397 seen at 22.7%, 934 registered at 53%");
        let staff = |seen| Value::of(seen, 1_749).percent(Decimals::One).unwrap();
        assert_eq!((staff(397), staff(934)), ("22.7%".to_owned(), "53.4%".to_owned()), "as staff read them");
    }

    #[test]
    fn knowsleys_targets_are_counted_in_children() {
        assert_eq!(still_to_reach(75, 397, 1_749), StillToReach { needed: 1_312, more: 915 }, "75% of 1,749");
        assert_eq!(still_to_reach(90, 934, 1_749).needed, 1_575, "90% of 1,749");
        assert_eq!(still_to_reach(20, 397, 1_749).more, 0, "a target that is met asks for no more");
    }

    #[test]
    fn queens_park_missed_328_of_1020_infants() {
        let missed = missed(1_020, 692).unwrap();
        assert_eq!(
            (missed.numerator, missed.percent(Decimals::One).unwrap().as_str()),
            (328, "32.2%"),
            "missed"
        );
        assert_eq!(Value::of(692, 1_020).percent(Decimals::One).unwrap(), "67.8%", "reached");
    }

    #[test]
    fn the_gap_is_shown_with_its_sign() {
        assert_eq!(gap_in_points(80, 87), "-7", "80% of the most disadvantaged, 87% of all");
    }

    #[test]
    fn fifty_champions_at_two_hours_for_fifty_weeks_are_5000_hours() {
        assert_eq!(planned_hours(50, 2, 50), 5_000, "50 × 2 × 50");
    }
}
