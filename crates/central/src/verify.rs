//! The centre against itself: every chain from its bytes, the book against the ledger, the audit against its key.

use std::collections::BTreeMap;

use domain::event::hash_bytes;
use domain::{Head, StreamId};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Position, Stored};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Wholeness {
    /// The ledger's change number at which it was looked at.
    pub n: u64,
    /// How many streams there are.
    pub streams: u64,
    /// How many events they hold.
    pub events: u64,
    /// How many of those are erased: their place in the chain is proved, their words are gone.
    pub erased: u64,
    /// Where a chain does not follow from its bytes.
    pub broken: Vec<Broken>,
    /// Whether the book says what one rebuilt from the ledger says.
    pub book_is_equal: bool,
    /// How many lines the audit has.
    pub audit_lines: u64,
    /// The first line of the audit that does not follow from those before it.
    pub audit_broken_at: Option<u64>,
}

/// A place where a chain is broken.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Broken {
    /// The stream.
    #[serde(serialize_with = "as_text")]
    pub stream: StreamId,
    /// The first event that does not follow; one after the last where events are missing at the end.
    pub seq: u64,
}

impl Wholeness {
    /// Whether nothing is broken.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty() && self.book_is_equal && self.audit_broken_at.is_none()
    }
}

impl Centre {
    /// Recomputes everything that can be. What is broken is an answer and no error.
    ///
    /// # Errors
    /// `Ledger`, `Book` where they cannot be read at all.
    pub async fn verify(&self) -> Result<Wholeness, CentralError> {
        self.tail().await?;
        let (n, book) = self.books.ask(|tx| Ok((::book::head(tx)?, ::book::fingerprint(tx)?))).await?;
        let mut chains = Chains::default();
        let rebuilt = self.rebuilt(n, |stored| chains.add(stored)).await?;
        let again = rebuilt.ask(|book| Ok(::book::fingerprint(book)?)).await?;
        let streams = self.ledger.streams(self.authority.id).await?;
        for row in &streams {
            let head = chains.head(row.stream);
            let is_whole = if head.seq < row.head.seq {
                // What was appended since n is not looked at, but what was held at n must have been there.
                let next = head.seq + 1..=head.seq + 1;
                let next = self.ledger.positions(self.authority.id, row.stream, next).await?;
                next.first().is_some_and(|next| next.n > n)
            } else {
                head == row.head
            };
            if !is_whole {
                chains.broken.entry(row.stream).or_insert(head.seq + 1);
            }
        }
        let (audit_lines, audit_broken_at) = self.audit_chain().await?;
        Ok(Wholeness {
            n,
            streams: streams.len() as u64,
            events: chains.events,
            erased: rebuilt.erased.len() as u64,
            broken: chains.broken.into_iter().map(|(stream, seq)| Broken { stream, seq }).collect(),
            book_is_equal: book == again,
            audit_lines,
            audit_broken_at,
        })
    }
}

/// Every stream's chain, as far as it was recomputed.
#[derive(Default)]
struct Chains {
    heads: BTreeMap<StreamId, Head>,
    broken: BTreeMap<StreamId, u64>,
    events: u64,
}

impl Chains {
    fn head(&self, stream: StreamId) -> Head {
        self.heads.get(&stream).copied().unwrap_or(Head::EMPTY)
    }

    fn add(&mut self, stored: &Stored) {
        let Stored { stream, owner: _, position, body, after_revocation: _ } = stored;
        let Position { seq, event, body_hash, h, n: _ } = position;
        self.events += 1;
        let is_its_body =
            body.as_ref().is_none_or(|(salt, body)| hash_bytes(salt, body.reveal()) == *body_hash);
        let next = self.head(*stream).then(*stream, *event, body_hash);
        if !is_its_body || next != (Head { seq: *seq, hash: *h }) {
            self.broken.entry(*stream).or_insert(*seq);
        }
        // Go on from what is stored, so that one break is not reported once for each event after it.
        self.heads.insert(*stream, Head { seq: *seq, hash: *h });
    }
}

fn as_text<S: serde::Serializer>(stream: &StreamId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(stream)
}
