//! `doorstep central backup | drill | restore`.

use std::path::Path;
use std::sync::Arc;

use central::{BackedUp, DrillReport, Restored, SystemEnv};
use wire::{Code, Fault};
use zeroize::Zeroizing;

use crate::args::{BackupArgs, BackupFileArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Longer than any file with a key of age.
const IDENTITY_BYTES_MAX: u64 = 64 * 1024;

pub(super) async fn write(args: &BackupArgs, output: Output) -> Result<Exit, Fault> {
    let BackupArgs { centre, to, recipient } = args;
    let made: BackedUp = super::open(centre).await?.backup(to, recipient).await?;
    output.either(&made, || {
        let BackedUp { n, rows, bytes, made_ms: _ } = &made;
        format!(
            "The backup holds everything up to change {n}: {rows} rows in {bytes} bytes. Nothing in it is durable until \
             `central drill` has restored it once."
        )
    });
    Ok(Exit::Done)
}

pub(super) async fn drill(args: &BackupFileArgs, output: Output) -> Result<Exit, Fault> {
    let BackupFileArgs { centre, file, identity } = args;
    let identities = identities(identity.as_deref())?;
    let report: DrillReport = super::open(centre).await?.drill(file, &identities).await?;
    output.either(&report, || {
        let DrillReport { n, streams, events, erased, devices, replayed, wrong, made_ms: _ } = &report;
        let held = format!("{events} events ({erased} erased) in {streams} streams of {devices} devices, up to change {n}");
        match wrong.as_slice() {
            [] => format!(
                "Restored to scratch and whole: {held}. They are durable now.\nThe side journal would give back {} events \
                 of the centre's own, {} devices and {} revocations.",
                replayed.own, replayed.devices, replayed.revoked
            ),
            wrong => format!("This backup is NOT whole: {held}.\n{}\nMake another at once.", wrong.join("\n")),
        }
    });
    Ok(if report.passed() { Exit::Done } else { Exit::NotVerified })
}

pub(super) async fn restore(args: &BackupFileArgs, output: Output) -> Result<Exit, Fault> {
    let BackupFileArgs { centre, file, identity } = args;
    let identities = identities(identity.as_deref())?;
    let (folder, env) = (super::folder(centre)?, Arc::new(SystemEnv::new()));
    let (_, restored) = central::restore(&folder, file, &identities, env).await?;
    output.either(&restored, || {
        let Restored { n, epoch, made_ms: _, replayed, set_aside } = &restored;
        let aside = set_aside.as_ref().map_or(String::new(), |file| {
            format!("\nThe ledger that was there is at {}. Nothing of it was deleted.", file.display())
        });
        format!(
            "Restored up to change {n}; this is epoch {epoch}. The side journal gave back {} events of the centre's own, \
             {} devices and {} revocations.\nStart `central serve`: devices send what is missing by themselves.{aside}",
            replayed.own, replayed.devices, replayed.revoked
        )
    });
    Ok(Exit::Done)
}

/// The keys in a file of age's form: comments and `AGE-SECRET-KEY-1…`, one a line.
fn identities(file: Option<&Path>) -> Result<Vec<String>, Fault> {
    let Some(file) = file else { return Ok(Vec::new()) };
    let bytes = Zeroizing::new(crate::env::read_file(file, IDENTITY_BYTES_MAX)?);
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    let keys: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("AGE-SECRET-KEY-"))
        .map(str::to_owned)
        .collect();
    if keys.is_empty() {
        return Err(Fault::new(Code::Malformed, "There is no key of age in this file.").about("identity"));
    }
    Ok(keys)
}
