//! How many of an area's under-fives are reached, and how sure of it we are.
//!
//! Facts and denominators in; indicators, bounds, suppression and the weekly return out. Pure: no clock, no
//! randomness, no file, no SQL. The same facts in any order give the same bytes.

pub mod area;
pub mod facts;
