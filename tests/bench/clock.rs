//! How long something took.

use std::time::{Duration, Instant};

#[expect(clippy::disallowed_methods, reason = "a bench asks how long something took")]
pub(crate) fn timed<T>(task: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let done = task();
    (done, began.elapsed())
}

#[expect(clippy::disallowed_methods, reason = "a bench asks how long something took")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
