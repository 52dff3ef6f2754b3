//! The ledger: append-only but for erasure. A commit is whole or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::{Event, EventId, Head, StreamId};

use super::InFlight;

/// Whose stream it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The centre's.
    Centre,
    /// An enrolment's.
    Device(usize),
}

/// One position of a stream.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its change number.
    pub n: u64,
    /// Of which stream.
    pub stream: StreamId,
    /// Whose.
    pub owner: Owner,
    /// The head with it.
    pub head: Head,
    /// Which event.
    pub id: EventId,
    /// Its hash.
    pub body_hash: [u8; 32],
    /// Its words, until they are erased.
    pub event: Option<Arc<Event>>,
    /// It is kept and not applied.
    pub aside: bool,
    /// It was handed over by a phone that could be told nothing, or came so late that nobody waited for the answer.
    pub untold: bool,
    /// When it was committed.
    pub at_ms: u64,
}

/// The ledger.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    lines: BTreeMap<u64, Line>,
    /// Each stream's change numbers in order.
    streams: BTreeMap<StreamId, Vec<u64>>,
    /// How far each stream is durable.
    durable: BTreeMap<StreamId, u64>,
    /// Enrolled devices.
    pub devices: BTreeSet<usize>,
    /// The counter of change numbers.
    pub last_n: u64,
}

/// The centre's own stream.
pub(super) const OWN: StreamId = StreamId::from_bytes([0xCE; 16]);

impl Ledger {
    /// A stream's head.
    #[must_use]
    pub fn head(&self, stream: StreamId) -> Head {
        let last = self.streams.get(&stream).and_then(|numbers| numbers.last());
        last.and_then(|n| self.lines.get(n)).map_or(Head::EMPTY, |line| line.head)
    }

    /// The position at a number of a stream.
    #[must_use]
    pub fn at(&self, stream: StreamId, seq: u64) -> Option<&Line> {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.lines.get(self.streams.get(&stream)?.get(place)?)
    }

    /// How far a stream is durable.
    #[must_use]
    pub fn durable(&self, stream: StreamId) -> u64 {
        self.durable.get(&stream).copied().unwrap_or(0)
    }

    /// Positions after a change number, in order.
    pub fn after(&self, n: u64) -> impl Iterator<Item = &Line> {
        self.lines.range(n + 1..).map(|(_, line)| line)
    }

    /// Every stream.
    pub fn streams(&self) -> impl Iterator<Item = (&StreamId, &Vec<u64>)> {
        self.streams.iter()
    }

    /// Whether an event is stored in another stream than this.
    #[must_use]
    pub fn is_elsewhere(&self, id: EventId, stream: StreamId) -> bool {
        self.lines.values().any(|line| line.id == id && line.stream != stream)
    }

    /// Whether any stream has these very words under this id.
    #[must_use]
    pub fn has(&self, id: EventId, body_hash: &[u8; 32]) -> bool {
        self.lines.values().any(|line| line.id == id && line.body_hash == *body_hash)
    }

    /// Commits a batch where its stream still stands where it was planned. Whether it did.
    pub fn commit(&mut self, batch: InFlight, at_ms: u64) -> bool {
        let InFlight { lines, numbers } = batch;
        let Some(first) = lines.first() else { return true };
        let (stream, before) = (first.stream, first.head.seq - 1);
        if self.head(stream).seq != before {
            return false;
        }
        let mut n = numbers.unwrap_or(self.last_n);
        for line in lines {
            n += 1;
            self.streams.entry(stream).or_default().push(n);
            self.lines.insert(n, Line { n, at_ms, ..line });
        }
        self.last_n = self.last_n.max(n);
        true
    }

    /// Appends an event of the centre's own, once.
    pub fn state(&mut self, event: &Arc<Event>, at_ms: u64) {
        if self.lines.values().any(|line| line.id == event.id) {
            return;
        }
        let body_hash = event.body_hash();
        let head = self.head(OWN).then(OWN, event.id, &body_hash);
        let line = Line {
            n: 0,
            stream: OWN,
            owner: Owner::Centre,
            head,
            id: event.id,
            body_hash,
            event: Some(event.clone()),
            aside: false,
            untold: false,
            at_ms,
        };
        self.commit(InFlight { lines: vec![line], numbers: None }, at_ms);
    }

    /// Takes the words of an event away, for ever.
    pub fn erase(&mut self, id: EventId) {
        for line in self.lines.values_mut().filter(|line| line.id == id) {
            line.event = None;
        }
    }

    /// What a drilled backup holds is durable, as far as it is still this history.
    pub fn durable_from(&mut self, backup: &Self) {
        let streams: Vec<StreamId> = self.streams.keys().copied().collect();
        for stream in streams {
            let held = backup.head(stream);
            if self.at(stream, held.seq).is_some_and(|line| line.head == held) {
                self.durable.insert(stream, held.seq);
            }
        }
        self.durable.retain(|stream, _| self.streams.contains_key(stream));
    }
}
