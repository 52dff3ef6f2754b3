//! Letting a device in: it makes its own keys, its vault and its stream, and with a one-time code the centre
//! signs for them. After this no network is needed to record.

mod by_file;

use domain::StreamId;
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use wire::app::Enrol;
use wire::enrol::{Certificate, EnrolReply, EnrolRequest, Enrolled};
use wire::hex::Hex;
use wire::{Code, Fault, PROTO};
use zeroize::Zeroizing;

use crate::deposit::{self, DEPOSIT_FILE};
use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::keys::{self, KEYS_FILE, KeptKeys};
use crate::reserve::{self, MARGIN_FILE, RESERVE_FILE};
use crate::sealed::{SEALED_FILE, SealedLog};
use crate::shell::{DATABASE_FILE, Shell, WAL_FILE};
use crate::sync::{self, Heard};
use crate::transport::{Answer, Offline, Request, Transport};
use crate::vault::{Enrolment, Vault};

/// Everything that is made before the centre is asked.
struct Prepared {
    vault: Vault,
    kept: KeptKeys,
    keys: OwnKeys,
}

/// What the centre is to certify.
struct OwnKeys {
    signing: SigningKey,
    deposit: SigningKey,
    stream: StreamId,
}

impl Device {
    /// Lets this device in. The vault is open afterwards.
    ///
    /// # Errors
    /// `SecretTooWeak`; `InvitationRefused`; `NoNetwork`; `NotPermitted` where a device is enrolled here
    /// already; `DiskFull`. Whatever fails, nothing half made is left behind.
    pub async fn enrol(&mut self, enrol: &Enrol, transport: &impl Transport) -> Result<(), Fault> {
        let Enrol { address, code, secret } = enrol;
        let (address, code) = invited(address, code.reveal());
        let address = parse_address(address)?;
        let prepared = self.prepare(secret.reveal()).map_err(|error| self.fault(error))?;
        let request = enrol_request(&prepared.keys, address.clone(), code.to_owned());
        let answer = transport.send(&request).await;
        match self.finish_enrolment(prepared, address, answer.as_ref()) {
            Ok(open) => {
                self.open = Some(open);
                Ok(())
            }
            Err(error) => Err(self.fault(error)),
        }
    }

    fn finish_enrolment(
        &self,
        prepared: Prepared,
        address: String,
        answer: Result<&Answer, &Offline>,
    ) -> Result<Open, DeviceError> {
        let Prepared { vault, kept, keys } = prepared;
        let opened = sync::hear(answer, &sync::Proof::Unsigned)
            .and_then(accepted)
            .map_err(DeviceError::from)
            .and_then(|reply| Ok((certified(&reply, &keys, address)?, reply)))
            .and_then(|(enrolment, reply)| {
                finish(&self.shell, &kept, vault, enrolment, &reply, &keys.deposit)
            });
        if opened.is_err() {
            // What cannot be removed now is set aside by the next attempt.
            let _leftovers = unmake(&self.shell, &kept);
        }
        opened
    }

    fn prepare(&self, secret: &str) -> Result<Prepared, DeviceError> {
        let shell = &self.shell;
        if KeptKeys::read(shell)?.is_some() {
            return Err(Fault::new(Code::NotPermitted, "This device is enrolled already.").into());
        }
        let mode = keys::judge(secret, shell.keystore.available())?;
        set_leftovers_aside(shell)?;
        let key = Zeroizing::new(shell.random()?);
        let kept = KeptKeys::make(shell, secret, mode, self.effort, &key)?;
        match make(shell, key) {
            Ok((vault, keys)) => Ok(Prepared { vault, kept, keys }),
            Err(error) => {
                let _leftovers = unmake(shell, &kept);
                Err(error)
            }
        }
    }
}

/// Address and code. A coordinator may hand out both as one text, as a link to paste or a code for a camera:
/// `https://doorstep.example.org/enrol#CODE`. What stands behind the `#` never reaches a server's log.
fn invited<'a>(address: &'a str, code: &'a str) -> (&'a str, &'a str) {
    match code.trim().split_once('#') {
        Some((link, code)) => {
            let link = link.trim_end_matches('/');
            (link.strip_suffix("/enrol").unwrap_or(link), code.trim())
        }
        None => (address, code.trim()),
    }
}

/// The centre's address without a slash at its end. Only to this very machine may a request go unencrypted.
fn parse_address(typed: &str) -> Result<String, Fault> {
    let address = typed.trim().trim_end_matches('/');
    let host = |rest: &str| {
        let host = rest.split('/').next().unwrap_or_default();
        host.rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(host, |(host, _)| host)
            .to_owned()
    };
    let sound = match address.split_once("://") {
        Some(("https", rest)) => !host(rest).is_empty(),
        Some(("http", rest)) => ["127.0.0.1", "localhost", "[::1]"].contains(&host(rest).as_str()),
        Some(_) | None => false,
    };
    // Whoever could put a name before the host could send the request elsewhere than it seems to go.
    if sound && !address.contains(['@', '?', '#']) && !address.contains(char::is_whitespace) {
        Ok(address.to_owned())
    } else {
        Err(Fault::new(Code::Malformed, "The centre's address begins with https://. Check it.")
            .about("address"))
    }
}

/// A file without its keys is what an enrolment cut off by a power cut leaves. It holds nothing; but a vault
/// whose keys were lost looks the same, so it is set aside and not overwritten.
pub(crate) fn set_leftovers_aside(shell: &Shell) -> Result<(), DeviceError> {
    let now = shell.clock.now().wall_ms;
    for name in [DATABASE_FILE, SEALED_FILE, DEPOSIT_FILE, WAL_FILE] {
        shell.files.rename(name, &format!("unfinished-{now}-{name}"))?;
    }
    Ok(())
}

