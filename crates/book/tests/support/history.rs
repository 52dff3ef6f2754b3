//! Whole histories from a seed: several streams that record, correct, contradict and repeat one another, with every
//! kind of thing that goes wrong. One seed gives one history on every machine.

use book::Entry;
use domain::*;
use serde_json::{Value, json};

use super::{Teller, came, came_unnamed, champion_id, child, day, drop_in, line, venue};

/// SplitMix64: enough for tests, and the same everywhere.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    /// A number under `end`.
    pub(crate) fn under(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("small")
    }
    pub(crate) fn one_in(&mut self, odds: usize) -> bool {
        self.under(odds) == 0
    }
    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { Some(all[self.under(all.len())]) }
    }
    /// Any order.
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for end in (1..all.len()).rev() {
            all.swap(end, self.under(end + 1));
        }
    }
}

const GIVEN: [&str; 8] = ["Amina", "Yusuf", "Zoë", "Leo", "Maya", "Omar", "Ada", "Noor"];
const SURNAMES: [&str; 5] = ["Example", "Invented", "O'Sample", "Madeup-Fiction", "Placeholder"];

/// What was recorded so far, by noun, so that later facts can name it.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) venues: Vec<EventId>,
    pub(crate) sessions: Vec<EventId>,
    pub(crate) families: Vec<EventId>,
    pub(crate) people: Vec<EventId>,
    pub(crate) attendances: Vec<EventId>,
    pub(crate) others: Vec<EventId>,
    pub(crate) corrections: Vec<EventId>,
    pub(crate) links: Vec<EventId>,
}

impl Said {
    fn anything(&self, chance: &mut Chance) -> Option<EventId> {
        let all =
            [&self.people, &self.attendances, &self.sessions, &self.others, &self.corrections, &self.links];
        let list = all[chance.under(all.len())];
        chance.of(list)
    }
}

/// A history of about `length` events, in the order of their change numbers, said by the centre and three champions.
pub(crate) fn of(seed: u64, length: usize) -> Vec<Entry> {
    let mut chance = Chance::new(seed);
    let mut tellers = [Teller::centre(), Teller::champion(1), Teller::champion(2), Teller::champion(3)];
    let mut said = Said::default();
    let mut history = Vec::new();
    for n in 1..=length as u64 {
        let who = if n < 6 { 0 } else { chance.under(tellers.len()) };
        let teller = &mut tellers[who];
        teller.n = n - 1;
        teller.on = day("2026-09-01") + chrono::Days::new(chance.under(80) as u64);
        history.push(next(&mut chance, teller, &mut said, &history));
    }
    history
}

fn next(chance: &mut Chance, teller: &mut Teller, said: &mut Said, history: &[Entry]) -> Entry {
    if said.venues.len() < 3 {
        return note(&mut said.venues, teller.says(&venue("A hall")));
    }
    let (session, person) = (chance.of(&said.sessions), chance.of(&said.people));
    match (chance.under(100), session, person) {
        (0..=4, ..) => note(&mut said.families, teller.says(&Fact::Family(Family { label: None }))),
        (5..=19, ..) => {
            let family = chance.of(&said.families).map(FamilyId::from);
            let (given, surname) = (GIVEN[chance.under(8)], SURNAMES[chance.under(5)]);
            note(&mut said.people, teller.says(&Fact::Person(child(given, surname, family))))
        }
        (20..=27, ..) => {
            let venue = chance.of(&said.venues).expect("there are three").into();
            note(&mut said.sessions, teller.says(&drop_in(venue)))
        }
        (28..=47, Some(session), Some(person)) => {
            note(&mut said.attendances, teller.says(&came(session, person)))
        }
        (48..=52, Some(session), _) => note(&mut said.attendances, teller.says(&came_unnamed(session, 3))),
        (53..=58, session, Some(person)) => {
            note(&mut said.others, teller.says(&contact(chance, session, person)))
        }
        (59..=61, _, Some(person)) => link(chance, teller, said, person),
        (62..=75, ..) => amend(chance, teller, said, history),
        (76..=83, ..) => match said.anything(chance) {
            Some(of) => note(&mut said.corrections, teller.voids(of)),
            None => teller.voids(EventId::mint(5, [5; 10])),
        },
        (84..=88, ..) => match chance.of(&said.corrections) {
            Some(of) => note(&mut said.corrections, teller.reinstates(of)),
            None => teller.reinstates(EventId::mint(6, [6; 10])),
        },
        _ => trouble(chance, teller, said, history),
    }
}

fn note(list: &mut Vec<EventId>, entry: Entry) -> Entry {
    list.push(entry.event.id);
    entry
}

