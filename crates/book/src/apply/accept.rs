//! What a device sent after its access was ended is held until a coordinator accepts it, whichever comes first.

use domain::Fact;
use domain::correction::{Accepted, AcceptedEvent};

use super::{Batch, erase, readable};
use crate::entry::Entry;
use crate::error::BookError;
use crate::held::{self, Held, Which};

impl Batch<'_> {
    /// Keeps an event, and takes it in where it is accepted already.
    pub(super) fn hold(&mut self, entry: &Entry) -> Result<(), BookError> {
        let id = entry.event.id;
        if erase::is_erased(self.tx, id)? {
            return Ok(());
        }
        let of = entry.event.body.fact().ok().as_ref().and_then(Fact::of);
        // By the book alone: what nobody accepted decides nothing about what somebody did.
        let is_moot = of.map_or(Ok(false), |of| erase::is_beyond(self.tx, of))?;
        held::keep(self.tx, entry, of, is_moot)?;
        self.take_held(Which { id, hash: entry.body_hash })
    }

    /// Somebody accepts these, be they here or not.
    pub(super) fn accept(&mut self, accepted: &Accepted, n: u64) -> Result<(), BookError> {
        for which in &accepted.of {
            held::accept(self.tx, *which, n)?;
            let AcceptedEvent { event, body_hash } = which;
            self.take_held(Which { id: *event, hash: body_hash.0 })?;
        }
        Ok(())
    }

    /// Takes a held event in like any other, where it is accepted. One whose words are gone is placed by what it corrects.
    fn take_held(&mut self, which: Which) -> Result<(), BookError> {
        let Some(Held { entry, of }) = held::accepted(self.tx, which)? else { return Ok(()) };
        self.place(&entry, of, readable(&entry.event), None)
    }
}
