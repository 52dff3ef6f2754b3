//! One suite for both engines of the ledger, through the trait and nothing below it. What holds on SQLite holds on
//! PostgreSQL, or a centre could not be moved from the one to the other.

#![expect(clippy::print_stdout, reason = "tests print what they measured and what they skipped")]
#![expect(clippy::unwrap_used, reason = "a test's own steps stand in functions that two engines share")]

mod apart;
mod append;
mod desk;
mod engine;
mod enrol;
mod keep;
mod lost_reply;
mod order;
mod plain_network;
#[expect(unreachable_pub, reason = "the journeys have it in a library, where it is reachable")]
#[path = "../../../../tests/support/postgres.rs"]
mod postgres;
mod promises;
mod restore;
mod sender;
