//! `doorstep verify`: whether a ledger, or a vault, is whole.

use central::Wholeness;
use device::Verified;
use wire::{Code, Fault};

use crate::args::{CentreFolder, VaultArgs, VerifyArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Does what was asked.
///
/// # Errors
/// Where it cannot be read at all; what is broken is an answer, with an exit code of its own.
pub(crate) fn run(args: &VerifyArgs, output: Output) -> Result<Exit, Fault> {
    let VerifyArgs { data, keys, database, vault, secret_fd } = args;
    match (data, vault) {
        (Some(data), _) => {
            let (data, keys, database) = (data.clone(), keys.clone(), database.clone());
            centre(&CentreFolder { data, keys, database }, output)
        }
        (None, Some(vault)) => device(&VaultArgs { vault: vault.clone(), secret_fd: *secret_fd }, output),
        (None, None) => {
            Err(Fault::new(Code::Malformed, "Name a centre with --data or a vault with --vault."))
        }
    }
}

fn centre(folder: &CentreFolder, output: Output) -> Result<Exit, Fault> {
    let whole: Wholeness =
        crate::env::block_on(async { Ok(crate::central::open(folder).await?.verify().await?) })?;
    output.either(&whole, || {
        let chains = match whole.broken.as_slice() {
            [] => "every chain follows from its events".to_owned(),
            broken => format!("{} chains are BROKEN", broken.len()),
        };
        let book = if whole.book_is_equal {
            "equals one rebuilt from them"
        } else {
            "DIFFERS from one rebuilt from them"
        };
        let audit = match whole.audit_broken_at {
            None => "follows line by line".to_owned(),
            Some(line) => format!("is BROKEN at line {line}"),
        };
        format!(
            "{} events in {} streams: {chains}.\nThe book {book}. The audit {audit}.",
            whole.events, whole.streams
        )
    });
    Ok(if whole.is_whole() { Exit::Done } else { Exit::NotVerified })
}

fn device(args: &VaultArgs, output: Output) -> Result<Exit, Fault> {
    let Verified { events, head, chain_holds, book_holds } = crate::champion::open(args)?.verify()?;
    let value = serde_json::json!({"events": events, "head": head, "chain_holds": chain_holds, "book_holds": book_holds});
    output.either(&value, || {
        let chain = if chain_holds { "follows from them" } else { "is BROKEN" };
        let book = if book_holds { "equals" } else { "DIFFERS from" };
        format!("{events} events: the chain {chain}. The book {book} one rebuilt from them.\nHead {head}")
    });
    Ok(if chain_holds && book_holds { Exit::Done } else { Exit::NotVerified })
}
