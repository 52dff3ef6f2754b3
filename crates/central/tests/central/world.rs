//! A centre in a temporary folder, with a clock and randomness of the test's own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use central::ledger::Dsn;
use central::{Centre, Env, Folder, NoRandomness, Restored};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::phone::Phone;

/// Monday 23 November 2026, 09:00 in London: the day after week 47.
pub(crate) const MONDAY_MS: u64 = 1_795_424_400_000;
pub(crate) const HOUR_MS: u64 = 60 * 60 * 1000;
pub(crate) const AREA: &[u8] = include_bytes!("../../../../packs/queens-park/area.json");
pub(crate) const PROGRAMME: &[u8] = include_bytes!("../../../../packs/queens-park/programme.json");
pub(crate) const AMINA: &str = "Champion Amina (example)";
pub(crate) const BEA: &str = "Champion Bea (example)";

/// Clocks that go when the test says so, and numbers that are the same in every run.
pub(crate) struct FakeEnv {
    wall_ms: AtomicU64,
    mono_ms: AtomicU64,
    drawn: AtomicU64,
}

impl FakeEnv {
    /// Lets time pass, by both clocks.
    pub(crate) fn passes(&self, ms: u64) {
        self.wall_ms.fetch_add(ms, Ordering::SeqCst);
        self.mono_ms.fetch_add(ms, Ordering::SeqCst);
    }
    /// Sets the wall clock only.
    pub(crate) fn is_at(&self, wall_ms: u64) {
        self.wall_ms.store(wall_ms, Ordering::SeqCst);
    }
}

impl Env for FakeEnv {
    fn wall_ms(&self) -> u64 {
        self.wall_ms.load(Ordering::SeqCst)
    }
    fn mono_ms(&self) -> u64 {
        self.mono_ms.load(Ordering::SeqCst)
    }
    fn fill_random(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(32) {
            let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
            let hash = Sha256::digest(drawn.to_be_bytes());
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
        Ok(())
    }
}

/// A centre and where it is.
pub(crate) struct World {
    pub(crate) centre: Centre,
    pub(crate) env: Arc<FakeEnv>,
    folder: TempDir,
}

impl World {
    /// A centre with nothing in it.
    pub(crate) async fn empty() -> Self {
        Self::empty_on(None).await
    }

    /// The same with its ledger in a PostgreSQL database, where one is named.
    pub(crate) async fn empty_on(database: Option<Dsn>) -> Self {
        let env = Arc::new(FakeEnv {
            wall_ms: AtomicU64::new(MONDAY_MS),
            mono_ms: AtomicU64::new(0),
            drawn: AtomicU64::new(0),
        });
        let folder = TempDir::new().expect("a temporary folder");
        let at = Folder::new(folder.path().join("centre"));
        let at = database.into_iter().fold(at, Folder::with_database);
        let centre = Centre::init(&at, "Example Council (example)", env.clone()).await.expect("a new centre");
        Self { centre, env, folder }
    }

    /// A centre with the Queen's Park example taken in.
    pub(crate) async fn of_queens_park() -> Self {
        Self::empty().await.taking_in_queens_park().await
    }

    /// The same centre once it has taken in the Queen's Park example.
    pub(crate) async fn taking_in_queens_park(self) -> Self {
        let world = self;
        world.centre.import(AREA).await.expect("the area pack");
        world.centre.import(PROGRAMME).await.expect("the programme");
        world
    }

    pub(crate) fn folder(&self) -> Folder {
        Folder::new(self.folder.path().join("centre"))
    }

    pub(crate) fn book(&self) -> PathBuf {
        self.folder().book(self.centre.whose().0, 1)
    }

    /// Closes the centre, lets the test do something to its files, and opens it again.
    pub(crate) async fn reopened(self, meanwhile: impl FnOnce(&Folder)) -> Self {
        let Self { centre, env, folder } = self;
        drop(centre);
        let at = Folder::new(folder.path().join("centre"));
        meanwhile(&at);
        let centre = Centre::open(&at, env.clone()).await.expect("the centre opens again");
        Self { centre, env, folder }
    }

    /// Restores the centre from a backup, as after a burnt disk: the ledger is the one in the file.
    pub(crate) async fn restored(self, backup: &Path, meanwhile: impl FnOnce(&Folder)) -> (Self, Restored) {
        let Self { centre, env, folder } = self;
        drop(centre);
        let at = Folder::new(folder.path().join("centre"));
        meanwhile(&at);
        let (centre, restored) =
            central::restore(&at, backup, &[], env.clone()).await.expect("the backup is restored");
        (Self { centre, env, folder }, restored)
    }

    /// Makes a backup and answers where it is.
    pub(crate) async fn backup(&self, name: &str) -> PathBuf {
        let file = self.folder.path().join(name);
        self.centre.backup(&file, &[]).await.expect("a backup");
        file
    }

    /// Starts the server on a free port. It ends with the test's runtime.
    pub(crate) async fn serves(&self) -> SocketAddr {
        let listen = "127.0.0.1:0".parse().expect("an address");
        let (address, serving) =
            self.centre.serve(listen, std::future::pending()).await.expect("a free port");
        tokio::spawn(serving);
        address
    }

    /// A phone of this champion, enrolled.
    pub(crate) async fn phone(&self, address: SocketAddr, champion: &str, seed: u8) -> Phone {
        let code = self.centre.invite(champion).await.expect("an invitation").code;
        let mut phone = Phone::new(address, seed);
        phone.enrols(code.reveal()).await.expect("the code is good");
        phone
    }
}
