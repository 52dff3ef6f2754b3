//! What a device needs of the system it runs on, and nothing more: a clock, chance, a few small files, a key
//! store and a name for the database. A desktop, a phone and a browser's worker each bring their own; the
//! tests bring clocks that run backwards and disks that are full.

use wire::app::RescuePlace;
use zeroize::Zeroizing;

/// Everything a shell brings but the network, which is a [`crate::Transport`] given to the tasks that use it.
pub struct Shell {
    /// What time it is.
    pub clock: Box<dyn Clock>,
    /// Chance.
    pub randomness: Box<dyn Randomness>,
    /// The small files beside the database, one folder per vault.
    pub files: Box<dyn Files>,
    /// The system's key store, where there is one.
    pub keystore: Box<dyn Keystore>,
    /// Where a file can be put that somebody carries away.
    pub elsewhere: Box<dyn Elsewhere>,
    /// The path, or in a browser the name, by which SQLite opens [`DATABASE_FILE`] in the folder of `files`.
    pub database: String,
}

/// The vault's database, as it is named in the folder of [`Files`].
pub const DATABASE_FILE: &str = "vault.db";
/// Its WAL, as SQLite names it.
pub const WAL_FILE: &str = "vault.db-wal";

/// A clock.
pub trait Clock {
    /// What the clocks say: the wall clock, which may be wrong, the offset of local time, and a clock that
    /// never runs backwards within one run of the machine, with the name of that run.
    ///
    /// `mono_ms` counts from when the machine started, and goes on where a process ends and another begins:
    /// the delays between wrong guesses are measured by it.
    fn now(&self) -> domain::Recorded;
}

/// Chance for keys, salts and ids.
pub trait Randomness {
    /// Fills `bytes` from a cryptographic source.
    ///
    /// # Errors
    /// Where the system has none to give. Nothing is made from anything weaker.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The system gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no randomness")]
pub struct NoRandomness;

/// A folder of named small files. Every write is durable when it returns: flushed through to the disk, as a
/// power cut would find it.
pub trait Files {
    /// All of a file; none where there is none.
    ///
    /// # Errors
    /// Where the system cannot read it.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FileFault>;
    /// Writes a whole file: whoever reads it sees the old bytes or the new, never half of them.
    ///
    /// # Errors
    /// `Full`, or where the system cannot write it; then the old bytes stand.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FileFault>;
    /// Writes `bytes` at `at`, which ends the file there: what stood at or behind `at`, the torn remains of an
    /// append that failed, is gone. Makes the file where there is none.
    ///
    /// # Errors
    /// `Full`, or where the system cannot write it; then what stands behind `at` is not to be trusted.
    fn append(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault>;
    /// Writes `bytes` at `at` over what stands there: the file has to reach that far already, and stays as long as it is. A
    /// flush is then one of data alone, which takes a third less than one that makes a file longer.
    ///
    /// # Errors
    /// Where the file is shorter, or the system cannot write it; then what stands from `at` on is not to be trusted.
    fn overwrite(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), FileFault>;
    /// Makes a file as long as this, with zeros behind what is there. One that is as long stays as it is, and where there is none
    /// none is made.
    ///
    /// # Errors
    /// `Full`, or where the system cannot write it; what was there before stands.
    fn lengthen(&self, name: &str, to: u64) -> Result<(), FileFault>;
    /// Renames a file within the folder. Nothing happens where there is none; `to` is replaced.
    ///
    /// # Errors
    /// Where the system cannot.
    fn rename(&self, name: &str, to: &str) -> Result<(), FileFault>;
    /// Removes a file; nothing happens where there is none.
    ///
    /// # Errors
    /// Where the system cannot.
    fn remove(&self, name: &str) -> Result<(), FileFault>;
    /// Whether there is such a file.
    ///
    /// # Errors
    /// Where the system cannot say.
    fn exists(&self, name: &str) -> Result<bool, FileFault>;
    /// Free space for this folder in bytes; none where the system does not say.
    fn free_bytes(&self) -> Option<u64>;
}

/// Why a small file could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Anything else, in the system's own words, which name no content.
    #[error("a file could not be used: {0}")]
    System(String),
}

/// The system's key store: Secret Service, Keychain, Keystore, DPAPI.
pub trait Keystore {
    /// Whether secrets kept in it survive, protected, until the next start. Where not, there is no PIN.
    fn available(&self) -> bool;
    /// A secret by name; none where it holds none.
    ///
    /// # Errors
    /// Where the store cannot be asked.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeystoreFault>;
    /// Keeps a secret, in place of another of that name.
    ///
    /// # Errors
    /// Where the store does not take it.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeystoreFault>;
    /// Forgets a secret; nothing happens where it holds none.
    ///
    /// # Errors
    /// Where the store cannot be asked.
    fn remove(&self, name: &str) -> Result<(), KeystoreFault>;
}

/// The key store could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system's key store could not be used")]
pub struct KeystoreFault;

/// No key store: passphrases only.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKeystore;

impl Keystore for NoKeystore {
    fn available(&self) -> bool {
        false
    }
    fn get(&self, _name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeystoreFault> {
        Err(KeystoreFault)
    }
    fn set(&self, _name: &str, _secret: &[u8]) -> Result<(), KeystoreFault> {
        Err(KeystoreFault)
    }
    fn remove(&self, _name: &str) -> Result<(), KeystoreFault> {
        Err(KeystoreFault)
    }
}

/// Places outside the vault's folder, for a file that somebody carries away: a stick, the folder of documents, what a
/// browser downloads.
pub trait Elsewhere {
    /// Those that there are now, the likeliest to take a file first. A stick comes and goes.
    fn places(&self) -> Vec<RescuePlace>;
    /// Writes a new file there. It is durable when this returns.
    ///
    /// # Errors
    /// `Full`, or where it cannot be written, be it that there is one of this name; then nothing of it stays there.
    fn put(&self, place: &RescuePlace, name: &str, bytes: &[u8]) -> Result<(), FileFault>;
}

/// Nowhere: whoever uses this device names a file themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoElsewhere;

impl Elsewhere for NoElsewhere {
    fn places(&self) -> Vec<RescuePlace> {
        Vec::new()
    }
    fn put(&self, _place: &RescuePlace, _name: &str, _bytes: &[u8]) -> Result<(), FileFault> {
        Err(FileFault::System("there is no such place".to_owned()))
    }
}

impl Shell {
    /// `N` random bytes.
    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        self.randomness.fill(&mut bytes)?;
        Ok(bytes)
    }
}
