//! The records of one run, normalised and in the order of their ids.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::customs::Customs;
use crate::normalise::birth::Birth;
use crate::normalise::name;
use crate::normalise::postcode::Postcode;
use crate::record::{Address, Record, Role};
use crate::words::{WordId, Words, number as word_number};

/// No household is so large: where more than so many were written down together, or were seen at both of two times, those were
/// gatherings.
pub(crate) const HOUSEHOLD_MAX: usize = 8;
/// How many parts of an address are compared besides the postcode.
pub(crate) const EXTRAS: usize = 5;
/// One thread folds so many at a time.
const RECORDS_PER_PART: usize = 4_096;

/// What people write where a child has no name yet: no evidence either way.
const PLACEHOLDERS: &[&str] = &[
    "baby", "babe", "infant", "newborn", "unborn", "bump", "unnamed", "unknown", "boy", "girl", "twin",
    "one", "two", "of", "tbc", "tba", "na", "nk", "none", "not", "known", "given", "no", "name", "yet", "1",
    "2", "i", "ii", "a", "b",
];

/// One record, ready to compare. Blanks are `None` or unknown. Kept small: every pair asks for two of these out of all.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) given: Option<WordId>,
    pub(crate) surname: Option<WordId>,
    pub(crate) birth: Birth,
    pub(crate) postcode: Postcode,
    pub(crate) role: Role,
}

impl Person {
    /// The given name, or the only name there is.
    pub(crate) fn first(&self) -> Option<WordId> {
        self.given.or(self.surname)
    }
}

/// What few records have besides.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rest {
    pub(crate) extras: [Option<WordId>; EXTRAS],
    /// Numbers of what was recorded in one go with it.
    pub(crate) together: Vec<u64>,
    /// The number of the household that was written down with it.
    pub(crate) household: Option<u64>,
    /// Whether others of that household were.
    pub(crate) is_accompanied: bool,
}

static NOTHING_ELSE: Rest =
    Rest { extras: [None; EXTRAS], together: Vec::new(), household: None, is_accompanied: false };

/// All records of a run; position here is the record's place by id.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) words: Words,
    pub(crate) all: Vec<Person>,
    /// By place as well; empty where nobody has any.
    pub(crate) rest: Vec<Rest>,
    /// Places by household.
    households: FxHashMap<u64, Vec<u32>>,
}

impl People {
    /// Normalises the records in the order given by `order` (indices into `records`).
    pub(crate) fn new(records: &[Record], order: &[usize]) -> Self {
        // As they lie in memory, which is much faster to read than by id.
        let parts: Vec<Folded> = records.par_chunks(RECORDS_PER_PART).map(Folded::new).collect();
        let mut people = Self::default();
        people.all.reserve_exact(records.len());
        people.take(parts);
        people.all = order.par_iter().with_min_len(4_096).map(|&index| people.all[index].clone()).collect();
        if !people.rest.is_empty() {
            people.rest.resize_with(records.len(), Rest::default);
            people.rest = order.iter().map(|&index| std::mem::take(&mut people.rest[index])).collect();
        }
        let mut households: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for place in (0..).take(people.rest.len()) {
            if let Some(household) = people.rest(place).household {
                households.entry(household).or_default().push(place);
            }
        }
        for together in households.values() {
            people.accompany(together);
        }
        people.households = households;
        people
    }

    /// Adds one more record at the end.
    pub(crate) fn push(&mut self, record: &Record) {
        self.take(vec![Folded::new(std::slice::from_ref(record))]);
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.all.reserve(more);
        self.rest.reserve(more);
        self.words.reserve(more);
    }

    /// Has the one at this place come with its household; gives those of it for whom that is another company or makes other
    /// fellows.
    pub(crate) fn come(&mut self, place: u32) -> Vec<u32> {
        let Some(household) = self.rest(place).household else { return Vec::new() };
        let mut together = std::mem::take(self.households.entry(household).or_default());
        together.push(place);
        let mut changed = self.accompany(&together);
        changed.retain(|other| *other != place);
        self.households.insert(household, together);
        changed
    }

    /// Has the one at this place go; gives those for whom that does.
    pub(crate) fn go(&mut self, place: u32) -> Vec<u32> {
        let Some(household) = self.rest(place).household else { return Vec::new() };
        let mut together = std::mem::take(self.households.entry(household).or_default());
        together.retain(|other| *other != place);
        let changed = self.accompany(&together);
        self.households.insert(household, together);
        changed
    }

    /// Sets for each of a household whether others of it were there, and gives those for whom that or their fellows are new.
    /// Somebody brings every child, so that only other children say whether a child came alone.
    fn accompany(&mut self, together: &[u32]) -> Vec<u32> {
        // One less, or one more, and it was or is a gathering, in which nobody is anybody's fellow.
        let may_have_fellows = together.len() <= HOUSEHOLD_MAX + 1;
        let carers = together.iter().filter(|place| self.is_carer(**place)).count();
        let mut changed = Vec::new();
        for &place in together {
            let passed_over = if self.is_carer(place) { 0 } else { carers };
            let is_accompanied = together.len() - passed_over > 1;
            let was = &mut self.rest[place as usize].is_accompanied;
            if *was != is_accompanied || may_have_fellows {
                *was = is_accompanied;
                changed.push(place);
            }
        }
        changed
    }

