//! What of a record goes into its filters, and what salts them.

use std::collections::BTreeMap;

use super::FILTERS;
use crate::normalise::birth::Birth;
use crate::people::{People, Person};

/// Bits that each token sets. A name has about seven pairs of letters, a date eight digits: so each field speaks about
/// as loudly as it tells people apart.
const NAME_HASHES: usize = 10;
const SOUND_HASHES: usize = 5;
const DATE_HASHES: usize = 10;
const POSTCODE_HASHES: usize = 10;
const ADDRESS_HASHES: usize = 4;

/// The year of birth; day and month, in no order, for they are exchanged now and then; and the characters of the
/// postcode, in no order either.
pub(super) fn salts(person: &Person) -> [Option<Vec<u8>>; FILTERS] {
    let (year, day) = match person.birth {
        Birth::Day { year, month, day } => (Some(year), Some(vec![month.min(day), month.max(day)])),
        Birth::Month { year, .. } | Birth::Year { year } => (Some(year), None),
        Birth::Unknown | Birth::Span { .. } => (None, None),
    };
    let place = person.postcode.is_known().then(|| {
        let mut characters = person.postcode.as_bytes().to_vec();
        characters.sort_unstable();
        characters
    });
    [year.map(|year| year.to_be_bytes().to_vec()), day, place]
}

/// Tokens of the first of these people, and how many bits each sets. Given name and surname share theirs, so that exchanged names are alike.
pub(super) fn tokens(people: &People) -> Vec<(String, usize)> {
    let (person, rest) = (&people.all[0], people.rest(0));
    let mut tokens = Vec::new();
    for name in [person.given, person.surname].into_iter().flatten() {
        let word = people.words.get(name);
        pairs("n", &word.letters, NAME_HASHES, &mut tokens);
        tokens.push((format!("s{}", word.sound), SOUND_HASHES));
    }
    if let Birth::Day { year, month, day } = person.birth {
        let digits = format!("{year:04}{month:02}{day:02}");
        tokens.extend(
            digits.chars().enumerate().map(|(place, digit)| (format!("d{place}{digit}"), DATE_HASHES)),
        );
    }
    let postcode = person.postcode.as_str().chars().enumerate();
    tokens.extend(postcode.map(|(place, character)| (format!("p{place}{character}"), POSTCODE_HASHES)));
    for (place, part) in rest.extras.iter().enumerate() {
        if let Some(part) = part {
            pairs(&format!("a{place}"), &people.words.get(*part).letters, ADDRESS_HASHES, &mut tokens);
        }
    }
    tokens
}

/// Neighbouring letters two by two, with the first and last alone; the second `an` of `banana` is a token of its own.
fn pairs(kind: &str, letters: &str, hashes: usize, tokens: &mut Vec<(String, usize)>) {
    let mut seen: BTreeMap<[char; 2], usize> = BTreeMap::new();
    let mut before = '_';
    for letter in letters.chars().chain(['_']) {
        let times = seen.entry([before, letter]).or_default();
        *times += 1;
        tokens.push((format!("{kind}{before}{letter}{times}"), hashes));
        before = letter;
    }
}
