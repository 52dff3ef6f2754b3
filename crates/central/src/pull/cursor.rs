//! Where a device goes on, sealed: it means nothing to anybody but this centre, and cannot be made by anybody else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use book::Cursor;
use domain::ChampionId;
use protocol::pull::{At, resume as resume_at};
use serde::{Deserialize, Serialize};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::mac::{is_mac, mac};

/// Separates these tags from every other use of the server's key.
const WORD: &str = "doorstep-cursor-1";
/// Bytes of the tag kept.
const TAG: usize = 16;

/// What is in a cursor. The champion is in the tag and not in the text: another's cursor does not open.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sealed {
    epoch: u64,
    n: u64,
    scope_version: u64,
    listing: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resume: Option<u64>,
    linkage: u64,
    /// The beginning of the hash of the last event up to `n`: a ledger that was put back by hand, and has taken another way
    /// since, has another.
    change_hash: String,
}

impl Sealed {
    /// A cursor as text.
    pub(super) async fn seal(
        centre: &Centre,
        champion: ChampionId,
        cursor: Cursor,
    ) -> Result<String, CentralError> {
        let Cursor { n, scope_version, listing, resume, linkage } = cursor;
        let change_hash = change_hash(centre, n).await?;
        let epoch = centre.authority.epoch;
        let sealed = Self { epoch, n, scope_version, listing, resume, linkage, change_hash };
        let json = serde_json::to_vec(&sealed).expect("a cursor has numbers only");
        let (authority, champion) = (centre.authority.id.uuid(), champion.uuid());
        let parts = [&authority.as_bytes()[..], champion.as_bytes(), &json];
        let tag = mac(centre.keys.server.bytes(), WORD, &parts);
        Ok(BASE64.encode([&tag[..TAG], &json].concat()))
    }

    /// A cursor from text; none where it is not one of this centre's for this champion, in this epoch.
    pub(super) async fn open(
        centre: &Centre,
        champion: ChampionId,
        text: &str,
    ) -> Result<Option<Cursor>, CentralError> {
        let Some(sealed) = Self::unsealed(centre, champion, text) else { return Ok(None) };
        let Self { epoch, n, scope_version, listing, resume, linkage, change_hash: hash } = sealed;
        let head = centre.ledger.head(centre.authority.id).await?;
        // After a restore the same numbers stand for other changes.
        let goes_on = n == resume_at(Some(At { epoch, n }), centre.authority.epoch, head);
        let is_ours = goes_on && hash == change_hash(centre, n).await?;
        Ok(is_ours.then_some(Cursor { n, scope_version, listing, resume, linkage }))
    }

    fn unsealed(centre: &Centre, champion: ChampionId, text: &str) -> Option<Self> {
        let bytes = BASE64.decode(text).ok()?;
        let (tag, json) = bytes.split_at_checked(TAG)?;
        let (authority, champion) = (centre.authority.id.uuid(), champion.uuid());
        let parts = [&authority.as_bytes()[..], champion.as_bytes(), json];
        if !is_mac(centre.keys.server.bytes(), WORD, &parts, tag) {
            return None;
        }
        serde_json::from_slice(json).ok()
    }
}

async fn change_hash(centre: &Centre, n: u64) -> Result<String, CentralError> {
    let mark = centre.ledger.mark(centre.authority.id, n).await?.unwrap_or_default();
    Ok(domain::text::to_hex(&mark[..8]))
}
