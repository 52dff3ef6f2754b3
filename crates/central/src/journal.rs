//! The side journal: what must outlive a restore of the ledger from an older backup, kept elsewhere.
//!
//! It is a second ledger, on a path or a database of its own that no backup holds, with the authority and its epoch, the
//! devices and who of them is revoked, what was erased, and the centre's own stream with the files that it names.
//! Whatever the centre states goes into the ledger first and then into the journal, and only then is it answered. So a
//! ledger that lacks something that the journal has went backwards: it is given back before any request is answered, and
//! a new epoch tells every device.

mod desk;

use domain::{AuthorityId, Head, StreamId};
use protocol::restore::{Entry, is_replayed};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ingest::erases;
use crate::ledger::{Appended, AuthorityRow, Batch, Blob, Ledger, NewPosition, Owner, Stored};

/// How often it is begun anew when others copy at the same time.
const TRIES_MAX: usize = 8;
/// Events of an own stream that are copied at a time.
const COPIED_AT_A_TIME: usize = 500;

/// What was given back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Replayed {
    /// Events of the centre's own: imports, frozen returns, merges, erasures.
    pub own: u64,
    /// Devices that were enrolled since.
    pub devices: u64,
    /// Devices that were revoked since.
    pub revoked: u64,
}

impl Replayed {
    /// Whether the ledger lacked anything.
    fn went_backwards(&self) -> bool {
        *self != Self::default()
    }
}

/// Gives the ledger what only the journal has, and the journal what only the ledger has. Answers the authority as it
/// stands afterwards, in a new epoch where the ledger went backwards or `restored` says so.
///
/// # Errors
/// `OtherJournal` where both have own events that the other has not; `Ledger`.
pub(crate) async fn reconcile(
    ledger: &dyn Ledger,
    journal: &dyn Ledger,
    authority: AuthorityRow,
    restored: bool,
) -> Result<(AuthorityRow, Replayed), CentralError> {
    let known = journal.authorities().await?.into_iter().find(|known| known.id == authority.id);
    let Some(known) = known else {
        journal.found(authority.clone()).await?;
        catch_up(ledger, journal, &authority).await?;
        let epoch = if restored { authority.epoch + 1 } else { authority.epoch };
        return Ok((renewed(ledger, journal, authority, epoch).await?, Replayed::default()));
    };
    let replayed = replay(ledger, journal, &authority).await?;
    catch_up(ledger, journal, &authority).await?;
    let is_older = authority.epoch < known.epoch;
    let last = authority.epoch.max(known.epoch);
    let epoch = if restored || is_older || replayed.went_backwards() { last + 1 } else { last };
    Ok((renewed(ledger, journal, authority, epoch).await?, replayed))
}

/// In the journal first: after a crash in between, the ledger is the older one, and a further epoch begins.
async fn renewed(
    ledger: &dyn Ledger,
    journal: &dyn Ledger,
    authority: AuthorityRow,
    epoch: u64,
) -> Result<AuthorityRow, CentralError> {
    journal.renew(authority.id, epoch).await?;
    ledger.renew(authority.id, epoch).await?;
    Ok(AuthorityRow { epoch, ..authority })
}

/// Gives the ledger what only the journal has.
pub(crate) async fn replay(
    ledger: &dyn Ledger,
    journal: &dyn Ledger,
    authority: &AuthorityRow,
) -> Result<Replayed, CentralError> {
    let mut replayed = Replayed::default();
    if is_replayed(Entry::Own) && is_replayed(Entry::Erased) {
        replayed.own = copy_own(journal, ledger, authority).await?;
    }
    for device in journal.devices(authority.id).await? {
        let (id, revoked) = (device.id, device.revoked);
        if ledger.admit(authority.id, device).await? {
            replayed.devices += 1;
        } else if let Some((at_ms, _)) = revoked
            && is_replayed(Entry::Revoked)
            && ledger.revoke(authority.id, id, at_ms).await?
        {
            replayed.revoked += 1;
        }
    }
    desk::copy(journal, ledger, authority.id).await?;
    Ok(replayed)
}

/// Gives the journal what only the ledger has.
async fn catch_up(
    ledger: &dyn Ledger,
    journal: &dyn Ledger,
    authority: &AuthorityRow,
) -> Result<(), CentralError> {
    copy_own(ledger, journal, authority).await?;
    for device in ledger.devices(authority.id).await? {
        let (id, revoked) = (device.id, device.revoked);
        if !journal.admit(authority.id, device).await?
            && let Some((at_ms, _)) = revoked
        {
            journal.revoke(authority.id, id, at_ms).await?;
        }
    }
    desk::copy(ledger, journal, authority.id).await?;
    Ok(())
}

