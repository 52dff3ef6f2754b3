//! `…/desk/v1/champions…` and `…/desk/v1/devices…`: who records, on what, and who is let in.

use std::collections::BTreeMap;

use domain::{ChampionId, DeviceId, Private};
use wire::desk::{Champion, ChampionDevice, Champions, ConfirmDevice, Invited};
use wire::{Code, Fault};

use super::Desk;
use super::answer::Answer;
use super::call::{Call, not_found};
use super::people::{ChampionsInScope, champions_in};
use super::scope::Scope;
use crate::centre::Centre;
use crate::error::CentralError;
use crate::invite::{Invitation, code_hash};
use crate::ledger::{DeviceCheck, DeviceRow};

/// `GET /desk/v1/champions`.
pub(super) async fn list(desk: &Desk, scope: &Scope, _: &Call) -> Result<Answer, CentralError> {
    let centre = desk.centre.acting(scope.account());
    let champions = champions_in(&centre, scope).await?;
    let devices = Devices::of(&centre).await?;
    centre.note("champions.read", scope.account().uuid(), "").await?;
    let listed = champions.by_name().into_iter().map(|(id, champion)| Champion {
        id,
        name: champion.name.as_str().to_owned(),
        team: champions.team(champion.team),
        cleared: champion.cleared == Some(true),
        devices: devices.of_champion(id),
    });
    Ok(Answer::json(&Champions { champions: listed.collect() }))
}

/// `POST /desk/v1/champions/{champion}/invite`.
pub(super) async fn invite(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let champion: ChampionId = call.param("champion")?;
    let centre = desk.centre.acting(scope.account());
    champions_in(&centre, scope).await?.get(champion).ok_or_else(not_found)?;
    let Invitation { code, champion, name, expires_ms } = centre.invite(&champion.to_string()).await?;
    // Before anybody knows the code, so that no device is let in by it unchecked.
    let hash = code_hash(centre.keys.server.bytes(), code.reveal());
    centre.ledger.check_needed(centre.authority.id, hash).await?;
    let link = format!("{}/enrol#{}", desk.address(call), code.reveal());
    Ok(Answer::json(&Invited {
        champion,
        name: name.as_str().to_owned(),
        code,
        link: Private::new(link),
        expires_ms,
    }))
}

/// `POST /desk/v1/devices/{device}/confirm`.
pub(super) async fn confirm(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let device: DeviceId = call.param("device")?;
    let ConfirmDevice { check_phrase } = call.json()?;
    let centre = desk.centre.acting(scope.account());
    let champions = champions_in(&centre, scope).await?;
    let found = Devices::of(&centre).await?.one(device, &champions)?;
    if found.check_phrase != check_phrase || found.revoked_ms.is_some() {
        let message = "This is not the device that the screen showed. Load the list again.";
        return Err(Fault::new(Code::NotVerified, message).about("check_phrase").into());
    }
    let now_ms = centre.env.wall_ms();
    if centre.ledger.check_confirmed(centre.authority.id, device, scope.account(), now_ms).await? {
        centre.note("device.confirmed", device.uuid(), "").await?;
    }
    Ok(Answer::json(&Devices::of(&centre).await?.one(device, &champions)?))
}

/// `POST /desk/v1/devices/{device}/revoke`. Without a step-up: a phone that was lost on a bus is revoked at once.
pub(super) async fn revoke(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let device: DeviceId = call.param("device")?;
    let centre = desk.centre.acting(scope.account());
    let champions = champions_in(&centre, scope).await?;
    let found = Devices::of(&centre).await?.one(device, &champions)?;
    // Done already is done: the same press twice is no failure.
    if found.revoked_ms.is_none() {
        centre.revoke(device).await?;
    }
    Ok(Answer::json(&Devices::of(&centre).await?.one(device, &champions)?))
}

/// Every device with what the desk knows of it.
struct Devices {
    rows: Vec<DeviceRow>,
    seen: BTreeMap<DeviceId, u64>,
    checks: BTreeMap<DeviceId, DeviceCheck>,
    authority_key: [u8; 32],
}

impl Devices {
    async fn of(centre: &Centre) -> Result<Self, CentralError> {
        let authority = centre.authority.id;
        let checks = centre.ledger.checks(authority).await?;
        Ok(Self {
            rows: centre.ledger.devices(authority).await?,
            seen: centre.ledger.devices_seen(authority).await?.into_iter().collect(),
            checks: checks.into_iter().map(|check| (check.device, check)).collect(),
            authority_key: centre.keys.authority.verifying_key().to_bytes(),
        })
    }

    fn of_champion(&self, champion: ChampionId) -> Vec<ChampionDevice> {
        let mut own: Vec<_> = self.rows.iter().filter(|row| row.champion == champion).collect();
        own.sort_by_key(|row| std::cmp::Reverse((row.enrolled_ms, row.id)));
        own.into_iter().map(|row| self.said(row)).collect()
    }

    /// One device; another team's is not there.
    fn one(&self, device: DeviceId, champions: &ChampionsInScope) -> Result<ChampionDevice, Fault> {
        let row = self.rows.iter().find(|row| row.id == device).ok_or_else(not_found)?;
        champions.get(row.champion).ok_or_else(not_found)?;
        Ok(self.said(row))
    }

    fn said(&self, row: &DeviceRow) -> ChampionDevice {
        let check = self.checks.get(&row.id);
        let phrase = wire::check::phrase(&self.authority_key, &row.signing_key, &row.deposit_key);
        ChampionDevice {
            id: row.id,
            enrolled_ms: row.enrolled_ms,
            last_contact_ms: self.seen.get(&row.id).copied(),
            check_phrase: phrase,
            confirmed_ms: check.and_then(|check| check.confirmed).map(|(at_ms, _)| at_ms),
            needs_check: check.is_some_and(|check| check.needed && check.confirmed.is_none()),
            revoked_ms: row.revoked.map(|(at_ms, _)| at_ms),
        }
    }
}
