//! What a device sent after its access was ended is held until a coordinator accepts it, whichever comes first.

use domain::correction::{Accepted, AcceptedEvent};
use domain::{EventId, Fact};

use super::{Batch, erase};
use crate::entry::{self, Entry};
use crate::error::BookError;
use crate::held::{self, Held, Which};

impl Batch<'_> {
    /// Keeps an event, and takes it in where it is accepted already.
    pub(super) fn hold(&mut self, entry: &Entry) -> Result<(), BookError> {
        let id = entry.event.id;
        if erase::is_erased(self.tx, id)? {
            return Ok(());
        }
        let hash = entry.body_hash;
        let of = entry.event.body.fact().ok().as_ref().and_then(Fact::of);
        let is_moot = match of {
            Some(of) => erase::is_beyond(self.tx, of)? || held::is_moot(self.tx, of)?,
            None => false,
        };
        held::keep(self.tx, entry, of, is_moot)?;
        if is_moot {
            self.let_go_held(id)?;
        }
        self.take_held(Which { id, hash })
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

    /// Takes a held event in like any other, where it is accepted.
    fn take_held(&mut self, which: Which) -> Result<(), BookError> {
        let Some(Held { entry, of, is_moot }) = held::accepted(self.tx, which)? else { return Ok(()) };
        if !is_moot {
            return self.place(&entry, of, entry.event.body.fact(), None);
        }
        let known = entry::known(self.tx, which.id)?;
        match known.iter().find(|known| known.hash == which.hash) {
            Some(same) => self.seen_again(&entry, same),
            None => self.place_moot(&entry, of, &known),
        }
    }

    /// Whatever is held and corrects this event, directly or through others, has nothing left to say.
    pub(super) fn let_go_held(&mut self, id: EventId) -> Result<(), BookError> {
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            next.extend(held::let_go(self.tx, id)?);
        }
        Ok(())
    }
}
