//! A champion's phone, as small as it can be: keys, a stream, and what it was last told.

use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::*;
use ed25519_dalek::{SigningKey, VerifyingKey};
use serde_json::value::RawValue;
use wire::Fault;
use wire::enrol::{EnrolReply, EnrolRequest};
use wire::hex::Hex;
use wire::proto::{MEDIA_TYPE, PROTO};
use wire::pull::{PullQuery, PullReply};
use wire::push::{Push, PushReply, PushedBody, PushedEvent};
use wire::reply::{CERTIFICATE_HEADER, NONCE_HEADER, NonceReply, SIGNATURE_HEADER};
use wire::signing::{SignedRequest, is_reply_signed_by};

use crate::http::{Answer, send};

pub(crate) struct Phone {
    pub(crate) address: SocketAddr,
    pub(crate) key: SigningKey,
    pub(crate) stream: StreamId,
    pub(crate) head: Head,
    pub(crate) enrolled: Option<EnrolReply>,
    /// For the next request.
    pub(crate) nonce: String,
    /// All that it packed, in order.
    pub(crate) recorded: Vec<PushedEvent>,
    /// Sends its certificate along, as a phone does that was answered 401.
    pub(crate) shows_certificate: bool,
    minted: u16,
}

impl Phone {
    pub(crate) fn new(address: SocketAddr, seed: u8) -> Self {
        Self {
            address,
            key: SigningKey::from_bytes(&[seed; 32]),
            stream: StreamId::from_bytes([seed; 16]),
            head: Head::EMPTY,
            enrolled: None,
            nonce: String::new(),
            recorded: Vec::new(),
            shows_certificate: false,
            minted: 0,
        }
    }

    pub(crate) async fn enrols(&mut self, code: &str) -> Result<(), Fault> {
        let request = EnrolRequest {
            proto: PROTO,
            code: Private::new(code.to_owned()),
            signing_key: Hex(self.key.verifying_key().to_bytes()),
            deposit_key: Hex(deposit_key().verifying_key().to_bytes()),
            stream: self.stream,
        };
        let body = serde_json::to_vec(&request).expect("JSON");
        let headers = [("content-type", MEDIA_TYPE.to_owned())];
        let answer = send(self.address, "POST", "/v1/enrol", &headers, &body).await;
        if answer.status != 200 {
            return Err(answer.json());
        }
        let reply: EnrolReply = answer.json();
        self.nonce.clone_from(&reply.nonce);
        self.enrolled = Some(reply);
        Ok(())
    }

    pub(crate) fn reply(&self) -> &EnrolReply {
        self.enrolled.as_ref().expect("the phone is enrolled")
    }
    pub(crate) fn champion(&self) -> ChampionId {
        self.reply().certificate.says.champion
    }
    pub(crate) fn device(&self) -> DeviceId {
        self.reply().certificate.says.device
    }

    /// Asks for a nonce, as a phone does that has none.
    pub(crate) async fn challenges(&mut self) {
        let reply: NonceReply = send(self.address, "GET", "/v1/nonce", &[], &[]).await.json();
        self.nonce = reply.nonce;
    }

    /// A fact as an event of this phone's champion.
    pub(crate) fn event(&mut self, fact: &Fact, on: &str) -> PushedEvent {
        self.event_by(Actor::Champion(self.champion()), fact, on)
    }

    pub(crate) fn event_by(&mut self, actor: Actor, fact: &Fact, on: &str) -> PushedEvent {
        let recorded = Recorded { wall_ms: 0, utc_offset_min: 0, boot_id: "b".to_owned(), mono_ms: 0 };
        let hlc = Hlc { ms: u64::from(self.minted), count: 0 };
        let stated = Body::stating(fact, on.parse().expect("a date"), recorded, hlc, actor);
        self.saying(&stated.expect("a sound fact").1)
    }

    /// An event of any words at all.
    pub(crate) fn saying(&mut self, json: &str) -> PushedEvent {
        self.minted += 1;
        let mut random = [self.stream.bytes()[0]; 10];
        random[8..].copy_from_slice(&self.minted.to_be_bytes());
        PushedEvent {
            id: EventId::mint(u64::from(self.minted), random),
            salt: Hex([self.minted.to_be_bytes()[1]; 16]),
            body: PushedBody::Json(RawValue::from_string(json.to_owned()).expect("JSON")),
        }
    }

    /// The push of these events after the phone's head; the phone's head is then behind them.
    pub(crate) fn packs(&mut self, events: Vec<PushedEvent>) -> Push {
        let before = self.head;
        self.recorded.extend_from_slice(&events);
        for event in &events {
            let hash = event::hash_bytes(&Salt(event.salt.0), event.body.bytes());
            self.head = self.head.then(self.stream, event.id, &hash);
        }
        Push {
            proto: PROTO,
            stream: self.stream,
            epoch_seen: 1,
            from_seq: before.seq + 1,
            h_before: Hex(before.hash),
            events,
            h_after: Hex(self.head.hash),
        }
    }

