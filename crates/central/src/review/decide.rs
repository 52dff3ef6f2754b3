//! What a coordinator decides.

use book::ViewMode;
use chrono::NaiveDate;
use domain::correction::Amended;
use domain::{ChampionId, Enquiry, EventId, Fact, Linked, PersonId, Unlinked, Verdict};
use rusqlite::Connection;
use serde_json::{Map, Value};
use wire::desk::ReviewDone;
use wire::{Code, Fault};

use super::{Sight, sees, sees_person};
use crate::centre::Centre;
use crate::error::CentralError;
use crate::own::Own;

/// How often a decision is stated anew when somebody else recorded at the centre meanwhile.
const TRIES_MAX: usize = 8;

impl Centre {
    /// Decides on a pair, for whoever runs the centre. The same again changes nothing that is counted.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where one of the records does not stand, and with `DraftProblem` for a record and
    /// itself; `Ledger`, `Book`.
    pub async fn decide(
        &self,
        left: PersonId,
        right: PersonId,
        same: bool,
    ) -> Result<ReviewDone, CentralError> {
        self.decide_within(None, left, right, if same { Verdict::Same } else { Verdict::Different }).await
    }

    /// Takes a decision back, for whoever runs the centre.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is no such decision or it is taken back already; `Ledger`, `Book`.
    pub async fn undo_decision(&self, of: EventId) -> Result<ReviewDone, CentralError> {
        self.undo_within(None, of).await
    }

    /// Puts a pair to a champion, for whoever runs the centre.
    ///
    /// # Errors
    /// `Refused` with `NotFound` as [`Centre::decide`], and with `NotPermitted` where no champion is given both records;
    /// `Ledger`, `Book`.
    pub async fn ask_champion(&self, left: PersonId, right: PersonId) -> Result<ReviewDone, CentralError> {
        self.ask_within(None, left, right).await
    }

    /// Settles a dispute by one of its values, for whoever runs the centre.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is no such dispute or no such value in it; `Ledger`, `Book`.
    pub async fn settle_dispute(
        &self,
        person: PersonId,
        field: &str,
        by: EventId,
    ) -> Result<ReviewDone, CentralError> {
        self.settle_within(None, person, field, by).await
    }

    pub(crate) async fn decide_within(
        &self,
        sight: Sight,
        left: PersonId,
        right: PersonId,
        verdict: Verdict,
    ) -> Result<ReviewDone, CentralError> {
        let (left, right) = in_order(left, right)?;
        self.check_pair(sight, left, right).await?;
        let what = match verdict {
            Verdict::Same => "people.linked",
            Verdict::Different => "people.told_apart",
        };
        self.record_one(what, Fact::Linked(Linked { left, right, verdict })).await
    }

    pub(crate) async fn undo_within(&self, sight: Sight, of: EventId) -> Result<ReviewDone, CentralError> {
        self.tail().await?;
        let stands = self.books.ask(move |tx| {
            let known = book::resolved(tx, of)?.filter(|known| !known.voided);
            let Some(Fact::Linked(link)) = known.map(|known| known.fact) else { return Ok(false) };
            Ok(sees_person(tx, sight, link.left)? || sees_person(tx, sight, link.right)?)
        });
        if !stands.await? {
            return Err(not_there().into());
        }
        self.record_one("people.unlinked", Fact::Unlinked(Unlinked { of })).await
    }

    pub(crate) async fn ask_within(
        &self,
        sight: Sight,
        left: PersonId,
        right: PersonId,
    ) -> Result<ReviewDone, CentralError> {
        let (left, right) = in_order(left, right)?;
        self.check_pair(sight, left, right).await?;
        let today = self.today().await?;
        let champion = self.books.ask(move |tx| champion_for(tx, left, right, today)).await?;
        let champion = champion.ok_or_else(|| {
            let message = "No champion is given both records, and one record is not shown to somebody who never met \
                           that family. Ask by telephone.";
            Fault::new(Code::NotPermitted, message)
        })?;
        self.record_one("champion.asked", Fact::Enquiry(Enquiry { left, right, champion })).await
    }

    pub(crate) async fn settle_within(
        &self,
        sight: Sight,
        person: PersonId,
        field: &str,
        by: EventId,
    ) -> Result<ReviewDone, CentralError> {
        self.tail().await?;
        let named = field.to_owned();
        let dispute = self.books.ask(move |tx| {
            let all = book::disputes(tx)?.into_iter();
            Ok(all
                .filter(|one| sees(sight, &one.side.teams))
                .find(|one| one.side.id == person && one.field == named))
        });
        let dispute = dispute.await?.ok_or_else(not_there)?;
        let value = dispute.values.iter().find(|value| value.by == by).ok_or_else(not_there)?;
        let said = value.value.as_ref().map_or(Value::Null, |value| Value::String(value.reveal().clone()));
        let fields = Map::from_iter([(field.to_owned(), said)]);
        let amended = Amended { of: person.into(), seen: dispute.seen.clone(), fields };
        self.record_one("dispute.settled", Fact::Amended(amended)).await
    }

    /// Whether both records stand and the reader has a part in one of them.
    async fn check_pair(&self, sight: Sight, left: PersonId, right: PersonId) -> Result<(), CentralError> {
        self.tail().await?;
        let seen = self.books.ask(move |tx| {
            let stand = book::person(tx, left)?.is_some() && book::person(tx, right)?.is_some();
            Ok(stand && (sees_person(tx, sight, left)? || sees_person(tx, sight, right)?))
        });
        if seen.await? { Ok(()) } else { Err(not_there().into()) }
    }

    /// States one fact of the centre's own, and notes it.
    pub(crate) async fn record_one(&self, what: &str, fact: Fact) -> Result<ReviewDone, CentralError> {
        let on = self.today().await?;
        let own = Own { id: self.mint()?, on, fact };
        for _ in 0..TRIES_MAX {
            let head = self.own_head().await?;
            if let Some(n) = self.state(head, vec![own.clone()], &[]).await? {
                self.note(what, own.id.uuid(), "").await?;
                return Ok(ReviewDone { id: own.id, n });
            }
        }
        Err(Fault::new(Code::Unavailable, "Others record at the centre too. Try again.").into())
    }
}

/// A champion who is given both records anyway, the first by id; none where there is none.
pub(super) fn champion_for(
    book: &Connection,
    left: PersonId,
    right: PersonId,
    today: NaiveDate,
) -> Result<Option<ChampionId>, CentralError> {
    for champion in book::recorders_of(book, left, right)? {
        if let Some(scope) = book::scope_of(book, champion, today, ViewMode::Byod)?
            && book::is_in_scope(book, &scope, &[left, right])?
        {
            return Ok(Some(champion));
        }
    }
    Ok(None)
}

fn in_order(left: PersonId, right: PersonId) -> Result<(PersonId, PersonId), Fault> {
    if left == right {
        let message = "Name two records: this is one and the same.";
        return Err(Fault::new(Code::DraftProblem, message).about("right"));
    }
    Ok((left.min(right), left.max(right)))
}

/// There is none, or it is another team's: one answer for both.
fn not_there() -> Fault {
    Fault::new(Code::NotFound, "There is no such record here.")
}
