//! `GET /desk/v1/safety`: how safe what is held is.

use wire::desk::{CopiedDevice, Safety};

use super::Desk;
use super::answer::Answer;
use super::call::Call;
use super::people::champions_in;
use super::scope::Scope;
use crate::error::CentralError;
use crate::status::Status;

/// The route.
pub(super) async fn safety(desk: &Desk, scope: &Scope, _: &Call) -> Result<Answer, CentralError> {
    let centre = &desk.centre;
    let Status { epoch, held, durable, durable_made_ms, durable_is_late, .. } = centre.status().await?;
    let champions = champions_in(centre, scope).await?;
    let devices = centre.ledger.devices(centre.authority.id).await?;
    let forks = centre.ledger.forks(centre.authority.id).await?;
    // Of a team's own devices only: the numbers are of the whole centre, and say nothing about anybody.
    let copied = forks.iter().filter_map(|fork| {
        let champion = devices.iter().find(|device| device.id == fork.device)?.champion;
        let champion_name = champions.name(champion)?.to_owned();
        Some(CopiedDevice { device: fork.device, champion, champion_name, seen_ms: fork.seen_ms })
    });
    let copied = copied.collect();
    Ok(Answer::json(&Safety { epoch, held, durable, durable_made_ms, durable_is_late, copied }))
}
