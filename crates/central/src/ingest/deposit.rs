//! Deposits: sealed copies of events, opened here and taken in like any push. No PIN was given for them: what proves
//! whose they are is the deposit key that signed the request, and the chain that every frame is marked with.

use domain::{Head, Private, Salt, StreamId};
use protocol::ingest::{Arrived, Run};
use wire::proto::PUSH_EVENTS_MAX;
use wire::push::PushedEvent;
use wire::sealed::{Frame, torn_bytes};
use wire::{Code, Fault};

use super::Taken;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::Owner;

impl Centre {
    /// Takes one part of a stream's sealed copies in.
    ///
    /// # Errors
    /// `Forked`; `Refused` with `Gap`, with `Malformed` for what is no frame of this stream, with `TooLarge`, and with
    /// `NotVerified` for a frame that none of the centre's keys opens; as [`Centre::ingest`].
    pub(crate) async fn deposit(
        &self,
        owner: Owner,
        stream: StreamId,
        bytes: &[u8],
    ) -> Result<Taken, CentralError> {
        let frames = frames(stream, bytes)?;
        if frames.len() > PUSH_EVENTS_MAX {
            return Err(Fault::new(Code::TooLarge, "More events than are taken in one go.").into());
        }
        let row = self.ledger.stream(self.authority.id, stream).await?;
        let held = row.map_or(Head::EMPTY, |row| row.head);
        let mut at = held;
        let mut events = Vec::new();
        for frame in &frames {
            if frame.place.seq <= held.seq {
                self.is_known(held, frame).await?;
                continue;
            }
            if frame.place.seq != at.seq + 1 {
                let fault = Fault::new(Code::Gap, "Events before these are missing. Send from `want` on.");
                return Err(fault.wanting(at.seq + 1).into());
            }
            let event = self.opened(frame)?;
            let link = Run::new(stream, at, vec![event.clone()]);
            at = link.after();
            if at.hash[..8] != frame.place.mark {
                return Err(self.forked(stream, held, owner, frame.place.seq, events.is_empty()).await);
            }
            events.push(event);
        }
        self.ingest(owner, &Run::new(stream, held, events), &[]).await
    }

    /// A frame that is held already, and of the same history.
    async fn is_known(&self, held: Head, frame: &Frame<'_>) -> Result<(), CentralError> {
        let (stream, seq) = (frame.place.stream, frame.place.seq);
        let known = self.ledger.positions(self.authority.id, stream, seq..=seq).await?;
        if known.first().is_some_and(|known| known.h[..8] == frame.place.mark) {
            return Ok(());
        }
        let row = self.ledger.stream(self.authority.id, stream).await?;
        let owner = row.map_or(Owner::Centre, |row| row.owner);
        Err(self.forked(stream, held, owner, seq, false).await)
    }

    /// The event in a frame.
    pub(super) fn opened(&self, frame: &Frame<'_>) -> Result<Arrived, Fault> {
        let closed = || {
            let message =
                "These copies are sealed to a key that this centre does not have. Unlock the app and sync.";
            Fault::new(Code::NotVerified, message).wanting(frame.place.seq)
        };
        let plain = self.keys.open_sealed(frame).ok_or_else(closed)?;
        let event: PushedEvent = serde_json::from_slice(&plain).map_err(|_| closed())?;
        let PushedEvent { id, salt, body } = event;
        Ok(Arrived { id, salt: Salt(salt.0), body: Private::new(body.into_bytes()) })
    }
}

pub(super) fn frames(stream: StreamId, bytes: &[u8]) -> Result<Vec<Frame<'_>>, Fault> {
    let mut frames = Vec::new();
    let mut foreign = false;
    each_frame(bytes, |frame, _| {
        foreign |= frame.place.stream != stream;
        frames.push(frame);
    })?;
    if foreign {
        return Err(Fault::new(Code::Malformed, "These copies are of more than one stream."));
    }
    frames.sort_by_key(|frame| frame.place.seq);
    Ok(frames)
}

pub(super) fn each_frame<'a>(
    mut bytes: &'a [u8],
    mut each: impl FnMut(Frame<'a>, &'a [u8]),
) -> Result<(), Fault> {
    while let Some((frame, length)) = Frame::read(bytes) {
        each(frame, &bytes[..length]);
        bytes = &bytes[length..];
    }
    // A file that was carried here as it lay in a vault ends with room for more.
    if torn_bytes(bytes) == 0 {
        Ok(())
    } else {
        Err(Fault::new(Code::Malformed, "This is no file of sealed copies, or it is cut off."))
    }
}
