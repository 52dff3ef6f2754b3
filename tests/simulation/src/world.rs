//! Everything that happens in one run, from its seed.

mod faults;
mod net;
mod people;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{ChampionId, EventId, Hlc};

use crate::centre::Centre;
use crate::chance::Chance;
use crate::config::{Config, DAY_MS};
use crate::device::{Device, Met};
use crate::disk::Disk;
use crate::facts::BEGINS_MS;
use crate::wire::Request;

/// What was seen to break an invariant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Which: `I1` to `I12`.
    pub invariant: &'static str,
    /// What happened.
    pub what: String,
}

/// What a run came to, for the summary.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Operations.
    pub operations: u64,
    /// Events that somebody was told are saved.
    pub saved: u64,
    /// Contacts.
    pub contacts: u64,
    /// Requests.
    pub requests: u64,
    /// Crashes, rollbacks, clones and the like.
    pub faults: u64,
    /// Times that the centre was restored.
    pub restores: u64,
    /// Streams that were forked.
    pub forks: u64,
}

/// The world.
pub struct World {
    pub(crate) config: Config,
    pub(crate) chance: Chance,
    /// True time.
    pub(crate) now_ms: u64,
    pub(crate) centre: Centre,
    pub(crate) devices: Vec<Device>,
    /// Copies of disks that somebody made, and of which device.
    pub(crate) snapshots: Vec<(usize, Disk)>,
    /// Requests that arrive later.
    pub(crate) delayed: Vec<Request>,
    pub(crate) venues: Vec<EventId>,
    pub(crate) sessions: Vec<EventId>,
    /// Links that the desk made.
    pub(crate) links: Vec<EventId>,
    /// For each event that was said to be saved, on which day its champion says it happened.
    pub(crate) days: BTreeMap<EventId, NaiveDate>,
    /// Events whose phone lost them by a person's own doing, so that a restore of the centre may lose the rest.
    pub(crate) orphaned: BTreeSet<EventId>,
    /// Enrolments whose vault was put back to an older copy, or was copied: it forgot what it had been told is kept aside, and is told
    /// again only of what it sends again. A coordinator sees all of it.
    pub(crate) put_back: BTreeSet<usize>,
    /// Events of which no copy was left by a person's own doing.
    pub(crate) excused: BTreeSet<EventId>,
    pub(crate) next_backup_ms: u64,
    pub(crate) centre_hlc: Hlc,
    /// The network is calm.
    pub(crate) calm: bool,
    pub(crate) tally: Tally,
    pub(crate) broken: Option<Violation>,
}

