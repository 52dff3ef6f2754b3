//! The desk's part of a ledger in one file.

mod account;
mod device;
mod session;

use domain::{AccountId, AuthorityId, DeviceId};
use rusqlite::{OptionalExtension as _, params};

use super::column::id;
use super::{Answer, SqliteLedger};
use crate::ledger::{AccountChosen, AccountRow, AccountSetUp, DeskLedger, DeskSession, DeviceCheck};

impl DeskLedger for SqliteLedger {
    fn account_add(
        &self,
        authority: AuthorityId,
        account: AccountRow,
        code: AccountSetUp,
    ) -> Answer<'_, bool> {
        self.write(move |tx| account::add(tx, authority, &account, &code))
    }
    fn accounts(&self, authority: AuthorityId) -> Answer<'_, Vec<AccountRow>> {
        self.look(move |tx| account::all(tx, authority))
    }
    fn account(&self, authority: AuthorityId, account: AccountId) -> Answer<'_, Option<AccountRow>> {
        self.look(move |tx| account::one(tx, authority, account))
    }
    fn account_named(&self, authority: AuthorityId, name: String) -> Answer<'_, Option<AccountRow>> {
        self.look(move |tx| account::named(tx, authority, &name))
    }
    fn account_invited(
        &self,
        authority: AuthorityId,
        code_hash: [u8; 32],
        now_ms: u64,
    ) -> Answer<'_, Option<AccountRow>> {
        self.look(move |tx| account::invited(tx, authority, &code_hash, now_ms))
    }
    fn account_reset(
        &self,
        authority: AuthorityId,
        account: AccountId,
        code: AccountSetUp,
    ) -> Answer<'_, bool> {
        self.write(move |tx| account::reset(tx, authority, account, &code))
    }
    fn account_set_up(&self, authority: AuthorityId, chosen: AccountChosen) -> Answer<'_, Option<AccountId>> {
        self.write(move |tx| account::set_up(tx, authority, &chosen))
    }
    fn account_totp(&self, authority: AuthorityId, account: AccountId, step: u64) -> Answer<'_, bool> {
        self.write(move |tx| account::totp(tx, authority, account, step))
    }
    fn account_recovery(
        &self,
        authority: AuthorityId,
        account: AccountId,
        code_hash: [u8; 32],
    ) -> Answer<'_, bool> {
        self.write(move |tx| account::recovery(tx, authority, account, &code_hash))
    }
    fn account_end(&self, authority: AuthorityId, account: AccountId, at_ms: u64) -> Answer<'_, bool> {
        self.write(move |tx| account::end(tx, authority, account, at_ms))
    }
    fn session_start(&self, authority: AuthorityId, session: DeskSession, stale_ms: u64) -> Answer<'_, ()> {
        self.write(move |tx| session::start(tx, authority, &session, stale_ms))
    }
    fn session(
        &self,
        authority: AuthorityId,
        token_hash: [u8; 32],
    ) -> Answer<'_, Option<(DeskSession, AccountRow)>> {
        self.look(move |tx| session::one(tx, authority, &token_hash))
    }
    fn session_seen(&self, authority: AuthorityId, token_hash: [u8; 32], at_ms: u64) -> Answer<'_, ()> {
        self.write(move |tx| session::seen(tx, authority, &token_hash, at_ms))
    }
    fn session_stepped(
        &self,
        authority: AuthorityId,
        token_hash: [u8; 32],
        next: DeskSession,
    ) -> Answer<'_, bool> {
        self.write(move |tx| session::stepped(tx, authority, &token_hash, &next))
    }
    fn session_end(&self, authority: AuthorityId, token_hash: [u8; 32]) -> Answer<'_, ()> {
        self.write(move |tx| session::end(tx, authority, &token_hash))
    }
    fn device_seen(&self, authority: AuthorityId, device: DeviceId, at_ms: u64) -> Answer<'_, ()> {
        self.write(move |tx| device::seen(tx, authority, device, at_ms))
    }
    fn devices_seen(&self, authority: AuthorityId) -> Answer<'_, Vec<(DeviceId, u64)>> {
        self.look(move |tx| device::all_seen(tx, authority))
    }
    fn check_needed(&self, authority: AuthorityId, code_hash: [u8; 32]) -> Answer<'_, ()> {
        self.write(move |tx| device::check_needed(tx, authority, &code_hash))
    }
    fn check_confirmed(
        &self,
        authority: AuthorityId,
        device: DeviceId,
        account: AccountId,
        at_ms: u64,
    ) -> Answer<'_, bool> {
        self.write(move |tx| device::confirmed(tx, authority, device, account, at_ms))
    }
    fn check_pending(&self, authority: AuthorityId, device: DeviceId) -> Answer<'_, bool> {
        self.look(move |tx| device::pending(tx, authority, device))
    }
    fn checks(&self, authority: AuthorityId) -> Answer<'_, Vec<DeviceCheck>> {
        self.look(move |tx| device::checks(tx, authority))
    }
    fn release(&self, authority: AuthorityId, month: String, json: String) -> Answer<'_, String> {
        self.write(move |tx| {
            tx.execute(
                "INSERT OR IGNORE INTO release (authority_id, month, json) VALUES (?1, ?2, ?3)",
                params![id(authority.uuid()), month, json],
            )?;
            let kept = "SELECT json FROM release WHERE authority_id = ?1 AND month = ?2";
            Ok(tx.query_row(kept, params![id(authority.uuid()), month], |row| row.get(0))?)
        })
    }
    fn releases(&self, authority: AuthorityId) -> Answer<'_, Vec<(String, String)>> {
        self.look(move |tx| {
            let mut all =
                tx.prepare_cached("SELECT month, json FROM release WHERE authority_id = ?1 ORDER BY month")?;
            let rows = all.query_map([id(authority.uuid())], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
    fn released(&self, authority: AuthorityId, month: String) -> Answer<'_, Option<String>> {
        self.look(move |tx| {
            let kept = "SELECT json FROM release WHERE authority_id = ?1 AND month = ?2";
            Ok(tx.query_row(kept, params![id(authority.uuid()), month], |row| row.get(0)).optional()?)
        })
    }
}
