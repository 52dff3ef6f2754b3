//! The centre as everything else holds it.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{AuthorityId, Hlc, Line, StreamId};
use uuid::Uuid;
use wire::{Code, Fault};

use crate::audit::Who;
use crate::book::Books;
use crate::env::{Env, random};
use crate::error::CentralError;
use crate::figures::InUse;
use crate::folder::Folder;
use crate::journal;
use crate::keys::Keys;
use crate::ledger::{AuthorityRow, Ledger};
use crate::pull::Runs;
use crate::store;

/// A centre that is open: its ledger, its book, its keys. Clones are the same centre.
///
/// One folder may be open in several processes (a freeze beside a running server): the ledger decides who was
/// first, and each keeps to it.
#[derive(Clone)]
pub struct Centre {
    pub(crate) authority: Arc<AuthorityRow>,
    pub(crate) keys: Arc<Keys>,
    pub(crate) ledger: Arc<dyn Ledger>,
    /// What must outlive a restore of the ledger, elsewhere.
    pub(crate) journal: Arc<dyn Ledger>,
    /// Where a drill restores to.
    pub(crate) scratch: Arc<Path>,
    pub(crate) books: Arc<Books>,
    pub(crate) env: Arc<dyn Env>,
    /// Runs of pull under way.
    pub(crate) runs: Runs,
    /// Names this run of the program in the events that the centre records.
    pub(crate) boot_id: Arc<str>,
    /// Who acts: noted with whatever is done.
    pub(crate) who: Who,
    /// The linkage model last used, with the people linked by it.
    pub(crate) models: Arc<Mutex<Option<ByHash>>>,
    /// The centre's own logical clock.
    hlc: Arc<Mutex<Hlc>>,
}

/// A linkage model in use under the hash of its file; without one where the centre counts by the exact rule.
pub(crate) type ByHash = (Option<[u8; 32]>, InUse);

impl Centre {
    /// Makes a centre for an authority: folders, keys, an encrypted ledger. Made again after a crash half way, it
    /// goes on with the keys that are there.
    ///
    /// # Errors
    /// `AlreadyThere` where there is one; `Refused` for a name that is blank or too long; `Keys`, `Ledger`, `Io`.
    pub async fn init(folder: &Folder, authority: &str, env: Arc<dyn Env>) -> Result<Self, CentralError> {
        let name = Line::new(authority).map_err(|code| {
            let message = format!("The authority's name: {}.", code.sentence());
            Fault::new(Code::DraftProblem, message).about("authority")
        })?;
        crate::folder::make_private(folder.data())
            .map_err(|source| CentralError::Io { what: "the centre's folder", source })?;
        let keys = Keys::make(folder.keys(), &*env)?;
        let ledger = store::open(folder, &keys).await?;
        if store::authority(folder, &*ledger).await?.is_some() {
            return Err(CentralError::AlreadyThere);
        }
        let authority = AuthorityRow {
            id: store::mint(folder, &*env)?,
            name,
            epoch: 1,
            own_stream: StreamId::from_bytes(random(&*env)?),
        };
        ledger.found(authority.clone()).await?;
        let journal = store::open_journal(folder, &keys).await?;
        let (authority, _) = journal::reconcile(&*ledger, &*journal, authority, false).await?;
        let centre = Self::assemble(folder, authority, keys, ledger, journal, env)?;
        centre.note("centre.made", Uuid::nil(), "").await?;
        Ok(centre)
    }

    /// Opens a centre, on whichever engine the folder says.
    ///
    /// # Errors
    /// `NotThere` where there is none; `Keys` where a key is missing or open to others; `Sqlite` where the ledger
    /// does not open with its key; `TooOld` for an SQLite that is not safe; `Ledger` for a database that is not to be
    /// reached or not safe.
    pub async fn open(folder: &Folder, env: Arc<dyn Env>) -> Result<Self, CentralError> {
        if !store::is_there(folder)? {
            return Err(CentralError::NotThere);
        }
        let keys = Keys::load(folder.keys())?;
        let ledger = store::open(folder, &keys).await?;
        let authority = store::authority(folder, &*ledger).await?.ok_or(CentralError::NotThere)?;
        let journal = store::open_journal(folder, &keys).await?;
        // Before any request is answered: what the ledger lost comes back, and a new epoch says so.
        let before = authority.epoch;
        let (authority, _) = journal::reconcile(&*ledger, &*journal, authority, false).await?;
        let went_backwards = authority.epoch > before;
        let centre = Self::assemble(folder, authority, keys, ledger, journal, env)?;
        if went_backwards {
            tracing::warn!("the ledger is older than the side journal: what it lacked was given back");
            centre.note("centre.went_backwards", Uuid::nil(), "").await?;
        }
        Ok(centre)
    }

    pub(crate) fn assemble(
        folder: &Folder,
        authority: AuthorityRow,
        keys: Keys,
        ledger: Arc<dyn Ledger>,
        journal: Arc<dyn Ledger>,
        env: Arc<dyn Env>,
    ) -> Result<Self, CentralError> {
        let book = folder.book(authority.id, authority.epoch);
        crate::book::forget_others(&folder.books(), authority.id, &book)?;
        let books = Books::open(&book, &keys.book, &*env)?;
        Ok(Self {
            authority: Arc::new(authority),
            keys: Arc::new(keys),
            ledger,
            journal,
            scratch: folder.data().into(),
            books: Arc::new(books),
            boot_id: domain::text::to_hex(&random::<8>(&*env)?).into(),
            env,
            who: Who::Operator,
            runs: Runs::default(),
            models: Arc::default(),
            hlc: Arc::default(),
        })
    }

    /// Whose centre it is.
    #[must_use]
    pub fn whose(&self) -> (AuthorityId, &Line) {
        (self.authority.id, &self.authority.name)
    }

    /// The public key under which receipts, replies and frozen returns verify.
    #[must_use]
    pub fn sign_key(&self) -> [u8; 32] {
        self.keys.sign.verifying_key().to_bytes()
    }

    /// The next tick of the centre's own logical clock.
    pub(crate) fn tick(&self) -> Hlc {
        // A clock that a panic left behind is as good as any: it only ever goes forward.
        let mut hlc = self.hlc.lock().unwrap_or_else(PoisonError::into_inner);
        *hlc = hlc.tick(self.env.wall_ms());
        *hlc
    }
}
