//! The second copy of every event: sealed to the centre's key and kept in a small file of its own, so that it
//! can be sent or handed over with no PIN, no vault key and, if need be, no working vault.
//!
//! It is written after the vault's commit and before "Saved" is said. The vault is the truth: what it has and
//! this file lacks is sealed again at the next unlock.

mod seal;

use std::collections::{BTreeMap, BTreeSet};

use domain::{Recorded, StreamId};

use crate::error::DeviceError;
use crate::shell::Shell;
use crate::vault::{Stored, Vault};
use protocol::retention::Leaves;
use seal::Agreed;
use wire::sealed::{Frame, Place, scan, torn_bytes};

/// Its name in the vault's folder.
pub(crate) const SEALED_FILE: &str = "sealed.log";
/// The largest frame: an event of 32 KiB, its salt and id in JSON, and the seal.
const FRAME_BYTES_MAX: usize = 64 * 1024;
/// How many missing copies are sealed at a time.
const SLICE_EVENTS: usize = 200;
/// How much room is made at once behind the last copy, in bytes: for about a hundred.
const ROOM_BYTES: usize = 64 * 1024;
/// Room is made where less is left, in bytes: a copy of nearly every event fits into it.
const ROOM_BYTES_LOW: u64 = 8 * 1024;

/// The open file: how long its sound part is, and up to where every event of the stream has its copy.
pub(crate) struct SealedLog {
    length: u64,
    /// Up to where zeros stand behind it. Copies are written over them: a save that makes the file longer waits for the file
    /// system to note the new length too.
    room_end: u64,
    /// The next event to seal.
    next: u64,
    /// Copies that stand behind `next` already; none but after damage or a restored backup.
    ahead: BTreeSet<Place>,
    /// There may be copies that no sync sends. Looking costs as much as reading the file, so it is done where there is a
    /// reason: at unlocking, and after a fork.
    look_beside: bool,
    /// For the copy that comes next.
    agreed: Option<Agreed>,
}

/// What unlocking found and mended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Sealed copies of records that the vault does not have: its file was put back to an older copy, or lost what it last
    /// wrote. The next sync sends them as they are.
    pub beside: u64,
    /// Sealed copies that were missing and are there again.
    pub resealed: u64,
    /// Bytes at the end of the file that were no whole copy, and were cut off.
    pub torn_bytes: u64,
}

/// The file without the room at its end.
pub(crate) fn without_room(shell: &Shell) -> Result<Vec<u8>, DeviceError> {
    let mut bytes = shell.files.read(SEALED_FILE)?.unwrap_or_default();
    let (_, sound) = scan(&bytes);
    bytes.truncate(sound + torn_bytes(&bytes[sound..]));
    Ok(bytes)
}

impl SealedLog {
    /// Reads the file, cuts off what a power cut left half written, and seals what is missing.
    pub(crate) fn reconcile(
        shell: &Shell,
        vault: &Vault,
        centre_key: &[u8; 32],
    ) -> Result<(Self, Reconciled), DeviceError> {
        let bytes = shell.files.read(SEALED_FILE)?.unwrap_or_default();
        let (places, sound) = scan(&bytes);
        let torn = torn_bytes(&bytes[sound..]);
        let (length, room_end) = (sound as u64, bytes.len() as u64);
        let mut log = Self { length, room_end, next: 1, ahead: places, look_beside: false, agreed: None };
        if torn > FRAME_BYTES_MAX {
            // More than one append can leave: something else damaged the file. It is kept, and made anew.
            let Recorded { wall_ms, .. } = shell.clock.now();
            shell.files.rename(SEALED_FILE, &format!("damaged-{wall_ms}-{SEALED_FILE}"))?;
            (log.length, log.room_end, log.ahead) = (0, 0, BTreeSet::new());
        } else if torn > 0 {
            shell.files.append(SEALED_FILE, log.length, &[])?;
            log.room_end = log.length;
        }
        // What has left for having been durable long enough is not sealed anew.
        log.ahead.extend(vault.sealed_leave()?.into_keys());
        log.skip_what_is_there(vault)?;
        log.look_beside = true;
        let beside = log.beside(shell, vault)?.len() as u64;
        log.look_beside = beside > 0;
        let resealed = log.complete(shell, vault, centre_key)?;
        Ok((log, Reconciled { beside, resealed, torn_bytes: torn as u64 }))
    }

    /// Moves on to the first event that has no copy.
    fn skip_what_is_there(&mut self, vault: &Vault) -> Result<(), DeviceError> {
        let stream = vault.stream()?;
        for (seq, h) in vault.heads_from(self.next)? {
            if !self.ahead.remove(&Place::of(stream.id, seq, &h)) {
                break;
            }
            self.next = seq + 1;
        }
        Ok(())
    }

