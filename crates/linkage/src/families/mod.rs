//! Made-up families with the difficulties of real ones, and the truth about who is who.
//!
//! Benchmark sets hold strangers with typing errors. Real families hold twins, siblings, babies without a name,
//! names that change their spelling or order, a first of January for every unknown birthday, and a tower block with
//! one postcode. Every rate is a setting, every draw comes from the seed, and no real person is in it.

mod carers;
mod cohort;
mod family;
mod names;
mod write;

pub use cohort::{Birth, Cohort, CohortSettings, cohort};
pub use names::Custom;

use crate::draw::Draw;
use crate::record::Record;

/// How many families, and how often each difficulty comes. Rates are shares from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The same seed and settings give the same families.
    pub seed: u64,
    /// Families with at least one child under five.
    pub families: usize,
    /// The first year in which the children are born.
    pub first_year: u16,
    /// In how many years they are born, from the first on.
    pub years: u16,
    /// The postcodes of a real area to draw homes from; where there are none, a borough is made up.
    pub postcodes: Vec<String>,
    /// Families with twins.
    pub twins: f64,
    /// Families in a tower block, forty of them to a postcode; elsewhere about six share one.
    pub tower: f64,
    /// Families that move during the year.
    pub moves: f64,
    /// Children whose papers say the first of January.
    pub new_year: f64,
    /// Children first written down before they have a name.
    pub unnamed: f64,
    /// Children whose parents' names differ, either of which may be written.
    pub two_surnames: f64,
    /// Per record: another form of the given name, where it has one.
    pub other_form: f64,
    /// Per record: given name and surname exchanged; five times as often where the custom invites it.
    pub exchanged: f64,
    /// Per record and field: a slip of the pen.
    pub slip: f64,
    /// Per record: birth date and postcode left blank half as often again as this, each name a quarter as often.
    pub blank: f64,
    /// The chance of each further record of a child after the first; a family comes with all of its children nine
    /// times in ten.
    pub again: f64,
    /// Per visit: the adult who brought the children is written down with them, without a birth date. The children are the
    /// same whatever this is; nought leaves adults out.
    pub carers: f64,
    /// Per visit: another adult of the family brings them.
    pub turns: f64,
    /// Families whose children a carer of another family brings at one visit in two.
    pub shared: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            families: 1_000,
            first_year: 2021,
            years: 5,
            postcodes: Vec::new(),
            twins: 0.015,
            tower: 0.25,
            moves: 0.08,
            new_year: 0.03,
            unnamed: 0.03,
            two_surnames: 0.08,
            other_form: 0.10,
            exchanged: 0.015,
            slip: 0.03,
            blank: 0.02,
            again: 0.6,
            carers: 0.0,
            turns: 0.2,
            shared: 0.03,
        }
    }
}

/// What makes a child hard to count once. Subgroups overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difficulty {
    /// One of two born on one day.
    Twin,
    /// Has a brother or sister in the set.
    Sibling,
    /// Was written down before the name was known.
    Unnamed,
    /// The papers say the first of January.
    NewYear,
    /// Lives in a tower block.
    Tower,
    /// Moved during the year.
    Mover,
    /// Two surnames in use.
    TwoSurnames,
    /// An adult who brings children.
    Carer,
    /// A carer who brings the children of two families.
    OfTwoFamilies,
    /// Names of this custom.
    Named(Custom),
}

/// A child of the made-up truth, or a carer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Number of the family; a carer's own one.
    pub family: usize,
    /// What makes this child hard to count once.
    pub difficulties: Vec<Difficulty>,
}

impl Child {
    /// Whether this is no child, but an adult who brings some.
    #[must_use]
    pub fn is_carer(&self) -> bool {
        self.difficulties.contains(&Difficulty::Carer)
    }
}

/// Records and the truth about them.
#[derive(Clone, Debug)]
pub struct Families {
    /// As champions wrote them down.
    pub records: Vec<Record>,
    /// For each record the place of its child in `children`.
    pub child_of: Vec<usize>,
    /// Every child that has a record, and every carer.
    pub children: Vec<Child>,
}

/// Makes the families, and has champions write down their visits.
pub fn families(settings: &Settings) -> Families {
    let mut draw = Draw::new(settings.seed);
    let mut made = Families { records: Vec::new(), child_of: Vec::new(), children: Vec::new() };
    let mut carers = carers::Carers::new(settings);
    for number in 0..settings.families {
        let family = family::Family::draw(settings, number, &mut draw);
        let visits = write::visits(settings, &family, &mut draw, &mut made);
        carers.bring(settings, &family, &visits, &mut made);
    }
    made
}
