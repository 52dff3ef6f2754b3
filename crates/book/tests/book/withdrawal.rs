//! A record that somebody else withdrew no longer stands in the book of the phone that recorded it.

use book::{Cursor, PageLimits, ViewMode};
use domain::*;

use crate::support::{Book, Teller, came, child, day, drop_in, line, venue};

const PAGE: PageLimits = PageLimits { rows: 500, bytes: 256 * 1024 };

/// A centre's book, and the phone of a champion who recorded Maya at a drop-in and sent that.
struct Town {
    centre: Book,
    phone: Book,
    desk: Teller,
    own: Teller,
    champion: ChampionId,
    session: EventId,
    maya: EventId,
    cursor: Cursor,
}

impl Town {
    fn new() -> Self {
        let (mut centre, mut phone, mut desk) = (Book::new(), Book::new(), Teller::centre());
        let mut says = |fact: &Fact| {
            let entry = desk.says(fact);
            centre.takes(std::slice::from_ref(&entry));
            entry.event.id
        };
        let hall = says(&venue("Hall"));
        let team = says(&Fact::Team(reference::Team { name: line("Team") }));
        let record = reference::Champion {
            name: line("A champion"),
            team: team.into(),
            venues: vec![hall.into()],
            cleared: false,
        };
        let champion: ChampionId = says(&Fact::Champion(record)).into();
        let mut own = Teller::new(9, Actor::Champion(champion));
        let session = own.says(&drop_in(hall.into()));
        let maya = own.says(&Fact::Person(child("Maya", "Example", None)));
        let tick = own.says(&came(session.event.id, maya.event.id));
        let (session_id, maya_id) = (session.event.id, maya.event.id);
        let recorded = [session, maya, tick];
        phone.takes(&recorded);
        let mut town = Self {
            centre,
            phone,
            desk,
            own,
            champion,
            session: session_id,
            maya: maya_id,
            cursor: Cursor::default(),
        };
        for entry in recorded {
            town.sends(entry);
        }
        town
    }

    /// An event reaches the centre.
    fn sends(&mut self, mut entry: book::Entry) {
        self.desk.n += 1;
        entry.n = self.desk.n;
        self.centre.takes(&[entry]);
    }

    /// Another says something at the centre.
    fn another_says(&mut self, fact: &Fact) -> EventId {
        let entry = self.desk.says(fact);
        self.centre.takes(std::slice::from_ref(&entry));
        entry.event.id
    }

    /// The champion says something on her phone, which is not sent yet.
    fn she_says(&mut self, fact: &Fact) -> book::Entry {
        let entry = self.own.says(fact);
        self.phone.takes(std::slice::from_ref(&entry));
        entry
    }

    fn pulls(&mut self) {
        let connection = &self.centre.connection;
        let scope = book::scope_of(connection, self.champion, day("2026-11-20"), ViewMode::Byod);
        let scope = scope.expect("the book can be read").expect("she stands");
        let page = book::scope_view(connection, &scope, ViewMode::Byod, self.cursor, PAGE).expect("a page");
        assert!(!page.more, "few rows");
        self.phone.pulls(&page.rows);
        self.cursor = page.cursor;
        let held: std::collections::BTreeSet<_> = page.held.into_iter().collect();
        let holds = book::pulled::held(&self.phone.connection).expect("rows").into_iter().collect();
        assert_eq!(held, holds, "the phone holds what the centre says it should");
    }

    /// Whether the phone shows Maya, and how often she came.
    fn shown(&self) -> (bool, usize) {
        let connection = &self.phone.connection;
        let person = book::person(connection, self.maya.into()).expect("the book can be read");
        let found = book::find_people(connection, "Maya", 9).expect("the book can be read");
        assert_eq!(found.len(), usize::from(person.is_some()), "found where she is shown");
        let register = book::register(connection, self.session.into()).expect("the book can be read");
        (person.is_some(), register.named.len())
    }

    fn stands(&self) -> bool {
        let record = book::record(&self.phone.connection, self.maya).expect("the book can be read");
        !record.expect("her record is kept").resolved.voided
    }
}

fn withdrawn(of: EventId) -> Fact {
    Fact::Voided(correction::Voided { of, reason: correction::VoidReason::Mistake })
}

fn taken_back(of: EventId) -> Fact {
    Fact::Reinstated(correction::Reinstated { of })
}

#[test]
fn what_another_withdrew_goes_from_the_phone_that_recorded_it_and_comes_back_when_that_is_taken_back() {
    let mut town = Town::new();
    town.pulls();
    assert_eq!(town.shown(), (true, 1), "Maya, who came once");
    let withdrawal = town.another_says(&withdrawn(town.maya));
    town.pulls();
    assert!(!town.shown().0, "the centre no longer counts her, and the phone no longer lists her");
    assert!(!town.stands(), "her record is kept, and said to be withdrawn");
    town.another_says(&taken_back(withdrawal));
    town.pulls();
    assert!(town.shown().0 && town.stands(), "that was taken back");
}

#[test]
fn a_phones_book_made_anew_knows_what_others_withdrew() {
    let mut town = Town::new();
    town.another_says(&withdrawn(town.maya));
    town.pulls();
    let before = town.phone.fingerprint();
    let transaction = town.phone.connection.transaction().unwrap();
    book::clear(&transaction).unwrap();
    transaction.commit().unwrap();
    let mut again = Teller::new(9, Actor::Champion(town.champion));
    let hall = EventId::from_uuid(book::venues(&town.phone.connection).unwrap()[0].0.uuid());
    let session = again.says(&drop_in(hall.into()));
    let maya = again.says(&Fact::Person(child("Maya", "Example", None)));
    let tick = again.says(&came(session.event.id, maya.event.id));
    town.phone.takes(&[session, maya, tick]);
    assert!(!town.shown().0, "she stays withdrawn");
    assert_eq!(town.phone.fingerprint(), before, "and all else is as it was");
}

#[test]
fn ones_own_withdrawal_and_its_undo_are_ahead_of_what_the_centre_has_heard() {
    let mut town = Town::new();
    let withdrawal = town.she_says(&withdrawn(town.maya));
    town.sends(withdrawal.clone());
    town.pulls();
    assert!(!town.shown().0, "withdrawn by herself");
    town.she_says(&taken_back(withdrawal.event.id));
    assert!(town.shown().0, "taken back at once, though the centre has not heard of it");
    town.pulls();
    assert!(town.shown().0, "nor does a pull undo that");
}

#[test]
fn a_full_list_that_does_not_name_a_withdrawal_takes_it_back() {
    let mut town = Town::new();
    let withdrawal = town.another_says(&withdrawn(town.maya));
    town.pulls();
    assert!(!town.stands());
    town.another_says(&taken_back(withdrawal));
    town.cursor = Cursor::default();
    town.pulls();
    assert!(town.stands() && town.shown().0, "the list does not name it");
}
