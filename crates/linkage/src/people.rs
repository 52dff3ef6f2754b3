//! The records of one run, normalised and in the order of their ids.

use crate::normalise::birth::Birth;
use crate::normalise::name;
use crate::normalise::postcode::Postcode;
use crate::record::{Address, Record};
use crate::words::{WordId, Words};

/// How many parts of an address are compared besides the postcode.
pub(crate) const EXTRAS: usize = 5;

/// What people write where a child has no name yet: no evidence either way.
const PLACEHOLDERS: &[&str] = &[
    "baby", "babe", "infant", "newborn", "unborn", "bump", "unnamed", "unknown", "boy", "girl", "twin",
    "one", "two", "of", "tbc", "tba", "na", "nk", "none", "not", "known", "given", "no", "name", "yet", "1",
    "2", "i", "ii", "a", "b",
];

/// One record, ready to compare. Blanks are `None` or unknown.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) given: Option<WordId>,
    pub(crate) surname: Option<WordId>,
    pub(crate) birth: Birth,
    pub(crate) postcode: Postcode,
    pub(crate) extras: [Option<WordId>; EXTRAS],
}

/// All records of a run; position here is the record's place by id.
pub(crate) struct People {
    pub(crate) words: Words,
    pub(crate) all: Vec<Person>,
}

impl People {
    /// Normalises the records in the order given by `order` (indices into `records`).
    pub(crate) fn new(records: &[Record], order: &[usize]) -> Self {
        let mut words = Words::default();
        let mut all = Vec::with_capacity(order.len());
        for &index in order {
            all.push(person(&records[index], &mut words));
        }
        Self { words, all }
    }
}

fn person(record: &Record, words: &mut Words) -> Person {
    let Record { id: _, given_name, surname, birth, postcode, address, together: _ } = record;
    let Address { number, street, locality, suburb, region } = address;
    let mut word = |text: &str| words.intern(name::fold(text));
    Person {
        surname: word(surname),
        birth: Birth::parse(birth),
        postcode: Postcode::parse(postcode),
        extras: [word(number), word(street), word(locality), word(suburb), word(region)],
        given: words.intern(self::given_name(given_name)),
    }
}

/// A first name, folded; blank where what was typed only says that there is none yet.
pub(crate) fn given_name(typed: &str) -> String {
    let folded = name::fold(typed);
    if folded.split(' ').all(|part| PLACEHOLDERS.contains(&part)) { String::new() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baby_without_a_name_has_none() {
        for typed in ["Baby", "Baby Girl", "Twin 2", "not known", ""] {
            let record = Record { given_name: typed.into(), ..Record::default() };
            assert!(People::new(&[record], &[0]).all[0].given.is_none(), "{typed}");
        }
        let record = Record { given_name: "Baby Amina".into(), ..Record::default() };
        assert!(People::new(&[record], &[0]).all[0].given.is_some());
    }
}
