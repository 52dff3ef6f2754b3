//! The bytes of an event and of the chain are a promise: every version, on every machine, must hash them
//! alike for ever. When a test here fails, the code is wrong, not the golden value, unless a decision page
//! says that the promise changes.

use domain::chain::Head;
use domain::ids::*;
use domain::text::to_hex;
use domain::{Actor, Attendance, Attendee, Body, Event, Fact, Hlc, Line, Recorded, Salt};
use uuid::Uuid;

const BODY: &str = r#"{"activity_date":"2026-11-16","actor":{"champion":"0199b1a0-0000-7000-8000-0000000000cc"},"hlc":{"count":7,"ms":1763812800000},"payload":{"attendee":{"person":"0199b1a0-0000-7000-8000-0000000000bb"},"session":"0199b1a0-0000-7000-8000-0000000000aa"},"recorded":{"boot_id":"b1","mono_ms":12345,"utc_offset_min":0,"wall_ms":1763812800000},"subjects":["0199b1a0-0000-7000-8000-0000000000aa","0199b1a0-0000-7000-8000-0000000000bb"],"type":"attendance.recorded@1"}"#;
// Both hashes were also computed by another language's SHA-256 from the rule in `chain.rs`.
const BODY_HASH: &str = "020e9521d70d1b58a49289d1657c5e951b2dcc7716da3416bb0f6d347e41d520";
const HEAD_HASH: &str = "4f92177b72af1706bad1f02fab48457aec0299c66c249a3d5b25b4145c673c91";
const SHIPPED: &str = "agreement.recorded@1 area.adopted@1 attendance.recorded@1 authority.recorded@1
    birth_list.imported@1 birth_list.matched@1 champion.recorded@1 enquiry.answered@1 enquiry.made@1
    family.recorded@1 follow_up.recorded@1
    form.published@1 linkage_model.adopted@1 people.linked@1 people.unlinked@1 person.recorded@1 record.amended@1
    record.erased@1 record.reinstated@1 record.voided@1 registration.recorded@1 response.recorded@1 return.frozen@1
    service.recorded@1 session.recorded@1 shift.recorded@1 signpost.recorded@1 slot.recorded@1 team.recorded@1
    venue.recorded@1 visit.recorded@1 week.closed@1";

fn uuid(text: &str) -> Uuid {
    text.parse().expect("a UUID")
}

fn event() -> Event {
    let fact = Fact::Attendance(Attendance {
        session: SessionId::from_uuid(uuid("0199b1a0-0000-7000-8000-0000000000aa")),
        attendee: Attendee::Person(PersonId::from_uuid(uuid("0199b1a0-0000-7000-8000-0000000000bb"))),
    });
    let recorded =
        Recorded { wall_ms: 1_763_812_800_000, utc_offset_min: 0, boot_id: "b1".to_owned(), mono_ms: 12_345 };
    let actor = Actor::Champion(ChampionId::from_uuid(uuid("0199b1a0-0000-7000-8000-0000000000cc")));
    let hlc = Hlc { ms: 1_763_812_800_000, count: 7 };
    Event {
        id: EventId::from_uuid(uuid("0199b1a0-0000-7000-8000-000000000001")),
        salt: Salt([7; 16]),
        body: Body::stating(&fact, "2026-11-16".parse().expect("a date"), recorded, hlc, actor)
            .expect("a sound fact")
            .0,
    }
}

fn stream() -> StreamId {
    StreamId::from_bytes([9; 16])
}

#[test]
fn the_canonical_body_is_frozen() {
    assert_eq!(event().body.canonical(), BODY, "a promised byte changed");
}

#[test]
fn the_body_hash_and_the_first_head_are_frozen() {
    let event = event();
    assert_eq!(to_hex(&event.body_hash()), BODY_HASH, "SHA-256 over the salt and the canonical body");
    let head = Head::EMPTY.then(stream(), event.id, &event.body_hash());
    assert_eq!((head.seq, to_hex(&head.hash).as_str()), (1, HEAD_HASH), "the first link of the chain");
}

