//! `GET /desk/v1/me`: who is signed in, and what a screen needs to begin.

use domain::IsoWeek;
use wire::desk::{Me, Team};

use super::Desk;
use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use super::session::{IDLE_SECS, Token, WHOLE_SECS, stepped_up_until};
use crate::centre::Centre;
use crate::error::CentralError;

/// The route.
pub(super) async fn me(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let token = Token::of(call).ok_or_else(super::call::not_found)?;
    Ok(Answer::json(&of(&desk.centre, scope, &token).await?))
}

/// Whoever is signed in with this cookie.
pub(super) async fn of(centre: &Centre, scope: &Scope, token: &Token) -> Result<Me, CentralError> {
    centre.tail().await?;
    let today = centre.today().await?;
    let team = scope.row().team;
    let read = move |tx: &rusqlite::Transaction<'_>| Ok((book::authority(tx)?, book::teams(tx)?));
    let (authority, teams) = centre.books.ask(read).await?;
    let team = team.map(|id| {
        let name = teams.iter().find(|(known, _)| *known == id).map(|(_, team)| team.name.as_str());
        Team { id, name: name.unwrap_or_default().to_owned() }
    });
    let week = IsoWeek::of(today);
    // On a Sunday the week's own return can be frozen already.
    let due = if today >= week.period().last { week } else { week.previous() };
    let session = scope.session();
    Ok(Me {
        account: scope.account(),
        name: scope.name().as_str().to_owned(),
        role: scope.role(),
        team,
        authority: centre.authority.name.as_str().to_owned(),
        programme: authority.map(|authority| authority.programme.as_str().to_owned()),
        csrf: token.csrf(centre),
        stepped_up_until_ms: stepped_up_until(session),
        ends_ms: session.started_ms.saturating_add(WHOLE_SECS * 1000),
        idle_secs: IDLE_SECS,
        now_ms: centre.env.wall_ms(),
        recovery_codes_left: scope.row().recovery_codes_left,
        today: today.to_string(),
        week: week.to_string(),
        week_due: due.to_string(),
    })
}
