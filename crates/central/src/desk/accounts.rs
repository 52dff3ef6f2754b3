//! `…/desk/v1/accounts…`: who may sign in, for administrators.

use domain::AccountId;
use wire::desk::{Account, AccountCode, AccountState, NewAccount, Team};

use super::Desk;
use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use crate::error::CentralError;
use crate::ledger::AccountRow;

/// `GET /desk/v1/accounts`.
pub(super) async fn list(desk: &Desk, scope: &Scope, _: &Call) -> Result<Answer, CentralError> {
    let centre = desk.centre.acting(scope.account());
    centre.tail().await?;
    let teams = centre.books.ask(|tx| Ok(book::teams(tx)?)).await?;
    let rows = centre.accounts().await?;
    centre.note("accounts.read", scope.account().uuid(), "").await?;
    let team = |id| {
        let name = teams.iter().find(|(known, _)| *known == id).map(|(_, team)| team.name.as_str());
        Team { id, name: name.unwrap_or_default().to_owned() }
    };
    Ok(Answer::json(&rows.into_iter().map(|row| listed(row, team)).collect::<Vec<_>>()))
}

/// `POST /desk/v1/accounts`.
pub(super) async fn add(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let NewAccount { name, role, team } = call.json()?;
    let new = crate::account::NewAccount { name, role, team: team.map(|team| team.to_string()) };
    let code = desk.centre.acting(scope.account()).add_account(new).await?;
    Ok(Answer::json(&said(code)))
}

/// `POST /desk/v1/accounts/{account}/reset`.
pub(super) async fn reset(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let account: AccountId = call.param("account")?;
    let code = desk.centre.acting(scope.account()).reset_account(account).await?;
    Ok(Answer::json(&said(code)))
}

/// `POST /desk/v1/accounts/{account}/end`.
pub(super) async fn end(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let account: AccountId = call.param("account")?;
    desk.centre.acting(scope.account()).end_account(account).await?;
    Ok(Answer::json(&serde_json::json!({})))
}

fn said(code: crate::account::AccountCode) -> AccountCode {
    let crate::account::AccountCode { account, code, expires_ms } = code;
    AccountCode { account, code, expires_ms }
}

fn listed(row: AccountRow, team: impl Fn(domain::TeamId) -> Team) -> Account {
    let AccountRow {
        id,
        name,
        role,
        team: of_team,
        created_ms,
        totp_salt: _,
        totp_step: _,
        password_hash,
        setup_expires_ms: _,
        last_sign_in_ms,
        ended_ms,
        recovery_codes_left,
    } = row;
    let state = match (ended_ms, password_hash) {
        (Some(_), _) => AccountState::Ended,
        (None, Some(_)) => AccountState::Active,
        (None, None) => AccountState::Invited,
    };
    Account {
        id,
        name: name.as_str().to_owned(),
        role,
        team: of_team.map(team),
        state,
        created_ms,
        last_sign_in_ms,
        recovery_codes_left,
    }
}
