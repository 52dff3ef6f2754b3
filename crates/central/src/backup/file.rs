//! A backup's file: records, compressed by zstd, encrypted by age. age authenticates every part and its end, so that a
//! file that was cut off or changed does not read as a shorter one.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use age::stream::{StreamReader, StreamWriter};
use age::x25519::{Identity, Recipient};
use age::{DecryptError, Decryptor, Encryptor};
use domain::AuthorityId;

use super::BackupError;
use super::cells::{self, End, Record};
use crate::ledger::{Cell, Copied, LedgerError, Source};

/// The level of zstd: its own default.
const LEVEL: i32 = 3;

/// The centre's own key and these beside it.
pub(super) fn recipients(own: Recipient, others: &[String]) -> Result<Vec<Recipient>, BackupError> {
    let others = others.iter().map(|text| text.trim().parse::<Recipient>().map_err(|_| BackupError::NotAge));
    std::iter::once(Ok(own)).chain(others).collect()
}

type Encrypted = StreamWriter<BufWriter<File>>;

/// A backup that is being written.
pub(super) struct Writer {
    out: zstd::Encoder<'static, Encrypted>,
    rows: u64,
    /// The table that the rows belong to, and where its change number stands, where it has one.
    counter: Option<usize>,
    n: u64,
}

impl Writer {
    pub(super) fn begin(
        path: &Path,
        recipients: &[Recipient],
        authority: AuthorityId,
        made_ms: u64,
    ) -> Result<Self, BackupError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = BufWriter::new(options.open(path)?);
        let to = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(to).map_err(|_| BackupError::NotAge)?;
        let mut out = zstd::Encoder::new(encryptor.wrap_output(file)?, LEVEL)?;
        cells::write_head(&mut out, authority, made_ms)?;
        Ok(Self { out, rows: 0, counter: None, n: 0 })
    }

    pub(super) fn put(&mut self, copied: &Copied) -> std::io::Result<()> {
        match copied {
            Copied::Table { name, columns } => {
                let counter = columns.iter().position(|column| column == "n");
                self.counter = counter.filter(|_| name == "authority");
            }
            Copied::Row(cells) => {
                self.rows += 1;
                if let Some(Cell::Number(n)) = self.counter.and_then(|place| cells.get(place)) {
                    self.n = n.cast_unsigned();
                }
            }
        }
        cells::write(&mut self.out, copied)
    }

    /// Ends it, durable; how many rows, and the change number.
    pub(super) fn end(mut self) -> Result<(u64, u64), BackupError> {
        cells::write_end(&mut self.out, End { rows: self.rows, n: self.n })?;
        let mut file = self.out.finish()?.finish()?;
        file.flush()?;
        file.get_ref().sync_all()?;
        Ok((self.rows, self.n))
    }
}

/// A backup that is being read.
pub(super) struct Reader {
    from: zstd::Decoder<'static, BufReader<StreamReader<BufReader<File>>>>,
    /// Whose it is.
    pub(super) authority: AuthorityId,
    /// When it was made.
    pub(super) made_ms: u64,
}

impl Reader {
    pub(super) fn open(path: &Path, identities: &[Identity]) -> Result<Self, BackupError> {
        let file = BufReader::new(File::open(path)?);
        let with = identities.iter().map(|identity| identity as &dyn age::Identity);
        let plain = Decryptor::new_buffered(file).map_err(|_| BackupError::NotWhole)?.decrypt(with);
        let plain = plain.map_err(|error| {
            if matches!(error, DecryptError::NoMatchingKeys) {
                BackupError::OtherKey
            } else {
                BackupError::NotWhole
            }
        })?;
        let mut from = zstd::Decoder::new(plain).map_err(|_| BackupError::NotWhole)?;
        let (authority, made_ms) = cells::read_head(&mut from).map_err(|_| BackupError::NotWhole)?;
        Ok(Self { from, authority, made_ms })
    }

    /// Its rows. The last step is an error where the end is missing or does not fit.
    pub(super) fn rows(mut self) -> Source {
        let (mut rows, mut done) = (0_u64, false);
        Box::new(std::iter::from_fn(move || {
            if done {
                return None;
            }
            match cells::read(&mut self.from) {
                Ok(Record::Copied(copied)) => {
                    rows += u64::from(matches!(copied, Copied::Row(_)));
                    Some(Ok(copied))
                }
                Ok(Record::End(end)) if end.rows == rows && is_at_its_end(&mut self.from) => None,
                Ok(Record::End(_)) | Err(_) => {
                    done = true;
                    Some(Err(LedgerError::Engine(Box::new(BackupError::NotWhole))))
                }
            }
        }))
    }
}

/// Nothing stands behind the end, and age has seen its own.
fn is_at_its_end(from: &mut impl Read) -> bool {
    matches!(from.read(&mut [0; 1]), Ok(0))
}
