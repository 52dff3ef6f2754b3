//! One-time codes, and the devices that they let in.

use domain::{AuthorityId, ChampionId, Head};
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::append::make_stream;
use super::authority::count_up;
use super::column::{champion_id, device_id, id, number, unsigned};
use super::{DeviceRow, EnrolOutcome, Enrolment, InvitationRow, LedgerError, device, read};
use crate::ledger::Owner;

pub(super) fn add(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    invitation: &InvitationRow,
) -> Result<(), LedgerError> {
    let InvitationRow { code_hash, champion, expires_ms } = invitation;
    tx.execute(
        "INSERT INTO invitation (authority_id, code_hash, champion_id, expires_ms) VALUES (?1, ?2, ?3, ?4)",
        params![id(authority.uuid()), code_hash, id(champion.uuid()), number(*expires_ms)?],
    )?;
    Ok(())
}

/// Looks, marks and adds in one transaction, so that one code never lets two devices in.
pub(super) fn enrol(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    enrolment: &Enrolment,
) -> Result<EnrolOutcome, LedgerError> {
    let Enrolment { code_hash, now_ms, device, stream, signing_key, deposit_key } = enrolment;
    let found = tx
        .query_row(
            "SELECT champion_id, expires_ms, device_id FROM invitation WHERE authority_id = ?1 AND code_hash = ?2",
            params![id(authority.uuid()), code_hash],
            |row| {
                let used: Option<[u8; 16]> = row.get(2)?;
                let used = used.map(|_| device_id(row, 2)).transpose()?;
                Ok((champion_id(row, 0)?, unsigned(row, 1)?, used))
            },
        )
        .optional()?;
    let Some((champion, _, used)) = found.filter(|(_, expires_ms, _)| now_ms < expires_ms) else {
        return Ok(EnrolOutcome::Refused);
    };
    if let Some(used) = used {
        let same = device::one(tx, authority, used)?.filter(|known| is_same(known, enrolment));
        return Ok(same.map_or(EnrolOutcome::Refused, EnrolOutcome::In));
    }
    if read::stream(tx, authority, *stream)?.is_some() {
        return Ok(EnrolOutcome::StreamTaken);
    }
    let row = DeviceRow {
        id: *device,
        champion,
        stream: *stream,
        signing_key: *signing_key,
        deposit_key: *deposit_key,
        enrolled_ms: *now_ms,
        enrolled_n: 0,
        revoked: None,
    };
    let_in(tx, authority, code_hash, champion, row).map(EnrolOutcome::In)
}

fn let_in(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    code_hash: &[u8; 32],
    champion: ChampionId,
    row: DeviceRow,
) -> Result<DeviceRow, LedgerError> {
    let owner = Owner::Device { device: row.id, champion };
    make_stream(tx, authority, row.stream, owner, Head::EMPTY)?;
    tx.execute(
        "UPDATE invitation SET device_id = ?3 WHERE authority_id = ?1 AND code_hash = ?2",
        params![id(authority.uuid()), code_hash, id(row.id.uuid())],
    )?;
    let row = DeviceRow { enrolled_n: count_up(tx, authority, 1)?, ..row };
    device::add(tx, authority, &row)?;
    Ok(row)
}

/// The same device asks again: only who holds the code and made these keys can know all three.
fn is_same(known: &DeviceRow, enrolment: &Enrolment) -> bool {
    known.signing_key == enrolment.signing_key
        && known.deposit_key == enrolment.deposit_key
        && known.stream == enrolment.stream
        && known.revoked.is_none()
}
