//! `doorstep champion backup` and `restore`: a champion's own backup file.

use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use wire::Fault;

use crate::args::VaultArgs;
use crate::exit::Exit;
use crate::output::Output;
use crate::secret;

/// The largest backup that is read: a lifetime of records is far smaller.
const FILE_BYTES_MAX: u64 = 1024 * 1024 * 1024;

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    pub vault: VaultArgs,
    /// The file to write. One that is there already is not written over.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Read the backup's passphrase from this file descriptor instead of asking.
    #[arg(long, value_name = "FD")]
    pub passphrase_fd: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    #[command(flatten)]
    pub vault: VaultArgs,
    /// The backup.
    pub file: PathBuf,
    /// Read the backup's passphrase from this file descriptor instead of asking.
    #[arg(long, value_name = "FD")]
    pub passphrase_fd: Option<u32>,
}

pub(super) fn backup(args: &BackupArgs, output: Output) -> Result<Exit, Fault> {
    let mut device = super::open(&args.vault)?;
    let passphrase =
        secret::read_new(args.passphrase_fd, "A passphrase for the backup, of four words or more")?;
    let made = device.backup(&passphrase)?;
    crate::env::write_new(&args.to, &made.bytes)?;
    let value = json!({"records": made.records, "bytes": made.bytes.len()});
    output.either(&value, || {
        format!(
            "{} records are in the backup. Whoever has the file and its passphrase has the records: keep the two apart.",
            made.records
        )
    });
    Ok(Exit::Done)
}

pub(super) fn restore(args: &RestoreArgs, output: Output) -> Result<Exit, Fault> {
    let bytes = crate::env::read_file(&args.file, FILE_BYTES_MAX)?;
    let mut device = super::locked(&args.vault)?;
    let passphrase = secret::read(args.passphrase_fd, "The backup's passphrase")?;
    let secret = secret::read_new(args.vault.secret_fd, super::asking_for(&device)?)?;
    let restored = device.restore(&bytes, &passphrase, &secret)?;
    let of = restored.of;
    let value = json!({"records": restored.records, "made_ms": restored.made_ms, "authority": of.authority,
        "champion": of.champion});
    output.either(&value, || {
        format!(
            "{} records are here again, as they were when the backup was made, on {}. `champion sync` sends what the \
             centre lacks and fetches the rest.",
            restored.records,
            super::day_of(restored.made_ms)
        )
    });
    Ok(Exit::Done)
}
