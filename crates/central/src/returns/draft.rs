//! A week's return, worked out and not kept.

use chrono::NaiveDate;
use domain::{IsoWeek, Line};
use reach::Parameters;
use reach::weekly::{Drawn, Preparation, WeeklyReturn, weekly};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::figures::Counted;

impl Centre {
    /// Works out a week's return at the ledger's head.
    ///
    /// # Errors
    /// `Refused` with `DraftProblem` for a name that is blank or too long, and with `Damaged` where the area pack in
    /// use cannot be read; `Ledger`, `Book`.
    pub async fn draft(&self, week: IsoWeek, prepared_by: &str) -> Result<WeeklyReturn, CentralError> {
        let prepared_by = prepared(prepared_by)?;
        let counted = self.counted(self.today().await?).await?;
        Ok(drawn_up(&counted, week, prepared_by))
    }
}

/// The return of a week from what was counted. The same again gives the same.
pub(super) fn drawn_up(counted: &Counted, week: IsoWeek, prepared_by: Line) -> WeeklyReturn {
    let Counted { facts, pack } = counted;
    let preparation = Preparation { prepared_by, drawn: Drawn::AtCentre };
    weekly(facts, pack.as_ref(), week, &preparation, &Parameters::default())
}

/// Who prepared it, as they sign.
pub(super) fn prepared(by: &str) -> Result<Line, Fault> {
    Line::new(by).map_err(|code| {
        Fault::new(Code::DraftProblem, format!("Who prepared it: {}.", code.sentence())).about("prepared_by")
    })
}

/// A week can be frozen from its Sunday on: what is recorded of it later goes into the next revision.
pub(super) fn check_is_over(week: IsoWeek, today: NaiveDate) -> Result<(), Fault> {
    if today >= week.period().last {
        return Ok(());
    }
    Err(Fault::new(Code::NotPermitted, "This week is not over. Freeze it on its Sunday or later.")
        .about("week"))
}
