//! Two records that are one person are shown as one on a device, and as two again once somebody takes that back.

use std::collections::BTreeMap;

use book::{Cursor, PageLimits, PulledLinkage, Relinked, Row, RowKind, Unchanged, ViewMode};
use domain::*;

use crate::support::{Book, Teller, came, champion_id, child, day, drop_in, line, venue};

const PAGE: PageLimits = PageLimits { rows: 500, bytes: 256 * 1024 };

/// A centre's book with a champion at one hall, and her phone's.
struct Town {
    centre: Book,
    phone: Book,
    teller: Teller,
    champion: EventId,
    session: EventId,
    cursor: Cursor,
}

impl Town {
    fn new() -> Self {
        let mut town = Self {
            centre: Book::new(),
            phone: Book::new(),
            teller: Teller::centre(),
            champion: EventId::mint(1, [1; 10]),
            session: EventId::mint(1, [1; 10]),
            cursor: Cursor::default(),
        };
        let hall = town.says(&venue("Hall"));
        let team = town.says(&Fact::Team(reference::Team { name: line("Team") }));
        town.champion = town.says(&Fact::Champion(reference::Champion {
            name: line("A champion"),
            team: team.into(),
            venues: vec![hall.into()],
            cleared: false,
        }));
        town.session = town.says(&drop_in(hall.into()));
        town
    }

    fn says(&mut self, fact: &Fact) -> EventId {
        let entry = self.teller.says(fact);
        self.centre.takes(std::slice::from_ref(&entry));
        entry.event.id
    }

    fn seen(&mut self, given: &str, family: Option<FamilyId>) -> EventId {
        let person = self.says(&Fact::Person(child(given, "Example", family)));
        self.says(&came(self.session, person));
        person
    }

    fn decides(&mut self, one: EventId, other: EventId, verdict: Verdict) -> EventId {
        let (left, right) = (one.min(other).into(), one.max(other).into());
        self.says(&Fact::Linked(Linked { left, right, verdict }))
    }

    /// The phone pulls; what it is told of linkage, if anything.
    fn pulls(&mut self) -> Option<PulledLinkage> {
        let transaction = self.centre.connection.transaction().expect("a transaction begins");
        book::relink(&transaction, &mut book::Linker::new(linkage::Model::exact_key())).expect("who is whom");
        transaction.commit().expect("and is kept");
        let mut told = None;
        loop {
            let scope = book::scope_of(
                &self.centre.connection,
                self.champion.into(),
                day("2026-11-20"),
                ViewMode::Byod,
            )
            .expect("the book can be read")
            .expect("she stands");
            let page = book::scope_view(&self.centre.connection, &scope, ViewMode::Byod, self.cursor, PAGE)
                .expect("a page");
            told = linkage_in(&page.rows).or(told);
            self.phone.pulls(&page.rows);
            self.cursor = page.cursor;
            if !page.more {
                return told;
            }
        }
    }

    fn notes(&mut self, unchanged: Unchanged) {
        let transaction = self.centre.connection.transaction().expect("a transaction begins");
        book::note_unchanged(&transaction, unchanged).expect("it is noted");
        transaction.commit().expect("and is kept");
    }

    fn shown(&self) -> Vec<PersonId> {
        let people = book::known_people(&self.phone.connection, 99).expect("the phone's people");
        people.into_iter().map(|person| person.id).collect()
    }
}

fn linkage_in(rows: &[Row]) -> Option<PulledLinkage> {
    let row = rows.iter().find(|row| row.kind == RowKind::Linkage)?;
    // The word to forget says that nobody is anybody else, and that nothing is asked.
    let Some(body) = &row.body else { return Some(PulledLinkage::default()) };
    Some(serde_json::from_str(body.reveal()).expect("a view of linkage"))
}

#[test]
fn a_device_shows_one_person_where_two_were_merged_and_two_once_that_is_taken_back() {
    let mut town = Town::new();
    let (maya, maia) = (town.seen("Maya", None), town.seen("Maia", None));
    assert_eq!(town.pulls(), None, "two names, and nobody has said anything");
    assert_eq!(town.shown().len(), 2, "two people on the phone");

    let linked = town.decides(maya, maia, Verdict::Same);
    let (least, other) = (maya.min(maia).into(), maya.max(maia).into());
    let told = town.pulls().expect("the phone is told");
    assert_eq!(told.same, BTreeMap::from([(other, least)]), "the one is shown under the other");
    assert_eq!(town.shown(), [least], "one person on the phone");
    assert_eq!(town.pulls(), None, "told once");
    let found = book::find_people(&town.phone.connection, "mai", 9).expect("a search");
    assert_eq!(found.len(), 1, "found by either name");
    assert_eq!(found[0].id, least, "and shown as the one");

    town.says(&Fact::Unlinked(Unlinked { of: linked }));
    assert_eq!(town.pulls().expect("told again").same, BTreeMap::new(), "nobody is anybody else");
    assert_eq!(town.shown().len(), 2, "both are back");
}

