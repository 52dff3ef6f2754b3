//! What becomes of a return: it is frozen as a value, and written as files.
//!
//! Value in, bytes out: the same return gives the same bytes, dated by the return itself and not by a clock. The way
//! through: [`layout()`] picks what a reader may see and lays it out, [`xlsx`], [`csv`] and [`html`] write that
//! layout down, [`json`] writes the return itself. [`export()`] does it all.

mod changes;
pub mod csv;
mod edition;
mod export;
pub mod frozen;
pub mod html;
pub mod json;
mod layout;
mod tier;
pub mod xlsx;

pub use changes::Change;
pub use edition::{Edition, Seal};
pub use export::{Format, ReturnError, export};
pub use json::{frozen_schema, schema};
pub use layout::{
    Amount, Cell, End, Head, Heading, Interval, Layout, Provenance, Rate, Row, Section, Table, Theme, layout,
};
pub use tier::for_tier;
