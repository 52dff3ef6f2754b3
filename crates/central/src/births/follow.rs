//! What is done about a child not yet seen: each step an event, none with a name in it.

use domain::{BirthListId, Fact, FollowUp, FollowUpStep, Line, PersonId};
use wire::desk::{FollowUpDone, ReviewDone};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;

impl Centre {
    /// Records a step on a row of the worklist.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where the list has no such row, with `NotPermitted` where its agreement does not hold,
    /// and with `DraftProblem` for a name that is blank or too long; `Ledger`, `Book`.
    pub async fn follow_up(
        &self,
        list: BirthListId,
        row: &str,
        step: FollowUpDone,
    ) -> Result<ReviewDone, CentralError> {
        let row = row.trim().to_lowercase();
        if !self.rows_of(list).await?.contains(&row) {
            return Err(Fault::new(Code::NotFound, "This list has no such row.").into());
        }
        let line = |field: &str, text: &str| {
            Line::new(text).map_err(|code| {
                Fault::new(Code::DraftProblem, format!("{field}: {}.", code.sentence())).about(field)
            })
        };
        let step = match step {
            FollowUpDone::Assigned(to) => FollowUpStep::Assigned(line("to", &to)?),
            FollowUpDone::Contacted(made) => FollowUpStep::Contacted(made),
            FollowUpDone::Closed(because) => FollowUpStep::Closed(because),
            FollowUpDone::Recognised(person) => FollowUpStep::Recognised(self.standing(person).await?),
            FollowUpDone::NotThem(person) => FollowUpStep::NotThem(self.standing(person).await?),
        };
        let fact = FollowUp { list, row: line("row", &row)?, step };
        self.record_one("follow_up.recorded", Fact::FollowUp(fact)).await
    }

    async fn standing(&self, person: PersonId) -> Result<PersonId, CentralError> {
        let stands = self.books.ask(move |tx| Ok(book::person(tx, person)?.is_some())).await?;
        let missing = || Fault::new(Code::NotFound, "There is no such person on record.");
        if stands { Ok(person) } else { Err(missing().into()) }
    }
}
