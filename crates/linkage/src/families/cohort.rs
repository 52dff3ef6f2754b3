//! All births of an area over some years, and which of the children champions have seen.
//!
//! A birth list holds who was born to a mother of the area; champions see who lives there now. Families move out and
//! in between, so neither holds the other, and the children who were missed are to be found between the two.

use super::carers::Carers;
use super::family::{Family, elsewhere};
use super::{Families, Settings, write};
use crate::draw::Draw;
use crate::record::Record;

/// How many births, and how many of the children no champion has seen.
#[derive(Clone, Debug, PartialEq)]
pub struct CohortSettings {
    /// The rates of every difficulty, the seed, the years and the postcodes. Its number of families says only how
    /// many postcodes are made up where none are named.
    pub families: Settings,
    /// Births on the list.
    pub births: usize,
    /// Births of children whom no champion has seen: this many, as far as whole families allow it.
    pub missed: usize,
    /// Families of the list that have since left the area, seen before or not.
    pub moved_out: f64,
    /// Families who came after the birth and are on no list here, for each family of the list.
    pub moved_in: f64,
}

impl Default for CohortSettings {
    fn default() -> Self {
        Self {
            families: Settings { years: 4, ..Settings::default() },
            births: 1_020,
            missed: 328,
            moved_out: 0.1,
            moved_in: 0.1,
        }
    }
}

/// One birth of the list, and the truth about the child.
#[derive(Clone, Debug)]
pub struct Birth {
    /// As the list has it.
    pub record: Record,
    /// The child's place in `seen.children`; nothing where no champion has seen the child.
    pub child: Option<usize>,
    /// The family has left the area since.
    pub moved_out: bool,
}

/// The list, the champions' records, and the truth about both.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// The birth list, in no order.
    pub births: Vec<Birth>,
    /// What champions wrote down, also of children who moved in. A child of a birth that was missed is not in it.
    pub seen: Families,
}

impl Cohort {
    /// How many of the births no champion has seen.
    pub fn missed(&self) -> usize {
        self.births.iter().filter(|birth| birth.child.is_none()).count()
    }
}

/// Makes the births, and has champions write down those whom they see.
pub fn cohort(settings: &CohortSettings) -> Cohort {
    let CohortSettings { families, births, missed, moved_out, moved_in } = settings;
    let mut draw = Draw::new(families.seed);
    let born = native(families, *births, &mut draw);
    let unseen = unseen(&born, *missed, &mut draw);
    let mut made = Cohort {
        births: Vec::with_capacity(*births),
        seen: Families { records: Vec::new(), child_of: Vec::new(), children: Vec::new() },
    };
    let mut carers = Carers::new(families);
    for (mut family, missed) in born.into_iter().zip(unseen) {
        let moved_out = draw.chance(*moved_out);
        let first = (!missed).then_some(made.seen.children.len());
        for (place, member) in family.children.iter().enumerate() {
            let record = write::on_a_birth_list(families, &family, member, &mut draw);
            made.births.push(Birth { record, child: first.map(|first| first + place), moved_out });
        }
        if moved_out && draw.chance(0.5) {
            // Some come back once more from where they live now.
            family.next_postcode = Some(elsewhere(families, false, &mut draw));
        }
        if !missed {
            let visits = write::visits(families, &family, &mut draw, &mut made.seen);
            carers.bring(families, &family, &visits, &mut made.seen);
        }
        if draw.chance(*moved_in) {
            let newcomer = Family::draw(families, births + family.number, &mut draw);
            let visits = write::visits(families, &newcomer, &mut draw, &mut made.seen);
            carers.bring(families, &newcomer, &visits, &mut made.seen);
        }
    }
    shuffle(&mut made.births, &mut draw);
    made
}

/// Families with this many children between them.
fn native(settings: &Settings, births: usize, draw: &mut Draw) -> Vec<Family> {
    let (mut born, mut families) = (0, Vec::new());
    while born < births {
        let mut family = Family::draw(settings, families.len(), draw);
        family.children.truncate(births - born);
        born += family.children.len();
        families.push(family);
    }
    families
}

/// Which families no champion has seen, so that they have `missed` children between them: each in turn that has no
/// more children than are still wanting.
fn unseen(families: &[Family], missed: usize, draw: &mut Draw) -> Vec<bool> {
    let mut order: Vec<usize> = (0..families.len()).collect();
    shuffle(&mut order, draw);
    let (mut left, mut unseen) = (missed, vec![false; families.len()]);
    for at in order {
        let children = families[at].children.len();
        if children <= left {
            left -= children;
            unseen[at] = true;
        }
    }
    unseen
}

/// Fisher and Yates.
fn shuffle<T>(all: &mut [T], draw: &mut Draw) {
    for at in (1..all.len()).rev() {
        all.swap(at, draw.below(at + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_births_are_missed_as_was_asked_for() {
        for seed in 1..=20 {
            let settings = CohortSettings::default();
            let made = cohort(&CohortSettings {
                families: Settings { seed, ..settings.families.clone() },
                ..settings.clone()
            });
            assert_eq!((made.births.len(), made.missed()), (1_020, 328), "seed {seed}");
            let left = made.births.iter().filter(|birth| birth.moved_out).count();
            assert!((60..150).contains(&left), "seed {seed}: {left} moved out");
            let listed = made.births.iter().filter_map(|birth| birth.child).count();
            let newcomers = made.seen.children.len() - listed;
            assert!((60..160).contains(&newcomers), "seed {seed}: {newcomers} moved in");
        }
    }

    #[test]
    fn homes_are_drawn_from_the_area_that_was_named() {
        let settings = CohortSettings::default();
        let postcodes = vec!["W10 4AA".to_owned(), "W10 4AB".to_owned()];
        let families = Settings { postcodes: postcodes.clone(), slip: 0.0, ..settings.families.clone() };
        let made = cohort(&CohortSettings { families, births: 50, missed: 20, ..settings });
        let homes = made.births.iter().map(|birth| &birth.record.postcode).filter(|home| !home.is_empty());
        assert!(
            homes.clone().count() > 40 && homes.clone().all(|home| postcodes.iter().any(|one| home == one))
        );
    }
}
