//! `doorstep central account`: who may sign in at the desk. The code that it prints is the only secret there is before
//! somebody sets the account up; password and authenticator are chosen in the browser and never seen here.

use central::{AccountCode, AccountId, NewAccount};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use wire::desk::DeskRole;
use wire::{Code, Fault};

use crate::args::CentreFolder;
use crate::exit::Exit;
use crate::output::Output;

#[derive(Debug, Subcommand)]
pub(crate) enum AccountTask {
    /// Make an account, and a one-time code with which it is set up in the browser.
    Add(AddArgs),
    /// List the accounts.
    List(CentreFolder),
    /// Make a new one-time code: password, authenticator, recovery codes and sessions of before are gone.
    Reset(OneArgs),
    /// End an account and its sessions.
    End(OneArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The name to sign in with.
    #[arg(long)]
    pub name: String,
    /// As what.
    #[arg(long)]
    pub role: RoleWord,
    /// The team that a coordinator is bound to, by name or id [default: the whole programme].
    #[arg(long)]
    pub team: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct OneArgs {
    #[command(flatten)]
    pub centre: CentreFolder,
    /// The account: its id or its name.
    #[arg(long)]
    pub account: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum RoleWord {
    /// The week, reach, returns, champions and their devices.
    Coordinator,
    /// Released figures, and never a name.
    Commissioner,
    /// Audit, erasure, retention.
    DataOfficer,
    /// Accounts, and nobody's data.
    Administrator,
}

impl From<RoleWord> for DeskRole {
    fn from(word: RoleWord) -> Self {
        match word {
            RoleWord::Coordinator => Self::Coordinator,
            RoleWord::Commissioner => Self::Commissioner,
            RoleWord::DataOfficer => Self::DataOfficer,
            RoleWord::Administrator => Self::Administrator,
        }
    }
}

pub(super) async fn run(task: &AccountTask, output: Output) -> Result<Exit, Fault> {
    match task {
        AccountTask::Add(AddArgs { centre, name, role, team }) => {
            let new = NewAccount { name: name.clone(), role: (*role).into(), team: team.clone() };
            said(&super::open(centre).await?.add_account(new).await?, output);
        }
        AccountTask::List(folder) => {
            let rows = super::open(folder).await?.accounts().await?;
            let list: Vec<Value> = rows.iter().map(listed).collect();
            output.either(&list, || {
                if list.is_empty() {
                    return "No accounts yet. `central account add` makes one.".to_owned();
                }
                let line = |row: &Value| {
                    format!("{}  {}  {}  {}", row["id"], row["role"], row["state"], row["name"])
                };
                list.iter().map(line).collect::<Vec<_>>().join("\n").replace('"', "")
            });
        }
        AccountTask::Reset(OneArgs { centre, account }) => {
            let centre = super::open(centre).await?;
            let account = found(&centre, account).await?;
            said(&centre.reset_account(account).await?, output);
        }
        AccountTask::End(OneArgs { centre, account }) => {
            let centre = super::open(centre).await?;
            let account = found(&centre, account).await?;
            centre.end_account(account).await?;
            output.either(&json!({"account": account}), || "Ended. Whoever was signed in is out.".to_owned());
        }
    }
    Ok(Exit::Done)
}

fn said(made: &AccountCode, output: Output) {
    let AccountCode { account, code, expires_ms } = made;
    let code = code.reveal();
    output.either(&json!({"code": code, "account": account, "expires_ms": expires_ms}), || {
        format!(
            "{code}\nGood for 24 hours and once. Hand it over in person: at the desk's address, under \"Set up an \
             account\", its holder chooses a password and an authenticator app."
        )
    });
}

async fn found(centre: &central::Centre, wanted: &str) -> Result<AccountId, Fault> {
    let (id, key) = (wanted.parse::<AccountId>().ok(), central::ledger::name_key(wanted));
    let all = centre.accounts().await?;
    let found =
        all.iter().find(|row| id == Some(row.id) || central::ledger::name_key(row.name.as_str()) == key);
    let nobody =
        || Fault::new(Code::NotFound, "There is no such account. `central account list` lists them.");
    Ok(found.ok_or_else(nobody)?.id)
}

fn listed(row: &central::ledger::AccountRow) -> Value {
    let state = match (row.ended_ms, &row.password_hash) {
        (Some(_), _) => "ended",
        (None, Some(_)) => "active",
        (None, None) => "invited",
    };
    json!({
        "id": row.id,
        "name": row.name,
        "role": row.role,
        "team": row.team,
        "state": state,
        "recovery_codes_left": row.recovery_codes_left,
    })
}
