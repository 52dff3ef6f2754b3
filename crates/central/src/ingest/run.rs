//! A push as it came over the wire, and an event as it goes into the ledger.

use domain::{Head, Private, Salt};
use protocol::ingest::{Arrived, Link, Run};
use wire::push::{Push, PushedEvent};
use wire::{Code, Fault};

use crate::ledger::NewPosition;

/// A push, if the head that its sender worked out is the one worked out here.
///
/// # Errors
/// `Malformed` where it is not, or the numbers make no sense: what came is not what was sent. The device then
/// sends it in halves, and finds the event that does not travel.
pub(crate) fn of(push: Push) -> Result<Run, Fault> {
    let Push { proto: _, stream, epoch_seen: _, from_seq, h_before, events, h_after } = push;
    let malformed = |message: &str| Fault::new(Code::Malformed, message);
    let last = from_seq.checked_add(events.len() as u64);
    // As large as a column holds: beyond it the number was not counted by anybody.
    let (Some(seq), Some(_)) = (from_seq.checked_sub(1), last.filter(|last| i64::try_from(*last).is_ok()))
    else {
        return Err(malformed("Sequence numbers begin at 1."));
    };
    let before = Head { seq, hash: h_before.0 };
    if seq == 0 && before != Head::EMPTY {
        return Err(malformed("Before the first event the head is all zero."));
    }
    let run = Run::new(stream, before, events.into_iter().map(arrived).collect());
    if run.after().hash == h_after.0 {
        Ok(run)
    } else {
        Err(malformed("The events do not lead from the one head to the other."))
    }
}

/// What the ledger stores of an event.
pub(crate) fn position(link: &Link) -> NewPosition {
    let Link { arrived: Arrived { id, salt, body }, body_hash, head } = link;
    NewPosition { event: *id, body_hash: *body_hash, h: head.hash, words: Some((*salt, body.clone())) }
}

fn arrived(event: PushedEvent) -> Arrived {
    let PushedEvent { id, salt, body } = event;
    Arrived { id, salt: Salt(salt.0), body: Private::new(body.into_bytes()) }
}
