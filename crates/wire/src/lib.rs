//! The only types that cross a process boundary: sync between a device and the centre, the app's commands,
//! the drafts that a screen or a command line hands in, and what is answered to them.
//!
//! Their JSON is a promise, frozen by `tests/golden.rs`; TypeScript and JSON Schema are generated from them.
//! Conversions to and from the rules in `domain` destructure every field, so that a new field breaks the
//! build and not a payload.

pub mod app;
pub mod check;
pub mod code;
pub mod deposit;
pub mod desk;
pub mod digest;
pub mod draft;
pub mod enrol;
pub mod figure;
pub mod hand_over;
pub mod hex;
pub mod proto;
pub mod pull;
pub mod push;
pub mod recorded;
pub mod reply;
pub mod schema;
pub mod sealed;
pub mod signing;
pub mod tombstone;
pub mod typescript;
pub mod words;

pub use code::{Code, Fault};
pub use domain::Private;
pub use proto::PROTO;
