//! The desk's part of a ledger on PostgreSQL.

mod account;
mod device;
mod session;

use domain::{AccountId, AuthorityId, DeviceId};

use super::{Answer, PostgresLedger};
use crate::ledger::{AccountChosen, AccountRow, AccountSetUp, DeskLedger, DeskSession, DeviceCheck};

impl DeskLedger for PostgresLedger {
    fn account_add(
        &self,
        authority: AuthorityId,
        account: AccountRow,
        code: AccountSetUp,
    ) -> Answer<'_, bool> {
        self.with(async move |client| account::add(&client, authority, &account, &code).await)
    }
    fn accounts(&self, authority: AuthorityId) -> Answer<'_, Vec<AccountRow>> {
        self.with(async move |client| account::all(&client, authority).await)
    }
    fn account(&self, authority: AuthorityId, account: AccountId) -> Answer<'_, Option<AccountRow>> {
        self.with(async move |client| account::one(&client, authority, account).await)
    }
    fn account_named(&self, authority: AuthorityId, name: String) -> Answer<'_, Option<AccountRow>> {
        self.with(async move |client| account::named(&client, authority, &name).await)
    }
    fn account_invited(
        &self,
        authority: AuthorityId,
        code_hash: [u8; 32],
        now_ms: u64,
    ) -> Answer<'_, Option<AccountRow>> {
        self.with(async move |client| account::invited(&client, authority, &code_hash, now_ms, false).await)
    }
    fn account_reset(
        &self,
        authority: AuthorityId,
        account: AccountId,
        code: AccountSetUp,
    ) -> Answer<'_, bool> {
        self.with(async move |mut client| account::reset(&mut client, authority, account, &code).await)
    }
    fn account_set_up(&self, authority: AuthorityId, chosen: AccountChosen) -> Answer<'_, Option<AccountId>> {
        self.with(async move |mut client| account::set_up(&mut client, authority, &chosen).await)
    }
    fn account_totp(&self, authority: AuthorityId, account: AccountId, step: u64) -> Answer<'_, bool> {
        self.with(async move |client| account::totp(&client, authority, account, step).await)
    }
    fn account_recovery(
        &self,
        authority: AuthorityId,
        account: AccountId,
        code_hash: [u8; 32],
    ) -> Answer<'_, bool> {
        self.with(async move |client| account::recovery(&client, authority, account, &code_hash).await)
    }
    fn account_end(&self, authority: AuthorityId, account: AccountId, at_ms: u64) -> Answer<'_, bool> {
        self.with(async move |mut client| account::end(&mut client, authority, account, at_ms).await)
    }
    fn session_start(&self, authority: AuthorityId, session: DeskSession, stale_ms: u64) -> Answer<'_, ()> {
        self.with(async move |mut client| session::start(&mut client, authority, &session, stale_ms).await)
    }
    fn session(
        &self,
        authority: AuthorityId,
        token_hash: [u8; 32],
    ) -> Answer<'_, Option<(DeskSession, AccountRow)>> {
        self.with(async move |client| session::one(&client, authority, &token_hash).await)
    }
    fn session_seen(&self, authority: AuthorityId, token_hash: [u8; 32], at_ms: u64) -> Answer<'_, ()> {
        self.with(async move |client| session::seen(&client, authority, &token_hash, at_ms).await)
    }
    fn session_stepped(
        &self,
        authority: AuthorityId,
        token_hash: [u8; 32],
        next: DeskSession,
    ) -> Answer<'_, bool> {
        self.with(async move |client| session::stepped(&client, authority, &token_hash, &next).await)
    }
    fn session_end(&self, authority: AuthorityId, token_hash: [u8; 32]) -> Answer<'_, ()> {
        self.with(async move |client| session::end(&client, authority, &token_hash).await)
    }
    fn device_seen(&self, authority: AuthorityId, device: DeviceId, at_ms: u64) -> Answer<'_, ()> {
        self.with(async move |client| device::seen(&client, authority, device, at_ms).await)
    }
    fn devices_seen(&self, authority: AuthorityId) -> Answer<'_, Vec<(DeviceId, u64)>> {
        self.with(async move |client| device::all_seen(&client, authority).await)
    }
    fn check_needed(&self, authority: AuthorityId, code_hash: [u8; 32]) -> Answer<'_, ()> {
        self.with(async move |client| device::check_needed(&client, authority, &code_hash).await)
    }
    fn check_confirmed(
        &self,
        authority: AuthorityId,
        device: DeviceId,
        account: AccountId,
        at_ms: u64,
    ) -> Answer<'_, bool> {
        self.with(async move |client| device::confirmed(&client, authority, device, account, at_ms).await)
    }
    fn check_pending(&self, authority: AuthorityId, device: DeviceId) -> Answer<'_, bool> {
        self.with(async move |client| device::pending(&client, authority, device).await)
    }
    fn checks(&self, authority: AuthorityId) -> Answer<'_, Vec<DeviceCheck>> {
        self.with(async move |client| device::checks(&client, authority).await)
    }
    fn release(&self, authority: AuthorityId, month: String, json: String) -> Answer<'_, String> {
        self.with(async move |client| {
            let add =
                "INSERT INTO release (authority_id, month, json) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
            client.execute(add, &[&authority.uuid(), &month, &json]).await?;
            // A statement of its own: it sees what another node committed while this one waited.
            let kept = "SELECT json FROM release WHERE authority_id = $1 AND month = $2";
            Ok(client.query_one(kept, &[&authority.uuid(), &month]).await?.try_get(0)?)
        })
    }
    fn releases(&self, authority: AuthorityId) -> Answer<'_, Vec<(String, String)>> {
        self.with(async move |client| {
            let all = "SELECT month, json FROM release WHERE authority_id = $1 ORDER BY month";
            let rows = client.query(all, &[&authority.uuid()]).await?;
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
        })
    }
    fn released(&self, authority: AuthorityId, month: String) -> Answer<'_, Option<String>> {
        self.with(async move |client| {
            let kept = "SELECT json FROM release WHERE authority_id = $1 AND month = $2";
            let row = client.query_opt(kept, &[&authority.uuid(), &month]).await?;
            Ok(row.map(|row| row.try_get(0)).transpose()?)
        })
    }
}
