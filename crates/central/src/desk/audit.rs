//! `GET /desk/v1/audit`: who did what to what, newest first.

use domain::AccountId;
use serde::Deserialize;
use wire::desk::{Audit, AuditLine};
use wire::{Code, Fault};

use super::Desk;
use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use crate::error::CentralError;
use crate::ledger::AuditRow;

/// Lines of a page.
const LINES: u64 = 100;

/// A line as it was written.
#[derive(Deserialize)]
struct Written {
    at_ms: u64,
    who: String,
    what: String,
    which: String,
    why: String,
}

/// The route.
pub(super) async fn page(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let centre = desk.centre.acting(scope.account());
    let before: Option<u64> = call.query("before")?;
    centre.note("audit.read", scope.account().uuid(), "").await?;
    let authority = centre.authority.id;
    let last = centre.ledger.last_audit(authority).await?.map_or(0, |row| row.seq);
    let end = before.map_or(last, |before| before.saturating_sub(1).min(last));
    let after = end.saturating_sub(LINES);
    let limit = usize::try_from(end - after).unwrap_or_default();
    let rows = centre.ledger.audits(authority, after, limit).await?;
    let accounts = centre.accounts().await?;
    let name = |who: &str| {
        let id: AccountId = who.parse().ok()?;
        accounts.iter().find(|account| account.id == id).map(|account| account.name.as_str().to_owned())
    };
    let line = |AuditRow { seq, line, h: _ }: AuditRow| {
        let Written { at_ms, who, what, which, why } = serde_json::from_str(&line)
            .map_err(|_| Fault::new(Code::Damaged, "A line of the audit cannot be read."))?;
        Ok(AuditLine { seq, at_ms, who_name: name(&who), who, what, which, why })
    };
    let lines: Result<Vec<AuditLine>, Fault> = rows.into_iter().rev().map(line).collect();
    // Recomputed once for whoever begins to read, and not for each page.
    let broken_at = if before.is_none() { centre.audit_chain().await?.1 } else { None };
    let next = (after > 0).then_some(after + 1);
    Ok(Answer::json(&Audit { lines: lines?, next, broken_at }))
}
