//! Which records are the same person.
//!
//! Several champions write down one child at different drop-ins, with slips of the pen, and each record must count
//! once and once only. This crate takes the records and what people decided about them, and answers which belong
//! together and why. It is pure: it reads no clock, no random source and no file, knows no event and no table, and
//! its answer does not depend on the order in which the records come.
//!
//! The way through: `record` (what was typed) → `normalise` → a [`Model`] proposes pairs with probabilities →
//! `cluster` joins them, heeding [`Decisions`].

mod against;
mod alike;
mod apart;
mod beside;
mod block;
mod cluster;
mod columns;
mod company;
mod compare;
mod customs;
mod decisions;
mod draw;
pub mod encode;
pub mod encoded;
mod evidence;
mod exact_key;
mod explain;
pub mod families;
mod groups;
mod judge;
mod keys;
mod laid_out;
mod lines;
mod link;
mod lookup;
mod model;
mod moves;
mod normalise;
mod people;
mod rarities;
mod record;
mod resolve;
mod rivals;
mod roll;
mod rounded;
mod run;
mod scattered;
mod sentence;
mod shares;
mod table;
mod train;
mod weigh;
mod weighted;
mod words;
mod worth;

pub use against::{Fellows, agree_beyond_doubt, hold_against};
pub use alike::alike;
pub use columns::Columns;
pub use decisions::Decisions;
pub use exact_key::ExactKey;
pub use explain::{Explanation, Field, Likeness, Reason, explain};
pub use link::{LINK_AT, Linked, Pair, REVIEW_AT, Scope, link, train, train_and_link};
pub use lookup::{Lookup, Match};
pub use model::{Model, ModelError, ModelHash};
pub use record::{Address, Record, Role, Text};
pub use roll::{Change, Decided, Roll};
pub use table::{Table, TableError, TableLinks, TableReport, link_tables};
pub use weighted::Weighted;
