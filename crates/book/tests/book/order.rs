//! The book is a function of the set of events.

use proptest::prelude::*;

use crate::support::Book;
use crate::support::history::{self, Chance};

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn order_batching_and_repetition_change_nothing(
        seed in any::<u64>(),
        length in 10usize..140,
        shuffled in any::<u64>(),
        batch in 1usize..60,
    ) {
        let history = history::of(seed, length);
        let straight = Book::of(&history, 1);

        let mut chance = Chance::new(shuffled);
        let mut doubled: Vec<_> = history.iter().chain(&history).cloned().collect();
        chance.shuffle(&mut doubled);
        let other = Book::of(&doubled, batch);
        prop_assert_eq!(straight.fingerprint(), other.fingerprint(), "shuffled, doubled and batched otherwise");

        let whole = Book::of(&history, usize::MAX);
        prop_assert_eq!(straight.fingerprint(), whole.fingerprint(), "in one batch");
    }

    #[test]
    fn a_book_cleared_and_rebuilt_is_the_same(seed in any::<u64>()) {
        let history = history::of(seed, 60);
        let mut book = Book::of(&history, 7);
        let before = book.fingerprint();
        let transaction = book.connection.transaction().unwrap();
        book::clear(&transaction).unwrap();
        transaction.commit().unwrap();
        prop_assert_eq!(book.count("record"), 0, "cleared");
        book.takes(&history);
        prop_assert_eq!(book.fingerprint(), before, "deleting the book loses nothing");
    }

    #[test]
    fn what_is_erased_leaves_no_trace_and_never_comes_back(seed in any::<u64>(), batch in 1usize..40) {
        let mut history = history::of(seed, 80);
        let first = history[4].clone();
        // An erasure holds no personal data, and the centre never erases one: what it erased would come back.
        prop_assume!(!matches!(first.event.body.fact(), Ok(domain::Fact::Erased(_))));
        let mut centre = crate::support::Teller::centre();
        centre.n = 1000;
        let erasure = centre.says_as(
            domain::EventId::mint(9, [9; 10]),
            &domain::Fact::Erased(domain::correction::Erased { of: vec![first.event.id] }),
        );
        history.push(erasure);
        let went = Book::of(&history, batch);
        // What a ledger that dropped the bodies gives to a rebuild.
        let kept: Vec<_> = history.iter().filter(|entry| entry.event.id != first.event.id).cloned().collect();
        let never = Book::of(&kept, batch);
        prop_assert_eq!(went.fingerprint(), never.fingerprint(), "as if it had never been seen");
    }
}

#[test]
fn a_repeated_batch_changes_nothing() {
    let history = history::of(7, 120);
    let mut book = Book::of(&history, 50);
    let before = book.fingerprint();
    let applied = book.takes(&history);
    assert_eq!(book.fingerprint(), before, "the same events once more");
    assert!(applied.touched.is_empty(), "and no record was worked out anew: {:?}", applied.touched);
}

#[test]
fn histories_of_the_generator_hold_every_kind_of_trouble() {
    let all: Vec<_> = (0..40).map(|seed| Book::of(&history::of(seed, 140), 20)).collect();
    let sum = |from: &str| all.iter().map(|book| book.count(from)).sum::<i64>();
    for trouble in [
        "record WHERE standing = 'voided'",
        "record WHERE standing = 'quarantined'",
        "record WHERE disputed IS NOT NULL",
        "record WHERE payload IS NOT NULL",
        "book_entry WHERE standing = 'waiting'",
        "book_entry WHERE standing = 'moot'",
        "book_erased",
        "quarantine WHERE about IS NOT NULL",
        "quarantine WHERE code = 'unknown_type'",
        "quarantine WHERE code = 'malformed'",
        "assertion",
        "mention",
        "link",
    ] {
        assert!(sum(trouble) > 0, "else the properties prove less than they say: {trouble}");
    }
}
