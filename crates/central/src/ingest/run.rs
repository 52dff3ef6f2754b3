//! A run of events with the chain worked out over exactly what came.

use domain::event::hash_canonical;
use domain::{EventId, Head, Private, Salt, StreamId};
use wire::push::{Push, PushedEvent};
use wire::{Code, Fault};

use crate::ledger::NewPosition;

/// An event as it came. Nothing in it has been believed yet.
#[derive(Debug, Clone)]
pub(crate) struct Arrived {
    pub(crate) id: EventId,
    pub(crate) salt: Salt,
    /// The body's bytes.
    pub(crate) body: Private<String>,
}

/// An event and the stream's head with it.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) arrived: Arrived,
    pub(crate) body_hash: [u8; 32],
    pub(crate) head: Head,
}

/// Events of one stream, one after the other.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) stream: StreamId,
    /// The head that its sender had before it.
    pub(crate) before: Head,
    pub(crate) links: Vec<Link>,
}

impl Run {
    /// The chain over these events, from this head on.
    pub(crate) fn new(stream: StreamId, before: Head, events: Vec<Arrived>) -> Self {
        let mut head = before;
        let links = events
            .into_iter()
            .map(|arrived| {
                let body_hash = hash_canonical(&arrived.salt, arrived.body.reveal());
                head = head.then(stream, arrived.id, &body_hash);
                Link { arrived, body_hash, head }
            })
            .collect();
        Self { stream, before, links }
    }

    /// A push, if the head that its sender worked out is the one worked out here.
    ///
    /// # Errors
    /// `Malformed` where it is not, or the numbers make no sense: what came is not what was sent. The device then
    /// sends it in halves, and finds the event that does not travel.
    pub(crate) fn of(push: Push) -> Result<Self, Fault> {
        let Push { proto: _, stream, epoch_seen: _, from_seq, h_before, events, h_after } = push;
        let malformed = |message: &str| Fault::new(Code::Malformed, message);
        let last = from_seq.checked_add(events.len() as u64);
        // As large as a column holds: beyond it the number was not counted by anybody.
        let (Some(seq), Some(_)) =
            (from_seq.checked_sub(1), last.filter(|last| i64::try_from(*last).is_ok()))
        else {
            return Err(malformed("Sequence numbers begin at 1."));
        };
        let before = Head { seq, hash: h_before.0 };
        if seq == 0 && before != Head::EMPTY {
            return Err(malformed("Before the first event the head is all zero."));
        }
        let run = Self::new(stream, before, events.into_iter().map(arrived).collect());
        if run.after().hash == h_after.0 {
            Ok(run)
        } else {
            Err(malformed("The events do not lead from the one head to the other."))
        }
    }

    /// The head that its sender has after it.
    pub(crate) fn after(&self) -> Head {
        self.links.last().map_or(self.before, |link| link.head)
    }
}

impl Link {
    /// What the ledger stores of it.
    pub(crate) fn position(&self) -> NewPosition {
        let Self { arrived: Arrived { id, salt, body }, body_hash, head } = self;
        NewPosition { event: *id, body_hash: *body_hash, h: head.hash, salt: *salt, body: body.clone() }
    }
}

fn arrived(event: PushedEvent) -> Arrived {
    let PushedEvent { id, salt, body } = event;
    Arrived { id, salt: Salt(salt.0), body: Private::new(String::from(Box::<str>::from(body))) }
}
