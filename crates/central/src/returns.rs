//! The weekly return at the centre: drafted from the ledger's head, frozen once, and proved again at any time.

mod draft;
mod export;
mod freeze;
mod tokens;
mod verify;

pub use export::ReturnFile;
pub use freeze::FrozenAt;
pub use verify::{FileCheck, RecountCheck, ReturnCheck};
