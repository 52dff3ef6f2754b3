//! A list from elsewhere, such as births, held against the records that one has: who of them each of its rows is.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::compare::birth::BirthLevel;
use crate::compare::name::NameLevel;
use crate::compare::pair::{BLANK, Compared, Left};
use crate::compare::postcode::PostcodeLevel;
use crate::decisions::Decisions;
use crate::link::{Linked, link};
use crate::lookup::Lookup;
use crate::model::Model;
use crate::people::People;
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
    let left_over = left_over(&records, own.len(), &linked);
    let [surely, likely] = [&linked.certain, &linked.clusters].map(|clusters| {
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); records.len()];
        clusters.iter().take(own.len()).enumerate().for_each(|(place, &cluster)| of[cluster].push(place));
        of
    });
    (own.len()..records.len())
        .zip(list)
        .zip(left_over)
        .map(|((place, row), left_over)| Fellows {
            surely: surely[linked.certain[place]].clone(),
            likely: likely[linked.clusters[place]].clone(),
            perhaps: {
                let found = lookup.may_be(row).into_iter().map(|found| found.index);
                let found: BTreeSet<usize> = found.chain(left_over).collect();
                found.into_iter().collect()
            },
        })
        .collect()
}

/// For each row of the list the records of one's own that fit no row, and that nothing much tells from this one: "Baby, no
/// birth date, of this postcode" may be any child born there who has no record yet. By fields alone that is next to nothing;
/// but somebody is written down who is on the list as a rule, and whoever is left over on both sides is worth a look.
fn left_over(records: &[Record], own: usize, linked: &Linked) -> Vec<Vec<usize>> {
    let mut sides: HashMap<usize, [bool; 2]> = HashMap::new();
    for (place, &cluster) in linked.clusters.iter().enumerate() {
        sides.entry(cluster).or_default()[usize::from(place >= own)] = true;
    }
    let is_left = |place: usize| sides[&linked.clusters[place]] != [true; 2];
    let surely: BTreeSet<usize> = linked.certain[..own].iter().copied().collect();
    let left: Vec<usize> = (0..own).filter(|&place| is_left(place)).collect();
    let order: Vec<usize> = (0..records.len()).collect();
    let people = People::new(records, &order);
    let rows = (own..records.len()).into_par_iter().with_min_len(16);
    rows.map(|row| {
        if surely.contains(&linked.certain[row]) {
            return Vec::new();
        }
        let mut one = Left::new(&people.words);
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let mut fits =
            |&place: &usize| nothing_much_tells_apart(&one.compare(&people, number(row), number(place)));
        let may_be = |place: &usize| people.may_be_one(number(row), number(*place));
        left.iter().copied().filter(may_be).filter(|place| fits(place)).collect()
    })
    .collect()
}

/// Of one home, and no more than one thing against it unless the first name is for it; or of no known home, with a name for
/// it and hardly anything against it.
fn nothing_much_tells_apart(pair: &Compared) -> bool {
    const UNLIKE: u8 = NameLevel::Unlike as u8;
    const BORN_APART: [u8; 2] = [BirthLevel::Year as u8, BirthLevel::Unlike as u8];
    let [given, surname] = if pair.is_crossed() { pair.crossed } else { [pair.given, pair.surname] };
    let against = [given == UNLIKE, surname == UNLIKE, BORN_APART.contains(&pair.birth)];
    let is_one_name = |level: u8| level <= NameLevel::Variant as u8;
    let against = against.into_iter().filter(|is| *is).count();
    match pair.postcode {
        BLANK => against == 0 && surname < UNLIKE || against == 1 && is_one_name(given),
        level if level <= PostcodeLevel::Slip as u8 => against <= 1 || is_one_name(given),
        _ => false,
    }
}

/// Whether two records that were linked are one person beyond doubt: a model that is right 95 times in 100 is wrong some
/// times in a thousand births, and two children of one name are born in a large borough every year. Home, birth date and
/// both names must agree too: neighbours share a birthday, and a baby without a name may be anybody's.
pub fn agree_beyond_doubt(one: &Record, other: &Record) -> bool {
    let people = People::new(&[one.clone(), other.clone()], &[0, 1]);
    let pair = Left::new(&people.words).compare(&people, 0, 1);
    let [given, surname] = if pair.is_crossed() { pair.crossed } else { [pair.given, pair.surname] };
    let is_alike = |level: u8| level < NameLevel::Unlike as u8;
    pair.postcode == PostcodeLevel::Same as u8
        && [BirthLevel::Same as u8, BirthLevel::Within as u8].contains(&pair.birth)
        && is_alike(given)
        && is_alike(surname)
}
