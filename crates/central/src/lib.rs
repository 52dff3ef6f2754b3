//! All that the centre does: devices are let in, their events are checked and kept in the ledger, what they need is
//! handed back, and the week's return is frozen.
//!
//! The way of a push, each step one file: `serve` (who asks, with which nonce) → `ingest` (chain, plan, judge) →
//! `ledger` (one transaction) → a signed receipt. The way of a figure: `ledger` → `book` (tailed to the head) →
//! `reach` → `returns` (frozen, signed, verified).
//!
//! Absent here: no table of families or teams outside the book, so that deleting a book loses nothing; no clock and
//! no randomness but [`Env`]; no key inside the database.

mod accept;
mod account;
mod audit;
mod backup;
mod births;
mod book;
mod centre;
mod desk;
mod enrol;
mod env;
mod erase;
mod error;
mod figures;
mod folder;
mod import;
mod ingest;
mod invite;
mod journal;
mod keys;
pub mod ledger;
mod mac;
mod model;
mod own;
mod pull;
mod returns;
mod review;
mod serve;
mod sqlcipher;
mod status;
mod store;
mod verify;
mod worker;

pub use accept::Held;
pub use account::{AccountCode, NewAccount};
pub use backup::{BackedUp, BackupError, DrillReport, Restored, restore};
pub use births::{NewAgreement, NewBirthList};
pub use centre::Centre;
pub use desk::{DeskFront, DeskRoute};
pub use enrol::EnrolledByFile;
pub use env::{Env, NoRandomness, SystemEnv};
pub use error::{CentralError, KeyError};
pub use figures::Indicators;
pub use folder::Folder;
pub use import::{ImportKind, Imported, MeasuredOn};
pub use ingest::HandedOver;
pub use invite::{Invitation, ListedChampion};
pub use journal::Replayed;
pub use model::{Change, GroupChange, PrintedChange, TrainedModel};
pub use returns::{FileCheck, FrozenAt, RecountCheck, ReturnCheck, ReturnFile};
pub use status::{Forked, Status};
pub use verify::{Broken, Wholeness};

// What a shell names when it asks for a return, so that it needs to know none of the crates below.
pub use ::returns::{Format, frozen_schema, schema as weekly_schema};
pub use domain::{AccountId, IsoWeek};
pub use reach::suppression::Tier;

const _: () = assert!(!domain::HAS_ZOO, "the bug zoo is for tests/simulation alone");
