//! The book through its public door, on real SQLite.

#[path = "../support/mod.rs"]
mod support;

mod any_order;
mod corrections;
mod facts;
mod held;
mod one_person;
mod order;
mod scope;
mod screens;
mod withdrawal;
