//! Depositing with no PIN: every sealed copy of this device goes to the centre, signed by the deposit key. For a PIN that was
//! forgotten, a vault that does not open any more, and one that was wiped before all of it was sent.
//!
//! Nothing in a vault is settled by it, since none is open: whoever unlocks hears by receipt what the centre holds.

use std::collections::{BTreeMap, VecDeque};

use domain::StreamId;
use wire::deposit::{Base64, DEPOSIT_BYTES_MAX, Deposit};
use wire::proto::{PROTO, PUSH_EVENTS_MAX};
use wire::push::{Directive, PushReply};
use wire::reply::NonceReply;
use wire::sealed::{Frame, Place};
use wire::{Code, Fault};

use super::hear::{Proof, hear, not_ours};
use super::push::not_verified;
use super::request::{self, Sender};
use crate::deposit::{self, Depositor};
use crate::device::Device;
use crate::error::DeviceError;
use crate::sealed::SEALED_FILE;
use crate::shell::Shell;
use crate::transport::{Answer, Offline, Request, Transport};

/// What a deposit came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deposited {
    /// How many sealed copies this device keeps: the centre has all of them now.
    pub copies: u64,
    /// How many of them were sent; the others it had before.
    pub sent: u64,
    /// All of them are in backups that were restored in drills.
    pub durable: bool,
    /// The centre has ended this device's access: its vault is destroyed.
    pub wiped: bool,
}

/// Where a deposit stands.
#[derive(Debug, Clone)]
pub(super) struct Deposits {
    depositor: Depositor,
    streams: VecDeque<Copies>,
    nonce: Option<String>,
    certificate: bool,
    rechallenged: bool,
    done: Deposited,
    pending: Option<String>,
}

/// A copy: its number, its mark and its bytes.
type Sealed = (u64, [u8; 8], Vec<u8>);

/// The copies of a stream.
#[derive(Debug, Clone)]
struct Copies {
    stream: StreamId,
    /// In order of number.
    frames: VecDeque<Sealed>,
    /// A number stands twice: a vault was put back to an older copy.
    twice: bool,
    last: u64,
    asked: bool,
    in_part: usize,
}

/// What to do next.
pub(super) enum Next {
    Send(Request),
    Done,
}

impl Device {
    /// Sends every sealed copy of this device, with no PIN.
    ///
    /// # Errors
    /// `NotEnrolled`; `NoNetwork`, `Unavailable` and `TooMany`; `Signature` where the centre does not know this device;
    /// `NotVerified`. Whatever it is, the copies stay where they are and can be sent again.
    pub async fn deposit(&mut self, transport: &impl Transport) -> Result<Deposited, Fault> {
        let begun = Deposits::begin(&self.shell, |_| true);
        let mut deposits = begun.map_err(|error| self.fault(error))?;
        let mut answer = None;
        loop {
            match deposits.step(answer.take()) {
                Ok(Next::Send(request)) => answer = Some(transport.send(&request).await),
                Ok(Next::Done) => return self.deposited(deposits.done).map_err(|error| self.fault(error)),
                Err(error) => return Err(self.fault(error)),
            }
        }
    }
}

impl Deposits {
    /// Those copies that are wanted.
    pub(super) fn begin(shell: &Shell, is_wanted: impl Fn(&Place) -> bool) -> Result<Self, DeviceError> {
        let depositor = deposit::read(shell)?;
        let file = shell.files.read(SEALED_FILE)?.unwrap_or_default();
        let mut streams: BTreeMap<StreamId, Vec<Sealed>> = BTreeMap::new();
        let (mut at, mut copies) = (0, 0);
        while let Some((Frame { place, .. }, length)) = Frame::read(&file[at..]) {
            if is_wanted(&place) {
                let frames = streams.entry(place.stream).or_default();
                frames.push((place.seq, place.mark, file[at..at + length].to_vec()));
                copies += 1;
            }
            at += length;
        }
        let streams = streams.into_iter().map(|(stream, mut frames)| {
            frames.sort_by_key(|(seq, ..)| *seq);
            let twice = frames.windows(2).any(|two| two[0].0 == two[1].0);
            let last = frames.last().map_or(0, |(seq, ..)| *seq);
            Copies { stream, frames: frames.into(), twice, last, asked: false, in_part: 0 }
        });
        Ok(Self {
            depositor,
            streams: streams.collect(),
            nonce: None,
            certificate: false,
            rechallenged: false,
            done: Deposited { copies, durable: true, ..Deposited::default() },
            pending: None,
        })
    }

