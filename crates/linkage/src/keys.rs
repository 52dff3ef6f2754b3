//! The keys of one record: whoever shares one with it is worth comparing with.

use rayon::prelude::*;

use crate::normalise::birth::Birth;
use crate::normalise::postcode::Postcode;
use crate::normalise::sound::sound;
use crate::people::{People, Person};
use crate::words::{Word, WordId, number};

/// A key of everything: whoever shares it is all but certainly one person, so each is held against the first only,
/// however many there are.
const EVERYTHING: u64 = 30;

/// Every key of one record, for an index that is kept while records come and go.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Keys {
    /// Whoever shares one of these is compared, unless too many do.
    pub(crate) blocks: Vec<u64>,
    /// What a block of too many is parted by.
    pub(crate) parting: Vec<u64>,
    /// All that the record says.
    pub(crate) alike: Option<u64>,
}

/// The keys of the person at this place.
pub(crate) fn keys_of(people: &People, place: usize) -> Keys {
    let person = &people.all[place];
    let marks =
        |word: Option<WordId>| word.map_or_else(Marks::default, |word| Marks::of(people.words.get(word)));
    let marks = [marks(person.given), marks(person.surname)];
    let each_once = |mut keys: Vec<u64>| {
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let (mut blocks, mut parting) = (Vec::new(), Vec::new());
    each_key(person, [&marks[0], &marks[1]], |key| blocks.push(key));
    each_key_of_fellows(people, place, |key| blocks.push(key));
    each_parting_key(person, [&marks[0], &marks[1]], |key| parting.push(key));
    Keys { blocks: each_once(blocks), parting: each_once(parting), alike: everything(people, person) }
}

/// The people of a run, ready to be asked for their keys.
pub(crate) struct Keyed<'a> {
    people: &'a People,
    /// By spelling.
    marks: Vec<Marks>,
    nothing: Marks,
}

impl<'a> Keyed<'a> {
    pub(crate) fn new(people: &'a People) -> Self {
        let marks = people.words.all().par_iter().with_min_len(256).map(Marks::of).collect();
        Self { people, marks, nothing: Marks::default() }
    }

    fn marks(&self, person: &Person) -> [&Marks; 2] {
        let of = |word: Option<WordId>| word.map_or(&self.nothing, |word| &self.marks[word.place()]);
        [of(person.given), of(person.surname)]
    }

    /// Gives each key of the person at this place; some twice.
    pub(crate) fn each(&self, place: u32, mut take: impl FnMut(u64)) {
        let person = &self.people.all[place as usize];
        each_key(person, self.marks(person), &mut take);
        each_key_of_fellows(self.people, place as usize, take);
    }

    /// Gives each key that a large block is parted by.
    pub(crate) fn each_parting(&self, place: u32, take: impl FnMut(u64)) {
        let person = &self.people.all[place as usize];
        each_parting_key(person, self.marks(person), take);
    }

    /// The key of all that the record at this place says, where it says enough to be somebody.
    pub(crate) fn everything(&self, place: u32) -> Option<u64> {
        everything(self.people, &self.people.all[place as usize])
    }
}

fn everything(people: &People, person: &Person) -> Option<u64> {
    let Person { given, surname, birth, postcode, role } = person;
    let letters = |word: Option<WordId>| word.map(|word| people.words.get(word).letters_key);
    let names = [letters(*given)?, letters(*surname)?, 0];
    let rest = [number(birth), postcode.number(), number(role)];
    (*birth != Birth::Unknown).then(|| key(EVERYTHING, [key(EVERYTHING, names), key(EVERYTHING, rest), 0]))
}

/// What a spelling may be found by.
#[derive(Default)]
struct Marks {
    /// The numbers of its sound and of those of its parts.
    sounds: Vec<u64>,
    /// A number of its letters in whatever order, so that exchanged neighbours meet, which often sound otherwise.
    letters: Option<u64>,
}

