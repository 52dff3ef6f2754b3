//! What a device sent after its access was ended: held, and taken in once a coordinator accepts it, whichever comes first.

use std::collections::BTreeSet;

use book::Entry;
use domain::correction::{Accepted, AcceptedEvent, BodyHash, Erased};
use domain::{Actor, EventId, Fact};
use proptest::prelude::*;

use crate::support::history::{self, Chance};
use crate::support::{Book, Teller, child};

/// What one event says, and whether its device's access was ended before it came.
type Came = (Entry, bool);

impl Book {
    fn takes_as_it_came(&mut self, batch: &[Came]) {
        let of = |held: bool| {
            batch.iter().filter(|one| one.1 == held).map(|one| one.0.clone()).collect::<Vec<_>>()
        };
        let transaction = self.connection.transaction().expect("a transaction begins");
        book::apply(&transaction, &of(false)).expect("no event can stop a batch");
        book::hold(&transaction, &of(true)).expect("nor one that is held");
        transaction.commit().expect("and is committed");
    }

    fn as_it_came(all: &[Came], batch: usize) -> Self {
        let mut book = Self::new();
        all.chunks(batch.max(1)).for_each(|batch| book.takes_as_it_came(batch));
        book
    }

    /// What its records amount to, with their change numbers.
    fn records(&self) -> Option<String> {
        self.text(
            "SELECT group_concat(hex(id) || ' ' || n || ' ' || standing || ' ' || coalesce(payload, ''), char(10))
             FROM (SELECT * FROM record ORDER BY id)",
        )
    }

    fn held_back(&self) -> Vec<EventId> {
        let held = book::held_back(&self.connection).expect("rows");
        held.into_iter().map(|one| one.which.event).collect()
    }
}

fn named(entry: &Entry) -> AcceptedEvent {
    AcceptedEvent { event: entry.event.id, body_hash: BodyHash(entry.event.body_hash()) }
}

/// Says that these are accepted, at a change number.
fn accepts(of: &[&Entry], n: u64) -> Entry {
    let mut teller = Teller::centre();
    teller.n = n;
    let mut of: Vec<_> = of.iter().map(|entry| named(entry)).collect();
    of.sort_unstable();
    of.dedup();
    teller.says_as(EventId::mint(n, [11; 10]), &Fact::Accepted(Accepted { of }))
}

