//! `doorstep central import`.

use central::{ImportKind, Imported};
use wire::{Code, Fault};

use crate::args::ImportArgs;
use crate::exit::Exit;
use crate::output::Output;

/// The largest file that is read: far above a county's area pack, far below what fills the memory.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;

pub(super) async fn run(args: &ImportArgs, output: Output) -> Result<Exit, Fault> {
    let centre = super::open(&args.centre).await?;
    for file in &args.files {
        let imported =
            centre.import(&crate::env::read_file(file, FILE_BYTES_MAX)?).await.map_err(|error| {
                let fault = Fault::from(error);
                Fault { message: format!("{}: {}", file.display(), fault.message), ..fault }
            })?;
        output.either(&imported, || words(&imported));
    }
    if args.files.is_empty() {
        return Err(Fault::new(Code::Malformed, "Name the files to take in."));
    }
    Ok(Exit::Done)
}

fn words(imported: &Imported) -> String {
    let Imported { kind, name, recorded, amended, unchanged, n: _ } = imported;
    let kind = match kind {
        ImportKind::AreaPack => "Area",
        ImportKind::Model => "Model",
        ImportKind::Programme => "Programme",
    };
    format!("{kind} \"{name}\": {recorded} new, {amended} changed, {unchanged} as before.")
}
