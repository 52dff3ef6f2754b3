//! `doorstep return verify`.

use central::{FileCheck, RecountCheck, ReturnCheck};
use wire::Fault;

use crate::args::ReturnVerifyArgs;
use crate::exit::Exit;
use crate::output::Output;

/// The largest file that is read.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

pub(super) async fn run(args: &ReturnVerifyArgs, output: Output) -> Result<Exit, Fault> {
    let file = crate::env::read_file(&args.file, FILE_BYTES_MAX)?;
    let check = crate::central::open(&args.centre).await?.verify_return(&file).await?;
    output.either(&check, || words(&check));
    Ok(if check.stands() { Exit::Done } else { Exit::NotVerified })
}

fn words(check: &ReturnCheck) -> String {
    let ReturnCheck { week, revision, n, file, recount, erased } = check;
    let file = match file {
        FileCheck::Genuine => "genuine: signed by this centre, unchanged, and named in its ledger".to_owned(),
        FileCheck::NotInLedger => {
            "signed by this centre and unchanged, but its ledger does not name it".to_owned()
        }
        FileCheck::Changed => "CHANGED since it was signed".to_owned(),
        FileCheck::OtherCentre => "signed by another centre".to_owned(),
    };
    let recount = match recount {
        RecountCheck::Equal => format!("equal to a recount from the ledger up to change {n}"),
        RecountCheck::EqualLessErased => format!("equal less {erased} contributions erased since"),
        RecountCheck::Differs { figures } if figures.is_empty() => {
            "equal, but something beside them DIFFERS from a recount".to_owned()
        }
        RecountCheck::Differs { figures } => format!("DIFFERS from a recount in: {}", figures.join(", ")),
        RecountCheck::LedgerEndsBefore => format!("the ledger does not reach change {n}"),
    };
    format!("Week {week}, revision {revision}\nFile: {file}\nFigures: {recount}\nErased since: {erased}")
}
