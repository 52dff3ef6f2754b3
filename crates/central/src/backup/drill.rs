//! The restore drill: a backup is restored to scratch and looked through; only one that is found whole makes what it
//! holds durable.

use std::path::Path;

use domain::event::hash_bytes;
use domain::{Head, StreamId};
use uuid::Uuid;

use super::BackupError;
use super::file::Reader;
use super::restore::load;
use crate::centre::Centre;
use crate::env::random;
use crate::error::CentralError;
use crate::journal::{self, Replayed};
use crate::ledger::{Drilled, Ledger, SqliteLedger, StreamRow};

/// Events looked through at a time.
const EVENTS_AT_A_TIME: usize = 1_000;

/// What a drill found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DrillReport {
    /// The backup's change number.
    pub n: u64,
    /// When the backup was made, milliseconds since 1970.
    pub made_ms: u64,
    /// How many streams it has.
    pub streams: u64,
    /// How many events they hold.
    pub events: u64,
    /// How many of those are erased.
    pub erased: u64,
    /// How many devices.
    pub devices: u64,
    /// What the side journal would give back.
    pub replayed: Replayed,
    /// What is wrong, in words, one line each. Nothing is durable by a drill that found anything.
    pub wrong: Vec<String>,
}

impl DrillReport {
    /// Whether the backup is whole.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.wrong.is_empty()
    }
}

impl Centre {
    /// Restores a backup to a scratch ledger beside the data, checks it from end to end, and takes the scratch away again.
    /// Where nothing is wrong, every stream is durable as far as the backup has it.
    ///
    /// # Errors
    /// `Backup` where the file cannot be read at all; `Ledger`, `Io`. What is wrong inside it is an answer.
    pub async fn drill(&self, file: &Path, identities: &[String]) -> Result<DrillReport, CentralError> {
        let reader = Reader::open(file, &self.keys.backup_identities(identities)?)?;
        if reader.authority != self.authority.id {
            return Err(BackupError::OtherAuthority.into());
        }
        let failed = |source| CentralError::Io { what: "the folder for the drill", source };
        let name = domain::text::to_hex(&random::<8>(&*self.env)?);
        let scratch = self.scratch.join(format!("drill-{name}"));
        crate::folder::make_private(&scratch).map_err(failed)?;
        let done = self.drill_in(&scratch, reader).await;
        // Also where it failed: what lies there is a copy, encrypted with a key that nobody has any more.
        std::fs::remove_dir_all(&scratch).map_err(failed)?;
        let (report, streams) = done?;
        if report.passed() {
            let (n, made_ms, drilled_ms) = (report.n, report.made_ms, self.env.wall_ms());
            let drilled = Drilled { n, made_ms, drilled_ms, streams };
            self.ledger.drilled(self.authority.id, drilled).await?;
        }
        let word = if report.passed() { "drill.passed" } else { "drill.failed" };
        self.note(word, Uuid::nil(), "").await?;
        Ok(report)
    }

    async fn drill_in(
        &self,
        scratch: &Path,
        reader: Reader,
    ) -> Result<(DrillReport, Vec<(StreamId, u64)>), CentralError> {
        let (authority, made_ms) = (self.authority.id, reader.made_ms);
        let ledger = SqliteLedger::with_key(&scratch.join("ledger.db"), random(&*self.env)?)?;
        load(&ledger, reader).await?;
        let mut wrong = Vec::new();
        if !ledger.is_sound().await? {
            wrong.push("the restored file does not pass its integrity check".to_owned());
        }
        let (n, streams) = (ledger.head(authority).await?, ledger.streams(authority).await?);
        let chains = chains(&ledger, &streams, &mut wrong, authority).await?;
        for stream in &streams {
            self.is_part_of_ours(stream, &mut wrong).await?;
        }
        let row = ledger.authorities().await?.into_iter().find(|row| row.id == authority);
        let row = row.ok_or(BackupError::NotWhole)?;
        let replayed = journal::replay(&ledger, &*self.journal, &row).await?;
        self.is_given_back(&ledger, &mut wrong).await?;
        let devices = ledger.devices(authority).await?.len() as u64;
        let marks = streams.iter().map(|row| (row.stream, row.head.seq)).collect();
        let (streams, (events, erased)) = (streams.len() as u64, chains);
        Ok((DrillReport { n, made_ms, streams, events, erased, devices, replayed, wrong }, marks))
    }

    /// A stream of the backup is a beginning of the one that is held now.
    async fn is_part_of_ours(&self, row: &StreamRow, wrong: &mut Vec<String>) -> Result<(), CentralError> {
        let Head { seq, hash } = row.head;
        if seq == 0 {
            return Ok(());
        }
        let ours = self.ledger.positions(self.authority.id, row.stream, seq..=seq).await?;
        if ours.first().is_none_or(|ours| ours.h != hash) {
            wrong.push(format!("stream {} is not a beginning of the one held now", row.stream));
        }
        Ok(())
    }

    /// Whoever was revoked stays revoked, and the centre's own stream is whole again.
    async fn is_given_back(&self, ledger: &dyn Ledger, wrong: &mut Vec<String>) -> Result<(), CentralError> {
        let authority = self.authority.id;
        let own = self.authority.own_stream;
        let head = |row: Option<StreamRow>| row.map_or(Head::EMPTY, |row| row.head);
        if head(ledger.stream(authority, own).await?) != head(self.journal.stream(authority, own).await?) {
            wrong.push("the journal does not give the centre's own events back".to_owned());
        }
        for device in self.journal.devices(authority).await? {
            let known = ledger.device(authority, device.id).await?;
            if known.is_none_or(|known| known.revoked.is_some() != device.revoked.is_some()) {
                wrong.push(format!("device {} is not as the journal has it", device.id));
            }
        }
        Ok(())
    }
}

/// Recomputes every chain from its bytes; how many events there are, and how many of them erased.
async fn chains(
    ledger: &dyn Ledger,
    streams: &[StreamRow],
    wrong: &mut Vec<String>,
    authority: domain::AuthorityId,
) -> Result<(u64, u64), CentralError> {
    let mut heads = std::collections::BTreeMap::new();
    let (mut after, mut events, mut erased) = (0, 0, 0);
    loop {
        let read = ledger.read(authority, after, EVENTS_AT_A_TIME).await?;
        let Some(last) = read.last() else { break };
        after = last.position.n;
        for stored in read {
            let (stream, at) = (stored.stream, stored.position);
            let head = heads.entry(stream).or_insert(Head::EMPTY);
            let next = head.then(stream, at.event, &at.body_hash);
            let words = stored.body.as_ref();
            let is_its_body =
                words.is_none_or(|(salt, body)| hash_bytes(salt, body.reveal()) == at.body_hash);
            if !is_its_body || next != (Head { seq: at.seq, hash: at.h }) {
                wrong.push(format!("stream {stream} does not follow at {}", at.seq));
            }
            *head = Head { seq: at.seq, hash: at.h };
            events += 1;
            erased += u64::from(words.is_none());
        }
    }
    for row in streams {
        if heads.get(&row.stream).copied().unwrap_or(Head::EMPTY) != row.head {
            wrong.push(format!("stream {} ends before its head", row.stream));
        }
    }
    Ok((events, erased))
}
