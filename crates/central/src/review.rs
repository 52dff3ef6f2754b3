//! Reviewing: what waits for a coordinator, and what they decide, each decision an event in the centre's own stream that
//! can be taken back. A team's coordinator sees the pairs that their own champions have a part in.

mod decide;
mod shown;

use book::{DecisionMade, Dispute, PairToReview};
use chrono::NaiveDate;
use domain::{PersonId, TeamId};
use rusqlite::Connection;
use uuid::Uuid;
use wire::desk::{REVIEW_PAIRS_MAX, ReviewQueue};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::figures::InUse;

/// How many of the last decisions are shown.
const DECIDED_MAX: usize = 50;

/// How far a reader sees: one team's, or everybody's.
pub(crate) type Sight = Option<TeamId>;

/// What the book says, before it is worded for a reader.
struct Waiting {
    pairs: Vec<PairToReview>,
    disputes: Vec<Dispute>,
    decided: Vec<DecisionMade>,
}

impl Centre {
    /// What waits, for whoever runs the centre.
    ///
    /// # Errors
    /// `Ledger`, `Book`.
    pub async fn review_queue(&self) -> Result<ReviewQueue, CentralError> {
        self.review(None).await
    }

    /// What waits for a reader. Reading it is noted.
    pub(crate) async fn review(&self, sight: Sight) -> Result<ReviewQueue, CentralError> {
        self.tail().await?;
        let (in_use, today) = (self.model_in_use().await?, self.today().await?);
        let queue = self.books.ask(move |tx| queue(tx, &in_use, sight, today)).await?;
        self.note("review.read", Uuid::nil(), "").await?;
        Ok(queue)
    }
}

fn queue(
    book: &Connection,
    in_use: &InUse,
    sight: Sight,
    today: NaiveDate,
) -> Result<ReviewQueue, CentralError> {
    let Waiting { pairs, disputes, decided } = waiting(book, in_use, sight)?;
    let waiting = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    let pairs = pairs.iter().take(REVIEW_PAIRS_MAX);
    Ok(ReviewQueue {
        pairs: pairs.map(|pair| shown::pair(book, pair, sight, today)).collect::<Result<_, _>>()?,
        waiting,
        disputes: disputes.iter().map(|dispute| shown::dispute(dispute, sight)).collect(),
        decided: decided.iter().map(|one| shown::decided(book, one)).collect::<Result<_, _>>()?,
        model: in_use.model.name(),
        model_sha256: in_use.model.hash_hex(),
    })
}

fn waiting(book: &Connection, in_use: &InUse, sight: Sight) -> Result<Waiting, CentralError> {
    let mut pairs = book::pairs_to_review(book, &mut in_use.linker())?;
    pairs.retain(|pair| sees(sight, &pair.teams));
    let mut disputes = book::disputes(book)?;
    disputes.retain(|dispute| sees(sight, &dispute.side.teams));
    let mut decided = book::decisions(book, DECIDED_MAX)?;
    if sight.is_some() {
        let mut theirs = Vec::new();
        for decision in decided {
            if sees_person(book, sight, decision.left)? || sees_person(book, sight, decision.right)? {
                theirs.push(decision);
            }
        }
        decided = theirs;
    }
    Ok(Waiting { pairs, disputes, decided })
}

/// Whether a reader sees what these teams have a part in. What no team has, as an import, everybody's coordinators see.
pub(super) fn sees(sight: Sight, teams: &std::collections::BTreeSet<TeamId>) -> bool {
    sight.is_none_or(|team| teams.is_empty() || teams.contains(&team))
}

fn sees_person(book: &Connection, sight: Sight, person: PersonId) -> Result<bool, CentralError> {
    Ok(book::teams_of(book, person)?.is_some_and(|teams| sees(sight, &teams)))
}