#[test]
fn every_field_of_the_body_changes_the_hash() {
    let original = event();
    type Flip = fn(&mut Event);
    let flips: &[(&str, Flip)] = &[
        ("salt", |e| e.salt.0[15] ^= 1),
        ("type", |e| e.body.kind = "attendance.recorded@2".to_owned()),
        ("subjects", |e| e.body.subjects.truncate(1)),
        ("activity_date", |e| e.body.activity_date = "2026-11-17".parse().unwrap()),
        ("recorded.wall_ms", |e| e.body.recorded.wall_ms += 1),
        ("recorded.utc_offset_min", |e| e.body.recorded.utc_offset_min = 60),
        ("recorded.boot_id", |e| e.body.recorded.boot_id = "b2".to_owned()),
        ("recorded.mono_ms", |e| e.body.recorded.mono_ms += 1),
        ("hlc.ms", |e| e.body.hlc.ms += 1),
        ("hlc.count", |e| e.body.hlc.count += 1),
        ("actor", |e| e.body.actor = Actor::Centre),
        ("payload", |e| e.body.payload["attendee"]["person"] = "0199b1a0-0000-7000-8000-0000000000bc".into()),
    ];
    for (field, flip) in flips {
        let mut flipped = original.clone();
        flip(&mut flipped);
        assert_ne!(flipped.body_hash(), original.body_hash(), "a changed {field} must not go unnoticed");
    }
}

#[test]
fn every_part_of_a_link_in_the_chain_changes_the_head() {
    let (event, before) = (event(), Head { seq: 3, hash: [1; 32] });
    let hash = event.body_hash();
    let head = before.then(stream(), event.id, &hash).hash;
    let other_id = EventId::from_uuid(uuid("0199b1a0-0000-7000-8000-000000000002"));
    let mut other_hash = hash;
    other_hash[0] ^= 1;
    for (part, other) in [
        ("stream", before.then(StreamId::from_bytes([8; 16]), event.id, &hash)),
        ("previous hash", Head { hash: [2; 32], ..before }.then(stream(), event.id, &hash)),
        ("sequence number", Head { seq: 4, ..before }.then(stream(), event.id, &hash)),
        ("event id", before.then(stream(), other_id, &hash)),
        ("body hash", before.then(stream(), event.id, &other_hash)),
    ] {
        assert_ne!(other.hash, head, "another {part} must give another head");
    }
}

#[test]
fn a_body_reads_back_as_it_was_written_and_tolerates_no_stray_field() {
    let body = event().body;
    assert_eq!(Body::parse(&body.canonical()).unwrap(), body, "what is stored is what was said");
    let stray = body.canonical().replacen('{', "{\"also\":1,", 1);
    assert!(Body::parse(&stray).is_err(), "a field outside the hash rules would be lost silently");
}

#[test]
fn the_registry_of_facts_is_alphabetical_and_only_grows() {
    assert!(domain::fact::KINDS.is_sorted(), "a new type goes to its place in the alphabet");
    for shipped in SHIPPED.split_whitespace() {
        assert!(
            domain::fact::KINDS.contains(&shipped),
            "{shipped} is in ledgers for ever and must stay readable"
        );
    }
}

#[test]
fn nothing_that_was_recorded_can_be_printed_by_accident() {
    let name = Line::new("Canary").expect("a name");
    let family = Fact::Family(domain::Family { label: Some(domain::Private::new(name)) });
    let mut event = event();
    event.body.payload = family.payload();
    let amended = domain::correction::Amended {
        of: event.id,
        seen: Vec::new(),
        fields: serde_json::from_str(r#"{"given_name":"Canary"}"#).expect("JSON"),
    };
    for printed in [format!("{family:?}"), format!("{event:?}"), format!("{amended:?}")] {
        assert!(!printed.contains("Canary"), "a log line would hold a name: {printed}");
    }
}
