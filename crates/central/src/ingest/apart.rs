//! Sealed copies that come without a vault behind them: no one can answer a gap or a fork by sending others, so what does
//! not follow from what is held is kept as a history of its own, in a stream beside. Each event is still counted once: it
//! has its id, and comes to its own stream later if the vault is ever opened again.

use std::collections::BTreeSet;

use domain::{EventId, Head, StreamId};
use protocol::ingest::{Arrived, Run, copies};
use wire::proto::PUSH_EVENTS_MAX;
use wire::{Code, Fault};

use super::Taken;
use super::deposit::frames;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{ForkRow, Owner};

/// What a part of a stream's copies came to.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Where their own stream stands.
    pub(crate) taken: Taken,
    /// Events that were new.
    pub(crate) new: u64,
    /// Events that were held.
    pub(crate) known: u64,
    /// Of the new ones, those that do not follow from what is held, and stand in a stream beside.
    pub(crate) apart: u64,
}

/// The copies of a part, told apart by where they go.
#[derive(Default)]
struct Sorted {
    known: u64,
    /// Those that go on where the stream ends.
    next: Vec<Arrived>,
    /// Those behind a gap, or of another history.
    beside: Vec<Arrived>,
    /// The first number of those beside.
    beside_at: Option<u64>,
}

impl Centre {
    /// Takes a part of a stream's sealed copies in, whatever they follow from.
    ///
    /// # Errors
    /// As [`Self::deposit`], but for gaps and forks, which are none here.
    pub(crate) async fn keep(
        &self,
        owner: Owner,
        stream: StreamId,
        bytes: &[u8],
    ) -> Result<Kept, CentralError> {
        let row = self.ledger.stream(self.authority.id, stream).await?;
        if row.as_ref().is_some_and(|row| row.owner != owner) {
            return Err(Fault::new(Code::NotPermitted, "This stream is another device's.").into());
        }
        let held = row.map_or(Head::EMPTY, |row| row.head);
        let Sorted { known, next, beside, beside_at } = self.sorted(stream, held, bytes).await?;
        let (following, mut kept) = (next.len() as u64, 0);
        let taken = self.ingest(owner, &Run::new(stream, held, next), &[]).await?;
        if let Some(at) = beside_at {
            kept = self.beside(owner, stream, at, &beside).await?;
        }
        let known = known + beside.len() as u64 - kept;
        Ok(Kept { taken, new: following + kept, known, apart: kept })
    }

    async fn sorted(&self, stream: StreamId, held: Head, bytes: &[u8]) -> Result<Sorted, CentralError> {
        let frames = frames(stream, bytes)?;
        if frames.len() > PUSH_EVENTS_MAX {
            return Err(Fault::new(Code::TooLarge, "More events than are taken in one go.").into());
        }
        let (mut sorted, mut at) = (Sorted::default(), held);
        for frame in &frames {
            let seq = frame.place.seq;
            if seq <= held.seq {
                let stored = self.ledger.positions(self.authority.id, stream, seq..=seq).await?;
                if copies::is_known(&frame.place.mark[..], stored.first().map(|stored| &stored.h[..8])) {
                    sorted.known += 1;
                    continue;
                }
            }
            let event = self.opened(frame)?;
            let after = Run::new(stream, at, vec![event.clone()]).after();
            if copies::is_next((seq, &frame.place.mark[..]), (after.seq, &after.hash[..8])) {
                at = after;
                sorted.next.push(event);
            } else {
                sorted.beside_at.get_or_insert(seq);
                sorted.beside.push(event);
            }
        }
        Ok(sorted)
    }

    /// Those of these events that nothing holds yet go into the stream beside; how many there were.
    async fn beside(
        &self,
        owner: Owner,
        stream: StreamId,
        at: u64,
        events: &[Arrived],
    ) -> Result<u64, CentralError> {
        let authority = self.authority.id;
        let run = Run::new(stream, Head::EMPTY, events.to_vec());
        let ids = events.iter().map(|event| event.id).collect();
        let mut held: BTreeSet<(EventId, [u8; 32])> = self.ledger.bodies(authority, ids).await?;
        let new = run.links.into_iter().filter(|link| held.insert((link.arrived.id, link.body_hash)));
        let new: Vec<Arrived> = new.map(|link| link.arrived).collect();
        let count = new.len() as u64;
        if count == 0 {
            return Ok(0);
        }
        if let Owner::Device { device, champion: _ } = owner {
            let fork = ForkRow { stream, device, at_seq: at, seen_ms: self.env.wall_ms() };
            if self.ledger.forked(authority, fork).await? {
                self.note("stream.kept_apart", device.uuid(), "").await?;
            }
        }
        let beside = copies::beside(stream);
        let before = self.ledger.stream(authority, beside).await?.map_or(Head::EMPTY, |row| row.head);
        self.ingest(owner, &Run::new(beside, before, new), &[]).await?;
        Ok(count)
    }
}
