//! What a champion's device is given, and what it is never given.

use std::collections::BTreeSet;

use book::{Cursor, PageLimits, Row, RowKind, Scope, ScopePage, ViewMode};
use domain::*;
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::json;

use crate::support::history;
use crate::support::{Book, Teller, came, child, day, drop_in, venue};

const PAGE: PageLimits = PageLimits { rows: 500, bytes: 256 * 1024 };

fn scope(book: &Book, champion: EventId, mode: ViewMode) -> Scope {
    book::scope_of(&book.connection, champion.into(), day("2026-11-20"), mode)
        .expect("the book can be read")
        .expect("the champion stands")
}

fn champion(team: EventId, venues: &[EventId]) -> Fact {
    let mut venues: Vec<VenueId> = venues.iter().map(|id| (*id).into()).collect();
    venues.sort_unstable();
    Fact::Champion(reference::Champion {
        name: Line::new("A champion").expect("a name"),
        team: team.into(),
        venues,
        cleared: true,
    })
}

fn view(connection: &Connection, scope: &Scope, after: Cursor) -> ScopePage {
    book::scope_view(connection, scope, ViewMode::Byod, after, PAGE).expect("a page")
}

fn cards(rows: &[Row]) -> Vec<(EventId, bool)> {
    let people = rows.iter().filter(|row| row.kind == RowKind::Person);
    people.map(|row| (EventId::from_uuid(row.id), row.body.is_some())).collect()
}

/// A centre with two halls, a champion at the first, and one family seen there.
struct Town {
    book: Book,
    centre: Teller,
    halls: [EventId; 2],
    champion: EventId,
    session: EventId,
    maya: EventId,
    tick: EventId,
}

impl Town {
    fn new() -> Self {
        let (mut centre, mut book) = (Teller::centre(), Book::new());
        let mut says = |fact: &Fact| {
            let entry = centre.says(fact);
            book.takes(std::slice::from_ref(&entry));
            entry.event.id
        };
        let halls = [says(&venue("Hall")), says(&venue("Other hall"))];
        let team = says(&Fact::Team(reference::Team { name: crate::support::line("Team") }));
        let champion = says(&champion(team, &halls[..1]));
        let family = says(&Fact::Family(Family { label: None })).into();
        let maya = says(&Fact::Person(child("Maya", "Example", Some(family))));
        let session = says(&drop_in(halls[0].into()));
        let tick = says(&came(session, maya));
        Self { book, centre, halls, champion, session, maya, tick }
    }

    fn says(&mut self, fact: &Fact) -> EventId {
        let entry = self.centre.says(fact);
        self.book.takes(std::slice::from_ref(&entry));
        entry.event.id
    }

    fn pull(&self, after: Cursor) -> ScopePage {
        view(&self.book.connection, &scope(&self.book, self.champion, ViewMode::Byod), after)
    }
}

#[test]
fn somebody_seen_at_ones_venue_comes_with_their_family_and_nobody_else_does() {
    let mut town = Town::new();
    let family = Fact::Family(Family { label: None });
    let elsewhere = town.says(&family);
    let stranger = town.says(&Fact::Person(child("Omar", "Example", Some(elsewhere.into()))));
    let other = town.says(&drop_in(town.halls[1].into()));
    town.says(&came(other, stranger));

    let first = town.pull(Cursor::default());
    assert_eq!(cards(&first.rows), [(town.maya, true)], "Maya, and not Omar of the other hall");
    let sessions: Vec<_> = first.rows.iter().filter(|row| row.kind == RowKind::Session).collect();
    assert_eq!(sessions.len(), 1, "nor the other hall's session");
    assert_eq!(first.rows.iter().filter(|row| row.kind == RowKind::Venue).count(), 2, "but where it is");

    let again = town.pull(first.cursor);
    assert_eq!(again.rows, [], "nothing is given twice");
    town.says(&came(town.session, stranger));
    assert_eq!(cards(&town.pull(again.cursor).rows), [(stranger, true)], "once seen here, in scope");
}

