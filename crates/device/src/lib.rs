//! All that a champion's device does, without a screen: the same for a desktop window, a phone, the command
//! line, and a browser's worker.
//!
//! Synchronous and single-threaded inside: no threads, locks, files, network, environment or clock of its own.
//! A [`Shell`] brings what the system has, a [`Transport`] the way to the centre; `native` and `http` are those
//! of a desktop. One owner, one vault, one connection.
//!
//! The way of a tap: [`Device::record`] → `draft` (each kind in the file of its name: attendance, visit, …) →
//! `reference` (what it names is known here) → `vault` (event, book, chain head and outbox in one transaction)
//! → `sealed` (a copy that only the centre can read) → "Saved". Later: `sync::plan` → push → a receipt →
//! `vault::settle` → "Sent".

mod alike;
mod attendance;
mod backup;
mod correction;
mod deposit;
mod device;
mod directory;
mod disk;
mod draft;
mod enquiry;
mod enrol;
mod error;
mod families;
mod family;
mod hand_over;
mod handle;
#[cfg(feature = "http")]
pub mod http;
mod keep;
pub mod keys;
mod known;
mod leaving;
mod list;
#[cfg(feature = "native")]
pub mod native;
mod person;
mod record;
mod records;
mod reference;
mod register;
mod registration;
mod rescue;
mod reserve;
mod response;
mod room;
mod sealed;
mod session;
pub mod shell;
mod shift;
mod signpost;
mod status;
pub mod sync;
mod tile;
mod today;
mod transport;
mod typed;
mod unlock;
mod vault;
mod verify;
mod visit;
mod week;
mod weekly;
pub mod when;
mod wipe;

pub use backup::{BackupFile, BackupOf, Restored};
pub use book::{Card, PersonCard, SessionOnDay, Source};
pub use device::Device;
pub use hand_over::HandOverFile;
pub use handle::Handled;
pub use reach::weekly::WeeklyReturn;
pub use sealed::Reconciled;
pub use shell::Shell;
pub use sync::{AgainstCentre, Deposited, Found, SignedReceipt, StreamAtCentre};
pub use transport::{ANSWER_BYTES_MAX, Answer, Offline, Request, Transport};
pub use vault::{Aside, Verified};

const _: () = assert!(!domain::HAS_ZOO, "the bug zoo is for tests/simulation alone");
