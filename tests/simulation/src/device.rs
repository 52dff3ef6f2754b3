//! A champion's device: it records, meets the centre, and keeps what it must. What it decides is decided by
//! `protocol::{run, settle, search, retention, save, wipe, pull}`.

mod contact;
mod keep;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use domain::{ChampionId, EventId, StreamId};

use crate::chance::Chance;
use crate::disk::{Disk, DiskFault, Frame, Stream, Vault};
pub use contact::Met;

/// A device.
#[derive(Debug, Clone, Default)]
pub struct Device {
    /// With which enrolment it signs.
    pub enrolment: usize,
    /// Whose it is.
    pub champion: Option<ChampionId>,
    /// What is on it.
    pub disk: Disk,
    /// How far its wall clock is off, in milliseconds.
    pub skew_ms: i64,
    /// It runs a newer app, which records a type that the centre does not know.
    pub newer: bool,
    /// Attempts that failed in a row.
    pub failures: u32,
    /// Not before then does it try again by itself.
    pub next_ms: u64,
    /// What its champion was told is saved.
    pub said: BTreeSet<EventId>,
    /// Amendments of each person that its champion has made, for the next one to have seen.
    pub amended: BTreeMap<EventId, Vec<EventId>>,
    /// It was thrown away: nothing on it will ever be seen again.
    pub gone: bool,
}

impl Device {
    /// A device with a new vault.
    #[must_use]
    pub fn new(enrolment: usize, champion: ChampionId, chance: &mut Chance, now_ms: u64) -> Self {
        let vault = Vault {
            streams: vec![Stream::new(StreamId::from_bytes(chance.bytes()))],
            contact_ms: now_ms,
            ..Vault::default()
        };
        Self {
            enrolment,
            champion: Some(champion),
            disk: Disk { vault: Some(vault), ..Disk::default() },
            skew_ms: 0,
            newer: false,
            failures: 0,
            next_ms: 0,
            said: BTreeSet::new(),
            amended: BTreeMap::new(),
            gone: false,
        }
    }

    /// What its wall clock shows.
    #[must_use]
    pub fn wall_ms(&self, now_ms: u64) -> u64 {
        now_ms.saturating_add_signed(self.skew_ms)
    }

    /// The process begins again: what the vault has and the sealed file lacks is sealed.
    pub fn unlock(&mut self) {
        self.disk.crash_in = None;
        self.disk.full = 0;
        // A disk that fails here fails again at the next unlock.
        let _mended: Result<(), DiskFault> = self.seal_missing();
    }

    /// Seals what has no sealed copy.
    ///
    /// # Errors
    /// As the disk.
    pub fn seal_missing(&mut self) -> Result<(), DiskFault> {
        let Some(vault) = &self.disk.vault else { return Ok(()) };
        let mut missing = Vec::new();
        for stream in &vault.streams {
            let mut before = domain::Head::EMPTY.hash;
            for (place, (id, h)) in stream.positions.iter().enumerate() {
                let durable = stream.durable_ms[place].is_some();
                if !self.disk.sealed_ids.contains(id)
                    && !durable
                    && let Some(event) = vault.events.get(id).and_then(|kept| kept.event.clone())
                {
                    let seq = place as u64 + 1;
                    missing.push(Frame { stream: stream.marks.stream, seq, before, h: *h, event });
                }
                before = *h;
            }
        }
        if missing.is_empty() { Ok(()) } else { self.disk.seal(missing) }
    }

    /// Whether any copy of an event is on it.
    #[must_use]
    pub fn has(&self, id: EventId) -> bool {
        let in_vault = self.disk.vault.as_ref().and_then(|vault| vault.events.get(&id));
        !self.gone
            && (in_vault.is_some_and(|kept| kept.event.is_some()) || self.disk.sealed_ids.contains(&id))
    }

    /// How many events wait.
    #[must_use]
    pub fn waiting(&self) -> u64 {
        self.disk
            .vault
            .as_ref()
            .map_or(0, |vault| vault.streams.iter().map(|stream| stream.marks.waiting()).sum())
    }
}