impl Marks {
    fn of(word: &Word) -> Self {
        let mut sounds = vec![word.glance.sound_key];
        let parts = word.parts.iter().filter(|part| part.chars().count() >= 3);
        sounds.extend(parts.map(|part| number(sound(part).as_str())));
        sounds.sort_unstable();
        sounds.dedup();
        let letters = word.characters.iter().map(number).fold(0, u64::wrapping_add);
        Self { sounds, letters: Some(letters) }
    }
}

/// Mixes the kind of key and its parts into one number.
fn key(kind: u64, parts: [u64; 3]) -> u64 {
    parts.iter().fold(kind.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15), |mixed, part| {
        (mixed.rotate_left(23) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// A postcode whatever the order of its characters, so that exchanged neighbours meet.
fn loose(postcode: &Postcode) -> Option<u64> {
    postcode.is_known().then(|| postcode.sorted().number())
}

fn each_key(person: &Person, marks: [&Marks; 2], mut take: impl FnMut(u64)) {
    let [given, surname] = marks.map(|name| &name.sounds);
    let postcode = loose(&person.postcode);
    let with_date = |kind: u64, parts: [u64; 3], take: &mut dyn FnMut(u64)| {
        let date = key(kind, parts);
        given.iter().chain(surname).for_each(|&sound| take(key(6, [sound, date, 0])));
        if let Some(postcode) = postcode {
            take(key(7, [postcode, date, 0]));
        }
    };
    match person.birth {
        Birth::Day { year, month, day } => {
            let (year, month, day) = (u64::from(year), u64::from(month), u64::from(day));
            take(key(1, [year, month, day]));
            // Day and month may have been exchanged.
            with_date(2, [year, month.min(day), month.max(day)], &mut take);
            with_date(3, [year, month, 0], &mut take);
            with_date(4, [year, 0, day], &mut take);
            with_date(5, [0, month, day], &mut take);
        }
        Birth::Month { year, month } => with_date(3, [year.into(), month.into(), 0], &mut take),
        Birth::Unknown | Birth::Year { .. } | Birth::Span { .. } => {}
    }
    if let Some(postcode) = postcode {
        given.iter().chain(surname).for_each(|&sound| take(key(8, [sound, postcode, 0])));
    }
    for &one in given {
        surname.iter().for_each(|&other| take(key(9, [one.min(other), one.max(other), 0])));
    }
    if let [Some(given), Some(surname)] = marks.map(|name| name.letters) {
        take(key(10, [given.wrapping_add(surname), 0, 0]));
    }
}

/// Whoever was written down beside somebody is compared with those who were beside one of the same names and birth date: of
/// two forms that share a carer or a brother, a child who is left over on both may be one, with nothing else in common.
fn each_key_of_fellows(people: &People, place: usize, mut take: impl FnMut(u64)) {
    for fellow in people.fellows(place).map(|fellow| &people.all[fellow as usize]) {
        let letters = |word: Option<WordId>| word.map(|word| people.words.get(word).letters_key);
        if let (Some(given), Some(surname)) = (letters(fellow.given), letters(fellow.surname)) {
            take(key(11, [given, surname, number(&fellow.birth)]));
        }
    }
}

/// What a large block is parted by; whoever is one person shares at least one of these as a rule.
fn each_parting_key(person: &Person, marks: [&Marks; 2], mut take: impl FnMut(u64)) {
    let [given, surname] = marks.map(|name| &name.sounds);
    given.iter().chain(surname).for_each(|&sound| take(key(20, [sound, 0, 0])));
    if let Some(postcode) = loose(&person.postcode) {
        take(key(21, [postcode, 0, 0]));
    }
    if let Birth::Day { year, month, day } = person.birth {
        take(key(22, [year.into(), month.into(), 0]));
        take(key(23, [0, month.into(), day.into()]));
        take(key(24, [year.into(), 0, day.into()]));
    }
}
