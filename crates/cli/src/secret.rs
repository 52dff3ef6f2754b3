//! Secrets come from a prompt or a file descriptor; never from an argument or the environment.

use std::io::Read as _;
use wire::{Code, Fault, Private};

/// The longest secret read: a passphrase, with room to spare.
const SECRET_BYTES_MAX: u64 = 1024;

/// Reads a secret from the file descriptor where one is named, else asks for it without echo.
///
/// # Errors
/// `Malformed` where the descriptor cannot be read or there is no terminal to ask on.
pub(crate) fn read(fd: Option<u32>, prompt: &str) -> Result<Private<String>, Fault> {
    let Some(fd) = fd else {
        return rpassword::prompt_password(format!("{prompt}: ")).map(Private::new).map_err(|_| {
            Fault::new(
                Code::Malformed,
                "There is no terminal to ask on. Hand the secret over with --secret-fd or --code-fd.",
            )
        });
    };
    let unreadable = |_| Fault::new(Code::Malformed, format!("File descriptor {fd} cannot be read."));
    let file = std::fs::File::open(format!("/dev/fd/{fd}")).map_err(unreadable)?;
    let mut secret = String::new();
    file.take(SECRET_BYTES_MAX).read_to_string(&mut secret).map_err(unreadable)?;
    let line = secret.lines().next().unwrap_or_default().to_owned();
    zeroize::Zeroize::zeroize(&mut secret);
    Ok(Private::new(line))
}

/// Reads a new secret. On the terminal it is asked for twice: what is typed unseen and mistyped once would lock the
/// vault for ever.
///
/// # Errors
/// As [`read`]; `Malformed` where the two differ.
pub(crate) fn read_new(fd: Option<u32>, prompt: &str) -> Result<Private<String>, Fault> {
    let secret = read(fd, prompt)?;
    if fd.is_none() && read(None, "The same again")?.reveal() != secret.reveal() {
        return Err(Fault::new(Code::Malformed, "The two are not the same. Nothing was made; try again."));
    }
    Ok(secret)
}

/// Reads a secret that two controllers share from a file descriptor: its first line, as `doorstep encode` takes it.
///
/// # Errors
/// `Malformed` where the descriptor cannot be read.
pub(crate) fn bytes_from(fd: u32) -> Result<Vec<u8>, Fault> {
    let unreadable = |_| Fault::new(Code::Malformed, format!("File descriptor {fd} cannot be read."));
    let file = std::fs::File::open(format!("/dev/fd/{fd}")).map_err(unreadable)?;
    let mut secret = Vec::new();
    file.take(SECRET_BYTES_MAX).read_to_end(&mut secret).map_err(unreadable)?;
    let line = secret.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(secret.len());
    secret.truncate(line);
    Ok(secret)
}
