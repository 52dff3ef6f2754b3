//! One-time codes, with which a champion's device is let in.

mod code;

pub(crate) use code::{LETTERS, code, code_hash, plain, prefix};

use domain::{ChampionId, Line, Private};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::env::random;
use crate::error::CentralError;
use crate::ledger::InvitationRow;

/// How long a code lives: 24 hours (security.md, item 11).
const LIFE_MS: u64 = 24 * 60 * 60 * 1000;

/// A code, said once: the centre keeps only its keyed hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The code, as `7K3M-QWX2-9RTA-C`.
    pub code: Private<String>,
    /// For whom.
    pub champion: ChampionId,
    /// Their name.
    pub name: Line,
    /// Until when, by the centre's wall clock, milliseconds since 1970.
    pub expires_ms: u64,
}

/// A champion as the centre lists them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedChampion {
    /// Who.
    pub id: ChampionId,
    /// Their name.
    pub name: Line,
    /// How many devices in use they have.
    pub devices: u64,
}

impl Centre {
    /// The champions, by name and then id.
    ///
    /// # Errors
    /// `Ledger`, `Book`.
    pub async fn champions(&self) -> Result<Vec<ListedChampion>, CentralError> {
        self.tail().await?;
        let devices = self.ledger.devices(self.authority.id).await?;
        let champions = self.books.ask(|tx| Ok(book::champions(tx)?)).await?;
        let listed = champions.into_iter().map(|(id, champion)| {
            let in_use = devices.iter().filter(|device| device.champion == id && device.revoked.is_none());
            ListedChampion { id, name: champion.name, devices: in_use.count() as u64 }
        });
        Ok(listed.collect())
    }

    /// Makes a one-time code for a champion, named by id or by a name that only one of them has.
    ///
    /// # Errors
    /// `Refused` with `NotFound` where there is none such, or several; `Ledger`, `Book`, `NoRandomness`.
    pub async fn invite(&self, champion: &str) -> Result<Invitation, CentralError> {
        let champions = self.champions().await?;
        let wanted: Vec<&ListedChampion> = match champion.trim().parse::<ChampionId>() {
            Ok(id) => champions.iter().filter(|listed| listed.id == id).collect(),
            Err(_) => champions.iter().filter(|listed| listed.name.as_str() == champion.trim()).collect(),
        };
        let [ListedChampion { id, name, devices: _ }] = wanted.as_slice() else {
            let message = if wanted.is_empty() {
                "There is no such champion. `central champions` lists them."
            } else {
                "Several champions have that name. Give the id: `central champions` lists them."
            };
            return Err(Fault::new(Code::NotFound, message).into());
        };
        let code = code(random(&*self.env)?);
        let expires_ms = self.env.wall_ms().saturating_add(LIFE_MS);
        let code_hash = code_hash(self.keys.server.bytes(), &code);
        let row = InvitationRow { code_hash, champion: *id, expires_ms };
        self.ledger.invite(self.authority.id, row).await?;
        self.note("device.invited", id.uuid(), "").await?;
        Ok(Invitation { code: Private::new(code), champion: *id, name: name.clone(), expires_ms })
    }
}
