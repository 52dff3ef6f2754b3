//! What is put into a ledger: authorities, and streams with a chain that holds.

use central::ledger::{Appended, AuthorityRow, Batch, Ledger, NewPosition, Owner};
use domain::{AuthorityId, ChampionId, DeviceId, EventId, Head, Line, Private, Salt, StreamId};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// An id that is the same in every run.
pub(crate) fn id(kind: &str, number: u64) -> Uuid {
    let hash = Sha256::new().chain_update(kind).chain_update(number.to_be_bytes()).finalize();
    Uuid::from_bytes(hash[..16].try_into().expect("16 bytes"))
}

/// Founds an authority.
pub(crate) async fn authority(ledger: &dyn Ledger, number: u64) -> AuthorityId {
    let row = AuthorityRow {
        id: AuthorityId::from_uuid(id("authority", number)),
        name: Line::new("Example Council (example)").expect("a name"),
        epoch: 1,
        own_stream: StreamId::from_bytes(id("own stream", number).into_bytes()),
    };
    ledger.found(row.clone()).await.expect("it is founded");
    row.id
}

/// A device with a stream.
#[derive(Clone)]
pub(crate) struct Sender {
    pub(crate) stream: StreamId,
    pub(crate) owner: Owner,
    pub(crate) head: Head,
    pub(crate) sent: u64,
    number: u64,
}

impl Sender {
    pub(crate) fn new(number: u64) -> Self {
        let device = DeviceId::from_uuid(id("device", number));
        let champion = ChampionId::from_uuid(id("champion", number));
        Self {
            stream: StreamId::from_bytes(id("stream", number).into_bytes()),
            owner: Owner::Device { device, champion },
            head: Head::EMPTY,
            sent: 0,
            number,
        }
    }

    /// An event of this sender's, always the same for the same place.
    pub(crate) fn event(&self, place: u64, body: impl AsRef<[u8]>) -> NewPosition {
        let (event, salt) = (id("event", self.number << 32 | place), Salt([3; 16]));
        let body_hash = Sha256::new().chain_update(salt.0).chain_update(body.as_ref()).finalize().into();
        let body = Private::new(body.as_ref().to_vec());
        NewPosition { event: EventId::from_uuid(event), body_hash, h: [0; 32], words: Some((salt, body)) }
    }

    /// The next `count` events as a batch; the sender's head moves on.
    pub(crate) fn next(&mut self, count: u64) -> Batch {
        let events = (0..count).map(|place| {
            let place = self.sent + place;
            self.event(place, format!("{{\"example\":{place}}}"))
        });
        let events = events.collect();
        self.sent += count;
        self.with(events)
    }

    /// These events as a batch.
    pub(crate) fn with(&mut self, mut events: Vec<NewPosition>) -> Batch {
        let before = self.head;
        for event in &mut events {
            self.head = self.head.then(self.stream, event.event, &event.body_hash);
            event.h = self.head.hash;
        }
        Batch {
            stream: self.stream,
            owner: self.owner,
            before,
            positions: events,
            blobs: Vec::new(),
            erases: Vec::new(),
        }
    }
}

/// Appends a batch that must be taken, and answers its first and last change number.
#[track_caller]
pub(crate) fn stored(appended: Appended) -> (u64, u64) {
    match appended {
        Appended::Stored { first_n, n } => (first_n, n),
        Appended::Moved => panic!("the stream stands where the batch says"),
    }
}