#[test]
fn a_brother_joins_when_he_is_recorded_and_both_are_forgotten_when_the_tick_is_withdrawn() {
    let mut town = Town::new();
    let first = town.pull(Cursor::default());
    let family = book::person(&town.book.connection, town.maya.into()).unwrap().unwrap().card.family;
    let brother = town.says(&Fact::Person(child("Leo", "Example", family)));
    let second = town.pull(first.cursor);
    assert_eq!(cards(&second.rows), [(brother, true)], "only what is new");

    let withdrawn = correction::Voided { of: town.tick, reason: correction::VoidReason::Mistake };
    town.says(&Fact::Voided(withdrawn));
    let third = town.pull(second.cursor);
    let both = BTreeSet::from([(town.maya, false), (brother, false)]);
    assert_eq!(cards(&third.rows).into_iter().collect::<BTreeSet<_>>(), both, "nobody of them was seen here");
}

#[test]
fn a_volunteers_own_phone_gets_a_reduced_card_and_a_managed_one_the_whole() {
    let town = Town::new();
    let body = |mode| {
        let scope = scope(&town.book, town.champion, mode);
        let page = book::scope_view(&town.book.connection, &scope, mode, Cursor::default(), PAGE).unwrap();
        let row = page.rows.into_iter().find(|row| row.kind == RowKind::Person).expect("Maya");
        row.body.expect("shown").into_inner()
    };
    let reduced: serde_json::Value = serde_json::from_str(&body(ViewMode::Byod)).unwrap();
    assert_eq!(
        (&reduced["surname"], &reduced["birth"]),
        (&json!("E"), &json!("2023-05")),
        "an initial, a month"
    );
    assert_eq!(reduced.get("postcode"), None, "and no postcode");
    let whole: serde_json::Value = serde_json::from_str(&body(ViewMode::Managed)).unwrap();
    assert_eq!(whole["postcode"], json!("W10 4AA"), "a managed phone may hold it");
}

#[test]
fn a_changed_scope_begins_a_full_list_that_drops_what_it_does_not_name() {
    let mut town = Town::new();
    let mut phone = Book::new();
    let first = town.pull(Cursor::default());
    phone.pulls(&first.rows);
    assert_eq!(book::find_people(&phone.connection, "maya", 9).unwrap().len(), 1, "Maya is on the phone");

    let fields = json!({"venues": [town.halls[1].to_string()]});
    let moved = town.centre.amends(town.champion, &[], fields);
    town.book.takes(&[moved]);
    let second = town.pull(first.cursor);
    let stored = phone.pulls(&second.rows);
    assert!(stored.forgotten >= 2, "Maya and the session: {stored:?}");
    assert_eq!(book::find_people(&phone.connection, "maya", 9).unwrap().len(), 0, "gone from the phone");
    assert_eq!(book::venues(&phone.connection).unwrap().len(), 2, "what stays in scope stays");
}

#[test]
fn a_session_beyond_twelve_months_leaves_the_caseload_with_those_seen_only_then() {
    let town = Town::new();
    let scope_at = |on: &str| {
        let day = day(on);
        book::scope_of(&town.book.connection, town.champion.into(), day, ViewMode::Byod).unwrap().unwrap()
    };
    let later = view(&town.book.connection, &scope_at("2027-11-30"), Cursor::default());
    assert_eq!(
        cards(&later.rows).len(),
        1,
        "a November session is within twelve months of the next November"
    );
    let after = view(&town.book.connection, &scope_at("2027-12-01"), Cursor::default());
    assert_eq!(cards(&after.rows), [], "and beyond them in December");
    assert_ne!(scope_at("2027-11-30").version, scope_at("2027-12-01").version, "so devices list anew");
}

