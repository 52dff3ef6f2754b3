//! `doorstep return export`: a frozen return as files.

use std::path::Path;

use central::ReturnFile;
use serde_json::json;
use wire::{Code, Fault};

use crate::args::{ExportArgs, Format, Tier};
use crate::exit::Exit;
use crate::output::Output;

pub(super) async fn run(args: &ExportArgs, output: Output) -> Result<Exit, Fault> {
    let week = super::week(&args.week)?;
    let centre = crate::central::open(&args.centre).await?;
    let tier = match args.tier {
        Tier::Public => central::Tier::Public,
        Tier::Staff => central::Tier::Staff,
    };
    let formats: Vec<central::Format> = match args.format.as_slice() {
        [] => central::Format::ALL.to_vec(),
        some => some.iter().map(|one| (*one).into()).collect(),
    };
    let failed =
        |path: &Path| Fault::new(Code::Internal, format!("{} could not be written.", path.display()));
    std::fs::create_dir_all(&args.out).map_err(|_| failed(&args.out))?;
    let mut names: Vec<String> = Vec::new();
    for format in formats {
        let ReturnFile { name, bytes } = centre.export(week, args.revision, tier, format).await?;
        let path = args.out.join(name);
        write_whole(&path, &bytes).map_err(|_| failed(&path))?;
        names.push(path.display().to_string());
    }
    output.either(&json!({"files": names}), || names.join("\n"));
    Ok(Exit::Done)
}

/// Writes beside and renames, so that nobody ever opens half a return.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_added_extension("part");
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, path)
}

impl From<Format> for central::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Xlsx => Self::Xlsx,
            Format::Csv => Self::Csv,
            Format::Html => Self::Html,
            Format::Json => Self::Json,
        }
    }
}
