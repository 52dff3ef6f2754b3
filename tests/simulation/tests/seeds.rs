//! Seeds that once broke an invariant, each with what it found. `cargo xtask sim` tries the new ones.

use simulation::{Config, World};

fn holds(seed: u64, what: &str) {
    let run = World::new(Config::of(seed)).run();
    assert!(run.is_ok(), "{what}: seed {seed} breaks {run:?}");
}

#[test]
fn a_closed_stream_is_not_forked_again_at_every_contact() {
    holds(3, "docs/decisions/0022");
}

#[test]
fn the_time_of_a_sealed_copy_begins_anew_with_an_epoch() {
    holds(147, "docs/decisions/0023");
}

#[test]
fn sealed_copies_with_holes_in_their_numbers_are_handed_over_all_the_same() {
    holds(7, "copies of a phone whose vault nobody can open");
}
