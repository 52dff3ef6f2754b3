//! Sessions: a random cookie, of which the ledger's database has only a keyed hash, so that it holds on every node.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use domain::AccountId;
use wire::desk::{SESSION_COOKIE, STEP_UP_SECS};

use super::call::Call;
use super::scope::Scope;
use crate::centre::Centre;
use crate::env::random;
use crate::error::CentralError;
use crate::ledger::DeskSession;
use crate::mac::{is_mac, mac};

/// Without a request for so long it ends: half an hour (ASVS 5.0, V7.3).
pub(super) const IDLE_SECS: u64 = 30 * 60;
/// It ends after so long whatever happens: a working day.
pub(super) const WHOLE_SECS: u64 = 12 * 60 * 60;
/// How exactly it is noted when a session was last used: a write for every read would be more than the reads.
const SEEN_EVERY_MS: u64 = 60 * 1000;
/// Separates these hashes from every other use of the server's key.
const TOKEN_WORD: &str = "doorstep-desk-session-1";
const CSRF_WORD: &str = "doorstep-desk-csrf-1";

/// A cookie's value.
pub(super) struct Token(String);

impl Token {
    fn new(centre: &Centre) -> Result<Self, CentralError> {
        Ok(Self(BASE64.encode(random::<32>(&*centre.env)?)))
    }

    /// The one that the browser sent, if any.
    pub(super) fn of(call: &Call) -> Option<Self> {
        let cookies = call.header("cookie").split(';').filter_map(|cookie| cookie.trim().split_once('='));
        let value = cookies.filter(|(name, _)| *name == SESSION_COOKIE).map(|(_, value)| value).next()?;
        (!value.is_empty()).then(|| Self(value.to_owned()))
    }

    fn hash(&self, centre: &Centre) -> [u8; 32] {
        mac(centre.keys.server.bytes(), TOKEN_WORD, &[self.0.as_bytes()])
    }

    /// What a page sends with whatever changes anything: another site's page cannot know it.
    pub(super) fn csrf(&self, centre: &Centre) -> String {
        domain::text::to_hex(&mac(centre.keys.server.bytes(), CSRF_WORD, &[self.0.as_bytes()]))
    }

    /// Whether `text` is that.
    pub(super) fn is_csrf(&self, centre: &Centre, text: &str) -> bool {
        let tag = domain::text::from_hex::<32>(text).unwrap_or_default();
        is_mac(centre.keys.server.bytes(), CSRF_WORD, &[self.0.as_bytes()], &tag)
    }

    /// The header with which the browser keeps it. It goes with every request to this host, and is read by no script.
    pub(super) fn cookie(&self) -> String {
        format!("{SESSION_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={WHOLE_SECS}", self.0)
    }
}

/// The header with which the browser forgets it.
pub(super) fn no_cookie() -> String {
    format!("{SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

impl Centre {
    /// Begins a session for somebody who has just proved who they are.
    pub(super) async fn begin_session(
        &self,
        account: AccountId,
    ) -> Result<(Token, DeskSession), CentralError> {
        let (token, now_ms) = (Token::new(self)?, self.env.wall_ms());
        let session = DeskSession {
            token_hash: token.hash(self),
            account,
            started_ms: now_ms,
            seen_ms: now_ms,
            stepped_ms: now_ms,
        };
        let stale_ms = now_ms.saturating_sub(WHOLE_SECS * 1000);
        self.ledger.session_start(self.authority.id, session, stale_ms).await?;
        Ok((token, session))
    }

    /// Gives a session another cookie, once its password and code were given again; none where it ended meanwhile.
    pub(super) async fn step_up(
        &self,
        session: &DeskSession,
    ) -> Result<Option<(Token, DeskSession)>, CentralError> {
        let (token, now_ms) = (Token::new(self)?, self.env.wall_ms());
        let next =
            DeskSession { token_hash: token.hash(self), seen_ms: now_ms, stepped_ms: now_ms, ..*session };
        let stands = self.ledger.session_stepped(self.authority.id, session.token_hash, next).await?;
        Ok(stands.then_some((token, next)))
    }

    /// The scope of whoever holds this cookie; none where its session is over. A session is looked up for each request,
    /// so that one that was ended anywhere is over at the next.
    pub(super) async fn scope_of(&self, token: &Token) -> Result<Option<Scope>, CentralError> {
        let hash = token.hash(self);
        let Some((session, account)) = self.ledger.session(self.authority.id, hash).await? else {
            return Ok(None);
        };
        let now_ms = self.env.wall_ms();
        let is_over = now_ms.saturating_sub(session.seen_ms) >= IDLE_SECS * 1000
            || now_ms.saturating_sub(session.started_ms) >= WHOLE_SECS * 1000
            || account.ended_ms.is_some();
        if is_over {
            self.ledger.session_end(self.authority.id, hash).await?;
            return Ok(None);
        }
        if now_ms.saturating_sub(session.seen_ms) >= SEEN_EVERY_MS {
            self.ledger.session_seen(self.authority.id, hash, now_ms).await?;
        }
        Ok(Some(Scope::of(account, session)))
    }
}

/// Until when a session needs no further step-up.
pub(super) const fn stepped_up_until(session: &DeskSession) -> u64 {
    session.stepped_ms.saturating_add(STEP_UP_SECS * 1000)
}