impl World {
    /// The world of a configuration, before anything happened.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let mut chance = Chance::new(config.seed.wrapping_mul(31).wrapping_add(7));
        let now_ms = BEGINS_MS + 12 * 60 * 60 * 1000;
        let place = |count: u64| usize::try_from(count).unwrap_or(1);
        let centre =
            Centre::new(place(config.nodes), place(config.page_rows), place(config.push_events), now_ms);
        let venues: Vec<EventId> = (0..3).map(|_| EventId::mint(now_ms, chance.bytes())).collect();
        let mut world = Self {
            chance,
            now_ms,
            centre,
            devices: Vec::new(),
            snapshots: Vec::new(),
            delayed: Vec::new(),
            venues,
            sessions: Vec::new(),
            links: Vec::new(),
            days: BTreeMap::new(),
            orphaned: BTreeSet::new(),
            put_back: BTreeSet::new(),
            excused: BTreeSet::new(),
            next_backup_ms: now_ms + config.backup_days * DAY_MS,
            centre_hlc: Hlc::default(),
            calm: false,
            tally: Tally::default(),
            broken: None,
            config,
        };
        for _ in 0..world.config.devices {
            let champion = ChampionId::from(EventId::mint(now_ms, world.chance.bytes()));
            world.assign(champion);
            world.enrol(champion);
        }
        world
    }

    /// Lets a device in for a champion.
    pub(crate) fn enrol(&mut self, champion: ChampionId) {
        let enrolment = self.centre.champions.len();
        self.centre.champions.push(champion);
        self.centre.ledger.devices.insert(enrolment);
        let device = Device::new(enrolment, champion, &mut self.chance, self.now_ms);
        self.devices.push(device);
    }

    /// Runs all of it.
    ///
    /// # Errors
    /// The first invariant that breaks.
    pub fn run(mut self) -> Result<Tally, Violation> {
        let step = self.config.days * DAY_MS / self.config.operations;
        for _ in 0..self.config.operations {
            self.pass(self.chance.clone().under(2 * step));
            self.happen();
            self.tally.operations += 1;
            if let Some(violation) = self.broken.take() {
                return Err(violation);
            }
        }
        self.come_to_rest()?;
        crate::check::at_rest(&mut self)?;
        Ok(self.tally)
    }

    /// Time passes; backups are taken when they are due.
    pub(crate) fn pass(&mut self, ms: u64) {
        let _ = self.chance.draw();
        self.now_ms += ms;
        self.centre.now_ms = self.now_ms;
        while self.next_backup_ms <= self.now_ms {
            let drilled = !self.chance.one_in(4);
            self.centre.back_up(drilled);
            self.next_backup_ms += self.config.backup_days * DAY_MS;
        }
    }

    fn happen(&mut self) {
        if self.chance.one_in(self.config.fault_odds) {
            self.tally.faults += 1;
            self.fault();
            return;
        }
        match self.chance.under(100) {
            0..=54 => self.record(),
            55..=84 => {
                let device = self.chance.place(self.devices.len());
                if self.devices[device].next_ms <= self.now_ms {
                    self.meet(device);
                }
            }
            85..=91 => self.desk(),
            92..=95 => self.late(),
            _ => self.centre.commit_one(),
        }
    }

    /// Faults stop, what is on its way arrives, and each device meets the centre three times at most (I8); then once
    /// more, so that all have been told what the last one sent.
    fn come_to_rest(&mut self) -> Result<(), Violation> {
        self.calm = true;
        while !self.delayed.is_empty() {
            self.late();
        }
        while !self.centre.in_flight.is_empty() {
            self.centre.commit_one();
        }
        for device in 0..self.devices.len() {
            self.devices[device].unlock();
        }
        for round in 0..4 {
            for device in 0..self.devices.len() {
                if self.devices[device].gone {
                    continue;
                }
                // A device tries again by itself within a quarter of an hour, or on its champion's word.
                self.pass(20 * 60 * 1000);
                if self.devices[device].next_ms <= self.now_ms {
                    self.meet(device);
                }
                if let Some(violation) = self.broken.take() {
                    return Err(violation);
                }
            }
            if round == 2 {
                for (place, device) in self.devices.iter().enumerate().filter(|(_, device)| !device.gone) {
                    if device.waiting() > 0 {
                        let what = format!(
                            "device {place} still has {} to send after three contacts",
                            device.waiting()
                        );
                        return Err(Violation { invariant: "I8", what });
                    }
                }
            }
        }
        Ok(())
    }

    /// A contact of one device, over this run's network.
    pub(crate) fn meet(&mut self, place: usize) {
        if self.devices[place].gone {
            return;
        }
        self.tally.contacts += 1;
        let mut device = std::mem::take(&mut self.devices[place]);
        let streams = device.disk.vault.as_ref().map_or(0, |vault| vault.streams.len());
        let mut chance = Chance::new(self.chance.draw());
        let now_ms = self.now_ms;
        device.drop_old_caseload(device.wall_ms(now_ms));
        let world = std::cell::RefCell::new(&mut *self);
        let met = device.meet(
            &mut chance,
            now_ms,
            &mut |request| world.borrow_mut().exchange(request),
            &mut |_, held, head| {
                let world = world.borrow();
                let there = world.centre.ledger.at(held.stream, held.acked);
                held.acked == 0 || there.is_some_and(|line| line.head.hash == *head)
            },
        );
        self.tally.forks +=
            device.disk.vault.as_ref().map_or(0, |vault| vault.streams.len().saturating_sub(streams)) as u64;
        self.devices[place] = device;
        self.judge(place, met);
    }

    fn judge(&mut self, place: usize, met: Met) {
        let broken = match met {
            Met::Done | Met::Stopped(_) => None,
            Met::Disk(_) => {
                self.devices[place].unlock();
                None
            }
            Met::Endless => Some(("I8", format!("a contact of device {place} does not end"))),
            Met::Nowhere(stream, seq) => {
                Some(("I1", format!("device {place} has no copy of {stream}/{seq} to send")))
            }
            Met::Untrue(stream, seq) => {
                Some(("I12", format!("device {place} believes {stream}/{seq} to be held, which it is not")))
            }
        };
        let lost =
            self.devices[place].lost_words().map(|id| ("I5", format!("device {place} let go of {id}")));
        if let Some((invariant, what)) = broken.or(lost) {
            self.broken.get_or_insert(Violation { invariant, what });
        }
    }
}
