//! Freezing a week's return: the next revision, hashed, signed and named by an event.

use domain::reference::ReturnFrozen;
use domain::text::to_hex;
use domain::{Fact, IsoWeek, Line};
use returns::frozen::{FORMAT, FrozenReturn, Signed, signed_bytes};
use wire::{Code, Fault};

use super::draft::{check_is_over, drawn_up, prepared};
use super::tokens;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::figures::Counted;
use crate::ledger::{Blob, BlobKind};
use crate::own::Own;

/// How often a freeze is worked out anew when somebody else recorded at the centre meanwhile.
const TRIES_MAX: usize = 4;

/// A return in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenAt {
    /// The file as it is handed on: canonical JSON and a line break.
    pub file: String,
    /// What is in it.
    pub signed: Signed,
}

impl Centre {
    /// Freezes a week's return as its next revision.
    ///
    /// # Errors
    /// `Refused` with `NotPermitted` before the week's Sunday, with `DraftProblem` for a name that is blank or too
    /// long, with `Unavailable` where others recorded at the centre all the time; `Ledger`, `Book`.
    pub async fn freeze(&self, week: IsoWeek, prepared_by: &str) -> Result<FrozenAt, CentralError> {
        let prepared_by = prepared(prepared_by)?;
        for _ in 0..TRIES_MAX {
            let head = self.own_head().await?;
            self.tail().await?;
            let today = self.today().await?;
            check_is_over(week, today)?;
            let counted = self.counted(today).await?;
            let revision = self.frozen_of(week).await?.last().map_or(1, |last| last.revision + 1);
            let file = self.signed(&counted, week, prepared_by.clone(), revision).file();
            // Handed on as it is read back, without the events that only this moment's memory knows.
            let signed = Signed::parse(file.as_bytes()).map_err(|_| damaged())?;
            let sha256 = signed.frozen.sha256();
            let fact = ReturnFrozen { week, revision, n: counted.facts.n, sha256: line(&signed.sha256) };
            let own = Own { id: self.mint()?, on: today, fact: Fact::ReturnFrozen(fact) };
            let blob = Blob { kind: BlobKind::FrozenReturn, sha256, bytes: file.clone().into_bytes() };
            if self.state(head, vec![own.clone()], &[blob]).await?.is_some() {
                self.note("return.frozen", own.id.uuid(), "").await?;
                return Ok(FrozenAt { file, signed });
            }
        }
        Err(Fault::new(Code::Unavailable, "Others record at the centre too. Try again.").into())
    }

    /// A frozen return of a week: this revision, or the latest.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is none, and with `Damaged` where its file is gone; `Ledger`, `Book`.
    pub async fn frozen(&self, week: IsoWeek, revision: Option<u32>) -> Result<FrozenAt, CentralError> {
        self.tail().await?;
        let all = self.frozen_of(week).await?;
        let wanted =
            all.into_iter().rev().find(|frozen| revision.is_none_or(|wanted| frozen.revision == wanted));
        let Some(ReturnFrozen { sha256, .. }) = wanted else {
            return Err(Fault::new(
                Code::NotFound,
                "There is no such frozen return. `return freeze` makes one.",
            )
            .into());
        };
        let hash = domain::text::from_hex(sha256.as_str()).ok_or_else(damaged)?;
        let bytes =
            self.ledger.blob(self.authority.id, BlobKind::FrozenReturn, hash).await?.ok_or_else(damaged)?;
        let file = String::from_utf8(bytes).map_err(|_| damaged())?;
        let signed = Signed::parse(file.as_bytes()).map_err(|_| damaged())?;
        Ok(FrozenAt { file, signed })
    }

    /// What was frozen of a week so far, by revision.
    pub(crate) async fn frozen_of(&self, week: IsoWeek) -> Result<Vec<ReturnFrozen>, CentralError> {
        let mut all = self.books.ask(|tx| Ok(book::returns_frozen(tx)?)).await?;
        all.retain(|frozen| frozen.week == week);
        Ok(all)
    }

    fn signed(&self, counted: &Counted, week: IsoWeek, prepared_by: Line, revision: u32) -> Signed {
        let weekly = drawn_up(counted, week, prepared_by);
        let frozen = FrozenReturn {
            format: FORMAT.to_owned(),
            authority: self.authority.id,
            revision,
            frozen_ms: self.env.wall_ms(),
            contributions: tokens::of_all(&self.keys.returns, week, &weekly),
            weekly,
        };
        let sha256 = frozen.sha256();
        Signed {
            sha256: to_hex(&sha256),
            key: to_hex(&self.sign_key()),
            signature: to_hex(&self.keys.sign(&signed_bytes(&sha256))),
            frozen,
        }
    }
}

/// A hash as a line.
fn line(hex: &str) -> Line {
    Line::new(hex).expect("64 hexadecimal digits are a line")
}

fn damaged() -> Fault {
    Fault::new(Code::Damaged, "The file of this return is damaged. Restore the ledger from a backup.")
}