fn contact(chance: &mut Chance, session: Option<EventId>, person: EventId) -> Fact {
    let person = PersonId::from(person);
    match chance.under(4) {
        0 => Fact::Visit(Visit {
            family: None,
            people: vec![person],
            setting: Setting::Home,
            outcome: VisitOutcome::Done,
            minutes: Some(30),
        }),
        1 => Fact::Signpost(Signpost {
            person: Some(person),
            session: session.map(SessionId::from),
            service: ServiceRef::Unlisted(line("A clinic")),
            need: None,
            outcome: Outcome::NotKnown,
        }),
        2 => Fact::Registration(Registration { person }),
        _ => Fact::Shift(Shift { champion: champion_id(1), session: None, minutes: Some(90) }),
    }
}

fn link(chance: &mut Chance, teller: &mut Teller, said: &mut Said, person: EventId) -> Entry {
    if let Some(of) = chance.of(&said.links)
        && chance.one_in(3)
    {
        return note(&mut said.corrections, teller.says(&Fact::Unlinked(Unlinked { of })));
    }
    let other = chance.of(&said.people).expect("there is one");
    let (left, right) = (person.min(other).into(), person.max(other).into());
    if left == right {
        return teller.says(&Fact::Family(Family { label: None }));
    }
    let verdict = if chance.one_in(2) { Verdict::Same } else { Verdict::Different };
    note(&mut said.links, teller.says(&Fact::Linked(Linked { left, right, verdict })))
}

/// An amendment, that makes sense or not, in the knowledge of some of the earlier ones.
fn amend(chance: &mut Chance, teller: &mut Teller, said: &mut Said, history: &[Entry]) -> Entry {
    let of = match chance.under(3) {
        0 => chance.of(&said.people),
        1 => chance.of(&said.attendances),
        _ => chance.of(&said.sessions),
    };
    let of = of.unwrap_or_else(|| history[0].event.id);
    let id = |of: Option<EventId>| of.map_or(Value::Null, |id| Value::from(id.to_string()));
    let fields = match chance.under(9) {
        0 => json!({"given_name": GIVEN[chance.under(8)]}),
        1 => json!({"postcode": "W9 3XX", "birth": "2022-02"}),
        2 => json!({"family": id(chance.of(&said.families))}),
        3 => json!({"attendee": {"person": id(chance.of(&said.people))}}),
        4 => json!({"session": id(chance.of(&said.sessions))}),
        5 => json!({"venue": id(chance.of(&said.venues))}),
        6 => json!({"postcode": null}),
        7 => json!({"starts": "11:00"}),
        _ => json!({"no_such_field": 1}),
    };
    let mut seen: Vec<EventId> = said.corrections.iter().copied().filter(|_| chance.one_in(3)).collect();
    seen.truncate(correction::SEEN_MAX);
    note(&mut said.corrections, teller.amends(of, &seen, fields))
}

/// An entry whose event was changed, with the hash of what it is now.
fn hashed(Entry { n, stream, seq, event, body_hash: _ }: Entry) -> Entry {
    Entry::of(n, stream, seq, event)
}

/// What should not happen and does.
fn trouble(chance: &mut Chance, teller: &mut Teller, said: &mut Said, history: &[Entry]) -> Entry {
    let before = &history[chance.under(history.len())];
    match chance.under(9) {
        // The same event from a stream that forked.
        0 | 1 => {
            let again = teller.says(&Fact::Family(Family { label: None }));
            Entry { event: before.event.clone(), body_hash: before.body_hash, ..again }
        }
        // Another body under an id that was taken.
        2 => teller.says_as(before.event.id, &Fact::Family(Family { label: None })),
        3 => {
            let mut twice = teller.says(&Fact::Family(Family { label: None }));
            twice.event = before.event.clone();
            twice.event.salt = Salt([9; 16]);
            hashed(twice)
        }
        // A newer app's event, and one whose payload is no such thing.
        4 => {
            let mut newer = teller.says(&Fact::Family(Family { label: None }));
            newer.event.body.kind = "family.recorded@9".to_owned();
            note(&mut said.others, hashed(newer))
        }
        5 => {
            let mut broken = teller.says(&Fact::Family(Family { label: None }));
            broken.event.body.payload = json!({"label": 7});
            note(&mut said.others, hashed(broken))
        }
        // Two corrections of each other, each the other's only hope.
        6 => {
            let ring = teller.voids(EventId::mint(1, [1; 10]));
            let of = ring.event.id;
            note(&mut said.corrections, teller.says_as(EventId::mint(1, [1; 10]), &void(of)))
        }
        // An erasure: by a champion it is not to count.
        _ => {
            let mut of: Vec<EventId> =
                (0..1 + chance.under(3)).filter_map(|_| said.anything(chance)).collect();
            of.sort_unstable();
            of.dedup();
            if of.is_empty() { teller.voids(before.event.id) } else { teller.erases(&of) }
        }
    }
}

fn void(of: EventId) -> Fact {
    Fact::Voided(correction::Voided { of, reason: correction::VoidReason::Mistake })
}
