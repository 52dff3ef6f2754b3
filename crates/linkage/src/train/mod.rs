//! A model learnt from records alone, without anybody saying who is who.

mod expect;
mod heard;
pub(crate) mod random;

use rayon::prelude::*;

use crate::block::Across;
use crate::company::{Company, Standing, Weighed};
use crate::compare::pair::Compared;
use crate::customs::Customs;
use crate::groups::Groups;
use crate::laid_out::found;
use crate::link::REVIEW_AT;
use crate::moves::{self, Ways};
use crate::normalise::birth::Birth;
use crate::people::{EXTRAS, People, Person};
use crate::rarities::Rarities;
use crate::record::Role;
use crate::shares::Shares;
use crate::weigh::{self, Common, birth_text};
use crate::weighted::Weighted;
use crate::words::WordId;
use crate::worth;
use heard::Heard;

/// Whose records a model is learnt from: children. Carers are written down without a birth date, which is most of what tells
/// children apart, so that both together would teach what is true of neither. Where there are only carers, from them.
pub(crate) struct Teachers<'a> {
    people: &'a People,
    /// Nobody is passed over.
    are_all: bool,
}

impl<'a> Teachers<'a> {
    pub(crate) fn new(people: &'a People) -> Self {
        let is_carer = |one: &Person| one.role == Role::Carer;
        let are_mixed = people.all.iter().any(is_carer) && !people.all.iter().all(is_carer);
        Self { people, are_all: !are_mixed }
    }

    /// Whether the record at this place is learnt from.
    pub(crate) fn are(&self, place: u32) -> bool {
        self.are_all || !self.people.is_carer(place)
    }

    /// How many pairs there are of those who are.
    fn pairs(&self, across: Across<'_>) -> f64 {
        let count = self.people.all.len();
        if self.are_all {
            return across.pairs(count);
        }
        let places = (0..).take(count).filter(|place| self.are(*place));
        match across {
            Across::One => Across::One.pairs(places.count()),
            Across::Two(second) => {
                let sides: Vec<bool> = places.map(|place| second[place as usize]).collect();
                Across::Two(&sides).pairs(sides.len())
            }
        }
    }
}

/// Learns from the compared pairs of a run; gives the model and how it weighs each pair.
pub(crate) fn train(people: &People, across: Across<'_>, pairs: &[Compared]) -> (Weighted, Vec<Weighed>) {
    let teachers = Teachers::new(people);
    let all_pairs = teachers.pairs(across);
    let (mut model, person_of) =
        rayon::join(|| random::levels(people, across), || rough_people(people, pairs));
    let customs = || customs(people, &person_of);
    let (customs, ()) = rayon::join(customs, || count_shares(&mut model, people, &person_of));
    model.customs = customs;
    let named = model.clone();
    let values = Rarities::new(&named, &Common::new(&named), people, pairs);
    let rarities = values.of_all(pairs);
    let mut heard = Heard::new(pairs, &rarities, |pair| teachers.are(pair.left) && teachers.are(pair.right));
    expect::maximise(&mut model, &mut heard, all_pairs);
    learn_moves(&mut model, people, &person_of, &values, heard, all_pairs);
    let weighed = moves::weigh(&model, people, &values, pairs, &rarities);
    let standing = Standing::new(people.all.len(), &weighed);
    model.company = Company::learn(&standing, across, &weighed);
    (model, weighed)
}

/// Who moved with their household shows only once pairs are weighed; then the model is learnt once more with it.
fn learn_moves(
    model: &mut Weighted,
    people: &People,
    person_of: &[usize],
    values: &Rarities<'_>,
    mut heard: Heard<'_>,
    all_pairs: f64,
) {
    let own = heard.probabilities(model);
    let ways = Ways::new(people, &found(&own, |_, (_, pair, own)| moves::hint(pair, *own)));
    let seen: Vec<(u32, Compared)> = found(&own, |_, &(at, pair, own)| {
        let others = ways.others(people, pair, own).filter(|others| others.most() >= REVIEW_AT)?;
        Some((at, others.seen(pair)))
    });
    if seen.is_empty() {
        return;
    }
    model.moves = ways.times_as_common(people, person_of);
    let seen = seen.into_par_iter().with_min_len(256).map(|(at, pair)| {
        let rarity = weigh::rarity(model, people, values, &pair);
        (at, pair, rarity)
    });
    heard.replace(seen.collect());
    expect::maximise(model, &mut heard, all_pairs);
}

/// For each record a person, roughly. To count how common a name is each person should count once: counted by
/// record, whatever a much-recorded child is called would pass for common.
fn rough_people(people: &People, pairs: &[Compared]) -> Vec<usize> {
    let alike = found(pairs, |_, pair| worth::is_beyond_doubt(pair).then_some((pair.left, pair.right)));
    let mut groups = Groups::new(people.all.len());
    alike.into_iter().for_each(|(left, right)| groups.join(left, right));
    (0..).take(people.all.len()).map(|place| groups.first(place) as usize).collect()
}

fn count_shares(model: &mut Weighted, people: &People, person_of: &[usize]) {
    let each = || people.all.iter().zip(person_of.iter().copied());
    let letters = |word| people.words.get(word).letters.clone();
    let names = |name: fn(&Person) -> Option<WordId>| {
        Shares::count(each().filter_map(|(one, person)| Some((name(one)?, person))), letters)
    };
    let births = || {
        let births = each().filter(|(one, _)| matches!(one.birth, Birth::Day { .. }));
        Shares::count(births.map(|(one, person)| (one.birth, person)), birth_text)
    };
    let postcodes = || {
        let postcodes = each().filter(|(one, _)| one.postcode.is_known());
        Shares::count(postcodes.map(|(one, person)| (one.postcode, person)), |code| code.as_str().to_owned())
    };
    ((model.given.shares, model.surname.shares), (model.birth.shares, model.postcode.shares)) = rayon::join(
        || rayon::join(|| names(|one| one.given), || names(|one| one.surname)),
        || rayon::join(births, postcodes),
    );
    for place in 0..EXTRAS {
        let each = people.rest.iter().zip(person_of.iter().copied());
        let values = each.filter_map(|(rest, person)| Some((rest.extras[place]?, person)));
        model.extras[place].shares = Shares::count(values, letters);
    }
}

/// From one record of each person: five records of one child would make any two names go together.
fn customs(people: &People, person_of: &[usize]) -> Customs {
    let once = people.all.iter().zip(person_of).enumerate().filter(|(place, (_, person))| place == *person);
    let letters = |word| people.words.get(word).letters.as_str();
    let names: Vec<(&str, &str)> =
        once.filter_map(|(_, (one, _))| Some((letters(one.given?), letters(one.surname?)))).collect();
    Customs::learn(&names)
}
