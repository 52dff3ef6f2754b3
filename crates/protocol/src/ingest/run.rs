//! A run of events with the chain worked out over exactly what came.

use domain::event::hash_bytes;
use domain::{EventId, Head, Private, Salt, StreamId};

/// An event as it came. Nothing in it has been believed yet.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Its id.
    pub id: EventId,
    /// Its salt.
    pub salt: Salt,
    /// The body's bytes.
    pub body: Private<Vec<u8>>,
}

/// An event and the stream's head with it.
#[derive(Debug)]
pub struct Link {
    /// The event.
    pub arrived: Arrived,
    /// `SHA-256(salt ‖ body)`.
    pub body_hash: [u8; 32],
    /// The head with it.
    pub head: Head,
}

/// Events of one stream, one after the other.
#[derive(Debug)]
pub struct Run {
    /// The stream.
    pub stream: StreamId,
    /// The head that its sender had before it.
    pub before: Head,
    /// The events, each with the head after it.
    pub links: Vec<Link>,
}

impl Run {
    /// The chain over these events, from this head on.
    #[must_use]
    pub fn new(stream: StreamId, before: Head, events: Vec<Arrived>) -> Self {
        let mut head = before;
        let links = events
            .into_iter()
            .map(|arrived| {
                let body_hash = hash_bytes(&arrived.salt, arrived.body.reveal());
                head = head.then(stream, arrived.id, &body_hash);
                Link { arrived, body_hash, head }
            })
            .collect();
        Self { stream, before, links }
    }

    /// The head that its sender has after it.
    #[must_use]
    pub fn after(&self) -> Head {
        self.links.last().map_or(self.before, |link| link.head)
    }
}
