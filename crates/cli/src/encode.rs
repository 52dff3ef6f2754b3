//! `doorstep encode`: a list of people as encodings under a shared secret, to hand to another controller.

use std::path::PathBuf;

use clap::Args;
use linkage::Columns;
use linkage::encode::{Encoder, Secret, encode_table};
use serde_json::json;
use wire::{Code, Fault};

use crate::exit::Exit;
use crate::link::{malformed, rows, write_rows};
use crate::output::Output;

const SECRET_BYTES_MAX: u64 = 4_096;

#[derive(Debug, Args)]
pub(crate) struct EncodeArgs {
    /// The list.
    pub file: PathBuf,
    /// The column that tells rows apart; its values are handed over as they are.
    #[arg(long)]
    pub id: String,
    /// Which column holds what, as in `doorstep link`.
    #[arg(long)]
    pub map: String,
    /// A file only its owner can read, whose first line is the secret that both controllers share: at least 32
    /// characters, such as `head -c 32 /dev/urandom | base64` prints.
    #[arg(long, value_name = "FILE")]
    pub secret_file: PathBuf,
    /// Names the agreement. It is no secret, but both must say the same.
    #[arg(long)]
    pub salt: String,
    /// Columns to hand over in clear, such as `lsoa,month`.
    #[arg(long, value_delimiter = ',')]
    pub keep: Vec<String>,
    /// Where to write the encodings.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Does what was asked.
///
/// # Errors
/// `NotFound` for a file that cannot be read, `Malformed` for one that is no CSV, lacks a column, or for a secret that
/// is too short or open to others.
pub(crate) fn run(args: &EncodeArgs, output: Output) -> Result<Exit, Fault> {
    let columns = Columns::parse(&args.id, &args.map).map_err(|error| malformed(&error))?;
    let encoder = Encoder::new(&secret(&args.secret_file)?, &args.salt);
    let table = rows::read(&args.file)?;
    let kept: Vec<&str> = args.keep.iter().map(|column| column.trim()).collect();
    let (header, rows) =
        encode_table(&table, &columns, &encoder, &kept).map_err(|error| malformed(&error))?;
    let count = rows.len();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    write_rows(&args.out, &header, rows.into_iter())?;
    output.either(&json!({"rows": count, "scheme": encoder.scheme()}), || {
        format!(
            "{count} rows encoded as {}. They are personal data all the same, and whoever has the secret can find out \
             who is on the list: hand them over as the agreement says, and never together with the secret.",
            encoder.scheme()
        )
    });
    Ok(Exit::Done)
}

fn secret(path: &std::path::Path) -> Result<Secret, Fault> {
    let shown = path.display();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = std::fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o077 != 0);
        if open {
            let advice = format!("Others can read {shown}. Close it first: chmod 600 {shown}");
            return Err(Fault::new(Code::Malformed, advice));
        }
    }
    let bytes = zeroize::Zeroizing::new(crate::env::read_file(path, SECRET_BYTES_MAX)?);
    let line = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    Secret::new(line.to_vec()).map_err(|error| malformed(&format!("{shown}: {error}.")))
}
