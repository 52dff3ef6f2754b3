//! How common a value is: to agree on `Smith` says less than to agree on `Pantazopoulos`.

use std::collections::BTreeMap;
use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use serde::{Deserialize, Serialize};

use crate::rounded::rounded;

/// Values that fewer people than this have are not kept by name: they say who somebody is, and a model travels.
const PEOPLE_PER_KEPT_VALUE_MIN: u32 = 4;
/// The most values kept, the commonest first; beyond them shares hardly differ.
const KEPT_VALUES_MAX: usize = 2_000;

/// Besides the people who were counted this many more are believed in, of whom no two share a value: in a file of one person
/// written down a thousand times everybody has the same name, and yet it is a name like others.
const PEOPLE_ELSEWHERE: f64 = 30.0;
/// How many people's worth of belief a rare value starts with that it is as common as the least of the kept.
const LIKE_KEPT_PEOPLE: f64 = 20.0;

/// For each common value the chance that another person has it too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Shares {
    /// The common values, folded.
    pub(crate) common: BTreeMap<String, f64>,
    /// The same chance for a value that is not among them.
    pub(crate) rare: f64,
}

impl Shares {
    /// Counts each value once per person. `values` has a value and the person who has it; `text` says how the value
    /// is written in the model.
    pub(crate) fn count<V: Copy + Eq + Hash>(
        values: impl Iterator<Item = (V, usize)>,
        text: impl Fn(V) -> String,
    ) -> Self {
        let mut counts: FxHashMap<V, u32> = FxHashMap::default();
        let mut seen: FxHashSet<(V, usize)> = FxHashSet::default();
        seen.reserve(values.size_hint().1.unwrap_or(0));
        let mut people = 0_u32;
        for (value, person) in values {
            if seen.insert((value, person)) {
                *counts.entry(value).or_default() += 1;
                people += 1;
            }
        }
        let others = f64::from(people.max(1)) - 1.0 + PEOPLE_ELSEWHERE;
        let mut common: Vec<(u32, String)> = Vec::new();
        for (&value, &count) in counts.iter().filter(|(_, count)| **count >= PEOPLE_PER_KEPT_VALUE_MIN) {
            common.push((count, text(value)));
        }
        common.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        common.truncate(KEPT_VALUES_MAX);

        let total = |of: &mut dyn Iterator<Item = u32>| {
            of.fold((0.0, 0.0), |(people, pairs), count| {
                let count = f64::from(count);
                (people + count, pairs + count * (count - 1.0))
            })
        };
        let (all_people, all_pairs) = total(&mut counts.values().copied());
        let (kept_people, kept_pairs) = total(&mut common.iter().map(|(count, _)| *count));
        // The rare values share what is left, with half a pair added, so that "never seen twice" is not "never". Where
        // hardly any are left, a new value is more like the least common of the kept ones than like nothing seen.
        let least_kept = common.last().map_or(0.0, |(count, _)| f64::from(*count) - 1.0);
        let (rare_pairs, rare_people) = (all_pairs - kept_pairs, all_people - kept_people);
        let rare = (rare_pairs + 0.5 + LIKE_KEPT_PEOPLE * least_kept)
            / (rare_people + PEOPLE_ELSEWHERE + if common.is_empty() { 0.0 } else { LIKE_KEPT_PEOPLE })
                .max(1.0)
            / others;
        let rare = rare.clamp(1e-9, 1.0);
        let common = common
            .into_iter()
            .map(|(count, text)| (text, rounded(((f64::from(count) - 1.0) / others).max(rare))))
            .collect();
        Self { common, rare: rounded(rare) }
    }

    /// The chance that somebody else has this value.
    pub(crate) fn of(&self, value: &str) -> f64 {
        self.common.get(value).copied().unwrap_or(self.rare)
    }
}
