//! Signing in and out, stepping up, and setting an account up.

use std::net::IpAddr;

use domain::Private;
use uuid::Uuid;
use wire::desk::{BeginSetUp, SetUp, SetUpBegun, SetUpDone, SignIn, StepUp};
use wire::{Code, Fault};

use super::answer::Answer;
use super::call::Call;
use super::scope::Scope;
use super::session::no_cookie;
use super::totp::Authenticator;
use super::{Desk, password};
use crate::env::random;
use crate::error::CentralError;
use crate::invite::{LETTERS, code};
use crate::ledger::{AccountChosen, AccountRow, name_key};

/// Recovery codes that an account is given.
const RECOVERY_CODES: usize = 10;

/// `POST /desk/v1/sign-in`.
pub(super) async fn sign_in(desk: &Desk, call: &Call) -> Result<Answer, CentralError> {
    let SignIn { name, password, code } = call.json()?;
    let centre = &desk.centre;
    desk.counts_attempt(call.peer(), name_key(name.reveal()))?;
    let account = centre.ledger.account_named(centre.authority.id, name.into_inner()).await?;
    let account = account.filter(|account| account.ended_ms.is_none());
    let Some(account) = desk.proved(account, password, &code).await? else {
        centre.note("sign_in.refused", Uuid::nil(), "").await?;
        return Err(refused().into());
    };
    let (token, session) = centre.begin_session(account.id).await?;
    centre.acting(account.id).note("signed_in", account.id.uuid(), "").await?;
    let me = super::me::of(centre, &Scope::of(account, session), &token).await?;
    Ok(Answer::json(&me).with_cookie(token.cookie()))
}

/// `POST /desk/v1/sign-out`.
pub(super) async fn sign_out(desk: &Desk, scope: &Scope, _: &Call) -> Result<Answer, CentralError> {
    let centre = desk.centre.acting(scope.account());
    centre.ledger.session_end(centre.authority.id, scope.session().token_hash).await?;
    centre.note("signed_out", scope.account().uuid(), "").await?;
    Ok(Answer::json(&serde_json::json!({})).with_cookie(no_cookie()))
}

/// `POST /desk/v1/step-up`.
pub(super) async fn step_up(desk: &Desk, scope: &Scope, call: &Call) -> Result<Answer, CentralError> {
    let StepUp { password, code } = call.json()?;
    let centre = desk.centre.acting(scope.account());
    desk.counts_attempt(call.peer(), name_key(scope.name().as_str()))?;
    let Some(account) = desk.proved(Some(scope.row().clone()), password, &code).await? else {
        centre.note("step_up.refused", scope.account().uuid(), "").await?;
        return Err(refused().into());
    };
    let Some((token, session)) = centre.step_up(scope.session()).await? else {
        return Err(refused().into());
    };
    centre.note("stepped_up", account.id.uuid(), "").await?;
    let me = super::me::of(&centre, &Scope::of(account, session), &token).await?;
    Ok(Answer::json(&me).with_cookie(token.cookie()))
}

/// `POST /desk/v1/setup/begin`.
pub(super) async fn begin_set_up(desk: &Desk, call: &Call) -> Result<Answer, CentralError> {
    let BeginSetUp { code } = call.json()?;
    let account = desk.invited(call, &code).await?;
    let authenticator = Authenticator::of(&desk.centre, &account)?;
    let chars_min = u32::try_from(password::CHARS_MIN).unwrap_or(u32::MAX);
    Ok(Answer::json(&SetUpBegun {
        name: account.name.as_str().to_owned(),
        role: account.role,
        secret: authenticator.secret(),
        uri: authenticator.uri()?,
        password_chars_min: chars_min,
    }))
}

