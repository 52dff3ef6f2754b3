//! The rescue file: what a device whose disk fails hands over to be carried away.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of place takes the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RescueKind {
    /// A stick or another drive that is plugged in.
    Drive,
    /// The folder of documents.
    Documents,
    /// The folder of downloads.
    Downloads,
    /// The owner's own folder, where the system has no others.
    Home,
}

/// A place where the file can be put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RescuePlace {
    /// Names it in [`super::Command::Rescue`]. It means something to the device only.
    pub key: String,
    /// What it is.
    pub kind: RescueKind,
    /// A drive's own name; of the others none.
    pub name: String,
    /// It is on the very disk that fails, which may refuse this, too.
    pub same_disk: bool,
}

/// A rescue file was put there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rescued {
    /// Where.
    pub place: RescuePlace,
    /// Its name there.
    pub file: String,
    /// How many records are in it: all whose sealed copies this device still keeps.
    #[ts(type = "number")]
    pub records: u64,
}
