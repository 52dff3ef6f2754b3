//! What the desk keeps in the ledger's database: accounts, their sessions, what was said of devices, and releases. It is
//! there and not in a file of one node, so that a session holds on every node and ends on all of them.

use domain::{AccountId, AuthorityId, DeviceId, Line, TeamId};
use wire::desk::DeskRole;

use super::Answer;

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Which.
    pub id: AccountId,
    /// The name to sign in with.
    pub name: Line,
    /// As what.
    pub role: DeskRole,
    /// The team it is bound to; none for the whole programme.
    pub team: Option<TeamId>,
    /// When it was made, milliseconds since 1970.
    pub created_ms: u64,
    /// From this and a key outside the database the authenticator app's secret is worked out.
    pub totp_salt: [u8; 16],
    /// The last half minute whose code was used.
    pub totp_step: u64,
    /// An argon2id hash; none until it is set up.
    pub password_hash: Option<String>,
    /// Until when its one-time code is good; none where it has none.
    pub setup_expires_ms: Option<u64>,
    /// When somebody last signed in.
    pub last_sign_in_ms: Option<u64>,
    /// When it was ended.
    pub ended_ms: Option<u64>,
    /// How many recovery codes are left.
    pub recovery_codes_left: u32,
}

/// A one-time code for an account, of which only the keyed hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSetUp {
    /// The code's keyed hash.
    pub code_hash: [u8; 32],
    /// Until when it is good.
    pub expires_ms: u64,
    /// For the secret of a new authenticator.
    pub totp_salt: [u8; 16],
}

/// What setting an account up leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountChosen {
    /// The hash of the code that is used up by it.
    pub code_hash: [u8; 32],
    /// Now.
    pub now_ms: u64,
    /// The password's hash.
    pub password_hash: String,
    /// The half minute of the first code.
    pub totp_step: u64,
    /// Keyed hashes of the recovery codes.
    pub recovery: Vec<[u8; 32]>,
}

/// A session at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskSession {
    /// The keyed hash of its cookie.
    pub token_hash: [u8; 32],
    /// Whose.
    pub account: AccountId,
    /// When it began.
    pub started_ms: u64,
    /// When it was last used, to the minute.
    pub seen_ms: u64,
    /// When a password and a code were last given.
    pub stepped_ms: u64,
}

/// What was said of a device's check phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceCheck {
    /// Which device.
    pub device: DeviceId,
    /// It was let in by a code of the desk's, and so gets nothing about families before it is confirmed.
    pub needed: bool,
    /// When somebody confirmed it, and who.
    pub confirmed: Option<(u64, AccountId)>,
}

