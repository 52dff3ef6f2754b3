//! The book through its public door, on real SQLite.

#[path = "../support/mod.rs"]
mod support;

mod corrections;
mod facts;
mod order;
mod scope;
mod screens;
