//! This device against the centre: what the centre says under its signature that it holds of each stream, held against the
//! chain that stands here. Nothing is sent, settled or mended by it; a sync does that.

use domain::StreamId;
use protocol::Marks;
use protocol::run::Push;
use serde::Serialize;
use wire::hex::Hex;
use wire::push::Receipt;
use wire::reply::NonceReply;
use wire::{Code, Fault};

use super::hear::{Proof, hear, not_ours};
use super::{push, request};
use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::transport::Transport;
use crate::vault::Receipts;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgainstCentre {
    /// Each stream of this vault, the oldest first.
    pub streams: Vec<StreamAtCentre>,
    /// Records that wait to be sent.
    pub waiting: u64,
    /// Records that the centre keeps aside, as far as it told this vault.
    pub kept_aside: u64,
    /// Receipts that are kept here.
    pub receipts: u64,
    /// Those of them whose signature or head is not right.
    pub receipts_broken: u64,
}

/// One stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StreamAtCentre {
    /// Which.
    #[serde(serialize_with = "as_text")]
    pub stream: StreamId,
    /// Up to here it is this device's to send.
    pub here: u64,
    /// What the centre said of it.
    pub found: Found,
    /// What it signed, where it holds something of it or could hold more: proof of what was handed over.
    pub signed: Option<SignedReceipt>,
}

/// What the centre says of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Found {
    /// It holds this history.
    Equal {
        /// Up to here.
        held: u64,
        /// Up to here in a backup that was restored in a drill.
        durable: u64,
    },
    /// It holds less than it once said: it was restored. The next sync sends it again.
    Less {
        /// Up to here.
        held: u64,
        /// So much it had said.
        said: u64,
    },
    /// It holds another history: this vault was put back to an older copy, or copied. The next sync keeps both.
    Another {
        /// From about here on.
        from: u64,
    },
}

/// A receipt with its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedReceipt {
    /// What the centre says.
    pub receipt: Receipt,
    /// Ed25519 over it.
    pub signature: Hex<64>,
}

impl AgainstCentre {
    /// Whether the centre holds this device's history and every receipt is right. What waits is no fault.
    #[must_use]
    pub fn holds(&self) -> bool {
        let equal = |stream: &StreamAtCentre| matches!(stream.found, Found::Equal { .. });
        self.receipts_broken == 0 && self.streams.iter().all(equal)
    }
}

impl Device {
    /// Asks the centre what it holds, and holds that against this vault.
    ///
    /// # Errors
    /// While locked; `NoNetwork`, `Unavailable`, `TooMany`; `Signature` where the centre does not know this device;
    /// `NotVerified` where a receipt is not signed by it.
    pub async fn verify_against(&mut self, transport: &impl Transport) -> Result<AgainstCentre, Fault> {
        let found = match self.opened() {
            Ok((_, open)) => against(open, transport).await,
            Err(error) => Err(error),
        };
        found.map_err(|error| self.fault(error))
    }
}

async fn against(open: &mut Open, transport: &impl Transport) -> Result<AgainstCentre, DeviceError> {
    let marks = open.vault.marks()?;
    let mut streams = Vec::new();
    for stream in &marks {
        streams.push(asked(open, stream, transport).await?);
    }
    let Receipts { kept, broken } = open.vault.check_receipts(&open.enrolment.centre_sign_key)?;
    Ok(AgainstCentre {
        streams,
        waiting: marks.iter().map(Marks::waiting).sum(),
        kept_aside: open.vault.aside()?.len() as u64,
        receipts: kept,
        receipts_broken: broken,
    })
}

/// Asks by an empty push behind what was acknowledged: it is refused where the head there is not the centre's.
async fn asked(
    open: &mut Open,
    marks: &Marks,
    transport: &impl Transport,
) -> Result<StreamAtCentre, DeviceError> {
    let Marks { stream, acked, end, .. } = *marks;
    let mut certified = false;
    loop {
        let nonce = match open.nonce.take() {
            Some(nonce) => nonce,
            None => nonce(open, transport).await?,
        };
        let (mut ask, _) =
            push::request(open, Push { stream, from: acked + 1, max: 0, opaque: false }, &nonce)?;
        if certified {
            ask.headers.extend(request::certificate(&open.enrolment.certificate));
        }
        let answer = transport.send(&ask).await;
        let key = open.enrolment.centre_sign_key;
        let at = |found, signed| StreamAtCentre { stream, here: end, found, signed };
        match hear(answer.as_ref(), &Proof::Signed { key: &key, nonce: &nonce }) {
            Ok(heard) => {
                open.nonce = heard.nonce;
                let push::Believed { reply, held, wipe: _ } =
                    push::receipt(open, &heard.body, stream, &nonce)?;
                let found = match open.vault.head_of(stream, held.acked)? {
                    Some(ours) if ours == held.head => {
                        Found::Equal { held: held.acked, durable: held.durable }
                    }
                    // A stream that was closed goes on at the centre with the other history.
                    Some(_) | None if marks.closed && held.acked >= acked => {
                        Found::Equal { held: acked, durable: held.durable.min(acked) }
                    }
                    Some(_) => Found::Another { from: held.acked },
                    None => Found::Another { from: marks.head.seq + 1 },
                };
                let signed = SignedReceipt { receipt: reply.receipt, signature: reply.signature };
                return Ok(at(found, Some(signed)));
            }
            Err(fault) if fault.code == Code::Gap => {
                let held = fault.want.unwrap_or(1).saturating_sub(1);
                return Ok(at(Found::Less { held, said: acked }, None));
            }
            Err(fault) if fault.code == Code::Fork => {
                return Ok(at(Found::Another { from: fault.want.unwrap_or(1) }, None));
            }
            // The nonce of an earlier contact may be stale; a restored centre may have forgotten this device.
            Err(fault) if fault.code == Code::Signature && !certified => certified = true,
            Err(fault) => return Err(fault.into()),
        }
    }
}

async fn nonce(open: &Open, transport: &impl Transport) -> Result<String, DeviceError> {
    let answer = transport.send(&request::challenge(&open.enrolment.address)).await;
    let heard = hear(answer.as_ref(), &Proof::Unsigned)?;
    let reply: NonceReply = serde_json::from_slice(&heard.body).map_err(|_| not_ours())?;
    Ok(reply.nonce)
}

fn as_text<S: serde::Serializer>(stream: &StreamId, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(stream)
}
