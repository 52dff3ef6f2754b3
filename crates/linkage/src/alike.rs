//! Somebody is being typed: who of those on this device may it be? Without a model, which a device does not have, from
//! the same comparisons: a quiet hint, and no verdict.

use crate::compare::name::NameLevel;
use crate::compare::pair::{Compared, Left};
use crate::people::People;
use crate::record::Record;
use crate::worth;

/// Decimal orders of magnitude by which a pair must speak for one person to be worth a hint: the same first name and
/// month of birth, or first name and surname.
const HINT_ORDERS_MIN: f32 = 3.0;
/// What an initial adds that fits: one surname in ten or so begins with it.
const INITIAL_ORDERS: f32 = 0.7;
/// The most people hinted at: more is a list to search, and no hint.
const HINTS_MAX: usize = 3;

/// Places in `known` of those who may be the one being typed, the likeliest first. A surname of one letter is an
/// initial, as on a card that was reduced. Two unlike first names are two people, whatever else agrees: brothers and
/// sisters share all the rest.
pub fn alike(typed: &Record, known: &[Record]) -> Vec<usize> {
    let mut all = Vec::with_capacity(known.len() + 1);
    all.push(typed.clone());
    all.extend(known.iter().cloned());
    let mut initials = vec![0.0; known.len()];
    for (place, other) in known.iter().enumerate() {
        match fits(&typed.surname, &other.surname) {
            None => {}
            Some(true) => {
                initials[place] = INITIAL_ORDERS;
                all[place + 1].surname.clear();
            }
            Some(false) => initials[place] = f32::NEG_INFINITY,
        }
    }
    let order: Vec<usize> = (0..all.len()).collect();
    let people = People::new(&all, &order);
    let mut left = Left::new(&people.words);
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let mut hints: Vec<(f32, usize)> = (1..count)
        .zip(initials)
        .filter_map(|(right, initial)| {
            let pair = left.compare(&people, 0, right);
            let orders = worth::orders(&pair) + initial;
            (orders >= HINT_ORDERS_MIN && !is_another(&pair)).then_some((orders, right as usize - 1))
        })
        .collect();
    hints.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    hints.truncate(HINTS_MAX);
    hints.into_iter().map(|(_, place)| place).collect()
}

/// Whether an initial fits a surname; nothing where neither is an initial, or one is blank.
fn fits(one: &str, other: &str) -> Option<bool> {
    let letters = |text: &str| text.trim().to_lowercase().chars().collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    let (first, second) = (one.first()?, other.first()?);
    (one.len() == 1 || other.len() == 1).then_some(first == second)
}

fn is_another(pair: &Compared) -> bool {
    pair.given == NameLevel::Unlike as u8 && !pair.is_crossed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(given: &str, surname: &str, birth: &str) -> Record {
        let [given_name, surname, birth] = [given, surname, birth].map(Into::into);
        Record { given_name, surname, birth, ..Record::default() }
    }

    #[test]
    fn a_slip_of_the_pen_or_a_nickname_is_hinted_at_and_a_twin_is_not() {
        let known = [
            child("Kehinde", "Adebayo", "2022-05-04"),
            child("Mohammed", "Qureshi", "2022-07-30"),
            child("Ada", "E", "2023-05"),
            child("Ada", "S", "2023-05"),
        ];
        let hints = |given: &str, surname: &str, birth: &str| alike(&child(given, surname, birth), &known);
        assert_eq!(hints("Kehinde", "Adebajo", "2022-05-04"), [0], "one letter off");
        assert_eq!(hints("Taiwo", "Adebayo", "2022-05-04"), [0; 0], "her twin");
        assert_eq!(hints("Mo", "Qureshi", ""), [1], "a nickname");
        assert_eq!(hints("Ada", "Example", "2023-05-14"), [2], "a reduced card: initial and month");
        assert_eq!(hints("Ada", "", ""), [0; 0], "a first name alone is nobody");
    }
}
