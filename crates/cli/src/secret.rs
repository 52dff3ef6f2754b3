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
