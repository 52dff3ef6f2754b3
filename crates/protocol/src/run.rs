//! One contact of a device with the centre, as a state machine: what to send next, and what to do about an answer.
//!
//! It does nothing itself. [`Run::next`] looks at the streams and names an [`Action`]; whoever holds the run sends it,
//! and hands what came back to [`Run::heard`], which names an [`Effect`] to be applied in one transaction. Between the
//! two anything may be recorded: streams are looked at anew each time.

mod hear;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use domain::StreamId;

use crate::marks::{Held, Marks};
use crate::refusal::Refusal;
use crate::search::Search;

/// How often one contact begins again where the centre said so. One that asks again and again for what it was sent
/// is not well.
pub const AGAIN_MAX: u32 = 3;
/// How many pages are fetched in one contact: 500 rows each, far more than any scope has.
pub const PAGES_MAX: u32 = 2_000;

/// What the machine looks at.
pub trait View {
    /// Why it cannot be read.
    type Error;
    /// The vault's streams, the oldest first; the last one grows.
    ///
    /// # Errors
    /// Where the disk cannot be read.
    fn streams(&self) -> Result<Vec<Marks>, Self::Error>;
    /// This device's head of a stream at a number; the empty head's hash at 0, none behind its end.
    ///
    /// # Errors
    /// As [`View::streams`].
    fn head_at(&self, stream: StreamId, seq: u64) -> Result<Option<[u8; 32]>, Self::Error>;
    /// Whether the words of an event are here to be sent; where not, its sealed copy is.
    ///
    /// # Errors
    /// As [`View::streams`].
    fn is_plain(&self, stream: StreamId, seq: u64) -> Result<bool, Self::Error>;
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Ask for a nonce.
    Challenge,
    /// Push events of a stream; an empty push asks where it stands.
    Push(Push),
    /// Hand over the sealed copies of these events.
    Deposit {
        /// Of which stream.
        stream: StreamId,
        /// From this number on.
        from: u64,
        /// At most so many.
        max: u64,
    },
    /// Fetch the next page.
    Pull,
    /// Nothing is left.
    Finish,
}

/// A push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Push {
    /// Of which stream.
    pub stream: StreamId,
    /// From this number on.
    pub from: u64,
    /// At most so many events; 0 asks where the stream stands, or whether our head before `from` is theirs.
    pub max: u64,
    /// The one event goes as bytes that nobody reads: it did not travel as what it says.
    pub opaque: bool,
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A nonce.
    Nonce,
    /// A receipt, its signature and authority checked, and whether the centre asks for the vault to be wiped. `sent`
    /// is how many events went with what it answers.
    Receipt {
        /// What it says.
        held: Held,
        /// How many events were sent.
        sent: u64,
        /// The vault is to be wiped.
        wipe: bool,
    },
    /// A page of pull, and whether there is another.
    Page {
        /// There is another.
        more: bool,
    },
    /// It was refused, or nothing came. `sent` is how many events went with it.
    Refused {
        /// Why.
        why: Refusal,
        /// How many events were sent.
        sent: u64,
    },
}

/// What to do about it, in one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing but to go on.
    GoOn,
    /// Set the marks of a stream, and keep the receipt where there is one.
    Settle {
        /// Which stream.
        stream: StreamId,
        /// The centre holds it up to here.
        acked: u64,
        /// It is durable up to here.
        durable: u64,
    },
    /// Close a stream at a number; mint a new one, and place in it everything that the old one has behind that, under
    /// the same event ids.
    Fork {
        /// Which stream.
        stream: StreamId,
        /// The last number that both histories share.
        at: u64,
    },
    /// Store the page with its cursor.
    StorePage,
    /// Show the certificate with the next request.
    ShowCertificate,
    /// The contact is over.
    Stop(Stop),
    /// The bug of that name.
    #[cfg(feature = "zoo")]
    DeleteEverything,
}

/// Why a contact ends before its time. Nothing is deleted for any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Wait, then try again.
    Wait,
    /// The centre does not know this device: ask the coordinator. Recording goes on.
    NotKnown,
    /// The device may no longer do this: ask the coordinator. Recording goes on.
    NotPermitted,
    /// Update.
    Update,
    /// A receipt was about something else.
    NotVerified,
    /// The centre does not take what it asks for.
    NotTaken,
    /// What was sent is refused for good.
    Refused,
}

/// Where a contact stands. Begin with the default one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Run {
    has_nonce: bool,
    /// Streams of which a receipt came in this contact.
    asked: BTreeSet<StreamId>,
    searches: BTreeMap<StreamId, Search>,
    pulled_all: bool,
    pages: u32,
    /// A 401 was answered with a fresh nonce.
    rechallenged: bool,
    /// A second 401 was answered with the certificate.
    certified: bool,
    again: u32,
    /// At most so many events in the next push; 0 for no limit.
    max: u64,
    opaque: bool,
    deposit: bool,
    wipe: bool,
    pending: Option<Action>,
}

impl Run {
    /// A contact for which a nonce of an earlier reply is at hand.
    #[must_use]
    pub fn with_nonce(has_nonce: bool) -> Self {
        Self { has_nonce, ..Self::default() }
    }

    /// A contact without a pull: a vault that may only hand over, or that is locked.
    #[must_use]
    pub fn without_pull(mut self) -> Self {
        self.pulled_all = true;
        self
    }

    /// Whether the centre asked for the vault to be wiped.
    #[must_use]
    pub const fn is_to_wipe(&self) -> bool {
        self.wipe
    }
}