    /// Whether the record at this place is known to be a carer's.
    pub(crate) fn is_carer(&self, place: u32) -> bool {
        self.all[place as usize].role == Role::Carer
    }

    /// Whether two records can be of one person at all.
    pub(crate) fn may_be_one(&self, one: u32, other: u32) -> bool {
        self.all[one as usize].role.may_be(self.all[other as usize].role)
    }

    /// The others of its household who were written down with the one at this place; nobody where these are so many that it was
    /// a gathering.
    pub(crate) fn fellows(&self, place: usize) -> impl Iterator<Item = u32> {
        let household = self.rest.get(place).and_then(|rest| rest.household);
        let all =
            household.and_then(|household| self.households.get(&household)).map_or(&[][..], Vec::as_slice);
        let all = if all.len() <= HOUSEHOLD_MAX { all } else { &[] };
        all.iter().copied().filter(move |fellow| *fellow as usize != place)
    }

    /// What the one at this place has besides.
    pub(crate) fn rest(&self, place: u32) -> &Rest {
        self.rest.get(place as usize).unwrap_or(&NOTHING_ELSE)
    }

    /// How much oftener than by chance the two names of a person come together.
    pub(crate) fn association(&self, place: usize, customs: &Customs) -> f64 {
        let letters = |word| self.words.get(word).letters.as_str();
        match (self.all[place].given, self.all[place].surname) {
            (Some(given), Some(surname)) => customs.association(letters(given), letters(surname)),
            _ => 1.0,
        }
    }

    /// The same for everybody, with each word looked up once.
    pub(crate) fn associations(&self, customs: &Customs) -> Vec<f64> {
        let words = || self.words.all().par_iter().with_min_len(512);
        let given: Vec<_> = words().map(|word| customs.of_given(&word.letters)).collect();
        let surname: Vec<_> = words().map(|word| customs.of_surname(&word.letters)).collect();
        let each = self.all.par_iter().with_min_len(4_096);
        each.map(|person| match (person.given, person.surname) {
            (Some(one), Some(other)) => customs.of_both(given[one.place()], surname[other.place()]),
            _ => 1.0,
        })
        .collect()
    }

    fn take(&mut self, parts: Vec<Folded>) {
        let (texts, rows): (Vec<_>, Vec<_>) = parts.into_iter().map(|part| (part.texts, part.rows)).unzip();
        for (rows, ids) in rows.into_iter().zip(self.words.intern_all(texts)) {
            let id = |text: u32| ids[text as usize];
            for Row { given, surname, birth, postcode, role, rest } in rows {
                if let Some((extras, rest)) = rest {
                    self.rest.resize_with(self.all.len(), Rest::default);
                    self.rest.push(Rest { extras: extras.map(id), ..rest });
                }
                self.all.push(Person { given: id(given), surname: id(surname), birth, postcode, role });
            }
        }
    }
}

/// Records whose texts are folded, each text once, and not yet numbered among all.
struct Folded {
    texts: Vec<String>,
    rows: Vec<Row>,
}

/// A record by the numbers of its texts.
struct Row {
    given: u32,
    surname: u32,
    birth: Birth,
    postcode: Postcode,
    role: Role,
    /// The texts of the address, and the rest but for these.
    rest: Option<([u32; EXTRAS], Rest)>,
}

impl Folded {
    fn new(records: &[Record]) -> Self {
        let mut typed = Typed::default();
        let mut rows = Vec::with_capacity(records.len());
        for record in records {
            let Record { id: _, given_name, surname, birth, postcode, address, together, household, role } =
                record;
            let Address { number, street, locality, suburb, region } = address;
            let extras = [number, street, locality, suburb, region];
            let has_rest =
                !together.is_empty() || !household.is_empty() || extras.iter().any(|text| !text.is_empty());
            rows.push(Row {
                given: typed.number(given_name, true),
                surname: typed.number(surname, false),
                birth: Birth::parse(birth),
                postcode: Postcode::parse(postcode),
                role: *role,
                rest: has_rest.then(|| {
                    let together = together.iter().map(|key| word_number(key.as_str())).collect();
                    let household = (!household.is_empty()).then(|| word_number(household.as_str()));
                    let rest = Rest { together, household, ..Rest::default() };
                    (extras.map(|text| typed.number(text, false)), rest)
                }),
            });
        }
        Self { rows, texts: typed.folded }
    }
}

/// What was typed, each text folded once: names come again and again.
#[derive(Default)]
struct Typed<'a> {
    numbers: FxHashMap<(&'a str, bool), u32>,
    folded: Vec<String>,
}

impl<'a> Typed<'a> {
    fn number(&mut self, text: &'a str, is_given: bool) -> u32 {
        let next = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        *self.numbers.entry((text, is_given)).or_insert_with(|| {
            self.folded.push(if is_given { given_name(text) } else { name::fold(text) });
            next
        })
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

/// What a typed first name says where it is none: nothing at all, or that there is none yet, which is more than a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    Named,
    Unnamed,
    Blank,
}

/// What kind of first name was typed.
pub(crate) fn naming(typed: &str) -> Naming {
    let folded = name::fold(typed);
    match (folded.is_empty(), is_placeholder(&folded)) {
        (true, _) => Naming::Blank,
        (false, true) => Naming::Unnamed,
        (false, false) => Naming::Named,
    }
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
