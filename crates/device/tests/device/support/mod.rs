//! Champions, clocks, disks and a centre, as small as they can be and still be true.

mod centre;
mod champion;
mod clock;
mod disk;
mod keystore;
mod pull;
mod sealed;

pub(crate) use centre::{Centre, Mood, SEAL, id};
pub(crate) use champion::{Champion, PASSPHRASE, line};
pub(crate) use clock::{MONDAY_MS, TestClock};
pub(crate) use disk::Disk;
pub(crate) use keystore::TestKeystore;
pub(crate) use sealed::opened;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs a future that never waits: the centre of these tests answers at once.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing in these tests waits"),
    }
}