/// `POST /desk/v1/setup`.
pub(super) async fn set_up(desk: &Desk, call: &Call) -> Result<Answer, CentralError> {
    let SetUp { code: setup_code, password, totp } = call.json()?;
    let centre = &desk.centre;
    let account = desk.invited(call, &setup_code).await?;
    password::check(password.reveal(), account.name.as_str())?;
    let now_ms = centre.env.wall_ms();
    let Some(totp_step) = Authenticator::of(centre, &account)?.step(totp.reveal(), now_ms) else {
        let message =
            "This code does not fit. Look whether the phone's clock is right, and take the next one.";
        return Err(Fault::new(Code::SignInRefused, message).about("totp").into());
    };
    let mut codes = Vec::new();
    for _ in 0..RECOVERY_CODES {
        codes.push(code(random::<LETTERS>(&*centre.env)?));
    }
    let chosen = AccountChosen {
        code_hash: centre.account_code_hash(setup_code.reveal()),
        now_ms,
        password_hash: desk.hashed(password).await?,
        totp_step,
        recovery: codes.iter().map(|code| centre.account_code_hash(code)).collect(),
    };
    let set_up = centre.ledger.account_set_up(centre.authority.id, chosen).await?.ok_or_else(no_code)?;
    let account = centre.ledger.account(centre.authority.id, set_up).await?.ok_or_else(no_code)?;
    let (token, session) = centre.begin_session(account.id).await?;
    centre.acting(account.id).note("account.set_up", account.id.uuid(), "").await?;
    let me = super::me::of(centre, &Scope::of(account, session), &token).await?;
    let recovery_codes = codes.into_iter().map(Private::new).collect();
    Ok(Answer::json(&SetUpDone { me, recovery_codes }).with_cookie(token.cookie()))
}

impl Desk {
    /// The account, if password and code are its own. The password is looked at in any case, so that every refusal takes
    /// as long; the code is used up.
    async fn proved(
        &self,
        account: Option<AccountRow>,
        password: Private<String>,
        code: &Private<String>,
    ) -> Result<Option<AccountRow>, CentralError> {
        let kept = account.as_ref().and_then(|account| account.password_hash.clone());
        if !self.is_password(password, kept).await? {
            return Ok(None);
        }
        let Some(account) = account else { return Ok(None) };
        let centre = &self.centre;
        let used = match Authenticator::of(centre, &account)?.step(code.reveal(), centre.env.wall_ms()) {
            Some(step) => centre.ledger.account_totp(centre.authority.id, account.id, step).await?,
            None => {
                let hash = centre.account_code_hash(code.reveal());
                let used = centre.ledger.account_recovery(centre.authority.id, account.id, hash).await?;
                if used {
                    centre.acting(account.id).note("recovery_code.used", account.id.uuid(), "").await?;
                }
                used
            }
        };
        if !used {
            return Ok(None);
        }
        // Read again: a recovery code is gone now.
        Ok(centre.ledger.account(centre.authority.id, account.id).await?)
    }

    async fn is_password(
        &self,
        password: Private<String>,
        kept: Option<String>,
    ) -> Result<bool, CentralError> {
        let key = self.centre.keys.server.clone();
        self.hashing(move || password::is(key.bytes(), password.reveal(), kept.as_deref())).await
    }

    async fn hashed(&self, password: Private<String>) -> Result<String, CentralError> {
        let (key, env) = (self.centre.keys.server.clone(), self.centre.env.clone());
        self.hashing(move || password::hash(key.bytes(), password.reveal(), &*env)).await?
    }

    /// Runs what takes memory and time away from the threads that answer, a few at once.
    async fn hashing<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, CentralError> {
        let full = |_| Fault::new(Code::Unavailable, "The centre has its hands full. Try again.");
        let _room = self.hashes.acquire().await.map_err(full)?;
        self.away(job).await
    }

    /// The account that a one-time code is for.
    async fn invited(&self, call: &Call, code: &Private<String>) -> Result<AccountRow, CentralError> {
        let centre = &self.centre;
        self.counts_attempt(call.peer(), crate::invite::prefix(code.reveal()))?;
        let (hash, now_ms) = (centre.account_code_hash(code.reveal()), centre.env.wall_ms());
        let account = centre.ledger.account_invited(centre.authority.id, hash, now_ms).await?;
        Ok(account.ok_or_else(no_code)?)
    }

    /// Counts an attempt, by name and by address (security.md, item 32).
    fn counts_attempt(&self, peer: IpAddr, name: String) -> Result<(), Fault> {
        let wait = |seconds| {
            Fault::new(Code::TooMany, "Too many attempts. Wait a minute, then try again.").wanting(seconds)
        };
        let now = self.centre.env.mono_ms();
        self.attempts_of_peer.ask(peer, now).map_err(wait)?;
        self.attempts.ask(name, now).map_err(wait)
    }
}

fn refused() -> Fault {
    Fault::new(
        Code::SignInRefused,
        "Name, password or code is not right. A code is good once: wait for the next one.",
    )
}

fn no_code() -> Fault {
    let message = "This code is not known, was used, or is too old. Ask for a new one.";
    Fault::new(Code::InvitationRefused, message).about("code")
}
