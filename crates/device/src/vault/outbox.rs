//! What waits to be sent: the events behind the last receipt.

use domain::EventId;
use wire::hex::Hex;
use wire::push::{PushedBody, PushedEvent};

use super::stream::head_at;
use super::{Stored, Stream, Vault};
use crate::error::DeviceError;

/// A run of events of a stream, ready to be pushed.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    /// The sequence number of the first.
    pub from_seq: u64,
    /// The head before it.
    pub h_before: [u8; 32],
    /// The events, each with the head after it.
    pub events: Vec<(PushedEvent, [u8; 32])>,
}

impl Vault {
    /// The events of a stream from `from_seq` on, at most `limit`.
    pub(crate) fn waiting(
        &self,
        stream: &Stream,
        from_seq: u64,
        limit: usize,
    ) -> Result<Waiting, DeviceError> {
        let before = head_at(&self.connection, stream, from_seq.saturating_sub(1))?;
        let h_before = before.ok_or(DeviceError::Unreadable("position"))?;
        let events = self
            .events_from(stream, from_seq, limit)?
            .into_iter()
            .map(|stored| {
                let h = stored.h;
                Ok((pushed(stored)?, h))
            })
            .collect::<Result<_, DeviceError>>()?;
        Ok(Waiting { from_seq, h_before, events })
    }
}

/// An event as it travels, and as it is sealed.
pub(crate) fn pushed(stored: Stored) -> Result<PushedEvent, DeviceError> {
    let Stored { id, seq: _, h: _, words, draft_hash: _ } = stored;
    let (salt, body) = words.ok_or(DeviceError::Unreadable("event"))?;
    of_words(id, salt, body)
}

fn of_words(id: EventId, salt: domain::Salt, body: String) -> Result<PushedEvent, DeviceError> {
    let body =
        serde_json::value::RawValue::from_string(body).map_err(|_| DeviceError::Unreadable("event"))?;
    Ok(PushedEvent { id, salt: Hex(salt.0), body: PushedBody::Json(body) })
}
