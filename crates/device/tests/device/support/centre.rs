//! A centre in the same process: it checks signatures, nonces and chains as the real one does, and can be told
//! to misbehave.

use device::{Answer, Offline, Request, Transport};
use domain::{AuthorityId, ChampionId, DeviceId, EventId, Head, Salt, StreamId};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem as _, Serializable as _};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wire::deposit::Deposit;
use wire::enrol::{Certificate, EnrolReply, EnrolRequest, Enrolled};
use wire::hex::Hex;
use wire::proto::MEDIA_TYPE;
use wire::push::{Directive, Mend, Push, PushReply, PushedBody, PushedEvent, Quarantined, Receipt, Wipe};
use wire::reply::{CERTIFICATE_HEADER, NONCE_HEADER, NonceReply, SIGNATURE_HEADER};
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
    /// Even one event is too large for a push; sealed copies are taken.
    TakesOnlyDeposits,
    /// An event with this word in it does not travel as what it says.
    CannotRead(&'static str),
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
    heads: BTreeMap<StreamId, Vec<Head>>,
    nonces: Vec<String>,
    nonce_count: u64,
    pub(crate) rows: Vec<Value>,
    pub(crate) rows_n: u64,
    device: Option<(DeviceId, VerifyingKey, VerifyingKey)>,
    pub(crate) now_ms: u64,
    /// Everything is in a backup that was restored in a drill.
    pub(crate) is_durable: bool,
    /// The device's access was ended.
    pub(crate) is_revoked: bool,
    pub(crate) epoch: u64,
    pub(crate) page_rows: usize,
    pub(crate) largest_push_bytes: usize,
}

