//! What crosses between a device and the centre is a promise: phones of two years ago must still be understood. When a
//! test here fails, the code is wrong and not the golden text, unless a new version of the protocol says otherwise.

use std::fmt::Debug;

use domain::{AuthorityId, ChampionId, DeviceId, EventId, StreamId};
use ed25519_dalek::{Signer as _, SigningKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use uuid::Uuid;
use wire::deposit::{Base64, Deposit};
use wire::digest::table_digest;
use wire::hex::Hex;
use wire::proto::PROTO;
use wire::pull::{PullQuery, PullReply, PulledRow};
use wire::push::*;
use wire::sealed::{Frame, Place, key_id};
use wire::tombstone::tombstone;
use wire::{Code, Fault};

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0x0199_b1a0_0000_7000_8000_0000_0000_0000 | number)
}

fn stream() -> StreamId {
    StreamId::from_bytes([9; 16])
}

/// It is written as `json`, and what is read from that is written the same.
#[track_caller]
fn frozen<T: Serialize + DeserializeOwned + Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).expect("JSON"), json, "a promised byte changed");
    let read: T = serde_json::from_str(json).expect("a promise is read back");
    assert_eq!(serde_json::to_string(&read).expect("JSON"), json, "nothing is lost in reading");
}

#[test]
fn a_push_with_a_plain_and_an_opaque_event() {
    let json = PushedBody::Json(RawValue::from_string(r#"{"a":1}"#.to_owned()).unwrap());
    let push = Push {
        proto: 2,
        stream: stream(),
        epoch_seen: 3,
        from_seq: 1,
        h_before: Hex([0; 32]),
        events: vec![
            PushedEvent { id: EventId::from_uuid(uuid(1)), salt: Hex([7; 16]), body: json },
            PushedEvent {
                id: EventId::from_uuid(uuid(2)),
                salt: Hex([8; 16]),
                body: PushedBody::Opaque(vec![0xff, 0xfe]),
            },
        ],
        h_after: Hex([1; 32]),
    };
    frozen(
        &push,
        r#"{"proto":2,"stream":"09090909090909090909090909090909","epoch_seen":3,"from_seq":1,"h_before":"0000000000000000000000000000000000000000000000000000000000000000","events":[{"id":"0199b1a0-0000-7000-8000-000000000001","salt":"07070707070707070707070707070707","body":{"a":1}},{"id":"0199b1a0-0000-7000-8000-000000000002","salt":"08080808080808080808080808080808","opaque":"//4="}],"h_after":"0101010101010101010101010101010101010101010101010101010101010101"}"#,
    );
    for both_or_none in [
        r#"{"id":"0199b1a0-0000-7000-8000-000000000001","salt":"07070707070707070707070707070707"}"#,
        r#"{"id":"0199b1a0-0000-7000-8000-000000000001","salt":"07070707070707070707070707070707","body":1,"opaque":""}"#,
    ] {
        assert!(serde_json::from_str::<PushedEvent>(both_or_none).is_err(), "one body: {both_or_none}");
    }
}

#[test]
fn a_reply_with_every_directive() {
    let reply = PushReply {
        receipt: Receipt {
            authority: AuthorityId::from_uuid(uuid(3)),
            stream: stream(),
            epoch: 3,
            acked_through: 2,
            head: Hex([1; 32]),
            durable_through: 1,
            numbers: vec![NumberRun { from_seq: 1, through_seq: 2, first_n: 40 }],
            n: 41,
        },
        signature: Hex([2; 64]),
        quarantined: vec![Quarantined {
            seq: 2,
            code: "malformed".to_owned(),
            field: Some("body".to_owned()),
            mend: Mend::Again,
        }],
        server_time_ms: 5,
        directives: vec![
            Directive::Pull,
            Directive::Update,
            Directive::Wipe {
                says: Wipe {
                    authority: AuthorityId::from_uuid(uuid(3)),
                    vault: DeviceId::from_uuid(uuid(4)),
                    nonce: "n1".to_owned(),
                },
                signature: Hex([3; 64]),
            },
        ],
        next_contact_s: 3600,
    };
    let (two, three) = ("02".repeat(64), "03".repeat(64));
    frozen(
        &reply,
        &format!(
            r#"{{"receipt":{{"authority":"0199b1a0-0000-7000-8000-000000000003","stream":"09090909090909090909090909090909","epoch":3,"acked_through":2,"head":"0101010101010101010101010101010101010101010101010101010101010101","durable_through":1,"numbers":[{{"from_seq":1,"through_seq":2,"first_n":40}}],"n":41}},"signature":"{two}","quarantined":[{{"seq":2,"code":"malformed","field":"body","mend":"again"}}],"server_time_ms":5,"directives":["pull","update",{{"wipe":{{"says":{{"authority":"0199b1a0-0000-7000-8000-000000000003","vault":"0199b1a0-0000-7000-8000-000000000004","nonce":"n1"}},"signature":"{three}"}}}}],"next_contact_s":3600}}"#
        ),
    );
}

#[test]
fn a_wipe_is_for_one_vault_and_one_request() {
    let key = SigningKey::from_bytes(&[5; 32]);
    let (authority, vault) = (AuthorityId::from_uuid(uuid(3)), DeviceId::from_uuid(uuid(4)));
    let says = Wipe { authority, vault, nonce: "n1".to_owned() };
    let signature = Hex(key.sign(&says.signed_bytes()).to_bytes());
    let heard = |vault, nonce| says.is_for(&key.verifying_key(), &signature, authority, vault, nonce);
    assert!(heard(vault, "n1"), "as it was said");
    assert!(!heard(DeviceId::from_uuid(uuid(5)), "n1"), "a colleague's vault on the same phone stays");
    assert!(!heard(vault, "n2"), "it cannot be played again");
    let other = SigningKey::from_bytes(&[6; 32]).verifying_key();
    assert!(!says.is_for(&other, &signature, authority, vault, "n1"), "only the centre says it");
}

#[test]
fn a_fork_says_where_the_centre_stands() {
    let answer = ForkAnswer {
        fault: Fault::new(Code::Fork, "Both are kept.").wanting(65),
        held: Held {
            common_through: Some(64),
            through: 70,
            head: Hex([1; 32]),
            heads: vec![HeadAt { seq: 64, head: Hex([2; 32]) }],
        },
    };
    let (one, two) = ("01".repeat(32), "02".repeat(32));
    let json = format!(
        r#"{{"code":"fork","message":"Both are kept.","want":65,"held":{{"common_through":64,"through":70,"head":"{one}","heads":[{{"seq":64,"head":"{two}"}}]}}}}"#
    );
    frozen(&answer, &json);
    let fault: Fault = serde_json::from_str(&json).expect("who knows faults only reads the fault");
    assert_eq!(fault.code, Code::Fork, "it is one");
    assert_eq!(HEADS_EVERY, 64, "a device keeps its heads at these");
}

#[test]
fn a_deposit_and_its_frame() {
    let place = Place::of(stream(), 7, &[5; 32]);
    let frame = Frame { place, key_id: key_id(&[6; 32]), encapsulated: [7; 32], ciphertext: b"sealed" };
    let bytes = frame.write();
    assert_eq!(
        domain::text::to_hex(&bytes),
        "00000053010909090909090909090909090909090900000000000000070505050505050505e802086ad6a1e16b07070707070707070707070707070707070707070707070707070707070707077365616c65640ce3db0f",
        "the sealed file's form"
    );
    let (read, length) = Frame::read(&bytes).expect("a whole frame");
    assert_eq!((read, length), (frame, bytes.len()), "it reads back");
    let deposit = Deposit { proto: 2, stream: stream(), frames: Base64(vec![1, 2, 3]), apart: false };
    frozen(&deposit, r#"{"proto":2,"stream":"09090909090909090909090909090909","frames":"AQID"}"#);
}

#[test]
fn a_page_of_pull() {
    let salt = [4; 16];
    let gone = tombstone(&salt, EventId::from_uuid(uuid(1)));
    let row = PulledRow {
        kind: "tombstone".to_owned(),
        id: gone.to_string(),
        n: 3,
        body: Some(RawValue::from_string("{}".to_owned()).unwrap()),
    };
    let page = PullReply {
        epoch: 1,
        rows: vec![row, PulledRow { kind: "person".to_owned(), id: uuid(2).to_string(), n: 4, body: None }],
        cursor: "c".to_owned(),
        more: false,
        n: 4,
        tombstone_salt: Hex(salt),
        digests: vec![table_digest("tombstone", &[(gone, 3)])],
        server_time_ms: 5,
    };
    frozen(
        &page,
        r#"{"epoch":1,"rows":[{"kind":"tombstone","id":"5eec0120-3a0d-f1ed-770a-def209f5114e","n":3,"body":{}},{"kind":"person","id":"0199b1a0-0000-7000-8000-000000000002","n":4,"body":null}],"cursor":"c","more":false,"n":4,"tombstone_salt":"04040404040404040404040404040404","digests":[{"kind":"tombstone","rows":1,"digest":"39c2edf3f4095bb68054c192b1f2e54b905eb38d99d4306591a95a8915efe66f"}],"server_time_ms":5}"#,
    );
    let query = PullQuery { proto: PROTO, again: Some("person".to_owned()), cursor: Some("c".to_owned()) };
    assert_eq!(query.to_string(), "proto=2&again=person&cursor=c", "what is signed");
}

#[test]
fn a_digest_goes_by_what_is_held_and_not_by_its_order() {
    let rows = [(uuid(2), 9), (uuid(1), 4)];
    let digest = table_digest("person", &rows);
    assert_eq!(digest, table_digest("person", &[(uuid(1), 4), (uuid(2), 9)]), "in any order");
    for other in [vec![(uuid(2), 9)], vec![(uuid(2), 9), (uuid(1), 5)], vec![(uuid(2), 9), (uuid(3), 4)]] {
        assert_ne!(digest.digest, table_digest("person", &other).digest, "{other:?} is not the same");
    }
    assert_ne!(digest.digest, table_digest("session", &rows).digest, "another kind");
}

#[test]
fn whose_a_certificate_is() {
    let says = wire::enrol::Enrolled {
        authority: AuthorityId::from_uuid(uuid(3)),
        device: DeviceId::from_uuid(uuid(4)),
        champion: ChampionId::from_uuid(uuid(5)),
        stream: stream(),
        signing_key: Hex([1; 32]),
        deposit_key: Hex([2; 32]),
        enrolled_ms: 7,
    };
    let (one, two) = ("01".repeat(32), "02".repeat(32));
    frozen(
        &says,
        &format!(
            r#"{{"authority":"0199b1a0-0000-7000-8000-000000000003","device":"0199b1a0-0000-7000-8000-000000000004","champion":"0199b1a0-0000-7000-8000-000000000005","stream":"09090909090909090909090909090909","signing_key":"{one}","deposit_key":"{two}","enrolled_ms":7}}"#
        ),
    );
}