/// Who may be on a device, worked out the slow way from what stands: every person whose family has somebody with a
/// contact at one of the venues or by the champion, or recorded by them.
fn entitled(connection: &Connection, scope: &Scope) -> BTreeSet<EventId> {
    let bytes = |id: uuid::Uuid| id.into_bytes();
    let mut statement = connection
        .prepare(
            "WITH contact (person, champion, venue, on_date) AS (
                SELECT a.person, r.champion, s.venue, COALESCE(s.on_date, a.on_date) FROM attendance a
                    JOIN record r ON r.id = a.id LEFT JOIN session s ON s.id = a.session
                UNION ALL SELECT v.person, r.champion, NULL, r.on_date FROM visit_person v JOIN record r ON r.id = v.visit
                UNION ALL SELECT p.id, r.champion, NULL, r.on_date FROM person p JOIN record r ON r.id = p.id)
             SELECT DISTINCT p.id FROM person p JOIN person q ON q.id = p.id OR q.family = p.family
             JOIN contact c ON c.person = q.id WHERE c.champion = ?1 OR c.venue = ?2",
        )
        .expect("sound SQL");
    let mut people = BTreeSet::new();
    for venue in scope.venues.iter().map(|venue| venue.uuid()).chain([uuid::Uuid::nil()]) {
        let ids = statement
            .query_map([bytes(scope.champion.uuid()), bytes(venue)], |row| row.get::<_, [u8; 16]>(0))
            .expect("rows");
        people.extend(ids.map(|id| EventId::from_uuid(uuid::Uuid::from_bytes(id.expect("an id")))));
    }
    people
}

/// Sessions at the venues or by the champion.
fn sessions_of(connection: &Connection, scope: &Scope) -> BTreeSet<EventId> {
    let mut statement = connection
        .prepare("SELECT s.id, s.venue, r.champion FROM session s JOIN record r ON r.id = s.id")
        .expect("sound SQL");
    let mut rows = statement.query([]).expect("rows");
    let mut sessions = BTreeSet::new();
    while let Some(row) = rows.next().expect("a row") {
        let bytes =
            |column| row.get::<_, Option<[u8; 16]>>(column).expect("an id").map(uuid::Uuid::from_bytes);
        let (id, venue, champion) = (bytes(0), bytes(1), bytes(2));
        let here = scope.venues.iter().any(|one| Some(one.uuid()) == venue);
        if here || champion == Some(scope.champion.uuid()) {
            sessions.extend(id.map(EventId::from_uuid));
        }
    }
    sessions
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// The history reaches the centre in batches, and after each the device pulls page by page: at the end it holds
    /// exactly what is in scope, and on the way it was given no card of anybody who was not.
    #[test]
    fn a_device_holds_what_is_in_scope_and_is_never_given_anybody_else(
        seed in any::<u64>(),
        batch in 1usize..30,
        rows in 3usize..12,
    ) {
        let mut history = history::of(seed, 110);
        let (halls, mut setup) = ([history[0].event.id, history[1].event.id], Teller::centre());
        setup.n = 200;
        let beth = Teller::champion(2).actor;
        let Actor::Champion(id) = beth else { panic!("a champion") };
        // The champion of the histories' second stream, set up at the end so that both ways into scope are tried.
        let record = setup.says_as(id.into(), &champion(EventId::mint(8, [8; 10]), &halls));
        history.insert(4, book::Entry { n: 4, ..record });
        for (place, entry) in history.iter_mut().enumerate() {
            entry.n = place as u64 + 1;
        }
        let limits = PageLimits { rows, bytes: usize::MAX };
        let (mut centre, mut phone, mut cursor) = (Book::new(), Book::new(), Cursor::default());
        for batch in history.chunks(batch) {
            centre.takes(batch);
            let Some(scope) = book::scope_of(&centre.connection, id, day("2026-11-20"), ViewMode::Byod).unwrap()
            else { continue };
            let entitled = entitled(&centre.connection, &scope);
            let mut told = cursor.n;
            for turn in 0.. {
                prop_assert!(turn < 1_000, "pages end");
                let page = book::scope_view(&centre.connection, &scope, ViewMode::Byod, cursor, limits).unwrap();
                let whole = page.rows.iter().filter(|row| row.kind != RowKind::List);
                for row in whole {
                    if cursor.scope_version == scope.version {
                        prop_assert!(row.n > told, "strictly by change number");
                    }
                }
                for (person, shown) in cards(&page.rows) {
                    prop_assert_eq!(shown, entitled.contains(&person), "a card for whom it is, else a word to forget");
                }
                phone.pulls(&page.rows);
                (cursor, told) = (page.cursor, page.cursor.n);
                if !page.more { break }
            }
            let held: BTreeSet<EventId> = phone.pulled("person");
            prop_assert_eq!(&held, &entitled, "exactly what is in scope now");
            let sessions = phone.pulled("session");
            prop_assert_eq!(sessions, sessions_of(&centre.connection, &scope), "sessions too");
        }
    }
}
