//! The book at the centre: a file that follows the ledger by change numbers. It is a cache. Deleted, damaged or of an
//! older version it is made anew from the ledger, and says the same.

mod file;
mod tail;
mod today;

pub(crate) use file::{Books, forget_others};
pub(crate) use tail::{TAIL_EVENTS_MAX, take_in};
pub(crate) use today::{ZONE_BEFORE_A_PROGRAMME, local_day};
