//! The audit: who did what to what, one line each, chained by a key that is not in the database.

use domain::{AccountId, Actor, AuthorityId};
use serde::Serialize;
use uuid::Uuid;

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::AuditRow;
use crate::mac::mac;

/// Separates the audit's hashes from every other use of the server's key.
const WORD: &str = "doorstep-audit-1";
/// Lines read at a time while verifying.
const LINES_MAX: usize = 1_000;

/// A line. Ids only: no name is ever in it.
#[derive(Serialize)]
struct Line<'a> {
    at_ms: u64,
    /// Who: `operator`, or an account by id.
    who: &'a str,
    what: &'a str,
    which: Uuid,
    why: &'a str,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Whoever runs a command on the centre's machine, and the centre itself.
    Operator,
    /// Somebody signed in at the desk.
    Account(AccountId),
}

impl Who {
    /// The same, as it stands in an event.
    pub(crate) const fn actor(self) -> Actor {
        match self {
            Self::Operator => Actor::Centre,
            Self::Account(account) => Actor::Desk(account),
        }
    }
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Operator => f.write_str("operator"),
            Self::Account(account) => account.fmt(f),
        }
    }
}

impl Centre {
    /// The same centre, on which everything is done and noted as by this account.
    pub(crate) fn acting(&self, account: AccountId) -> Self {
        let mut centre = self.clone();
        centre.who = Who::Account(account);
        centre
    }

    /// Adds a line. `which` is what it was done to, `why` a reason that was given.
    pub(crate) async fn note(&self, what: &str, which: Uuid, why: &str) -> Result<(), CentralError> {
        let who = self.who.to_string();
        let line = Line { at_ms: self.env.wall_ms(), who: &who, what, which, why };
        let line = serde_json::to_string(&line).expect("a line has text and numbers only");
        loop {
            let last = self.ledger.last_audit(self.authority.id).await?;
            let (after, before) = last.map_or((0, [0; 32]), |row| (row.seq, row.h));
            let h = self.link(self.authority.id, &before, after + 1, &line);
            let row = AuditRow { seq: after + 1, line: line.clone(), h };
            // Another process may have added a line in between: then this one comes after it.
            if self.ledger.audit(self.authority.id, after, row).await? {
                return Ok(());
            }
        }
    }

    fn link(&self, authority: AuthorityId, before: &[u8; 32], seq: u64, line: &str) -> [u8; 32] {
        let (authority, seq) = (authority.uuid(), seq.to_be_bytes());
        mac(self.keys.server.bytes(), WORD, &[authority.as_bytes(), before, &seq, line.as_bytes()])
    }

    /// Recomputes the chain: how many lines there are, and the first that does not follow from those before.
    pub(crate) async fn audit_chain(&self) -> Result<(u64, Option<u64>), CentralError> {
        let (mut seq, mut h) = (0, [0; 32]);
        loop {
            let rows = self.ledger.audits(self.authority.id, seq, LINES_MAX).await?;
            if rows.is_empty() {
                return Ok((seq, None));
            }
            for row in rows {
                if row.seq != seq + 1 || row.h != self.link(self.authority.id, &h, row.seq, &row.line) {
                    return Ok((seq, Some(seq + 1)));
                }
                (seq, h) = (row.seq, row.h);
            }
        }
    }
}
