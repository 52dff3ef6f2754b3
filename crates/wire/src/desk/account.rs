//! Who is at the desk: set-up, sign-in, step-up; and the accounts, for whoever administers them.

use domain::{AccountId, Private, TeamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an account may do. Labels are the screens' affair.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DeskRole {
    /// Runs a team, or the whole programme: the week, reach, returns, champions and their devices.
    Coordinator,
    /// Reads released figures, and never a name.
    Commissioner,
    /// Answers for the data: audit, erasure, retention.
    DataOfficer,
    /// Runs the accounts. Sees nobody's data.
    Administrator,
}

/// `POST /desk/v1/setup/begin`: a one-time code of `doorstep central account add`, not yet used up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginSetUp {
    /// The code.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub code: Private<String>,
}

/// Its answer: what goes into an authenticator app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SetUpBegun {
    /// The name to sign in with.
    pub name: String,
    /// As what.
    pub role: DeskRole,
    /// The secret as text, in groups of four, for typing.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub secret: Private<String>,
    /// The same as an `otpauth://` address, to be drawn as a QR code.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub uri: Private<String>,
    /// The fewest characters that a password has.
    pub password_chars_min: u32,
}

/// `POST /desk/v1/setup`: uses the code up, and signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// The one-time code again.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub code: Private<String>,
    /// The password chosen.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub password: Private<String>,
    /// Six digits of the authenticator app, which prove that it has the secret.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub totp: Private<String>,
}

/// Its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SetUpDone {
    /// Who is signed in now.
    pub me: Me,
    /// Codes for when the authenticator app is lost, each good once. Said now and never again.
    #[ts(type = "Array<string>")]
    #[schemars(with = "Vec<String>")]
    pub recovery_codes: Vec<Private<String>>,
}

/// `POST /desk/v1/sign-in`. Answered by [`Me`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The account's name.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub name: Private<String>,
    /// The password.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub password: Private<String>,
    /// Six digits of the authenticator app, or a recovery code.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub code: Private<String>,
}

/// `POST /desk/v1/step-up`: proves once more who sits there, before an export or another act that matters. Answered
/// by [`Me`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepUp {
    /// The password.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub password: Private<String>,
    /// Six digits of the authenticator app that were not used before, or a recovery code.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub code: Private<String>,
}

/// `GET /desk/v1/me`: who is signed in, and what a screen needs to begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Me {
    /// Which account.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// As what.
    pub role: DeskRole,
    /// The team, where it is bound to one; none for the whole programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub team: Option<Team>,
    /// The authority's name.
    pub authority: String,
    /// The programme's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub programme: Option<String>,
    /// For [`crate::desk::CSRF_HEADER`].
    pub csrf: String,
    /// Until when acts that need a step-up are allowed without another, by `now_ms`'s clock.
    #[ts(type = "number")]
    pub stepped_up_until_ms: u64,
    /// When the session ends whatever happens.
    #[ts(type = "number")]
    pub ends_ms: u64,
    /// After so many seconds without a request it ends too.
    #[ts(type = "number")]
    pub idle_secs: u64,
    /// The centre's wall clock, milliseconds since 1970.
    #[ts(type = "number")]
    pub now_ms: u64,
    /// How many recovery codes are left.
    pub recovery_codes_left: u32,
    /// Today at the authority, as `2026-11-23`.
    pub today: String,
    /// The ISO week of today, as `2026-W48`.
    pub week: String,
    /// The last week that is over: the one whose return is due.
    pub week_due: String,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Team {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: TeamId,
    /// Its name.
    pub name: String,
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// It has a one-time code and no password yet.
    Invited,
    /// In use.
    Active,
    /// Nobody can sign in with it any more.
    Ended,
}

/// An account, in `GET /desk/v1/accounts`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Account {
    /// Which.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// As what.
    pub role: DeskRole,
    /// The team it is bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub team: Option<Team>,
    /// Where it stands.
    pub state: AccountState,
    /// When it was made, milliseconds since 1970.
    #[ts(type = "number")]
    pub created_ms: u64,
    /// When somebody last signed in with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub last_sign_in_ms: Option<u64>,
    /// Recovery codes left.
    pub recovery_codes_left: u32,
}

/// `POST /desk/v1/accounts`. Answered by [`AccountCode`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// The name to sign in with; no other account has it.
    pub name: String,
    /// As what.
    pub role: DeskRole,
    /// The team it is bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    #[schemars(with = "Option<String>")]
    pub team: Option<TeamId>,
}

/// A one-time code with which somebody sets an account up, also in answer to `POST /desk/v1/accounts/{account}/reset`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AccountCode {
    /// Which account.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub account: AccountId,
    /// The code, said once.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub code: Private<String>,
    /// Until when, milliseconds since 1970.
    #[ts(type = "number")]
    pub expires_ms: u64,
}
