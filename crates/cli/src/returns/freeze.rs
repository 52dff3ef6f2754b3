//! `doorstep return draft` and `freeze`.

use serde_json::json;
use wire::Fault;

use crate::args::WeekArgs;
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn draft(args: &WeekArgs, output: Output) -> Result<Exit, Fault> {
    let week = super::week(&args.week)?;
    let weekly = crate::central::open(&args.centre).await?.draft(week, &args.prepared_by).await?;
    let value = serde_json::to_value(&weekly).expect("a return has text keys and whole numbers only");
    output.either(&value, || super::words::of(&value));
    Ok(Exit::Done)
}

pub(super) async fn run(args: &WeekArgs, output: Output) -> Result<Exit, Fault> {
    let week = super::week(&args.week)?;
    let frozen = crate::central::open(&args.centre).await?.freeze(week, &args.prepared_by).await?;
    let (revision, n, sha256) =
        (frozen.signed.frozen.revision, frozen.signed.frozen.weekly.n, &frozen.signed.sha256);
    output.either(&json!({"week": args.week, "revision": revision, "n": n, "sha256": sha256}), || {
        format!(
            "Week {week} is frozen as revision {revision}, counted up to change {n} of the ledger.\nSHA-256 {sha256}\n\
             `return export` writes the files."
        )
    });
    Ok(Exit::Done)
}
