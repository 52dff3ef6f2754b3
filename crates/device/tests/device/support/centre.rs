//! A centre in the same process: it checks signatures, nonces and chains as the real one does, and can be told
//! to misbehave.

use device::{Answer, Offline, Request, Transport};
use domain::{AuthorityId, ChampionId, DeviceId, EventId, Head, Salt};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem as _, Serializable as _};
use serde_json::{Value, json};
use std::cell::RefCell;
use wire::enrol::{Certificate, EnrolReply, EnrolRequest, Enrolled};
use wire::hex::Hex;
use wire::proto::MEDIA_TYPE;
use wire::push::{Push, PushReply, Receipt};
use wire::reply::{NONCE_HEADER, NonceReply, SIGNATURE_HEADER};
use wire::signing::{SIGNATURE_HEADER as REQUEST_SIGNATURE, SignedRequest, reply_signature};
use wire::{Code, Fault};

/// How the centre, or the network before it, behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Well,
    /// Nothing answers.
    Gone,
    /// A page to sign in to a café's network answers.
    CaptivePortal,
    /// Requests arrive, but the next answer is lost.
    LosesTheNextAnswer,
    /// It answers this status without a word of ours.
    Says(u16),
    /// It has forgotten the device, or revoked it.
    KnowsNobody,
    /// No push of more than so many events is taken.
    TakesAtMost(usize),
    /// Its receipts are signed by somebody else.
    ForgesReceipts,
    /// Its certificates are about other keys.
    CertifiesAnother,
}

pub(crate) struct Centre {
    state: RefCell<State>,
}

pub(crate) struct State {
    pub(crate) mood: Mood,
    pub(crate) requests: Vec<String>,
    pub(crate) events: Vec<(EventId, Value)>,
    heads: Vec<Head>,
    nonces: Vec<String>,
    nonce_count: u64,
    rows: Vec<Value>,
    rows_n: u64,
    device: Option<(DeviceId, VerifyingKey, domain::StreamId)>,
    pub(crate) now_ms: u64,
    pub(crate) largest_push_bytes: usize,
}

const SIGN: [u8; 32] = [11; 32];
const AUTHORITY: [u8; 32] = [12; 32];
pub(crate) const SEAL: [u8; 32] = [13; 32];
const EPOCH: u64 = 1;

pub(crate) fn id(number: u128) -> String {
    uuid::Uuid::from_u128(0x0199_b1a0_0000_7000_8000_0000_0000_0000 | number).to_string()
}

impl Centre {
    /// With one venue, one slot, one service, one form of three questions and one child on record.
    pub(crate) fn new() -> Self {
        let mut state = State {
            mood: Mood::Well,
            requests: Vec::new(),
            events: Vec::new(),
            heads: vec![Head::EMPTY],
            nonces: Vec::new(),
            nonce_count: 0,
            rows: Vec::new(),
            rows_n: 0,
            device: None,
            now_ms: super::MONDAY_MS,
            largest_push_bytes: 0,
        };
        let text = |name: &str, kind: Value, required: bool| json!({"name": name, "text": format!("{name}?"), "kind": kind, "required": required});
        for (kind, number, body) in [
            (
                "authority",
                1,
                json!({"name": "Example council", "programme": "Example programme", "time_zone": "Europe/London"}),
            ),
            ("venue", 2, json!({"name": "Example hall"})),
            (
                "slot",
                3,
                json!({"venue": id(2), "activity": "drop_in", "weekday": 1, "starts": "09:30", "ends": "11:00", "valid_from": "2026-01-05"}),
            ),
            ("service", 4, json!({"name": "Example toy library"})),
            (
                "form",
                5,
                json!({"key": "helpful", "version": 1, "title": "How was it?", "questions": [
                text("how_helpful", json!({"scale": {"least": 1, "most": 5}}), true),
                text("heard_from", json!({"choice": [{"name": "friend", "label": "A friend"}, {"name": "nhs", "label": "A nurse"}]}), false),
                text("anything_else", json!("text"), false)]}),
            ),
            ("team", 6, json!({"name": "Example team"})),
            ("champion", 7, json!({"name": "Amina Example", "team": id(6), "cleared": true})),
            ("person", 8, json!({"role": "child", "given_name": "Pulled", "family": id(9)})),
            (
                "session",
                10,
                json!({"on": "2026-11-16", "session": {"venue": id(2), "activity": "group", "starts": "14:00", "ends": "15:00", "status": "held"}}),
            ),
        ] {
            state.rows_n += 1;
            state.rows.push(json!({"kind": kind, "id": id(number), "n": state.rows_n, "body": body}));
        }
        Self { state: RefCell::new(state) }
    }

