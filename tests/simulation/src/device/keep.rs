//! What may leave the device, judged after each contact by the centre's clock.

use std::collections::{BTreeMap, BTreeSet};

use domain::EventId;
use protocol::retention::{Caseload, Leaves, caseload, plain_may_leave, sealed_may_leave};
use protocol::wipe;

use super::Device;
use crate::disk::{DiskFault, Vault};

/// When each event was first seen to be held and to be durable, by any stream that has it.
fn held(vault: &Vault) -> BTreeMap<EventId, (Option<u64>, Option<u64>)> {
    let mut held: BTreeMap<EventId, (Option<u64>, Option<u64>)> = BTreeMap::new();
    for stream in &vault.streams {
        for (place, (id, _)) in stream.positions.iter().enumerate() {
            let (acked, durable) = held.entry(*id).or_default();
            *acked = acked.or(stream.acked_ms[place]);
            *durable = durable.or(stream.durable_ms[place]);
        }
    }
    held
}

impl Device {
    /// Lets go of what may leave.
    ///
    /// # Errors
    /// As the disk.
    pub fn let_go(&mut self) -> Result<(), DiskFault> {
        let Some(vault) = &self.disk.vault else { return Ok(()) };
        let now_ms = vault.contact_ms;
        let mut plain = BTreeSet::new();
        let mut sealed: BTreeMap<EventId, Leaves> = BTreeMap::new();
        for (id, (acked, durable)) in held(vault) {
            if plain_may_leave(acked, now_ms) {
                plain.insert(id);
            }
            if let Some(leaves) = sealed_may_leave(acked, durable, now_ms) {
                sealed.insert(id, leaves);
            }
        }
        for id in &vault.erased {
            sealed.insert(*id, Leaves::Erased);
        }
        let goes = |id: &EventId| vault.events.get(id).is_some_and(|kept| kept.event.is_some());
        if plain.iter().any(goes) {
            self.disk.commit(|vault| {
                for id in &plain {
                    if let Some(kept) = vault.events.get_mut(id) {
                        kept.event = None;
                    }
                }
            })?;
        }
        if self.disk.sealed.iter().any(|frame| sealed.contains_key(&frame.event.id)) {
            // The file is written anew beside the old one and takes its place: whole or not at all.
            self.disk.io()?;
            self.disk.sealed.retain(|frame| !sealed.contains_key(&frame.event.id));
            self.disk.keep_sealed(usize::MAX);
        }
        Ok(())
    }

    /// Drops the pulled caseload where it is too old. `now_ms` is the device's own idea, which can only drop it early.
    pub fn drop_old_caseload(&mut self, now_ms: u64) {
        let Some(vault) = &mut self.disk.vault else { return };
        if caseload(now_ms.saturating_sub(vault.contact_ms), protocol::retention::CASELOAD_DAYS)
            == Caseload::Dropped
        {
            vault.pulled.clear();
            (vault.cursor, vault.listing) = (None, None);
        }
    }

    /// Counts a contact at which the centre asked for a wipe, and wipes where it is due.
    pub fn wipe_if_due(&mut self) {
        let waiting = self.waiting();
        let Some(vault) = &mut self.disk.vault else { return };
        vault.wipe_tries += 1;
        if wipe::is_due(waiting, vault.wipe_tries) {
            self.disk.vault = None;
            if wipe::takes_sealed_copies() {
                self.disk.keep_sealed(0);
            }
        }
    }

    /// Whether words have left the vault for no reason that there is (I5).
    #[must_use]
    pub fn lost_words(&self) -> Option<EventId> {
        let vault = self.disk.vault.as_ref()?;
        let held = held(vault);
        let lost = vault.events.iter().find(|(id, kept)| {
            kept.event.is_none()
                && !vault.erased.contains(id)
                && held.get(id).is_none_or(|(acked, _)| acked.is_none())
                && !self.disk.sealed_ids.contains(id)
        });
        lost.map(|(id, _)| *id)
    }
}
