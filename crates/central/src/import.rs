//! What the centre is set up with: an area pack, or a programme (its teams, venues, timetable, champions, services and
//! forms), each a file. The same file again changes nothing; a changed one amends what changed.

mod area;
mod derived;
mod model;
mod programme;
mod wanted;

pub use model::MeasuredOn;

use serde::Deserialize;
use uuid::Uuid;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Blob, BlobKind};
use wanted::Wanted;

/// How often an import is worked out anew when somebody else recorded at the centre meanwhile.
const TRIES_MAX: usize = 4;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// An area pack.
    AreaPack,
    /// A model of linkage.
    Model,
    /// A programme.
    Programme,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// What the file was.
    pub kind: ImportKind,
    /// Its name, as it says.
    pub name: String,
    /// How many records are new.
    pub recorded: u64,
    /// How many were known and are otherwise now.
    pub amended: u64,
    /// How many were known as they are.
    pub unchanged: u64,
    /// The ledger's change number with all of it.
    pub n: u64,
}

/// Read first, so that a file of another kind is called that.
#[derive(Deserialize)]
struct Format {
    format: String,
}

/// A file, checked, with everything that it states.
struct Read {
    kind: ImportKind,
    name: String,
    wanted: Vec<Wanted>,
    blobs: Vec<Blob>,
}

impl Centre {
    /// Takes a file in.
    ///
    /// # Errors
    /// `Refused` with `Malformed` and the place in the file where it is not one of ours or contradicts itself, and
    /// with `Unavailable` where others recorded at the centre at the same time; `Ledger`, `Book`.
    pub async fn import(&self, json: &[u8]) -> Result<Imported, CentralError> {
        let unreadable = |error: serde_json::Error| {
            refused(format!("This file cannot be read at line {}, column {}.", error.line(), error.column()))
        };
        let Format { format } = serde_json::from_slice(json).map_err(unreadable)?;
        let read = match format.as_str() {
            reach::area::FORMAT => area::read(self.authority.id, json)?,
            programme::FORMAT => programme::read(self.authority.id, &self.authority.name, json)?,
            _ => {
                return Err(refused(
                    "This file is neither a doorstep-area-pack@1 nor a doorstep-programme@1.".to_owned(),
                )
                .into());
            }
        };
        let imported = self.take_in(read).await?;
        if imported.recorded + imported.amended > 0 {
            self.note("file.imported", Uuid::nil(), &format).await?;
        }
        Ok(imported)
    }

    async fn take_in(&self, read: Read) -> Result<Imported, CentralError> {
        let Read { kind, name, wanted, blobs } = read;
        for _ in 0..TRIES_MAX {
            let head = self.own_head().await?;
            self.tail().await?;
            let changes = self.compared(&wanted).await?;
            let (recorded, amended) = (changes.recorded, changes.amended);
            // A blob without its event would be named by nobody; an event comes with its blob.
            let blobs = if recorded + amended > 0 { blobs.as_slice() } else { &[] };
            if let Some(n) = self.state(head, changes.facts, blobs).await? {
                let unchanged = wanted.len() as u64 - recorded - amended;
                return Ok(Imported { kind, name, recorded, amended, unchanged, n });
            }
        }
        Err(Fault::new(Code::Unavailable, "Others record at the centre too. Try again.").into())
    }

    /// The area pack in use, by its hash.
    pub(crate) async fn pack(&self, sha256: [u8; 32]) -> Result<reach::area::AreaPack, CentralError> {
        let bytes = self.ledger.blob(self.authority.id, BlobKind::AreaPack, sha256).await?;
        let pack = bytes.and_then(|bytes| reach::area::AreaPack::parse(&bytes).ok());
        // It was checked when it was taken in, so either it is gone or this version reads packs otherwise.
        Ok(pack.ok_or_else(|| {
            Fault::new(Code::Damaged, "The area pack in use cannot be read. Import it again.")
        })?)
    }
}

fn refused(message: String) -> Fault {
    Fault::new(Code::Malformed, message)
}
