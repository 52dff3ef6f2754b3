//! A file of sealed copies that somebody carried here: signed by the device that wrote it, or bare, as it lies in the folder
//! of a vault that was set aside.

use domain::StreamId;
use wire::hand_over::HandOver;
use wire::proto::PUSH_EVENTS_MAX;
use wire::{Code, Fault};

use super::deposit::each_frame;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::Owner;

/// What a file of sealed copies came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct HandedOver {
    /// Events that the centre had not.
    pub new: u64,
    /// Events that it had.
    pub known: u64,
    /// Of the new ones, those that do not follow from what was held: a part is missing, or the phone was put back to an
    /// older copy. They count like the others, and a coordinator is told of the phone.
    pub apart: u64,
}

impl Centre {
    /// Takes a file of sealed copies in.
    ///
    /// # Errors
    /// `Refused` with `Malformed` for what is no such file, or is cut off; `NotVerified` for one that was changed, or is
    /// sealed to a key that this centre does not have; `NotPermitted` for one of another authority's device; `NotFound` for
    /// bare copies of a device that it does not know; `Ledger`.
    pub async fn hand_over(&self, bytes: &[u8]) -> Result<HandedOver, CentralError> {
        self.is_current().await?;
        let (owner, copies) = if wire::hand_over::is_one(bytes) {
            let (says, copies) = wire::hand_over::read(bytes)?;
            (Some(self.handed_by(says).await?), copies)
        } else {
            (None, bytes)
        };
        let mut done = HandedOver::default();
        for (stream, part) in parts(copies)? {
            let owner = match owner {
                Some(owner) => owner,
                None => self.of_bare(stream).await?,
            };
            let kept = self.keep(owner, stream, &part).await?;
            done.new += kept.new;
            done.known += kept.known;
            done.apart += kept.apart;
        }
        self.note("records.handed_over", uuid::Uuid::nil(), "").await?;
        Ok(done)
    }

    /// The device that signed the file. One that a restored ledger has forgotten is let in again by its certificate; one
    /// that was revoked may still hand over what it has.
    async fn handed_by(&self, says: HandOver) -> Result<Owner, CentralError> {
        let HandOver { certificate, made_ms: _, frames_bytes: _, frames_sha256: _ } = says;
        let (device, deposit_key) = (certificate.says.device, certificate.says.deposit_key.0);
        if certificate.says.authority != self.authority.id {
            let message = "These records are for the centre of another authority. Carry them there; nothing was \
                           taken in here.";
            return Err(Fault::new(Code::NotPermitted, message).into());
        }
        let row = match self.ledger.device(self.authority.id, device).await? {
            Some(row) => Some(row),
            None => match self.certified_by(device, certificate) {
                Some(row) => Some(self.admit_again(row).await?),
                None => None,
            },
        };
        // The file is signed by the key that its certificate names; here that key is held against the device's.
        let row = row.filter(|row| row.deposit_key == deposit_key).ok_or_else(|| {
            let message =
                "This file is not signed by a device that this centre let in. Nothing was taken in.";
            Fault::new(Code::NotVerified, message)
        })?;
        Ok(Owner::Device { device: row.id, champion: row.champion })
    }

    async fn of_bare(&self, stream: StreamId) -> Result<Owner, CentralError> {
        let row = self.ledger.stream(self.authority.id, stream).await?;
        let owner = row.map(|row| row.owner).filter(|owner| *owner != Owner::Centre);
        let message = "These records are of a device that this centre does not know. If its vault still opens, let it \
                       write a file with `champion hand-over`.";
        Ok(owner.ok_or_else(|| Fault::new(Code::NotFound, message))?)
    }
}

/// The copies by stream, in the order of the file, cut where a part is full; a stream's own order is kept.
fn parts(bytes: &[u8]) -> Result<Vec<(StreamId, Vec<u8>)>, Fault> {
    let mut parts: Vec<(StreamId, Vec<u8>, usize)> = Vec::new();
    each_frame(bytes, |frame, raw| {
        let of = frame.place.stream;
        let open = parts.iter_mut().rfind(|(stream, ..)| *stream == of);
        match open.filter(|(_, _, count)| *count < PUSH_EVENTS_MAX) {
            Some((_, part, count)) => {
                part.extend_from_slice(raw);
                *count += 1;
            }
            None => parts.push((of, raw.to_vec(), 1)),
        }
    })?;
    Ok(parts.into_iter().map(|(stream, part, _)| (stream, part)).collect())
}