    /// Sends a push, compressed.
    pub(crate) async fn sends(&mut self, push: &Push) -> Result<PushReply, Fault> {
        let json = serde_json::to_vec(push).expect("JSON");
        let body = zstd::encode_all(&json[..], 3).expect("it compresses");
        let answer = self.posts("/v1/push", &body, "zstd").await;
        if answer.status == 200 { Ok(answer.json()) } else { Err(answer.json()) }
    }

    /// Goes back to where the centre stands and sends everything after it once more.
    pub(crate) async fn sends_again_from(&mut self, want: u64) -> PushReply {
        let all = std::mem::take(&mut self.recorded);
        let (stays, goes) = all.split_at(usize::try_from(want - 1).expect("small"));
        self.head = Head::EMPTY;
        self.packs(stays.to_vec());
        let push = self.packs(goes.to_vec());
        self.sends(&push).await.expect("what was recorded is taken")
    }

    /// Asks where its stream stands.
    pub(crate) async fn asks(&mut self) -> Result<PushReply, Fault> {
        let push = self.packs(Vec::new());
        self.sends(&push).await
    }

    /// Packs and sends.
    pub(crate) async fn pushes(&mut self, events: Vec<PushedEvent>) -> PushReply {
        let push = self.packs(events);
        self.sends(&push).await.expect("a sound push is taken")
    }

    pub(crate) async fn posts(&mut self, path: &str, body: &[u8], encoding: &str) -> Answer {
        let mut headers = self.headers("POST", path, "", body);
        headers.push(("content-type", MEDIA_TYPE.to_owned()));
        headers.push(("content-encoding", encoding.to_owned()));
        let answer = send(self.address, "POST", path, &headers, body).await;
        self.hears(answer)
    }

    pub(crate) async fn gets(&mut self, path: &str, query: &str, more: &[(&'static str, String)]) -> Answer {
        let mut headers = self.headers("GET", path, query, &[]);
        headers.extend_from_slice(more);
        let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        let answer = send(self.address, "GET", &target, &headers, &[]).await;
        self.hears(answer)
    }

    pub(crate) async fn pulls(&mut self, cursor: Option<&str>) -> PullReply {
        let query = PullQuery { proto: PROTO, again: None, cursor: cursor.map(str::to_owned) }.to_string();
        let answer = self.gets("/v1/pull", &query, &[]).await;
        assert_eq!(answer.status, 200, "a pull is answered: {}", String::from_utf8_lossy(&answer.body));
        answer.json()
    }

    /// The headers of a signed request with the nonce at hand.
    pub(crate) fn headers(
        &self,
        method: &str,
        path: &str,
        query: &str,
        body: &[u8],
    ) -> Vec<(&'static str, String)> {
        let device = self.device();
        let request = SignedRequest { method, path, query, body, nonce: &self.nonce, device };
        let mut headers = request.headers(&self.key).to_vec();
        if self.shows_certificate {
            let json = serde_json::to_vec(&self.reply().certificate).expect("JSON");
            headers.push((CERTIFICATE_HEADER, BASE64.encode(json)));
        }
        headers
    }

    /// Checks the reply's signature against the nonce asked with, and takes the next nonce.
    fn hears(&mut self, answer: Answer) -> Answer {
        let key = VerifyingKey::from_bytes(&self.reply().centre_sign_key.0).expect("a key");
        let signature = answer.header(SIGNATURE_HEADER);
        assert!(
            is_reply_signed_by(&key, signature, &self.nonce, &answer.body),
            "every reply is the centre's, and to this very request"
        );
        assert_eq!(answer.header("content-type"), MEDIA_TYPE, "a captive portal has another media type");
        self.nonce = answer.header(NONCE_HEADER).to_owned();
        answer
    }
}

/// The key that every phone here signs its deposits with.
pub(crate) fn deposit_key() -> SigningKey {
    SigningKey::from_bytes(&[99; 32])
}

/// A session at a venue that nobody set up: enough to be counted.
pub(crate) fn session() -> Fact {
    let venue = VenueId::from_uuid(uuid::Uuid::from_u128(7));
    let json = serde_json::json!({
        "venue": venue, "activity": "drop_in", "starts": "09:30", "ends": "11:30", "status": "held",
    });
    Fact::parse("session.recorded@1", &json).expect("a session")
}

/// A child of this name.
pub(crate) fn child(given_name: &str) -> Fact {
    let json = serde_json::json!({
        "role": "child", "given_name": given_name, "surname": "Example", "birth": "2023-05-14", "postcode": "W10 4HS",
    });
    Fact::parse("person.recorded@1", &json).expect("a child")
}

/// They came to that session.
pub(crate) fn came(session: EventId, person: EventId) -> Fact {
    Fact::Attendance(Attendance { session: session.into(), attendee: Attendee::Person(person.into()) })
}
