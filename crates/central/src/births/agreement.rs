//! Agreements: what is shared, with whom, until when. After its last day nothing that is held under one is used.

use chrono::NaiveDate;
use domain::{Agreement, AgreementId, BirthListMode, Fact, Line};
use wire::desk::{ReviewDone, SharingAgreement};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;

/// An agreement as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAgreement {
    /// The other controller.
    pub with: String,
    /// `counts`, `encodings` or `named`.
    pub shares: String,
    /// What for.
    pub purpose: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl Centre {
    /// Records an agreement.
    ///
    /// # Errors
    /// `Refused` with `DraftProblem` for what breaks a rule; `Ledger`, `Book`.
    pub async fn agree(&self, new: NewAgreement) -> Result<ReviewDone, CentralError> {
        let NewAgreement { with, shares, purpose, from, until } = new;
        let line = |field: &str, text: &str| {
            let problem = |code: domain::problem::ProblemCode| {
                Fault::new(Code::DraftProblem, format!("{field}: {}.", code.sentence())).about(field)
            };
            Line::new(text).map_err(problem)
        };
        let agreement = Agreement {
            with: line("with", &with)?,
            shares: mode(&shares)?,
            purpose: line("purpose", &purpose)?,
            from,
            until,
        };
        let fact = Fact::Agreement(agreement);
        fact.check().map_err(Fault::from)?;
        self.tail().await?;
        self.record_one("agreement.recorded", fact).await
    }

    /// Every agreement, the latest first.
    ///
    /// # Errors
    /// `Ledger`, `Book`.
    pub async fn agreements(&self) -> Result<Vec<SharingAgreement>, CentralError> {
        self.tail().await?;
        let today = self.today().await?;
        let mut all = self.books.ask(|tx| Ok(book::agreements(tx)?)).await?;
        all.reverse();
        Ok(all.into_iter().map(|(id, agreement)| shown(id, &agreement, today)).collect())
    }

    /// An agreement, if it holds today and covers this much.
    pub(super) async fn holding(
        &self,
        id: AgreementId,
        mode: BirthListMode,
    ) -> Result<Agreement, CentralError> {
        let today = self.today().await?;
        let all = self.books.ask(|tx| Ok(book::agreements(tx)?)).await?;
        let found = all.into_iter().find(|(known, _)| *known == id).map(|(_, agreement)| agreement);
        let agreement = found.ok_or_else(|| {
            Fault::new(Code::NotFound, "There is no such agreement. `central births agree` records one.")
        })?;
        let with = agreement.with.as_str();
        if agreement.until < today {
            let message = format!(
                "The agreement with {with} ended on {}. Nothing held under it is used any more: record the agreement \
                 that follows it, and take the list in again under that.",
                agreement.until
            );
            return Err(Fault::new(Code::NotPermitted, message).about("agreement").into());
        }
        if !agreement.holds_on(today) {
            let message = format!("The agreement with {with} holds from {} on.", agreement.from);
            return Err(Fault::new(Code::NotPermitted, message).about("agreement").into());
        }
        if mode > agreement.shares {
            let message = format!(
                "The agreement with {with} does not cover this: it allows {}.",
                word(agreement.shares)
            );
            return Err(Fault::new(Code::NotPermitted, message).about("mode").into());
        }
        Ok(agreement)
    }
}

fn shown(id: AgreementId, agreement: &Agreement, today: NaiveDate) -> SharingAgreement {
    let Agreement { with, shares, purpose, from, until } = agreement;
    SharingAgreement {
        id,
        with: with.as_str().to_owned(),
        shares: word(*shares).to_owned(),
        purpose: purpose.as_str().to_owned(),
        from: from.to_string(),
        until: until.to_string(),
        holds: agreement.holds_on(today),
    }
}

/// A mode by its word.
pub(super) fn mode(word: &str) -> Result<BirthListMode, Fault> {
    match word {
        "counts" => Ok(BirthListMode::Counts),
        "encodings" => Ok(BirthListMode::Encodings),
        "named" => Ok(BirthListMode::Named),
        _ => {
            Err(Fault::new(Code::DraftProblem, "A list is one of counts, encodings and named.").about("mode"))
        }
    }
}

/// The word of a mode.
pub(super) const fn word(mode: BirthListMode) -> &'static str {
    match mode {
        BirthListMode::Counts => "counts",
        BirthListMode::Encodings => "encodings",
        BirthListMode::Named => "named",
    }
}
