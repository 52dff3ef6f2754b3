//! What goes wrong with disks, clocks, keys, people and the centre.

use domain::EventId;

use super::World;
use crate::config::DAY_MS;
use crate::disk::{Disk, Frame};

impl World {
    /// One fault.
    pub(crate) fn fault(&mut self) {
        let place = self.chance.place(self.devices.len());
        match self.chance.under(20) {
            0..=3 => {
                let at = self.chance.under(6);
                let by_power = self.chance.one_in(2);
                let disk = &mut self.devices[place].disk;
                (disk.crash_in, disk.by_power) = (Some(at), by_power);
            }
            4 => self.devices[place].disk.full = 1 + self.chance.under(3),
            5..=6 => {
                let years = 3 * 365 * DAY_MS.cast_signed();
                let jump = self.chance.under(2 * years.unsigned_abs()).cast_signed() - years;
                self.devices[place].skew_ms = if self.chance.one_in(3) { 0 } else { jump };
            }
            7..=8 => {
                let disk = self.devices[place].disk.clone();
                self.snapshots.push((place, calm(disk)));
                if self.snapshots.len() > 12 {
                    self.snapshots.remove(0);
                }
            }
            9..=10 => self.roll_back(),
            11 => self.clone_device(place),
            12 => self.lose_key(place),
            13 => {
                if self.chance.one_in(3) {
                    let enrolment = self.devices[place].enrolment;
                    self.centre.journal.revoked.insert(enrolment);
                    if let Some(champion) = self.devices[place].champion {
                        self.enrol(champion);
                    }
                }
            }
            14 => self.devices[place].newer = !self.devices[place].newer,
            15..=16 => self.centre.crash(),
            17..=18 => self.restore(),
            _ => self.pass(self.chance.clone().under(70 * DAY_MS)),
        }
    }

    /// A process ended in the middle of a save. The next one may find the vault's file damaged.
    pub(crate) fn crashed(&mut self, place: usize) {
        if self.chance.one_in(4) {
            self.lose_key(place);
        } else {
            self.devices[place].unlock();
        }
    }

    /// The vault cannot be opened any more: PIN forgotten, key store emptied, file damaged. Its sealed copies stay: all
    /// that its champion was told is saved has one, or is durable. They go on with a new vault and a new enrolment.
    fn lose_key(&mut self, place: usize) {
        let device = &mut self.devices[place];
        if device.gone || device.disk.vault.is_none() {
            return;
        }
        device.disk.vault = None;
        device.disk.crash_in = None;
        device.disk.full = 0;
        let Some(champion) = device.champion else { return };
        if !self.centre.journal.revoked.contains(&self.devices[place].enrolment) {
            self.enrol(champion);
        }
    }

    /// Somebody puts an older copy of a phone's files back.
    fn roll_back(&mut self) {
        if self.snapshots.is_empty() {
            return;
        }
        let at = self.chance.place(self.snapshots.len());
        let (place, disk) = self.snapshots[at].clone();
        if self.devices[place].gone {
            return;
        }
        let had = copies(&self.devices[place].disk);
        self.devices[place].disk = disk;
        self.devices[place].next_ms = 0;
        self.put_back.insert(self.devices[place].enrolment);
        self.bereave(had);
    }

    /// A copy of a phone's files begins a life of its own on a second phone.
    fn clone_device(&mut self, place: usize) {
        if self.devices.len() >= 14 || self.devices[place].gone || self.devices[place].disk.vault.is_none() {
            return;
        }
        let mut twin = self.devices[place].clone();
        twin.disk = calm(twin.disk);
        // What one of the two is told, the other is not.
        self.put_back.insert(twin.enrolment);
        self.devices.push(twin);
    }

    fn restore(&mut self) {
        if self.centre.backups.is_empty() {
            return;
        }
        self.tally.restores += 1;
        let backup = self.chance.place(self.centre.backups.len());
        self.centre.restore(backup);
        let lost: Vec<EventId> = self.orphaned.iter().copied().filter(|id| !self.is_anywhere(*id)).collect();
        self.excused.extend(lost);
    }

    /// What a phone had and no longer has, by a person's own doing: only the centre may have it now, or nobody.
    fn bereave(&mut self, had: Vec<EventId>) {
        for id in had {
            if self.devices.iter().any(|device| device.has(id)) {
                continue;
            }
            if self.is_at_the_centre(id) {
                self.orphaned.insert(id);
            } else {
                self.excused.insert(id);
            }
        }
    }

    fn is_at_the_centre(&self, id: EventId) -> bool {
        self.centre.ledger.after(0).any(|line| line.id == id)
    }

    fn is_anywhere(&self, id: EventId) -> bool {
        self.is_at_the_centre(id) || self.devices.iter().any(|device| device.has(id))
    }
}

fn calm(mut disk: Disk) -> Disk {
    (disk.crash_in, disk.full) = (None, 0);
    disk.keep_sealed(disk.synced);
    disk
}

/// Every event of which a disk has a copy.
fn copies(disk: &Disk) -> Vec<EventId> {
    let sealed = disk.sealed.iter().map(|frame: &Frame| frame.event.id);
    let plain = disk.vault.iter().flat_map(|vault| &vault.events).filter(|(_, kept)| kept.event.is_some());
    sealed.chain(plain.map(|(id, _)| *id)).collect()
}
