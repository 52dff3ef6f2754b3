//! Accounts of the desk: who may sign in. Each begins with a one-time code, handed over in person; password and
//! authenticator are chosen by whoever sets it up, and known to nobody else.

use domain::{AccountId, Line, Private, TeamId};
use uuid::Uuid;
use wire::desk::DeskRole;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::env::random;
use crate::error::CentralError;
use crate::invite::{LETTERS, code, plain};
use crate::ledger::{AccountRow, AccountSetUp};
use crate::mac::mac;

/// How long a one-time code lives: 24 hours, as a device's.
const LIFE_MS: u64 = 24 * 60 * 60 * 1000;
/// Separates these hashes from every other use of the server's key.
const WORD: &str = "doorstep-account-1";

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The name to sign in with.
    pub name: String,
    /// As what.
    pub role: DeskRole,
    /// The team it is bound to, by name or id; none for the whole programme.
    pub team: Option<String>,
}

/// A one-time code for an account, said once: the centre keeps only its keyed hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCode {
    /// Which account.
    pub account: AccountId,
    /// The code, as `7K3M-QWX2-9RTA-C`.
    pub code: Private<String>,
    /// Until when, by the centre's wall clock, milliseconds since 1970.
    pub expires_ms: u64,
}

impl Centre {
    /// Makes an account and its one-time code.
    ///
    /// # Errors
    /// `Refused` with `DraftProblem` for a name that is blank, too long or taken, and with `NotFound` for a team that
    /// is not there; `Ledger`, `Book`, `NoRandomness`.
    pub async fn add_account(&self, new: NewAccount) -> Result<AccountCode, CentralError> {
        let NewAccount { name, role, team } = new;
        let about_name = |message: &str| Fault::new(Code::DraftProblem, message).about("name");
        let name = Line::new(&name).map_err(|code| about_name(&format!("The name: {}.", code.sentence())))?;
        let team = match team {
            None => None,
            Some(team) => Some(self.team(&team).await?),
        };
        if team.is_some() && role != DeskRole::Coordinator {
            let message = "Only a coordinator is bound to a team.";
            return Err(Fault::new(Code::DraftProblem, message).about("team").into());
        }
        let now_ms = self.env.wall_ms();
        let id = uuid::Builder::from_unix_timestamp_millis(now_ms, &random(&*self.env)?).into_uuid();
        let account = AccountRow {
            id: AccountId::from_uuid(id),
            name,
            role,
            team,
            created_ms: now_ms,
            totp_salt: [0; 16],
            totp_step: 0,
            password_hash: None,
            setup_expires_ms: None,
            last_sign_in_ms: None,
            ended_ms: None,
            recovery_codes_left: 0,
        };
        let (said, kept) = self.account_code(account.id)?;
        if !self.ledger.account_add(self.authority.id, account, kept).await? {
            return Err(about_name("Another account has this name. Choose another.").into());
        }
        self.journal_desk().await?;
        self.note("account.added", said.account.uuid(), "").await?;
        Ok(said)
    }

    /// Every account, by name.
    ///
    /// # Errors
    /// `Ledger`.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, CentralError> {
        Ok(self.ledger.accounts(self.authority.id).await?)
    }

    /// Gives an account a new one-time code: its password, authenticator, recovery codes and sessions are gone.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is no such account in use; `Ledger`, `NoRandomness`.
    pub async fn reset_account(&self, account: AccountId) -> Result<AccountCode, CentralError> {
        let (said, kept) = self.account_code(account)?;
        if !self.ledger.account_reset(self.authority.id, account, kept).await? {
            return Err(no_account().into());
        }
        self.journal_desk().await?;
        self.note("account.reset", account.uuid(), "").await?;
        Ok(said)
    }

    /// Ends an account, from its next request on.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is no such account in use; `Ledger`.
    pub async fn end_account(&self, account: AccountId) -> Result<(), CentralError> {
        if !self.ledger.account_end(self.authority.id, account, self.env.wall_ms()).await? {
            return Err(no_account().into());
        }
        self.journal_desk().await?;
        self.note("account.ended", account.uuid(), "").await
    }

    /// What is kept of an account's one-time or recovery code.
    pub(crate) fn account_code_hash(&self, typed: &str) -> [u8; 32] {
        mac(self.keys.server.bytes(), WORD, &[plain(typed).as_bytes()])
    }

    fn account_code(&self, account: AccountId) -> Result<(AccountCode, AccountSetUp), CentralError> {
        let code = code(random::<LETTERS>(&*self.env)?);
        let expires_ms = self.env.wall_ms().saturating_add(LIFE_MS);
        let code_hash = self.account_code_hash(&code);
        let kept = AccountSetUp { code_hash, expires_ms, totp_salt: random(&*self.env)? };
        Ok((AccountCode { account, code: Private::new(code), expires_ms }, kept))
    }

    /// A team by id, or by a name that only one of them has.
    async fn team(&self, wanted: &str) -> Result<TeamId, CentralError> {
        self.tail().await?;
        let teams = self.books.ask(|tx| Ok(::book::teams(tx)?)).await?;
        let wanted = wanted.trim();
        let id: Option<TeamId> = wanted.parse::<Uuid>().ok().map(TeamId::from_uuid);
        let found = teams.iter().filter(|(team, said)| id == Some(*team) || said.name.as_str() == wanted);
        match found.collect::<Vec<_>>().as_slice() {
            [(team, _)] => Ok(*team),
            _ => Err(Fault::new(Code::NotFound, "There is no such team.").about("team").into()),
        }
    }
}

fn no_account() -> Fault {
    Fault::new(Code::NotFound, "There is no such account in use.")
}
