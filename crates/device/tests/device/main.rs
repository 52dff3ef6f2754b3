//! A device as a shell sees it: real files, real SQLCipher, a clock that can be set, and a centre in the same
//! process that behaves as the real one does.

#![expect(clippy::print_stdout, reason = "tests print what they measured and what they skipped")]

mod support;

mod canaries;
mod clocks;
mod corrections;
mod crashes;
mod drafts;
mod enquiries;
mod enrolment;
mod erased;
mod failing_disk;
mod full_disk;
mod guesses;
mod leaving;
mod network;
mod recording;
mod repair;
mod room;
mod sealed_copies;
mod syncing;
mod tapped;
mod vault;
mod weekly_return;
mod wiped;