#[test]
fn people_are_compared_once_after_something_that_changed_nobody() {
    let mut town = Town::new();
    town.seen("Maya", None);
    town.pulls();
    let model = linkage::Model::exact_key();
    let relinked =
        |town: &Town| book::relinked(&town.centre.connection, &model).expect("the book can be read");
    assert_eq!(relinked(&town), Relinked::ToTheHead, "just worked out");

    town.says(&venue("Another hall"));
    let Relinked::Unchanged(unchanged) = relinked(&town) else { panic!("a hall changes nobody") };
    town.notes(unchanged);
    assert_eq!(relinked(&town), Relinked::ToTheHead, "noted, and so not compared again");

    town.says(&venue("A third hall"));
    let Relinked::Unchanged(stale) = relinked(&town) else { panic!("nor does a third") };
    town.seen("Maia", None);
    town.notes(stale);
    assert_eq!(relinked(&town), Relinked::No, "a word about what was before says nothing of what came since");
}

#[test]
fn nobody_outside_the_scope_is_named_though_they_are_the_same_person() {
    let mut town = Town::new();
    let stranger = town.says(&Fact::Person(child("Maya", "Example", None)));
    let maya = town.seen("Maya", None);
    assert_eq!(town.pulls(), None, "the centre knows that they are one; the phone has only hers");
    assert_eq!(town.shown(), [maya.into()], "and shows her as ever");
    town.says(&came(town.session, stranger));
    let told = town.pulls().expect("now both are hers");
    assert_eq!(told.same, BTreeMap::from([(maya.into(), stranger.into())]), "and so they are one");
}

#[test]
fn a_child_merged_brings_two_families_together_and_apart_again() {
    let mut town = Town::new();
    let families: [FamilyId; 2] = [0, 1].map(|_| town.says(&Fact::Family(Family { label: None })).into());
    let maya = town.seen("Maya", Some(families[0]));
    let brother = town.seen("Leo", Some(families[0]));
    let maia = town.seen("Maia", Some(families[1]));
    let sister = town.seen("Ada", Some(families[1]));
    let linked = town.decides(maya, maia, Verdict::Same);
    town.pulls();
    let members = |town: &Town, family| {
        let members = book::family_members(&town.phone.connection, family).expect("members");
        let mut ids: Vec<EventId> = members.into_iter().map(|member| member.id.into()).collect();
        ids.sort_unstable();
        ids
    };
    let mut household = vec![maya.min(maia), brother, sister];
    household.sort_unstable();
    for family in families {
        assert_eq!(members(&town, family), household, "one household, by either family");
    }
    town.says(&Fact::Unlinked(Unlinked { of: linked }));
    town.pulls();
    assert_eq!(members(&town, families[0]).len(), 2, "and two again");
}

#[test]
fn a_register_ticks_one_child_once_whichever_record_was_ticked() {
    let mut town = Town::new();
    let (maya, maia) = (town.seen("Maya", None), town.seen("Maia", None));
    town.decides(maya, maia, Verdict::Same);
    town.pulls();
    let mut own = Teller::champion(1);
    let ticks = [own.says(&came(town.session, maya)), own.says(&came(town.session, maia))];
    town.phone.takes(&ticks);
    let register = book::register(&town.phone.connection, town.session.into()).expect("a register");
    assert_eq!(register.named.len(), 1, "one child came");
    assert_eq!(register.named[0].attendances.len(), 2, "ticked twice");
}

#[test]
fn a_question_goes_to_the_champion_asked_and_ends_with_the_answer_or_the_decision() {
    let mut town = Town::new();
    let (maya, maia) = (town.seen("Maya", None), town.seen("Maia", None));
    let (left, right): (PersonId, PersonId) = (maya.min(maia).into(), maya.max(maia).into());
    let asked = town.says(&Fact::Enquiry(Enquiry { left, right, champion: town.champion.into() }));
    town.says(&Fact::Enquiry(Enquiry { left, right, champion: champion_id(9) }));
    let told = town.pulls().expect("the phone is told");
    assert_eq!(told.enquiries.len(), 1, "what she is asked, and not what somebody else is");
    assert_eq!(told.enquiries[0].id, asked.into(), "this one");
    let answer = Fact::EnquiryAnswer(EnquiryAnswer { enquiry: asked.into(), says: Opinion::Same });
    let mut own = Teller::new(7, Actor::Champion(town.champion.into()));
    own.n = 500;
    town.centre.takes(&[own.says(&answer)]);
    assert_eq!(town.pulls().expect("told again").enquiries, [], "answered");
    town.says(&Fact::Enquiry(Enquiry { left, right, champion: town.champion.into() }));
    assert_eq!(town.pulls().expect("asked again").enquiries.len(), 1, "a new question");
    town.decides(maya, maia, Verdict::Different);
    assert_eq!(town.pulls().expect("told again").enquiries, [], "decided meanwhile");
}