    pub(crate) fn is(&self, mood: Mood) {
        self.state.borrow_mut().mood = mood;
    }
    pub(crate) fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.borrow())
    }
    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
    }
    /// How many events it holds.
    pub(crate) fn holds(&self) -> usize {
        self.state.borrow().events.len()
    }
    /// As after the restore of a backup: the last `count` events are gone.
    pub(crate) fn forgets_the_last(&self, count: usize) {
        let mut state = self.state.borrow_mut();
        let keep = state.events.len() - count;
        state.events.truncate(keep);
        state.heads.truncate(keep + 1);
    }
    /// Something else stands where the device's last event stood.
    pub(crate) fn has_another_history(&self) {
        let mut state = self.state.borrow_mut();
        if let Some(last) = state.heads.last_mut() {
            last.hash[0] ^= 1;
        }
    }
    /// Changes or adds a row of the scope.
    pub(crate) fn says(&self, kind: &str, number: u128, body: Value) {
        let mut state = self.state.borrow_mut();
        state.rows_n += 1;
        let n = state.rows_n;
        state.rows.push(json!({"kind": kind, "id": id(number), "n": n, "body": body}));
    }
}

impl Transport for Centre {
    async fn send(&self, request: &Request) -> Result<Answer, Offline> {
        let mut state = self.state.borrow_mut();
        state.requests.push(format!("{} {}", request.method, request.path));
        let page = |status: u16, body: &str| Answer {
            status,
            headers: vec![("content-type".to_owned(), "text/html".to_owned())],
            body: body.as_bytes().to_vec(),
        };
        match state.mood {
            Mood::Gone => Err(Offline),
            Mood::CaptivePortal => Ok(page(200, "<html>Welcome to our café")),
            Mood::Says(status) => Ok(page(status, "")),
            Mood::LosesTheNextAnswer => {
                state.mood = Mood::Well;
                let _lost = state.answer(request);
                Err(Offline)
            }
            Mood::Well
            | Mood::KnowsNobody
            | Mood::TakesAtMost(_)
            | Mood::ForgesReceipts
            | Mood::CertifiesAnother => Ok(state.answer(request)),
        }
    }
}

impl State {
    fn answer(&mut self, request: &Request) -> Answer {
        let nonce = header(request, NONCE_HEADER).unwrap_or_default();
        let said = match request.path {
            "/v1/enrol" => self.enrol(request),
            "/v1/nonce" => {
                let nonce = self.mint();
                Ok(json!(NonceReply { epoch: EPOCH, nonce, server_time_ms: self.now_ms }))
            }
            _ => self.signed(request, &nonce).and_then(|()| match request.path {
                "/v1/push" => self.push(request),
                _ => Ok(self.pull(&request.query)),
            }),
        };
        let (status, body) = match said {
            Ok(body) => (200, body),
            Err(fault) => (fault.code.status(), json!(fault)),
        };
        let body = serde_json::to_vec(&body).expect("JSON");
        let signature = reply_signature(&SigningKey::from_bytes(&SIGN), &nonce, &body);
        let headers = [
            ("content-type", MEDIA_TYPE.to_owned()),
            (SIGNATURE_HEADER, signature),
            (NONCE_HEADER, self.mint()),
        ];
        Answer { status, headers: headers.map(|(name, value)| (name.to_owned(), value)).into(), body }
    }

    fn mint(&mut self) -> String {
        self.nonce_count += 1;
        let nonce = format!("nonce-{}", self.nonce_count);
        self.nonces.push(nonce.clone());
        nonce
    }

    fn signed(&mut self, request: &Request, nonce: &str) -> Result<(), Fault> {
        let refused = || Fault::new(Code::Signature, "not signed");
        let known = self.nonces.iter().position(|known| known == nonce).ok_or_else(refused)?;
        self.nonces.remove(known);
        let (device, key, _) = self.device.ok_or_else(refused)?;
        let Request { address: _, method, path, query, headers: _, body } = request;
        let signed = SignedRequest { method, path, query, body, nonce, device };
        let signature = header(request, REQUEST_SIGNATURE).ok_or_else(refused)?;
        if self.mood == Mood::KnowsNobody || !signed.is_signed_by(&key, &signature) {
            return Err(refused());
        }
        Ok(())
    }

