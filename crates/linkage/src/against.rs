//! A list from elsewhere, such as births, held against the records that one has: who of them each of its rows is.

use crate::compare::birth::{self, BirthLevel};
use crate::decisions::Decisions;
use crate::link::link;
use crate::lookup::Lookup;
use crate::model::Model;
use crate::normalise::birth::Birth;
use crate::normalise::postcode::Postcode;
use crate::record::Record;

/// Who of one's own records a row of the list is, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fellows {
    /// Linked without a person's look.
    pub surely: Vec<usize>,
    /// More likely one person than not, those who are surely so among them.
    pub likely: Vec<usize>,
    /// Like enough by themselves to be looked at where overlooking somebody costs more than a look, whatever else speaks
    /// against it.
    pub perhaps: Vec<usize>,
}

/// Holds the rows of a list against one's own records; for each row in their order who it is. `decisions` are about one's
/// own records. The ids of the rows must be unlike any of one's own.
pub fn hold_against(own: &[Record], list: &[Record], decisions: &Decisions, model: &Model) -> Vec<Fellows> {
    let records: Vec<Record> = own.iter().chain(list).cloned().collect();
    let linked = link(&records, decisions, model);
    let lookup = Lookup::new(own, model);
    let [surely, likely] = [&linked.certain, &linked.clusters].map(|clusters| {
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); records.len()];
        clusters.iter().take(own.len()).enumerate().for_each(|(place, &cluster)| of[cluster].push(place));
        of
    });
    (own.len()..records.len())
        .zip(list)
        .map(|(place, row)| Fellows {
            surely: surely[linked.certain[place]].clone(),
            likely: likely[linked.clusters[place]].clone(),
            perhaps: lookup.may_be(row).iter().map(|found| found.index).collect(),
        })
        .collect()
}

/// Whether two records that were linked are one person beyond doubt: a model that is right 95 times in 100 is wrong some
/// times in a thousand births, and two children of one name are born in a large borough every year. Home and birth date
/// must agree too.
pub fn agree_in_home_and_birth(one: &Record, other: &Record) -> bool {
    let born = birth::level(Birth::parse(&one.birth), Birth::parse(&other.birth));
    let homes = [one, other].map(|record| Postcode::parse(&record.postcode));
    homes[0].is_known() && homes[0] == homes[1] && matches!(born, Some(BirthLevel::Same | BirthLevel::Within))
}
