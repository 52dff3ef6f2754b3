//! The shell around the commands: the log and the runtime. The rest of the environment is not read.

use std::future::Future;

use wire::{Code, Fault};

/// Logs go to standard error as JSON lines, warnings and worse unless `DOORSTEP_LOG` says otherwise.
pub(crate) fn init_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("DOORSTEP_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Runs a future to its end on a runtime of its own.
///
/// # Errors
/// What the future answers, or `Internal` where the system gives no runtime.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|_| Fault::new(Code::Internal, "The system gives this program no runtime. Try again."))?;
    runtime.block_on(future)
}

/// Reads a file that somebody named, up to a limit.
///
/// # Errors
/// `NotFound` where it cannot be opened, `TooLarge` over the limit.
pub(crate) fn read_file(path: &std::path::Path, bytes_max: u64) -> Result<Vec<u8>, Fault> {
    use std::io::Read as _;
    let shown = path.display();
    let unreadable = |_| Fault::new(Code::NotFound, format!("{shown} cannot be read."));
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(bytes_max + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > bytes_max {
        return Err(Fault::new(Code::TooLarge, format!("{shown} is larger than what this reads.")));
    }
    Ok(bytes)
}

/// Reads a day.
///
/// # Errors
/// `Malformed` on this field.
pub(crate) fn day(text: &str, field: &str) -> Result<chrono::NaiveDate, Fault> {
    let form = || Fault::new(Code::Malformed, format!("--{field}: write a date as 2026-11-22.")).about(field);
    text.parse().map_err(|_| form())
}

/// Whether a file may be written by [`write_new`], before what goes into it is done: a code is used up only once.
///
/// # Errors
/// `AlreadyRecordedOtherwise` where there is one already.
pub(crate) fn check_new(path: &std::path::Path) -> Result<(), Fault> {
    if path.exists() { Err(is_there(path)) } else { Ok(()) }
}

fn is_there(path: &std::path::Path) -> Fault {
    let message = format!("{} is there already and is not written over. Name another file.", path.display());
    Fault::new(Code::AlreadyRecordedOtherwise, message)
}

/// Writes a file that must not exist yet, and that nobody but its owner may read.
///
/// # Errors
/// `AlreadyRecordedOtherwise` where there is one already, `Internal` where it cannot be written.
pub(crate) fn write_new(path: &std::path::Path, bytes: &[u8]) -> Result<(), Fault> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written =
        options.open(path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(|error| {
        let shown = path.display();
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            is_there(path)
        } else {
            Fault::new(Code::Internal, format!("{shown} cannot be written."))
        }
    })
}
