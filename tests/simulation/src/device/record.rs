//! Recording: the steps of a save in the order that `protocol::save` gives.

use std::sync::Arc;

use domain::{Event, EventId, Fact};
use protocol::save::{Step, order};

use super::Device;
use crate::disk::{DiskFault, Kept};

impl Device {
    /// Saves an event. What was said to be saved is in `said` afterwards, whether this fails or not.
    ///
    /// # Errors
    /// The disk's; a crash ends the process, and [`Device::unlock`] begins the next.
    pub fn save(&mut self, event: &Arc<Event>, poison: bool) -> Result<(), DiskFault> {
        let (id, body_hash) = (event.id, event.body_hash());
        for step in order() {
            match step {
                Step::Commit => self.disk.commit(|vault| {
                    let kept = Kept { event: Some(event.clone()), body_hash, poison };
                    vault.events.insert(id, kept);
                    vault.hlc = event.body.hlc;
                    if let Some(stream) = vault.streams.last_mut() {
                        stream.push(id, &body_hash);
                    }
                })?,
                Step::Seal => self.seal_missing()?,
                Step::Say => {
                    self.said.insert(id);
                }
            }
        }
        if event.body.kind == "record.amended@1"
            && let Ok(Fact::Amended(fact)) = event.body.fact()
        {
            self.amended.entry(fact.of).or_default().push(id);
        }
        Ok(())
    }

    /// Own events of these types whose words are here.
    #[must_use]
    pub fn own(&self, kinds: &[&str]) -> Vec<EventId> {
        let events = self.disk.vault.iter().flat_map(|vault| vault.events.values());
        let events = events.filter_map(|kept| kept.event.as_ref());
        events.filter(|event| kinds.contains(&event.body.kind.as_str())).map(|event| event.id).collect()
    }
}
