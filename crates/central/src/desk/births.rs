//! `…/desk/v1/births…`: birth lists and the worklist of children not yet seen, for coordinators of the whole authority.
//!
//! A list is of an area and not of a team, so an account that is bound to a team is shown none.

use domain::BirthListId;
use wire::desk::FollowUpRow;

use super::Desk;
use super::answer::Answer;
use super::call::{Call, not_found};
use super::scope::Scope;
use crate::centre::Centre;
use crate::error::CentralError;

/// `GET /desk/v1/births`.
pub(super) async fn lists(desk: &Desk, scope: &Scope, _: &Call) -> Result<Answer, CentralError> {
    Ok(Answer::json(&whole(desk, scope)?.births().await?))
}

/// `POST /desk/v1/births/{list}/missed`.
pub(super) async fn missed(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let list: BirthListId = call.param("list")?;
    Ok(Answer::json(&whole(desk, scope)?.missed_infants(list, None, None).await?))
}

/// `GET /desk/v1/births/{list}/worklist`.
pub(super) async fn worklist(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let list: BirthListId = call.param("list")?;
    Ok(Answer::json(&whole(desk, scope)?.worklist(list).await?))
}

/// `POST /desk/v1/births/{list}/follow-up`.
pub(super) async fn follow_up(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let list: BirthListId = call.param("list")?;
    let FollowUpRow { row, step } = call.json()?;
    Ok(Answer::json(&whole(desk, scope)?.follow_up(list, &row, step).await?))
}

/// The centre as this account acts on it, if the account is bound to no team.
fn whole(desk: &Desk, scope: &Scope) -> Result<Centre, CentralError> {
    if scope.row().team.is_some() {
        return Err(not_found().into());
    }
    Ok(desk.centre.acting(scope.account()))
}