    /// The copies of records that no sync sends, since the vault does not have them.
    pub(crate) fn beside(&self, shell: &Shell, vault: &Vault) -> Result<Vec<Place>, DeviceError> {
        if !self.look_beside {
            return Ok(Vec::new());
        }
        let bytes = shell.files.read(SEALED_FILE)?.unwrap_or_default();
        let (places, _) = scan(&bytes);
        let mut beside = Vec::new();
        for place in places {
            if vault.is_beside(&place)? {
                beside.push(place);
            }
        }
        Ok(beside)
    }

    /// The centre has those.
    pub(crate) const fn nothing_beside(&mut self) {
        self.look_beside = false;
    }

    /// Lets copies go, each for its reason (I5). The file is written anew beside the old one and takes its place.
    pub(crate) fn let_go(
        &mut self,
        shell: &Shell,
        leave: &BTreeMap<Place, Leaves>,
    ) -> Result<(), DeviceError> {
        let bytes = shell.files.read(SEALED_FILE)?.unwrap_or_default();
        let (mut kept, mut at) = (Vec::new(), 0);
        while let Some((frame, length)) = Frame::read(&bytes[at..]) {
            if !leave.contains_key(&frame.place) {
                kept.extend_from_slice(&bytes[at..at + length]);
            }
            at += length;
        }
        if kept.len() < at {
            shell.files.write(SEALED_FILE, &kept)?;
            self.length = kept.len() as u64;
            self.room_end = self.length;
        }
        Ok(())
    }

    /// A new stream has begun: its events have no copies yet, those that it took over from another included.
    pub(crate) fn begin_again(&mut self) {
        self.next = 1;
        self.look_beside = true;
    }

    /// Whether the copy of this event of the stream that grows is the next one to write, and the only one.
    pub(crate) fn comes_next(&self, stream: StreamId, stored: &Stored) -> bool {
        self.next == stored.seq && !self.ahead.contains(&Place::of(stream, stored.seq, &stored.h))
    }

    /// Seals and appends the copy that comes next.
    pub(crate) fn add(
        &mut self,
        shell: &Shell,
        centre_key: &[u8; 32],
        stream: StreamId,
        stored: Stored,
    ) -> Result<(), DeviceError> {
        let (seq, place) = (stored.seq, Place::of(stream, stored.seq, &stored.h));
        let agreed = self.agreed.take().filter(|agreed| agreed.is_with(centre_key));
        let agreed = agreed.map_or_else(|| Agreed::with(shell, centre_key), Ok)?;
        let bytes = agreed.seal(place, stored)?;
        self.append(shell, &bytes, seq + 1)
    }

    /// Agrees on a key for the copy that comes next, which is a fifth of the work of a save, so that no tap waits for it.
    pub(crate) fn get_ready(&mut self, shell: &Shell, centre_key: &[u8; 32]) -> Result<(), DeviceError> {
        if self.agreed.is_none() {
            self.agreed = Some(Agreed::with(shell, centre_key)?);
        }
        Ok(())
    }

    /// Makes room for the copies that come next, where there is little.
    pub(crate) fn make_room(&mut self, shell: &Shell) -> Result<(), DeviceError> {
        let end = self.length;
        if self.room_end >= end + ROOM_BYTES_LOW {
            return Ok(());
        }
        // Until it is there, nothing is said of what stands behind.
        self.room_end = end;
        shell.files.append(SEALED_FILE, end, &[0; ROOM_BYTES])?;
        self.room_end = end + ROOM_BYTES as u64;
        Ok(())
    }

    fn append(&mut self, shell: &Shell, bytes: &[u8], next: u64) -> Result<(), DeviceError> {
        let end = self.length + bytes.len() as u64;
        // Where this fails the next copy starts at the same place again, and takes away what is left of it and of the room.
        let room_end = std::mem::replace(&mut self.room_end, self.length);
        if end <= room_end {
            shell.files.overwrite(SEALED_FILE, self.length, bytes)?;
        } else {
            shell.files.append(SEALED_FILE, self.length, bytes)?;
        }
        self.length = end;
        self.room_end = room_end.max(end);
        self.next = next;
        Ok(())
    }

    /// Seals and appends what the vault has and the file lacks. Answers how many.
    pub(crate) fn complete(
        &mut self,
        shell: &Shell,
        vault: &Vault,
        centre_key: &[u8; 32],
    ) -> Result<u64, DeviceError> {
        let stream = vault.stream()?;
        let mut count = 0;
        while self.next <= stream.head.seq {
            let slice = vault.events_from(&stream, self.next, SLICE_EVENTS)?;
            let Some(next) = slice.last().map(|last| last.seq + 1) else { break };
            let mut bytes = Vec::new();
            for stored in slice {
                let place = Place::of(stream.id, stored.seq, &stored.h);
                if stored.words.is_some() && !self.ahead.contains(&place) {
                    bytes.extend_from_slice(&Agreed::with(shell, centre_key)?.seal(place, stored)?);
                    count += 1;
                }
            }
            self.append(shell, &bytes, next)?;
        }
        Ok(count)
    }
}
