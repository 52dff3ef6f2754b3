//! A model learnt from records alone, without anybody saying who is who.

pub(crate) mod expect;
pub(crate) mod random;

use crate::block::Across;
use crate::cluster::{Clusters, Edge, Freely};
use crate::company::{Company, Standing, Weighed};
use crate::compare::pair::Compared;
use crate::compare::postcode::PostcodeLevel;
use crate::customs::Customs;
use crate::link::REVIEW_AT;
use crate::moves::{self, Ways};
use crate::people::{EXTRAS, People};
use crate::shares::Shares;
use crate::weigh::{self, Common, Rarities, Rarity, birth_text};
use crate::weighted::Weighted;
use crate::worth;

/// Learns from the compared pairs of a run; gives the model and how it weighs each pair.
pub(crate) fn train(people: &People, across: Across<'_>, pairs: &[Compared]) -> (Weighted, Vec<Weighed>) {
    let all_pairs = across.pairs(people.all.len());
    let mut model = random::levels(people, across);
    let person_of = rough_people(people, pairs);
    count_shares(&mut model, people, &person_of);
    model.customs = customs(people, &person_of);
    let named = model.clone();
    let values = Rarities::new(&named, &Common::new(&named), people, pairs);
    let rarities = values.of_all(pairs);
    expect::maximise(&mut model, pairs, &rarities, all_pairs);
    learn_moves(&mut model, people, &person_of, pairs, &values, &rarities, all_pairs);
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
    pairs: &[Compared],
    values: &Rarities<'_>,
    rarities: &[Rarity],
    all_pairs: f64,
) {
    let ways = Ways::new(people, pairs, &moves::by_own_fields(model, pairs, rarities));
    let mut moved = ways.moved(people, pairs);
    moved.retain(|(_, others)| *others >= REVIEW_AT);
    if moved.is_empty() {
        return;
    }
    model.moves = ways.times_as_common(people, person_of);
    let (mut pairs, mut rarities) = (pairs.to_vec(), rarities.to_vec());
    for (at, _) in moved {
        pairs[at].postcode = PostcodeLevel::Moved as u8;
        rarities[at] = weigh::rarity(model, people, values, &pairs[at]);
    }
    expect::maximise(model, &pairs, &rarities, all_pairs);
}

/// For each record a person, roughly. To count how common a name is each person should count once: counted by
/// record, whatever a much-recorded child is called would pass for common.
fn rough_people(people: &People, pairs: &[Compared]) -> Vec<usize> {
    let rank: Vec<usize> = (0..people.all.len()).collect();
    let mut clusters = Clusters::new(&rank);
    let alike = pairs.iter().filter(|pair| worth::is_beyond_doubt(pair));
    clusters.join(
        alike.map(|pair| Edge { left: pair.left as usize, right: pair.right as usize, weight: 1.0 }),
        &Freely,
    );
    clusters.representatives()
}

fn count_shares(model: &mut Weighted, people: &People, person_of: &[usize]) {
    let each = || people.all.iter().zip(person_of.iter().copied());
    let letters = |word| people.words.get(word).letters.clone();
    model.given.shares =
        Shares::count(each().filter_map(|(one, person)| Some((one.given?, person))), letters);
    model.surname.shares =
        Shares::count(each().filter_map(|(one, person)| Some((one.surname?, person))), letters);
    let births = each().filter(|(one, _)| !birth_text(one.birth).is_empty());
    model.birth.shares = Shares::count(births.map(|(one, person)| (one.birth, person)), birth_text);
    let postcodes = each().filter(|(one, _)| one.postcode.is_known());
    model.postcode.shares =
        Shares::count(postcodes.map(|(one, person)| (one.postcode, person)), |code| code.as_str().to_owned());
    for place in 0..EXTRAS {
        let values = each().filter_map(|(one, person)| Some((one.extras[place]?, person)));
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
