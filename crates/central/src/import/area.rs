//! An area pack: a file in the ledger, named by an event (decision 4).

use domain::reference::AreaAdopted;
use domain::{AuthorityId, Fact, Line};
use reach::area::{AreaError, AreaPack};
use wire::Fault;

use super::wanted::Wanted;
use super::{ImportKind, Read, derived, refused};
use crate::ledger::{Blob, BlobKind};

/// How many faults of a pack are listed at once.
const FLAWS_LISTED_MAX: usize = 20;

pub(super) fn read(authority: AuthorityId, json: &[u8]) -> Result<Read, Fault> {
    let pack = AreaPack::parse(json).map_err(|error| flawed(&error))?;
    let line = |text: &str| Line::new(text).map_err(|code| refused(format!("name: {}.", code.sentence())));
    let sha256 = *pack.hash().bytes();
    // One area is one record, so that its next pack amends it and every figure sees one in use.
    let id = derived::id(authority, "area", &pack.area().code);
    let fact = AreaAdopted { name: line(pack.name())?, sha256: line(&pack.hash().to_string())? };
    Ok(Read {
        kind: ImportKind::AreaPack,
        name: pack.name().to_owned(),
        wanted: vec![Wanted { id, fact: Fact::AreaAdopted(fact) }],
        blobs: vec![Blob { kind: BlobKind::AreaPack, sha256, bytes: pack.canonical_json() }],
    })
}

fn flawed(error: &AreaError) -> Fault {
    let mut message = format!("{error}.");
    match error {
        AreaError::Flawed(flaws) => {
            for flaw in flaws.iter().take(FLAWS_LISTED_MAX) {
                message.push_str(&format!("\n{flaw}"));
            }
        }
        AreaError::TooLarge { .. }
        | AreaError::Unreadable { .. }
        | AreaError::OtherFormat { .. }
        | AreaError::NoRow { .. }
        | AreaError::NoAge { .. } => {}
    }
    refused(message)
}