/// The vault and the reserve, before the code is spent: a full disk shows here.
fn make(shell: &Shell, key: keys::DataKey) -> Result<(Vault, OwnKeys), DeviceError> {
    let keys = OwnKeys {
        signing: SigningKey::from_bytes(&Zeroizing::new(shell.random()?)),
        deposit: SigningKey::from_bytes(&Zeroizing::new(shell.random()?)),
        stream: StreamId::from_bytes(shell.random()?),
    };
    let mut vault = Vault::make(&shell.database, key)?;
    vault.mint_stream(keys.stream)?;
    reserve::keep(shell)?;
    Ok((vault, keys))
}

fn enrol_request(keys: &OwnKeys, address: String, code: String) -> Request {
    Request {
        address,
        method: "POST",
        path: "/v1/enrol",
        query: String::new(),
        headers: vec![("content-type", wire::proto::MEDIA_TYPE.to_owned())],
        body: serde_json::to_vec(&wanted(keys, code)).unwrap_or_default(),
    }
}

/// What is asked of the centre.
fn wanted(keys: &OwnKeys, code: String) -> EnrolRequest {
    EnrolRequest {
        proto: PROTO,
        code: domain::Private::new(code),
        signing_key: Hex(keys.signing.verifying_key().to_bytes()),
        deposit_key: Hex(keys.deposit.verifying_key().to_bytes()),
        stream: keys.stream,
    }
}

fn accepted(heard: Heard) -> Result<EnrolReply, Fault> {
    serde_json::from_slice(&heard.body).map_err(|_| sync::not_ours())
}

/// The enrolment, where the certificate is about the keys and the stream of this device and nobody else's.
fn certified(reply: &EnrolReply, keys: &OwnKeys, address: String) -> Result<Enrolment, DeviceError> {
    let refused = || {
        DeviceError::from(Fault::new(
            Code::NotVerified,
            "The centre's answer does not verify. Check its address, then ask your coordinator for a new code.",
        ))
    };
    let Certificate { says, signature } = &reply.certificate;
    let Enrolled { authority: _, device: _, champion: _, stream, signing_key, deposit_key, enrolled_ms: _ } =
        says;
    let ours = *stream == keys.stream
        && signing_key.0 == keys.signing.verifying_key().to_bytes()
        && deposit_key.0 == keys.deposit.verifying_key().to_bytes();
    let authority = VerifyingKey::from_bytes(&reply.authority_key.0).map_err(|_| refused())?;
    let signed = authority.verify_strict(&says.signed_bytes(), &Signature::from_bytes(&signature.0)).is_ok();
    if !ours || !signed {
        return Err(refused());
    }
    Ok(Enrolment {
        address,
        certificate: reply.certificate.clone(),
        authority_key: reply.authority_key.0,
        centre_seal_key: reply.centre_seal_key.0,
        centre_sign_key: VerifyingKey::from_bytes(&reply.centre_sign_key.0).map_err(|_| refused())?,
        signing_key: keys.signing.clone(),
    })
}

/// Keeps what the centre said. The keys file comes last: it is what says that somebody is enrolled here.
fn finish(
    shell: &Shell,
    kept: &KeptKeys,
    mut vault: Vault,
    enrolment: Enrolment,
    reply: &EnrolReply,
    deposit_key: &SigningKey,
) -> Result<Open, DeviceError> {
    vault.enrol(&enrolment)?;
    vault.note_contact(reply.epoch, reply.server_time_ms, shell.clock.now().wall_ms)?;
    deposit::keep(shell, &enrolment, deposit_key)?;
    // An answer that came as a file has none.
    let nonce = Some(reply.nonce.clone()).filter(|nonce| !nonce.is_empty());
    let (sealed, _nothing_yet) = SealedLog::reconcile(shell, &vault, &enrolment.centre_seal_key)?;
    kept.write(shell)?;
    Ok(Open { vault, sealed, enrolment, unconfirmed: None, nonce })
}

/// Removes what this attempt made. Nothing was ever recorded in it.
pub(crate) fn unmake(shell: &Shell, kept: &KeptKeys) -> Result<(), DeviceError> {
    for name in [KEYS_FILE, DATABASE_FILE, WAL_FILE, RESERVE_FILE, MARGIN_FILE, DEPOSIT_FILE, SEALED_FILE] {
        shell.files.remove(name)?;
    }
    kept.forget(shell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_may_be_one_text() {
        let link = " https://doorstep.example.org/council/enrol#4Q7M-XK2P \n";
        assert_eq!(
            invited("", link),
            ("https://doorstep.example.org/council", "4Q7M-XK2P"),
            "the address is in it"
        );
        assert_eq!(invited("https://a.example", " 4Q7M "), ("https://a.example", "4Q7M"), "or beside it");
    }

    #[test]
    fn only_this_very_machine_is_spoken_to_unencrypted() {
        for (typed, taken) in [
            (" https://doorstep.example.org/ ", Some("https://doorstep.example.org")),
            ("https://doorstep.example.org:8443/council", Some("https://doorstep.example.org:8443/council")),
            ("http://127.0.0.1:8460", Some("http://127.0.0.1:8460")),
            ("http://[::1]:8460", Some("http://[::1]:8460")),
            ("http://doorstep.example.org", None),
            ("http://127.0.0.1.example.org", None),
            ("http://localhost@example.org", None),
            ("doorstep.example.org", None),
            ("https://", None),
        ] {
            assert_eq!(parse_address(typed).ok().as_deref(), taken, "{typed}");
        }
    }
}
