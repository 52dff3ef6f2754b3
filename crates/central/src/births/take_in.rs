//! Taking a birth list in.

use chrono::NaiveDate;
use domain::{AgreementId, BirthList, Fact, Line};
use sha2::{Digest as _, Sha256};
use wire::desk::{BirthListRow, BirthListRunRow, Births, ReviewDone};
use wire::{Code, Fault};

use super::agreement::{mode, word};
use super::file::Rows;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Blob, BlobKind};
use crate::own::Own;

/// How often a list is stated anew when somebody else recorded at the centre meanwhile.
const TRIES_MAX: usize = 8;

/// A list as it was handed over.
#[derive(Debug, Clone)]
pub struct NewBirthList {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// `counts`, `encodings` or `named`.
    pub mode: String,
    /// The first day of birth that it covers.
    pub from: NaiveDate,
    /// The last day of birth that it covers.
    pub until: NaiveDate,
    /// The CSV.
    pub csv: Vec<u8>,
}

impl Centre {
    /// Takes a list in: its rows as a file in the ledger, and an event that names it.
    ///
    /// # Errors
    /// `Refused` with `NotPermitted` where its agreement does not hold or cover it, with `Malformed` for what cannot be
    /// read or is not of these days, and with `AlreadyRecordedOtherwise` where the same list is there; `Ledger`, `Book`.
    pub async fn import_births(&self, new: NewBirthList) -> Result<ReviewDone, CentralError> {
        let NewBirthList { agreement, mode: named, from, until, csv } = new;
        let mode = mode(&named)?;
        self.tail().await?;
        self.holding(agreement, mode).await?;
        let rows = Rows::parse(mode, &csv)?;
        check_days(&rows, from, until)?;
        let bytes = rows.written()?;
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let hash = Line::new(&domain::text::to_hex(&sha256)).map_err(|_| too_many())?;
        let births = u32::try_from(rows.births()).map_err(|_| too_many())?;
        let fact = Fact::BirthList(BirthList { agreement, mode, from, until, births, sha256: hash.clone() });
        fact.check().map_err(Fault::from)?;
        let known = self.books.ask(|tx| Ok(book::birth_lists(tx)?)).await?;
        if known.iter().any(|(_, list)| list.sha256 == hash && list.agreement == agreement) {
            let message = "This very list was taken in under this agreement already.";
            return Err(Fault::new(Code::AlreadyRecordedOtherwise, message).into());
        }
        let own = Own { id: self.mint()?, on: self.today().await?, fact };
        let blob = Blob { kind: BlobKind::BirthList, sha256, bytes };
        for _ in 0..TRIES_MAX {
            let head = self.own_head().await?;
            if let Some(n) = self.state(head, vec![own.clone()], std::slice::from_ref(&blob)).await? {
                self.note("birth_list.imported", own.id.uuid(), "").await?;
                return Ok(ReviewDone { id: own.id, n });
            }
        }
        Err(Fault::new(Code::Unavailable, "Others record at the centre too. Try again.").into())
    }

    /// Agreements and lists, the latest first.
    ///
    /// # Errors
    /// `Ledger`, `Book`.
    pub async fn births(&self) -> Result<Births, CentralError> {
        let agreements = self.agreements().await?;
        let ask = |tx: &rusqlite::Transaction<'_>| Ok((book::birth_lists(tx)?, book::birth_list_runs(tx)?));
        let (mut lists, runs) = self.books.ask(ask).await?;
        lists.reverse();
        let lists = lists.into_iter().map(|(id, list)| {
            let BirthList { agreement, mode, from, until, births, sha256: _ } = list;
            let last = runs.iter().rev().find(|(_, run)| run.list == id);
            BirthListRow {
                id,
                agreement,
                mode: word(mode).to_owned(),
                from: from.to_string(),
                until: until.to_string(),
                births,
                usable: agreements.iter().any(|one| one.id == agreement && one.holds),
                last_run: last.map(|(on, run)| BirthListRunRow {
                    on: on.to_string(),
                    n: run.n,
                    rule: run.rule.as_str().to_owned(),
                    rule_sha256: run.rule_sha256.as_str().to_owned(),
                    missed: run.missed,
                    missed_low: run.missed_low,
                    missed_high: run.missed_high,
                }),
            }
        });
        let lists = lists.collect();
        Ok(Births { agreements, lists })
    }
}

/// Births outside the days said would be counted against nobody.
fn check_days(rows: &Rows, from: NaiveDate, until: NaiveDate) -> Result<(), Fault> {
    let outside = match rows {
        Rows::Counts(rows) => rows.iter().position(|row| {
            let first = format!("{}-01", row.month).parse::<NaiveDate>().ok();
            first.is_none_or(|first| {
                first > until
                    || first.checked_add_months(chrono::Months::new(1)).is_none_or(|end| end <= from)
            })
        }),
        Rows::Named(rows) => rows.iter().position(|row| !(from..=until).contains(row.birth.reveal())),
        Rows::Encodings(_) => None,
    };
    match outside {
        None => Ok(()),
        Some(place) => {
            let message = format!("Line {}: this birth is not between {from} and {until}.", place + 2);
            Err(Fault::new(Code::Malformed, message))
        }
    }
}

fn too_many() -> Fault {
    Fault::new(Code::TooLarge, "This list has more births than can be counted.")
}
