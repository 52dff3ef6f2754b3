//! The population that a rate is of, and how far it may be off.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::area::{AreaPack, Denominator};
use crate::bounds::{Cause, Reason};
use crate::parameters::Parameters;
use crate::value::grouped;

/// A denominator as it is printed with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Its id in the area pack.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it and as what.
    pub source: String,
    /// The day of which it is an estimate.
    #[schemars(with = "String")]
    pub as_of: NaiveDate,
    /// SHA-256 of its canonical JSON.
    pub sha256: String,
    /// Residents of the area younger than this many years.
    pub under: u32,
    /// How many.
    pub residents: u64,
    /// The least that a source within five years of t* says, or the setting allows.
    pub least: u64,
    /// The most.
    pub most: u64,
    /// Where `least` and `most` come from, in words.
    pub spread: String,
    /// It is dated more than five years before t*: every figure says so.
    pub is_old: bool,
}

impl Population {
    /// The population of the pack's area at t*; none where no source covers the area and the ages asked for.
    #[must_use]
    pub fn at(pack: &AreaPack, t_star: NaiveDate, parameters: &Parameters) -> Option<Self> {
        let members = pack.members_at(t_star);
        let at = pack.denominators_at(t_star)?;
        let years = usize::try_from(parameters.upper_age).ok()?;
        let under = |one: &Denominator| one.under(years, &members).ok().map(u64::from);
        let residents = under(at.point)?;
        let all: Vec<u64> = at.bounds.iter().filter_map(|one| under(one)).collect();
        let (least, most, spread) = match all.as_slice() {
            [] | [_] => {
                let percent = u64::from(parameters.single_population_percent.min(99));
                let least = residents * (100 - percent) / 100;
                let most = (residents * (100 + percent)).div_ceil(100);
                let spread = format!("one source only: taken to be right to within {percent}%, a setting");
                // A population of somebody is never allowed to become one of nobody.
                (least.max(residents.min(1)), most, spread)
            }
            several => {
                let least = several.iter().copied().min().unwrap_or(residents);
                let most = several.iter().copied().max().unwrap_or(residents);
                (least, most, format!("{} sources within five years of {t_star}", several.len()))
            }
        };
        let Denominator { id, title, source, as_of, .. } = at.point;
        Some(Self {
            id: id.clone(),
            title: title.clone(),
            source: source.clone(),
            as_of: *as_of,
            sha256: at.point.hash().to_string(),
            under: parameters.upper_age,
            residents,
            least,
            most,
            spread,
            is_old: at.point_is_old,
        })
    }

    pub(crate) fn reason(&self) -> Reason {
        let Self { residents, least, most, spread, .. } = self;
        let because =
            format!("the population is an estimate: {} to {} ({spread})", grouped(*least), grouped(*most));
        Reason {
            because,
            ..Cause::Population.reason(most.saturating_sub(*residents), residents.saturating_sub(*least))
        }
    }
}
