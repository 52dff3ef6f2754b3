//! The records of one run, normalised and in the order of their ids.

use rayon::prelude::*;

use crate::customs::Customs;
use crate::normalise::birth::Birth;
use crate::normalise::name;
use crate::normalise::postcode::Postcode;
use crate::record::{Address, Record};
use crate::words::{WordId, Words, number as word_number};

/// How many parts of an address are compared besides the postcode.
pub(crate) const EXTRAS: usize = 5;
/// How many texts of a record are words: the two names, and the parts of the address.
const TEXTS: usize = 2 + EXTRAS;

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
    /// Numbers of what was recorded in one go with it.
    pub(crate) together: Box<[u64]>,
}

impl Person {
    /// The given name, or the only name there is.
    pub(crate) fn first(&self) -> Option<WordId> {
        self.given.or(self.surname)
    }
}

/// All records of a run; position here is the record's place by id.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) words: Words,
    pub(crate) all: Vec<Person>,
}

impl People {
    /// Normalises the records in the order given by `order` (indices into `records`).
    pub(crate) fn new(records: &[Record], order: &[usize]) -> Self {
        let folded: Vec<Folded> =
            order.par_iter().with_min_len(256).map(|&index| Folded::new(&records[index])).collect();
        let mut people = Self::default();
        let mut texts = Vec::with_capacity(folded.len() * TEXTS);
        let mut rest = Vec::with_capacity(folded.len());
        for Folded { given, surname, birth, postcode, extras, together } in folded {
            texts.extend([given, surname]);
            texts.extend(extras);
            rest.push((birth, postcode, together));
        }
        let ids = people.words.intern_all(texts);
        people.all = ids
            .chunks_exact(TEXTS)
            .zip(rest)
            .map(|(ids, (birth, postcode, together))| Person {
                given: ids[0],
                surname: ids[1],
                birth,
                postcode,
                extras: std::array::from_fn(|place| ids[2 + place]),
                together,
            })
            .collect();
        people
    }

    /// Adds one more record at the end.
    pub(crate) fn push(&mut self, record: &Record) {
        self.take(Folded::new(record));
    }

    /// How much oftener than by chance the two names of a person come together.
    pub(crate) fn association(&self, place: usize, customs: &Customs) -> f64 {
        let letters = |word| self.words.get(word).letters.as_str();
        match (self.all[place].given, self.all[place].surname) {
            (Some(given), Some(surname)) => customs.association(letters(given), letters(surname)),
            _ => 1.0,
        }
    }

    fn take(&mut self, Folded { given, surname, birth, postcode, extras, together }: Folded) {
        let words = &mut self.words;
        let person = Person {
            given: words.intern(given),
            surname: words.intern(surname),
            birth,
            postcode,
            extras: extras.map(|extra| words.intern(extra)),
            together,
        };
        self.all.push(person);
    }
}

/// A record whose texts are folded and not yet numbered.
struct Folded {
    given: String,
    surname: String,
    birth: Birth,
    postcode: Postcode,
    extras: [String; EXTRAS],
    together: Box<[u64]>,
}

impl Folded {
    fn new(record: &Record) -> Self {
        let Record { id: _, given_name: given, surname, birth, postcode, address, together } = record;
        let Address { number, street, locality, suburb, region } = address;
        Self {
            given: given_name(given),
            surname: name::fold(surname),
            birth: Birth::parse(birth),
            postcode: Postcode::parse(postcode),
            extras: [number, street, locality, suburb, region].map(|text| name::fold(text)),
            together: together.iter().map(|key| word_number(key.as_str())).collect(),
        }
    }
}

/// A first name, folded; blank where what was typed only says that there is none yet.
pub(crate) fn given_name(typed: &str) -> String {
    let folded = name::fold(typed);
    if is_placeholder(&folded) { String::new() } else { folded }
}

fn is_placeholder(folded: &str) -> bool {
    folded.split(' ').all(|part| PLACEHOLDERS.contains(&part))
}

/// Whether what was typed says that there is no name yet, which is more than a blank.
pub(crate) fn is_unnamed(typed: &str) -> bool {
    let folded = name::fold(typed);
    !folded.is_empty() && is_placeholder(&folded)
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