/// The desk's part of a ledger.
pub trait DeskLedger: Send + Sync + 'static {
    /// Adds an account with its one-time code; false where its name is taken.
    fn account_add(
        &self,
        authority: AuthorityId,
        account: AccountRow,
        code: AccountSetUp,
    ) -> Answer<'_, bool>;
    /// Every account, by name.
    fn accounts(&self, authority: AuthorityId) -> Answer<'_, Vec<AccountRow>>;
    /// One account.
    fn account(&self, authority: AuthorityId, account: AccountId) -> Answer<'_, Option<AccountRow>>;
    /// The account of this name, as [`name_key`] compares names.
    fn account_named(&self, authority: AuthorityId, name: String) -> Answer<'_, Option<AccountRow>>;
    /// The account that this one-time code is for, while it is good.
    fn account_invited(
        &self,
        authority: AuthorityId,
        code_hash: [u8; 32],
        now_ms: u64,
    ) -> Answer<'_, Option<AccountRow>>;
    /// Gives an account a new one-time code: its password, recovery codes and sessions are gone. False where there is
    /// none in use.
    fn account_reset(
        &self,
        authority: AuthorityId,
        account: AccountId,
        code: AccountSetUp,
    ) -> Answer<'_, bool>;
    /// Uses a one-time code up and sets the account up, in one transaction; none where the code is good no more.
    fn account_set_up(&self, authority: AuthorityId, chosen: AccountChosen) -> Answer<'_, Option<AccountId>>;
    /// Uses the code of a half minute up; false where it, or a later one, was used before.
    fn account_totp(&self, authority: AuthorityId, account: AccountId, step: u64) -> Answer<'_, bool>;
    /// Uses a recovery code up; false where there is none such.
    fn account_recovery(
        &self,
        authority: AuthorityId,
        account: AccountId,
        code_hash: [u8; 32],
    ) -> Answer<'_, bool>;
    /// Ends an account and its sessions; false where there is none in use.
    fn account_end(&self, authority: AuthorityId, account: AccountId, at_ms: u64) -> Answer<'_, bool>;

    /// Begins a session, notes the sign-in, and clears away the account's sessions that began before `stale_ms`.
    fn session_start(&self, authority: AuthorityId, session: DeskSession, stale_ms: u64) -> Answer<'_, ()>;
    /// A session and its account.
    fn session(
        &self,
        authority: AuthorityId,
        token_hash: [u8; 32],
    ) -> Answer<'_, Option<(DeskSession, AccountRow)>>;
    /// Notes that it was used.
    fn session_seen(&self, authority: AuthorityId, token_hash: [u8; 32], at_ms: u64) -> Answer<'_, ()>;
    /// Notes that password and code were given once more, and gives it another cookie.
    fn session_stepped(
        &self,
        authority: AuthorityId,
        token_hash: [u8; 32],
        next: DeskSession,
    ) -> Answer<'_, bool>;
    /// Ends it.
    fn session_end(&self, authority: AuthorityId, token_hash: [u8; 32]) -> Answer<'_, ()>;

    /// Notes when a device was last heard of.
    fn device_seen(&self, authority: AuthorityId, device: DeviceId, at_ms: u64) -> Answer<'_, ()>;
    /// When each device was last heard of, in order of id.
    fn devices_seen(&self, authority: AuthorityId) -> Answer<'_, Vec<(DeviceId, u64)>>;
    /// Devices let in by this code must be confirmed.
    fn check_needed(&self, authority: AuthorityId, code_hash: [u8; 32]) -> Answer<'_, ()>;
    /// Notes that a device's phrase was compared; false where it was before.
    fn check_confirmed(
        &self,
        authority: AuthorityId,
        device: DeviceId,
        account: AccountId,
        at_ms: u64,
    ) -> Answer<'_, bool>;
    /// Whether a device must be confirmed and was not.
    fn check_pending(&self, authority: AuthorityId, device: DeviceId) -> Answer<'_, bool>;
    /// Every device that must be confirmed or was, in order of id.
    fn checks(&self, authority: AuthorityId) -> Answer<'_, Vec<DeviceCheck>>;

    /// The release of a month: this one, if there was none; else the one that there is.
    fn release(&self, authority: AuthorityId, month: String, json: String) -> Answer<'_, String>;
    /// Every release, by month.
    fn releases(&self, authority: AuthorityId) -> Answer<'_, Vec<(String, String)>>;
    /// The release of a month, if there is one.
    fn released(&self, authority: AuthorityId, month: String) -> Answer<'_, Option<String>>;
}

/// A name as it is compared: without regard to case, and to spaces around it and between its words.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A role as it is stored.
pub(super) const fn role_word(role: DeskRole) -> &'static str {
    match role {
        DeskRole::Coordinator => "coordinator",
        DeskRole::Commissioner => "commissioner",
        DeskRole::DataOfficer => "data_officer",
        DeskRole::Administrator => "administrator",
    }
}

/// A role that was stored by [`role_word`].
pub(super) fn role_of(word: &str) -> Option<DeskRole> {
    let all = [DeskRole::Coordinator, DeskRole::Commissioner, DeskRole::DataOfficer, DeskRole::Administrator];
    all.into_iter().find(|role| role_word(*role) == word)
}