/// Copies what `from` has of the centre's own stream beyond `to`, with the files and erasures. How many events. Another
/// process may copy the same at this moment: then there is less left to copy.
async fn copy_own(from: &dyn Ledger, to: &dyn Ledger, authority: &AuthorityRow) -> Result<u64, CentralError> {
    for _ in 0..TRIES_MAX {
        if let Some(copied) = copy_once(from, to, authority).await? {
            return Ok(copied);
        }
    }
    Err(Fault::new(Code::Unavailable, "Others write to the side journal too. Try again.").into())
}

/// As [`copy_own`]; none where somebody else wrote in between.
async fn copy_once(
    from: &dyn Ledger,
    to: &dyn Ledger,
    authority: &AuthorityRow,
) -> Result<Option<u64>, CentralError> {
    let (id, stream) = (authority.id, authority.own_stream);
    let (ahead, mut head) = (own_head(from, id, stream).await?, own_head(to, id, stream).await?);
    if ahead.seq <= head.seq {
        // Whether these are one history shows where the other is ahead, or where both are equally long.
        let is_same = ahead.seq < head.seq || ahead == head;
        return if is_same { Ok(Some(0)) } else { Err(CentralError::OtherJournal) };
    }
    let mut after = 0;
    if head.seq > 0 {
        let there = from.positions(id, stream, head.seq..=head.seq).await?;
        let there = there.first().filter(|there| there.h == head.hash).ok_or(CentralError::OtherJournal)?;
        after = there.n;
    }
    copy_blobs(from, to, authority).await?;
    let first = head.seq;
    while head.seq < ahead.seq {
        let read = from.read(id, after, COPIED_AT_A_TIME).await?;
        let Some(last) = read.last() else { break };
        after = last.position.n;
        let own: Vec<Stored> = read.into_iter().filter(|stored| stored.stream == stream).collect();
        let Some(last) = own.last() else { continue };
        let next = Head { seq: last.position.seq, hash: last.position.h };
        let erases = own
            .iter()
            .filter_map(|stored| stored.body.as_ref())
            .flat_map(|(_, body)| erases(body.reveal()))
            .collect();
        let positions = own.into_iter().map(position).collect();
        let batch =
            Batch { stream, owner: Owner::Centre, before: head, positions, blobs: Vec::new(), erases };
        if to.append(id, batch).await? == Appended::Moved {
            return Ok(None);
        }
        head = next;
    }
    Ok(Some(head.seq - first))
}

async fn copy_blobs(
    from: &dyn Ledger,
    to: &dyn Ledger,
    authority: &AuthorityRow,
) -> Result<(), CentralError> {
    let known = to.blobs(authority.id).await?;
    for (kind, sha256) in from.blobs(authority.id).await? {
        if known.contains(&(kind, sha256)) {
            continue;
        }
        if let Some(bytes) = from.blob(authority.id, kind, sha256).await? {
            to.keep(authority.id, Blob { kind, sha256, bytes }).await?;
        }
    }
    Ok(())
}

async fn own_head(
    ledger: &dyn Ledger,
    authority: AuthorityId,
    stream: StreamId,
) -> Result<Head, CentralError> {
    Ok(ledger.stream(authority, stream).await?.map_or(Head::EMPTY, |row| row.head))
}

fn position(stored: Stored) -> NewPosition {
    let Stored { stream: _, owner: _, position, body, after_revocation: _ } = stored;
    NewPosition { event: position.event, body_hash: position.body_hash, h: position.h, words: body }
}

impl Centre {
    /// Writes down in the journal what the desk just decided, before it is answered.
    pub(crate) async fn journal_desk(&self) -> Result<(), CentralError> {
        desk::copy(&*self.ledger, &*self.journal, self.authority.id).await
    }

    /// Writes down in the journal what was just stated, before it is answered.
    pub(crate) async fn journal_own(&self) -> Result<(), CentralError> {
        copy_own(&*self.ledger, &*self.journal, &self.authority).await?;
        Ok(())
    }

    /// Whether this run of the program still speaks for the authority. One that was left running on the old database after
    /// a restore elsewhere must take nothing more: it would be lost.
    ///
    /// # Errors
    /// `Refused` with `Unavailable` where it does not; `Ledger`.
    pub(crate) async fn is_current(&self) -> Result<(), CentralError> {
        for ledger in [&self.journal, &self.ledger] {
            let known = ledger.authorities().await?;
            if known.iter().any(|known| known.id == self.authority.id && known.epoch > self.authority.epoch) {
                let message = "This centre was restored elsewhere and takes nothing any more. Try again.";
                return Err(Fault::new(Code::Unavailable, message).into());
            }
        }
        Ok(())
    }
}
