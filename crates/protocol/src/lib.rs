//! The rules of sync: what a device and the centre decide, without doing any of it.
//!
//! A decision here is a function of what is known when it is made. `device` and `central` call these and apply what
//! comes out, to SQLCipher and PostgreSQL; `tests/simulation` calls the very same and applies it to disks and networks
//! that fail. So what the simulator proves is proved of the program.
//!
//! The device's half: [`run`] is its state machine, from the standing of its streams to what to send next, and from
//! what was heard to what to do about it; [`settle`], [`search`] and [`refusal`] are its parts; [`retention`] says what
//! may leave a device and when, [`save`] when "Saved" may be said. The centre's half: [`ingest`] for what comes in,
//! [`admit`] for who may, [`pull`] for where a reader goes on, [`restore`] for what survives a restore.
//!
//! Absent here: IO, clocks, randomness, SQL, JSON of the wire.

pub mod admit;
pub mod backoff;
pub mod ingest;
pub mod marks;
pub mod pull;
pub mod refusal;
pub mod restore;
pub mod retention;
pub mod run;
pub mod save;
pub mod search;
pub mod settle;
pub mod wipe;

pub use marks::{Held, Marks};
