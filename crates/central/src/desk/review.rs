//! `…/desk/v1/review…`: records that may be one child, for coordinators.

use domain::Verdict;
use wire::desk::{AskPair, DecidePair, ReviewQueue, ReviewVerdict, SettleDispute, UndoDecision};

use super::Desk;
use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use crate::error::CentralError;

/// `GET /desk/v1/review`.
pub(super) async fn queue(desk: &Desk, scope: &Scope, _: &Call) -> Result<Answer, CentralError> {
    let mut queue = desk.centre.acting(scope.account()).review(scope.row().team).await?;
    put_names(desk, &mut queue).await?;
    Ok(Answer::json(&queue))
}

/// `POST /desk/v1/review/decide`.
pub(super) async fn decide(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let DecidePair { left, right, verdict } = call.json()?;
    let verdict = match verdict {
        ReviewVerdict::Same => Verdict::Same,
        ReviewVerdict::Different => Verdict::Different,
    };
    let centre = desk.centre.acting(scope.account());
    Ok(Answer::json(&centre.decide_within(scope.row().team, left, right, verdict).await?))
}

/// `POST /desk/v1/review/ask`.
pub(super) async fn ask(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let AskPair { left, right } = call.json()?;
    let centre = desk.centre.acting(scope.account());
    Ok(Answer::json(&centre.ask_within(scope.row().team, left, right).await?))
}

/// `POST /desk/v1/review/undo`.
pub(super) async fn undo(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let UndoDecision { of } = call.json()?;
    let centre = desk.centre.acting(scope.account());
    Ok(Answer::json(&centre.undo_within(scope.row().team, of).await?))
}

/// `POST /desk/v1/review/settle`.
pub(super) async fn settle(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let SettleDispute { person, field, by } = call.json()?;
    let centre = desk.centre.acting(scope.account());
    Ok(Answer::json(&centre.settle_within(scope.row().team, person, &field, by).await?))
}

/// Who decided stands in the events by account; a reader knows colleagues by name.
async fn put_names(desk: &Desk, queue: &mut ReviewQueue) -> Result<(), CentralError> {
    let accounts = desk.centre.accounts().await?;
    let name = |by: &mut String| {
        if let Some(account) = accounts.iter().find(|account| account.id.to_string() == *by) {
            account.name.as_str().clone_into(by);
        }
    };
    for decided in &mut queue.decided {
        name(&mut decided.by);
        decided.taken_back_by.iter_mut().for_each(name);
    }
    Ok(())
}
