//! One-time codes, and the devices that they let in.

use deadpool_postgres::{Object, Transaction};
use domain::{AuthorityId, DeviceId, Head};
use uuid::Uuid;

use super::append::make_stream;
use super::authority::count_up;
use super::column::{champion_id, number, unsigned};
use super::{DeviceRow, EnrolOutcome, Enrolment, InvitationRow, LedgerError, commit, device};
use crate::ledger::Owner;

pub(super) async fn add(
    client: &Object,
    authority: AuthorityId,
    invitation: &InvitationRow,
) -> Result<(), LedgerError> {
    let InvitationRow { code_hash, champion, expires_ms } = invitation;
    client
        .execute(
            "INSERT INTO invitation (authority_id, code_hash, champion_id, expires_ms) VALUES ($1, $2, $3, $4)",
            &[&authority.uuid(), &&code_hash[..], &champion.uuid(), &number(*expires_ms)?],
        )
        .await?;
    Ok(())
}

/// Looks, marks and adds in one transaction with the code's row locked, so that one code never lets two devices in.
pub(super) async fn enrol(
    client: &mut Object,
    authority: AuthorityId,
    enrolment: &Enrolment,
) -> Result<EnrolOutcome, LedgerError> {
    let Enrolment { code_hash, now_ms, device, stream, signing_key, deposit_key } = enrolment;
    let tx = client.transaction().await?;
    let found = tx
        .query_opt(
            "SELECT champion_id, expires_ms, device_id FROM invitation
             WHERE authority_id = $1 AND code_hash = $2 FOR UPDATE",
            &[&authority.uuid(), &&code_hash[..]],
        )
        .await?;
    let Some(row) = found else {
        return Ok(EnrolOutcome::Refused);
    };
    if *now_ms >= unsigned(&row, 1)? {
        return Ok(EnrolOutcome::Refused);
    }
    if let Some(used) = row.try_get::<_, Option<Uuid>>(2)? {
        let known = device::one(&tx, authority, DeviceId::from_uuid(used)).await?;
        let same = known.filter(|known| is_same(known, enrolment));
        return Ok(same.map_or(EnrolOutcome::Refused, EnrolOutcome::In));
    }
    let champion = champion_id(&row, 0)?;
    let owner = Owner::Device { device: *device, champion };
    if !make_stream(&tx, authority, *stream, owner, Head::EMPTY).await? {
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
    let row = let_in(&tx, authority, code_hash, row).await?;
    commit(tx).await?;
    Ok(EnrolOutcome::In(row))
}

async fn let_in(
    tx: &Transaction<'_>,
    authority: AuthorityId,
    code_hash: &[u8; 32],
    row: DeviceRow,
) -> Result<DeviceRow, LedgerError> {
    tx.execute(
        "UPDATE invitation SET device_id = $3 WHERE authority_id = $1 AND code_hash = $2",
        &[&authority.uuid(), &&code_hash[..], &row.id.uuid()],
    )
    .await?;
    let row = DeviceRow { enrolled_n: count_up(tx, authority, 1).await?, ..row };
    device::add(tx, authority, &row).await?;
    Ok(row)
}

/// The same device asks again: only who holds the code and made these keys can know all three.
fn is_same(known: &DeviceRow, enrolment: &Enrolment) -> bool {
    known.signing_key == enrolment.signing_key
        && known.deposit_key == enrolment.deposit_key
        && known.stream == enrolment.stream
        && known.revoked.is_none()
}
