//! What travels between the two halves: the fields of `wire`, without its JSON and its signatures.

use std::sync::Arc;

use domain::{Event, EventId, Head, StreamId};
use protocol::Held;
use protocol::refusal::Refusal;

use crate::centre::Cursor;

/// An event as it travels.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The event; none once it was erased, and then only its place is proved.
    pub event: Option<Arc<Event>>,
    /// Its id.
    pub id: EventId,
    /// Its hash.
    pub body_hash: [u8; 32],
    /// It cannot be read as what it says.
    pub poison: bool,
}

/// A request.
#[derive(Debug, Clone)]
pub struct Request {
    /// Which enrolment signs it.
    pub device: usize,
    /// It carries the certificate.
    pub certified: bool,
    /// What is asked.
    pub ask: Ask,
}

/// What is asked.
#[derive(Debug, Clone)]
pub enum Ask {
    /// A nonce.
    Nonce,
    /// Events of a stream.
    Push {
        /// Which.
        stream: StreamId,
        /// The head before them.
        before: Head,
        /// The events.
        events: Vec<Sent>,
        /// The one event goes as bytes.
        opaque: bool,
        /// They are sealed copies, sent by the deposit key.
        sealed: bool,
        /// They come from a phone whose vault is not open: nobody there can be told anything.
        locked: bool,
    },
    /// The next page.
    Pull {
        /// Where to go on.
        cursor: Option<Cursor>,
    },
}

/// An answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A nonce.
    Nonce,
    /// A receipt.
    Receipt {
        /// What is held.
        held: Held,
        /// Events of the push that are kept aside.
        aside: Vec<EventId>,
        /// The vault is to be wiped.
        wipe: bool,
        /// The centre's epoch.
        epoch: u64,
        /// The centre's clock.
        server_ms: u64,
    },
    /// A page.
    Page {
        /// Its rows, in order.
        rows: Vec<Row>,
        /// Where the next goes on.
        cursor: Cursor,
        /// There is another.
        more: bool,
        /// Ids erased for ever, all of them: a tombstone names no person.
        erased: Vec<EventId>,
        /// The centre's clock.
        server_ms: u64,
    },
    /// It was refused.
    Refused(Refusal),
}

/// A row of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A full list begins.
    Begins,
    /// It ends: what it did not name is no longer in scope.
    Ends,
    /// A person as the scope shows them.
    Put {
        /// Whose row.
        id: EventId,
        /// When it last changed.
        n: u64,
        /// What it says.
        says: String,
    },
    /// Forget this person.
    Forget {
        /// Whose row.
        id: EventId,
    },
}