    fn enrol(&mut self, request: &Request) -> Result<Value, Fault> {
        let asked: EnrolRequest = serde_json::from_slice(&request.body).expect("an enrolment");
        if asked.code.reveal() != "ONE-TIME-CODE" {
            return Err(Fault::new(Code::InvitationRefused, "This code is not known."));
        }
        let authority = SigningKey::from_bytes(&AUTHORITY);
        let (device, champion): (DeviceId, ChampionId) =
            (id(0xd).parse().expect("an id"), id(7).parse().expect("an id"));
        let another = Hex([7; 32]);
        let says = Enrolled {
            authority: authority_id(),
            device,
            champion,
            stream: asked.stream,
            signing_key: if self.mood == Mood::CertifiesAnother { another } else { asked.signing_key },
            deposit_key: asked.deposit_key,
            enrolled_ms: self.now_ms,
        };
        let signature = Hex(authority.sign(&says.signed_bytes()).to_bytes());
        let key = VerifyingKey::from_bytes(&asked.signing_key.0).expect("a key");
        self.device = Some((device, key, asked.stream));
        let seal = <X25519HkdfSha256 as hpke::Kem>::PrivateKey::from_bytes(&SEAL).expect("a key");
        Ok(json!(EnrolReply {
            certificate: Certificate { says, signature },
            centre_seal_key: Hex(X25519HkdfSha256::sk_to_pk(&seal).to_bytes().into()),
            centre_sign_key: Hex(SigningKey::from_bytes(&SIGN).verifying_key().to_bytes()),
            authority_key: Hex(authority.verifying_key().to_bytes()),
            epoch: EPOCH,
            server_time_ms: self.now_ms,
            nonce: self.mint(),
        }))
    }

    fn push(&mut self, request: &Request) -> Result<Value, Fault> {
        self.largest_push_bytes = self.largest_push_bytes.max(request.body.len());
        let plain = match header(request, "content-encoding").as_deref() {
            Some("zstd") => zstd::decode_all(request.body.as_slice()).expect("zstd"),
            _ => request.body.clone(),
        };
        let push: Push = serde_json::from_slice(&plain).expect("a push");
        if let Mood::TakesAtMost(most) = self.mood
            && push.events.len() > most
        {
            return Err(Fault::new(Code::TooLarge, "too large"));
        }
        let mut head = Head { seq: push.from_seq - 1, hash: push.h_before.0 };
        let stored = self.heads.get(usize::try_from(head.seq).expect("small")).copied();
        let Some(stored) = stored else {
            let want = self.heads.len() as u64;
            return Err(Fault::new(Code::Gap, "a gap").wanting(want));
        };
        if stored.hash != head.hash {
            return Err(Fault::new(Code::Fork, "another history").wanting(head.seq));
        }
        for event in &push.events {
            let hash = domain::event::hash_bytes(&Salt(event.salt.0), event.body.bytes());
            head = head.then(push.stream, event.id, &hash);
            match self.heads.get(usize::try_from(head.seq).expect("small")) {
                Some(known) if known.hash == head.hash => {}
                Some(_) => return Err(Fault::new(Code::Fork, "another history").wanting(head.seq)),
                None => {
                    self.heads.push(head);
                    let body = serde_json::from_slice(event.body.bytes()).expect("JSON");
                    self.events.push((event.id, body));
                }
            }
        }
        assert_eq!(head.hash, push.h_after.0, "a push says the head after its last event");
        let last = *self.heads.last().expect("at least the empty head");
        let receipt = Receipt {
            authority: authority_id(),
            stream: push.stream,
            epoch: EPOCH,
            acked_through: last.seq,
            head: Hex(last.hash),
            durable_through: 0,
            numbers: Vec::new(),
            n: last.seq,
        };
        let forged = self.mood == Mood::ForgesReceipts;
        let key = SigningKey::from_bytes(if forged { &AUTHORITY } else { &SIGN });
        Ok(json!(PushReply {
            signature: Hex(key.sign(&receipt.signed_bytes()).to_bytes()),
            receipt,
            quarantined: Vec::new(),
            server_time_ms: self.now_ms,
            directives: Vec::new(),
            next_contact_s: 3600,
        }))
    }

    /// Two rows a page, so that there are several; the first list begins and ends with a word of its own.
    fn pull(&self, query: &str) -> Value {
        let from: u64 =
            query.split_once("cursor=").map_or(0, |(_, cursor)| cursor.parse().expect("our cursor"));
        let word =
            |word: &str| json!({"kind": "list", "id": uuid::Uuid::nil(), "n": 0, "body": {word: true}});
        let due: Vec<&Value> =
            self.rows.iter().filter(|row| row["n"].as_u64().expect("a number") > from).collect();
        let (page, more) = (due.iter().take(2), due.len() > 2);
        let mut rows: Vec<Value> = page.map(|row| (*row).clone()).collect();
        let n = rows.last().map_or(from, |row| row["n"].as_u64().expect("a number"));
        if from == 0 {
            rows.insert(0, word("begins"));
        }
        json!({"epoch": EPOCH, "rows": rows, "cursor": n.to_string(), "more": more, "n": n,
            "tombstone_salt": "00".repeat(16), "digests": [], "server_time_ms": self.now_ms})
    }
}

fn authority_id() -> AuthorityId {
    id(0xa).parse().expect("an id")
}

fn header(request: &Request, name: &str) -> Option<String> {
    request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
}
