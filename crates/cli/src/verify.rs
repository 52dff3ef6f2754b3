//! `doorstep verify`: whether a ledger, or a vault, is whole.

use central::Wholeness;
use device::http::Http;
use device::{AgainstCentre, Found, StreamAtCentre, Verified};
use wire::{Code, Fault};

use crate::args::{CentreFolder, VaultArgs, VerifyArgs};
use crate::exit::Exit;
use crate::output::Output;

/// Does what was asked.
///
/// # Errors
/// Where it cannot be read at all; what is broken is an answer, with an exit code of its own.
pub(crate) fn run(args: &VerifyArgs, output: Output) -> Result<Exit, Fault> {
    let VerifyArgs { data, keys, database, vault, secret_fd, centre: against } = args;
    match (data, vault) {
        (Some(data), _) => {
            let (data, keys, database) = (data.clone(), keys.clone(), database.clone());
            centre(&CentreFolder { data, keys, database }, output)
        }
        (None, Some(vault)) => {
            device(&VaultArgs { vault: vault.clone(), secret_fd: *secret_fd }, *against, output)
        }
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

fn device(args: &VaultArgs, with_centre: bool, output: Output) -> Result<Exit, Fault> {
    let mut device = crate::champion::open(args)?;
    let Verified { events, head, chain_holds, book_holds } = device.verify()?;
    let against = if with_centre {
        Some(crate::env::block_on(async { device.verify_against(&Http::new()?).await })?)
    } else {
        None
    };
    let mut value = serde_json::json!({"events": events, "head": head, "chain_holds": chain_holds, "book_holds": book_holds});
    if let Some(against) = &against {
        value["centre"] = serde_json::to_value(against).unwrap_or_default();
    }
    output.either(&value, || {
        let chain = if chain_holds { "follows from them" } else { "is BROKEN" };
        let book = if book_holds { "equals" } else { "DIFFERS from" };
        let own = format!(
            "{events} events: the chain {chain}. The book {book} one rebuilt from them.\nHead {head}"
        );
        against.as_ref().map_or(own.clone(), |against| format!("{own}\n{}", words(against)))
    });
    let is_whole = chain_holds && book_holds && against.is_none_or(|against| against.holds());
    Ok(if is_whole { Exit::Done } else { Exit::NotVerified })
}

fn words(against: &AgainstCentre) -> String {
    let mut lines: Vec<String> = Vec::new();
    for StreamAtCentre { stream: _, here, found, signed: _ } in &against.streams {
        lines.push(match found {
            Found::Equal { held, durable } => format!(
                "The centre signed that it holds {held} of {here} records, under this device's own head; {durable} are in \
                 a backup that was restored in a drill."
            ),
            Found::Less { held, said } => format!(
                "The centre holds {held} records and had said {said}: it LOST some, as by a restore. `champion sync` sends \
                 them again."
            ),
            Found::Another { from } => format!(
                "From record {from} on the centre holds ANOTHER history: this vault was copied, or put back to an older \
                 copy. `champion sync` keeps both."
            ),
        });
    }
    let AgainstCentre { waiting, kept_aside, receipts, receipts_broken, .. } = against;
    lines.push(match waiting {
        0 => "Nothing waits to be sent.".to_owned(),
        waiting => format!("{waiting} wait to be sent."),
    });
    if *kept_aside > 0 {
        lines.push(format!("{kept_aside} are kept aside at the centre, to be mended."));
    }
    lines.push(match receipts_broken {
        0 => format!(
            "{receipts} receipts are kept here; every one is signed by the centre and fits this chain."
        ),
        broken => format!(
            "{broken} of {receipts} receipts are WRONG: not signed by the centre, or of another chain."
        ),
    });
    lines.join("\n")
}
