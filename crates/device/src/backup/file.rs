//! The form of the file: age (scrypt) around a line that names the form, a line of JSON, the database and the sealed
//! copies. age authenticates every part and its end, so that a file that was cut off or changed does not read as a
//! shorter one, and any program that knows age opens it too.

use std::io::{Read as _, Write as _};

use age::scrypt::{Identity, Recipient};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};
use domain::{AuthorityId, ChampionId};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use wire::hex::Hex;
use wire::{Code, Fault};
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::DeviceError;
use crate::keys::DataKey;

const FORM: &str = "doorstep-backup@1";
const FORM_OF_ANY_VERSION: &str = "doorstep-backup@";
/// scrypt's cost, as a power of two: 64 MiB, as the vault's own key costs. The passphrase is of four words or more.
const WORK: u8 = 16;
/// The most that a file may ask for: 1 GiB.
const WORK_MAX: u8 = 20;

/// All that another phone needs.
pub(super) struct Contents {
    pub(super) made_ms: u64,
    pub(super) authority: AuthorityId,
    pub(super) champion: ChampionId,
    pub(super) records: u64,
    pub(super) key: DataKey,
    pub(super) deposit_key: SigningKey,
    pub(super) database: Vec<u8>,
    pub(super) sealed: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    made_ms: u64,
    authority: AuthorityId,
    champion: ChampionId,
    records: u64,
    key: Hex<32>,
    deposit_key: Hex<32>,
    database_bytes: u64,
    sealed_bytes: u64,
}

pub(super) fn write(contents: &Contents, passphrase: &str) -> Result<Vec<u8>, DeviceError> {
    const UNWRITTEN: DeviceError = DeviceError::Unreadable("backup");
    let Contents { made_ms, authority, champion, records, key, deposit_key, database, sealed } = contents;
    let mut head = Head {
        made_ms: *made_ms,
        authority: *authority,
        champion: *champion,
        records: *records,
        key: Hex(**key),
        deposit_key: Hex(deposit_key.to_bytes()),
        database_bytes: database.len() as u64,
        sealed_bytes: sealed.len() as u64,
    };
    let line = serde_json::to_string(&head).map(Zeroizing::new).map_err(|_| UNWRITTEN)?;
    head.key.0.zeroize();
    head.deposit_key.0.zeroize();
    let mut recipient = Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK);
    let mut bytes = Vec::new();
    let mut write = || {
        let to = std::iter::once(&recipient as &dyn age::Recipient);
        let encryptor = Encryptor::with_recipients(to).map_err(std::io::Error::other)?;
        let mut out = encryptor.wrap_output(&mut bytes)?;
        out.write_all(FORM.as_bytes())?;
        out.write_all(b"\n")?;
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
        out.write_all(database)?;
        out.write_all(sealed)?;
        out.finish().map(|_| ())
    };
    write().map_err(|_| UNWRITTEN)?;
    Ok(bytes)
}

/// # Errors
/// `Refused` with `Malformed` for what is no such file, `SecretWrong` for another passphrase, `UpdateNeeded` for a newer
/// form, and `Damaged` where it is cut off or was changed.
pub(super) fn read(bytes: &[u8], passphrase: &str) -> Result<Contents, DeviceError> {
    let mut identity = Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(WORK_MAX);
    let mut plain = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let decryptor = Decryptor::new_buffered(bytes).map_err(refused)?;
    if !decryptor.is_scrypt() {
        return Err(no_backup().into());
    }
    let mut reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(refused)?;
    reader.read_to_end(&mut plain).map_err(|_| damaged())?;
    let (form, rest) = line(&plain).ok_or_else(no_backup)?;
    if form != FORM.as_bytes() {
        let newer = form.starts_with(FORM_OF_ANY_VERSION.as_bytes());
        let newer_said = Fault::new(
            Code::UpdateNeeded,
            "A newer Doorstep made this backup. Update Doorstep, then restore it.",
        );
        return Err(if newer { newer_said } else { no_backup() }.into());
    }
    let (json, rest) = line(rest).ok_or_else(damaged)?;
    let mut head: Head = serde_json::from_slice(json).map_err(|_| damaged())?;
    let database_bytes = usize::try_from(head.database_bytes).map_err(|_| damaged())?;
    let (database, sealed) = rest.split_at_checked(database_bytes).ok_or_else(damaged)?;
    if sealed.len() as u64 != head.sealed_bytes {
        return Err(damaged().into());
    }
    let contents = Contents {
        made_ms: head.made_ms,
        authority: head.authority,
        champion: head.champion,
        records: head.records,
        key: Zeroizing::new(head.key.0),
        deposit_key: SigningKey::from_bytes(&head.deposit_key.0),
        database: database.to_vec(),
        sealed: sealed.to_vec(),
    };
    head.key.0.zeroize();
    head.deposit_key.0.zeroize();
    Ok(contents)
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

/// Why age does not open it.
fn refused(error: DecryptError) -> Fault {
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => Fault::new(
            Code::SecretWrong,
            "This is not the passphrase of this backup. Nothing was restored; try again.",
        )
        .about("passphrase"),
        DecryptError::Io(_) | DecryptError::InvalidMac => damaged(),
        // Another kind of age file, or none at all.
        DecryptError::ExcessiveWork { .. }
        | DecryptError::InvalidHeader
        | DecryptError::NoMatchingKeys
        | DecryptError::UnknownFormat
        | _ => no_backup(),
    }
}

fn no_backup() -> Fault {
    Fault::new(Code::Malformed, "This is no backup of a champion's device. Nothing was restored.")
}

fn damaged() -> Fault {
    Fault::new(
        Code::Damaged,
        "This backup is cut off or was changed, so nothing was restored. Copy the file again from where you keep it.",
    )
}