const SIGN: [u8; 32] = [11; 32];
const AUTHORITY: [u8; 32] = [12; 32];
pub(crate) const SEAL: [u8; 32] = [13; 32];

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
            heads: BTreeMap::new(),
            nonces: Vec::new(),
            nonce_count: 0,
            rows: Vec::new(),
            rows_n: 0,
            device: None,
            now_ms: super::MONDAY_MS,
            is_durable: false,
            is_revoked: false,
            epoch: 1,
            page_rows: 2,
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
        for heads in state.heads.values_mut() {
            heads.truncate(keep + 1);
        }
    }
    /// Something else stands where the device's last event stood.
    pub(crate) fn has_another_history(&self) {
        let mut state = self.state.borrow_mut();
        for last in state.heads.values_mut().filter_map(|heads| heads.last_mut()) {
            last.hash[0] ^= 1;
        }
    }
    /// An event is erased: its tombstone is told to every device, for ever.
    pub(crate) fn erases(&self, event: EventId) {
        let mut state = self.state.borrow_mut();
        state.rows_n += 1;
        let (n, id) = (state.rows_n, wire::tombstone::tombstone(&[0; 16], event));
        state.rows.push(json!({"kind": "tombstone", "id": id, "n": n, "body": {}}));
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
        let certified = header(request, CERTIFICATE_HEADER).map_or("", |_| " with the certificate");
        state.requests.push(format!("{} {}{certified}", request.method, request.path));
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
            | Mood::TakesOnlyDeposits
            | Mood::CannotRead(_)
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
                Ok(json!(NonceReply { epoch: self.epoch, nonce, server_time_ms: self.now_ms }))
            }
            _ => self.signed(request, &nonce).and_then(|()| match request.path {
                "/v1/push" => self.push(request, &nonce),
                "/v1/deposit" => self.deposit(request, &nonce),
                _ if self.is_revoked => Err(Fault::new(Code::Revoked, "revoked")),
                _ => Ok(super::pull::page(self, &request.query)),
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
        let (device, signing, deposit) = self.device.ok_or_else(refused)?;
        let key = if request.path == "/v1/deposit" { deposit } else { signing };
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
        let key = |key: Hex<32>| VerifyingKey::from_bytes(&key.0).expect("a key");
        self.device = Some((device, key(asked.signing_key), key(asked.deposit_key)));
        let seal = <X25519HkdfSha256 as hpke::Kem>::PrivateKey::from_bytes(&SEAL).expect("a key");
        Ok(json!(EnrolReply {
            certificate: Certificate { says, signature },
            centre_seal_key: Hex(X25519HkdfSha256::sk_to_pk(&seal).to_bytes().into()),
            centre_sign_key: Hex(SigningKey::from_bytes(&SIGN).verifying_key().to_bytes()),
            authority_key: Hex(authority.verifying_key().to_bytes()),
            epoch: self.epoch,
            server_time_ms: self.now_ms,
            nonce: self.mint(),
        }))
    }

    fn push(&mut self, request: &Request, nonce: &str) -> Result<Value, Fault> {
        self.largest_push_bytes = self.largest_push_bytes.max(request.body.len());
        let plain = match header(request, "content-encoding").as_deref() {
            Some("zstd") => zstd::decode_all(request.body.as_slice()).expect("zstd"),
            _ => request.body.clone(),
        };
        let push: Push = serde_json::from_slice(&plain).expect("a push");
        let most = if let Mood::TakesAtMost(most) = self.mood { most } else { usize::MAX };
        let most = if self.mood == Mood::TakesOnlyDeposits { 0 } else { most };
        if push.events.len() > most {
            return Err(Fault::new(Code::TooLarge, "too large"));
        }
        let word = if let Mood::CannotRead(word) = self.mood { Some(word) } else { None };
        let unread = |event: &PushedEvent| match (&event.body, word) {
            (PushedBody::Json(body), Some(word)) => body.get().contains(word),
            (PushedBody::Json(_) | PushedBody::Opaque(_), _) => false,
        };
        if push.events.iter().any(unread) {
            return Err(Fault::new(Code::Malformed, "not an event"));
        }
        let head = Head { seq: push.from_seq - 1, hash: push.h_before.0 };
        let (head, reply) = self.store(push.stream, head, &push.events, nonce)?;
        assert_eq!(head.hash, push.h_after.0, "a push says the head after its last event");
        Ok(reply)
    }

    /// Sealed copies say with themselves where they stand.
    fn deposit(&mut self, request: &Request, nonce: &str) -> Result<Value, Fault> {
        let deposit: Deposit = serde_json::from_slice(&request.body).expect("a deposit");
        if matches!(self.mood, Mood::TakesAtMost(_)) {
            return Err(Fault::new(Code::TooLarge, "too large"));
        }
        let opened = super::opened(&deposit.frames.0, &SEAL);
        let from = opened.first().map_or(1, |(seq, _)| *seq);
        let before = self.heads.get(&deposit.stream).and_then(|heads| heads.get(place(from - 1))).copied();
        let events: Vec<PushedEvent> = opened
            .iter()
            .map(|(_, event)| serde_json::from_str(&event.to_string()).expect("an event"))
            .collect();
        Ok(self.store(deposit.stream, before.unwrap_or(Head::EMPTY), &events, nonce)?.1)
    }

    /// What a revoked device is told with each receipt.
    fn wipe(&self, nonce: &str) -> Vec<Directive> {
        let Some((vault, ..)) = self.device.filter(|_| self.is_revoked) else { return Vec::new() };
        let says = Wipe { authority: authority_id(), vault, nonce: nonce.to_owned() };
        let signature = Hex(SigningKey::from_bytes(&SIGN).sign(&says.signed_bytes()).to_bytes());
        vec![Directive::Wipe { says, signature }]
    }

    /// Answers the head after the last event, and the receipt.
    fn store(
        &mut self,
        stream: StreamId,
        mut head: Head,
        events: &[PushedEvent],
        nonce: &str,
    ) -> Result<(Head, Value), Fault> {
        let heads = self.heads.entry(stream).or_insert_with(|| vec![Head::EMPTY]);
        let Some(stored) = heads.get(place(head.seq)).copied() else {
            return Err(Fault::new(Code::Gap, "a gap").wanting(heads.len() as u64));
        };
        if stored.hash != head.hash {
            return Err(Fault::new(Code::Fork, "another history").wanting(head.seq));
        }
        let mut quarantined = Vec::new();
        for event in events {
            let hash = domain::event::hash_bytes(&Salt(event.salt.0), event.body.bytes());
            head = head.then(stream, event.id, &hash);
            if matches!(event.body, PushedBody::Opaque(_)) {
                let (code, field) = ("malformed".to_owned(), None);
                quarantined.push(Quarantined { seq: head.seq, code, field, mend: Mend::Coordinator });
            }
            match heads.get(place(head.seq)) {
                Some(known) if known.hash == head.hash => {}
                Some(_) => return Err(Fault::new(Code::Fork, "another history").wanting(head.seq)),
                None => {
                    heads.push(head);
                    // The same event in two streams is one event.
                    if !self.events.iter().any(|(known, _)| *known == event.id) {
                        let body = serde_json::from_slice(event.body.bytes()).expect("JSON");
                        self.events.push((event.id, body));
                    }
                }
            }
        }
        let last = *heads.last().expect("at least the empty head");
        let receipt = Receipt {
            authority: authority_id(),
            stream,
            epoch: self.epoch,
            acked_through: last.seq,
            head: Hex(last.hash),
            durable_through: if self.is_durable { last.seq } else { 0 },
            numbers: Vec::new(),
            n: last.seq,
        };
        let directives = self.wipe(nonce);
        let forged = self.mood == Mood::ForgesReceipts;
        let key = SigningKey::from_bytes(if forged { &AUTHORITY } else { &SIGN });
        let reply = PushReply {
            signature: Hex(key.sign(&receipt.signed_bytes()).to_bytes()),
            receipt,
            quarantined,
            server_time_ms: self.now_ms,
            directives,
            next_contact_s: 3600,
        };
        Ok((head, json!(reply)))
    }
}

fn place(seq: u64) -> usize {
    usize::try_from(seq).expect("small")
}

fn authority_id() -> AuthorityId {
    id(0xa).parse().expect("an id")
}

fn header(request: &Request, name: &str) -> Option<String> {
    request.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
}
