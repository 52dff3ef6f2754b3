//! Of a cohort's births the named list overlooks nobody who is on record, whatever the seed: seeds at which it once did.

use linkage::families::{CohortSettings, Settings, cohort};
use linkage::{Decisions, Fellows, Record, Scope, agree_beyond_doubt, hold_against, train};

#[track_caller]
fn is_exact(seed: u64) {
    is_exact_with(seed, 0.0);
}

#[track_caller]
fn is_exact_with(seed: u64, carers: f64) {
    let postcodes = (0..206).map(|at| {
        let letter = |at: usize| char::from(b"ABDEFGHJLNPQRSTUWXYZ"[at % 20]);
        format!("W10 {}{}{}", 4 + at / 180, letter(at / 9), letter(at * 7 + at / 20))
    });
    let families = Settings { seed, years: 4, postcodes: postcodes.collect(), carers, ..Settings::default() };
    let made = cohort(&CohortSettings { families, ..CohortSettings::default() });
    let own = &made.seen.records;
    let births = (0..).zip(&made.births).map(|(at, birth)| Record {
        id: format!("birth-{at:06}").into(),
        together: vec!["birth list".into()],
        ..birth.record.clone()
    });
    let births: Vec<Record> = births.collect();
    let fellows = hold_against(own, &births, &Decisions::default(), &train(own, Scope::Within));

    let mut missed = 0;
    for ((birth, record), Fellows { surely, likely, perhaps }) in made.births.iter().zip(&births).zip(fellows)
    {
        let is_seen = surely.iter().any(|&at| agree_beyond_doubt(&own[at], record));
        // Whoever looks knows the family.
        let is_shown = likely.iter().chain(&perhaps).any(|&at| birth.child == Some(made.seen.child_of[at]));
        missed += usize::from(!is_seen && !is_shown);
        assert!(!is_seen || birth.child.is_some(), "seed {seed}: nobody has seen {record:?}");
    }
    assert_eq!((births.len(), missed), (1_020, 328), "seed {seed}");
}

#[test]
fn names_exchanged_and_another_surname_are_shown_to_somebody() {
    is_exact(14);
}

#[test]
fn a_neighbour_of_one_first_name_is_not_taken_for_the_child() {
    is_exact(19);
}

#[test]
fn a_baby_without_a_name_or_birth_date_who_fits_no_birth_is_shown_with_those_left_over_at_that_home() {
    is_exact(29);
    is_exact(33);
}

#[test]
fn a_record_that_lacks_a_name_is_no_proof_that_a_neighbour_was_seen() {
    is_exact(31);
    is_exact(73);
}

#[test]
fn those_who_brought_the_children_are_no_births_and_hide_none() {
    for seed in [14, 19, 29, 401, 402, 403] {
        is_exact_with(seed, 0.8);
    }
}
