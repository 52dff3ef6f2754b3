//! Fault, row 35: a line that is there for a second and gone for the next, for an hour. An exchange takes a third of a second
//! on it, so a contact has two or three before the line breaks in the middle of one; what a real hour has in seconds, this
//! has in exchanges.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Chance, Mishap, Opened};

use crate::network::Line;
use crate::world::drafts;

/// The centre takes sixty pushes a minute of a device. A minute here is much shorter, so it begins its counts anew by being
/// started again before they are over.
const PUSHES_OF_A_MINUTE: usize = 25;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Seconds in which the line was there.
    pub(crate) windows: usize,
    /// Those in which what was acknowledged grew.
    pub(crate) progressed: usize,
    pub(crate) events: u64,
    /// Broken off in the middle of an exchange.
    pub(crate) broken: usize,
}

/// So many seconds in which the line is there. Each time a record more waits.
pub(crate) fn flap(windows: usize, seed: u64) -> Tally {
    let line = Line::with_events(1);
    let mut ends = line.ends();
    let (mut tally, mut chance) = (Tally::default(), Chance::of(seed));
    let mut was_broken = true;
    let left = Arc::new(AtomicUsize::new(0));
    let room = Arc::clone(&left);
    let mut cut = Chance::of(seed + 1);
    line.proxy().does(move |exchange| {
        if room.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
            return Mishap::None;
        }
        match cut.below(4) {
            0 => Mishap::RequestLost,
            1 => Mishap::AnswerLost,
            2 => Mishap::RequestCut(exchange.bytes / 2),
            _ => Mishap::AnswerCut(20),
        }
    });
    for window in 0..windows {
        // A centre that was started again knows no nonce of before: the first contact after it has one exchange more.
        let restarted = window % PUSHES_OF_A_MINUTE == 0;
        if restarted {
            ends.centre.kill();
            ends.centre.start();
        }
        ends.device.records(&drafts(1_000 + window, 1)[0]).expect("recording needs no line");
        // A push is the least that a contact needs, and after one that was broken off a nonce before it. Now and then there
        // is time for a page too.
        let room = 1 + usize::from(was_broken) + usize::from(chance.below(4) == 0);
        left.store(if restarted { 3 } else { room }, Ordering::SeqCst);
        let before = ends.device.sent();
        was_broken = contact(&mut ends.device);
        tally.broken += usize::from(was_broken);
        tally.windows += 1;
        tally.progressed += usize::from(ends.device.sent() > before);
    }
    line.proxy().does(|_| Mishap::None);
    ends.centre.kill();
    ends.centre.start();
    assert!(
        (0..3).any(|_| ends.device.syncs().is_ok_and(|synced| synced.all_sent)),
        "a steady line takes the rest"
    );
    tally.events = ends.device.recorded();
    ends.centre.kill();
    assert_eq!(ends.centre.holds() - line.before(), tally.events, "all of it, each once");
    println!("{tally:?}");
    tally
}

/// Whether it was broken off.
fn contact(device: &mut Opened) -> bool {
    device.syncs().is_err()
}