/// A history in which the access of two champions' devices ended somewhere, with some of what came then accepted.
fn troubled(seed: u64) -> Vec<Came> {
    let mut chance = Chance::new(!seed);
    let ends = chance.under(60) as u64;
    let mut all: Vec<Came> = history::of(seed, 100)
        .into_iter()
        .map(|entry| {
            let sent_late = matches!(entry.event.body.actor, Actor::Champion(_))
                && entry.stream.bytes()[0] != 1
                && entry.n > ends
                && entry.event.body.fact().is_ok();
            (entry, sent_late)
        })
        .collect();
    for n in [70, 101] {
        let some: Vec<Entry> =
            all.iter().filter(|came| came.1 && chance.one_in(3)).map(|came| came.0.clone()).collect();
        if !some.is_empty() {
            all.push((accepts(&some.iter().collect::<Vec<_>>(), n), false));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn order_batching_and_repetition_change_nothing_about_what_is_held_and_accepted(
        seed in any::<u64>(),
        shuffled in any::<u64>(),
        batch in 1usize..40,
    ) {
        let all = troubled(seed);
        let straight = Book::as_it_came(&all, 1);
        let mut doubled: Vec<Came> = all.iter().chain(&all).cloned().collect();
        Chance::new(shuffled).shuffle(&mut doubled);
        let other = Book::as_it_came(&doubled, batch);
        prop_assert_eq!(straight.fingerprint(), other.fingerprint(), "shuffled, doubled and batched otherwise");
    }

    #[test]
    fn what_is_accepted_counts_as_if_it_had_come_then_and_the_rest_as_if_it_had_not(seed in any::<u64>()) {
        let all = troubled(seed);
        let accepted: Vec<(AcceptedEvent, u64)> = all
            .iter()
            .filter_map(|(entry, _)| match entry.event.body.fact() {
                Ok(Fact::Accepted(accepted)) => Some(accepted.of.into_iter().map(|one| (one, entry.n)).collect()),
                _ => None,
            })
            .flat_map(|of: Vec<_>| of)
            .collect();
        let plain: Vec<Entry> = all
            .iter()
            .filter_map(|(entry, held)| {
                let which = named(entry);
                let since = accepted.iter().filter(|(one, _)| *one == which).map(|(_, n)| *n).min();
                let n = if *held { since?.max(entry.n) } else { entry.n };
                Some(Entry { n, ..entry.clone() })
            })
            .filter(|entry| !matches!(entry.event.body.fact(), Ok(Fact::Accepted(_))))
            .collect();
        prop_assert_eq!(Book::as_it_came(&all, 7).records(), Book::of(&plain, 7).records());
    }

    #[test]
    fn what_is_erased_while_it_is_held_leaves_no_trace(seed in any::<u64>(), batch in 1usize..40) {
        let mut all = troubled(seed);
        // What an erasure or an acceptance did stays done, so an id that is one's as well is not what is asked about.
        let decides = |id: EventId| {
            all.iter().filter(|came| came.0.event.id == id).any(|came| {
                matches!(came.0.event.body.fact(), Ok(Fact::Erased(_) | Fact::Accepted(_)))
            })
        };
        let held = all.iter().map(|came| (came.0.event.id, came.1)).find(|&(id, held)| held && !decides(id));
        let held = held.map(|(id, _)| id);
        prop_assume!(held.is_some());
        let gone: Vec<EventId> = held.into_iter().collect();
        let mut centre = Teller::centre();
        centre.n = 1000;
        let erasure = Fact::Erased(Erased { of: gone.clone() });
        all.push((centre.says_as(EventId::mint(9, [9; 10]), &erasure), false));
        let went = Book::as_it_came(&all, batch);
        let kept: Vec<Came> = all.iter().filter(|came| !gone.contains(&came.0.event.id)).cloned().collect();
        prop_assert_eq!(went.fingerprint(), Book::as_it_came(&kept, batch).fingerprint());
    }
}

#[test]
fn the_histories_hold_what_the_properties_are_about() {
    let all: Vec<Book> = (0..40).map(|seed| Book::as_it_came(&troubled(seed), 10)).collect();
    for trouble in
        ["held", "held WHERE payload IS NULL", "accepted", "accepted JOIN held USING (event_id, body_hash)"]
    {
        let sum: i64 = all.iter().map(|book| book.count(trouble)).sum();
        assert!(sum > 5, "else they prove less than they say: {trouble}: {sum}");
    }
}

#[test]
fn only_the_words_that_were_looked_at_are_taken() {
    let mut device = Teller::champion(2);
    let id = EventId::mint(3, [3; 10]);
    let looked_at = device.says_as(id, &Fact::Person(child("Ada", "Example", None)));
    let slipped_in = device.says_as(id, &Fact::Person(child("Eve", "Example", None)));
    let acceptance = accepts(&[&looked_at], 9);
    let mut book = Book::as_it_came(&[(looked_at.clone(), true), (acceptance, false)], 1);
    let before = book.records();
    assert!(before.is_some() && book.held_back().is_empty(), "it counts");
    book.takes_as_it_came(&[(slipped_in, true)]);
    assert_eq!(book.records(), before, "what comes under its id later changes nothing");
    let waiting = book::held_back(&book.connection).unwrap();
    assert!(waiting.len() == 1 && waiting[0].in_conflict, "and is shown as what it is: {waiting:?}");
}

#[test]
fn no_device_accepts_anything() {
    let mut device = Teller::champion(2);
    let held = device.says(&Fact::Person(child("Ada", "Example", None)));
    let accepts = device.says(&Fact::Accepted(Accepted { of: vec![named(&held)] }));
    let book = Book::as_it_came(&[(held.clone(), true), (accepts, false)], 1);
    assert_eq!((book.records(), book.held_back()), (None, vec![held.event.id]), "it is held as before");
}

/// Two hundred orders in which these came make one book, and it is as it should be.
fn in_any_order(came: &[Came], is_right: impl Fn(&Book)) {
    let books: BTreeSet<String> = (0..200)
        .map(|order| {
            let mut shuffled = came.to_vec();
            Chance::new(order).shuffle(&mut shuffled);
            let book = Book::as_it_came(&shuffled, 1);
            is_right(&book);
            book.fingerprint()
        })
        .collect();
    assert_eq!(books.len(), 1, "whichever of them came first");
}

#[test]
fn a_held_correction_that_nobody_accepted_takes_no_words_from_one_that_somebody_did() {
    let (mut centre, mut ended) = (Teller::centre(), Teller::champion(2));
    let recorded = centre.says(&Fact::Person(child("Ada", "Example", None)));
    let erased = centre.erases(&[recorded.event.id]);
    let looked_over = ended.voids(recorded.event.id);
    let accepted = ended.reinstates(looked_over.event.id);
    let acceptance = accepts(&[&accepted], 9);
    let came = [
        (recorded, false),
        (erased, false),
        (looked_over, true),
        (accepted.clone(), true),
        (acceptance, false),
    ];
    in_any_order(&came, |book| {
        let waiting = book::waiting(&book.connection).expect("rows");
        assert_eq!(waiting.iter().map(|one| one.event).collect::<Vec<_>>(), [accepted.event.id]);
    });
}

#[test]
fn an_erasure_that_a_champion_sent_is_kept_aside_however_it_came() {
    let (mut centre, mut ended) = (Teller::centre(), Teller::champion(2));
    let recorded = centre.says(&Fact::Person(child("Ada", "Example", None)));
    let erasing = ended.erases(&[recorded.event.id]);
    let acceptance = accepts(&[&erasing], 9);
    let came =
        [(recorded.clone(), false), (erasing.clone(), false), (erasing.clone(), true), (acceptance, false)];
    in_any_order(&came, |book| {
        let aside = book::kept_aside(&book.connection).expect("rows");
        assert_eq!(aside.iter().map(|one| one.event).collect::<Vec<_>>(), [erasing.event.id]);
        let stands = book::stands(&book.connection, book::Kind::Person, recorded.event.id.uuid());
        assert!(stands.expect("a row"), "and it erases nothing");
    });
}
