//! The simulator of sync: devices, centres, networks and disks that fail, from a seed.
//!
//! The rules are those of `protocol` and `domain`, the very code that the program runs; everything that does something
//! is a model here: `disk`, `world::net`, `centre::ledger`. A run is [`World::run`]; `check` has the invariants of
//! docs/protocol.md, `reach_model` counts a second time, `small` is the model of which every state is looked at.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "A model looks at a few facts and effects; the program's own matches must notice a new one."
)]

pub mod centre;
pub mod chance;
pub mod check;
pub mod config;
pub mod device;
pub mod disk;
pub mod facts;
pub mod reach_model;
pub mod shelf;
pub mod small;
pub mod wire;
pub mod world;

pub use config::Config;
pub use world::{Tally, Violation, World};
