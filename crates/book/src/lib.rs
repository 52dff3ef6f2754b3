//! What events add up to: SQLite tables made from events, and the queries on them.
//!
//! A device keeps its book in the file of its vault, the centre one file per authority; the code is the same. The
//! book is a projection, a pure function of the set of events it was given: order, batching and repetition never
//! matter, and deleting it loses nothing. It is given a connection and knows no file, clock, randomness or thread,
//! and no wire type.
//!
//! The way through: [`install`] → [`apply`] (`entry` → `settle`, `erase` → `rewrite` → `project`) → the queries.

mod apply;
mod column;
mod entry;
mod error;
mod fingerprint;
mod kind;
mod project;
mod schema;
mod search;

pub use apply::{Applied, apply, erase};
pub use entry::Entry;
pub use error::BookError;
pub use fingerprint::fingerprint;
pub use kind::Kind;
pub use schema::{SCHEMA_VERSION, advance, clear, head, install, is_current};