    /// How many were sent so far.
    pub(super) const fn sent(&self) -> u64 {
        self.done.sent
    }

    pub(super) fn step(&mut self, answer: Option<Result<Answer, Offline>>) -> Result<Next, DeviceError> {
        if let Some(answer) = answer {
            self.take(answer.as_ref())?;
        }
        let sender = Sender {
            address: &self.depositor.address,
            device: self.depositor.certificate.says.device,
            key: &self.depositor.key,
        };
        let Some(copies) = self.streams.front_mut() else { return Ok(Next::Done) };
        let Some(nonce) = self.nonce.take() else {
            return Ok(Next::Send(request::challenge(sender.address)));
        };
        let frames = copies.part();
        let deposit = Deposit { proto: PROTO, stream: copies.stream, frames: Base64(frames), apart: true };
        let body = serde_json::to_vec(&deposit).map_err(|_| DeviceError::Unreadable("sealed copy"))?;
        let mut request = request::signed_by(&sender, &nonce, "POST", "/v1/deposit", String::new(), body);
        if self.certificate {
            request.headers.extend(request::certificate(&self.depositor.certificate));
        }
        self.pending = Some(nonce);
        Ok(Next::Send(request))
    }

    fn take(&mut self, answer: Result<&Answer, &Offline>) -> Result<(), DeviceError> {
        let Some(nonce) = self.pending.take() else {
            let reply: NonceReply =
                serde_json::from_slice(&hear(answer, &Proof::Unsigned)?.body).map_err(|_| not_ours())?;
            self.nonce = Some(reply.nonce);
            return Ok(());
        };
        let proof = Proof::Signed { key: &self.depositor.centre_sign_key, nonce: &nonce };
        let heard = match hear(answer, &proof) {
            Err(fault) if fault.code == Code::Signature && !self.certificate => {
                // Once with a fresh nonce, once with the certificate.
                self.certificate = self.rechallenged;
                self.rechallenged = true;
                return Ok(());
            }
            heard => heard?,
        };
        self.nonce = heard.nonce;
        let reply: PushReply = serde_json::from_slice(&heard.body).map_err(|_| not_ours())?;
        self.receipt(&reply, &nonce)
    }

    fn receipt(&mut self, reply: &PushReply, nonce: &str) -> Result<(), DeviceError> {
        let Depositor { certificate, centre_sign_key, .. } = &self.depositor;
        let (receipt, says) = (&reply.receipt, &certificate.says);
        let signature = ed25519_dalek::Signature::from_bytes(&reply.signature.0);
        let Some(copies) = self.streams.front_mut() else { return Ok(()) };
        let is_signed = centre_sign_key.verify_strict(&receipt.signed_bytes(), &signature).is_ok();
        if !is_signed || receipt.stream != copies.stream || receipt.authority != says.authority {
            return Err(not_verified());
        }
        self.done.wiped |= reply.directives.iter().any(|directive| match directive {
            Directive::Pull | Directive::Update => false,
            Directive::Wipe { says: wipe, signature } => {
                wipe.is_for(centre_sign_key, signature, says.authority, says.device, nonce)
            }
        });
        self.done.sent += copies.settle(receipt.acked_through, &receipt.head.0);
        if copies.frames.is_empty() {
            self.done.durable &= !copies.twice && copies.last <= receipt.durable_through;
            self.streams.pop_front();
        }
        Ok(())
    }
}

impl Copies {
    /// The next part; none of them at first, which asks where the stream stands.
    fn part(&mut self) -> Vec<u8> {
        let (mut bytes, mut count) = (Vec::new(), 0);
        for (_, _, frame) in self.frames.iter().take(PUSH_EVENTS_MAX).take_while(|_| self.asked) {
            if !bytes.is_empty() && bytes.len() + frame.len() > DEPOSIT_BYTES_MAX {
                break;
            }
            bytes.extend_from_slice(frame);
            count += 1;
        }
        self.in_part = count;
        bytes
    }

    /// Drops from what is to be sent what was just taken, and what is held already: all up to the centre's head, where that
    /// is ours and no number stands twice. How many were sent.
    fn settle(&mut self, acked: u64, head: &[u8; 32]) -> u64 {
        let sent = self.frames.drain(..self.in_part).count() as u64;
        let ours = self.frames.iter().any(|(seq, mark, _)| *seq == acked && *mark == head[..8]);
        if !self.asked && ours && !self.twice {
            self.frames.retain(|(seq, ..)| *seq > acked);
        }
        self.asked = true;
        sent
    }
}
