//! What goes into one push: at most 500 events, and no more than a slow phone network carries in seconds.

use wire::hex::Hex;
use wire::proto::{BODY_PLAIN_BYTES_MAX, PROTO, PUSH_COMPRESSED_BYTES_AIM};
use wire::push::{Push, PushedBody};

use crate::error::DeviceError;
use crate::vault::{Stream, Waiting};

/// A push, ready to be sent.
pub(super) struct Batch {
    /// The body as it is sent.
    pub body: Vec<u8>,
    /// How the body is compressed, for its header.
    pub encoding: Option<&'static str>,
    /// How many events it holds.
    pub events: usize,
}

/// As many of the waiting events as fit, at least one where one waits. `opaque`: as bytes that nobody reads on the way.
pub(super) fn batch(
    stream: &Stream,
    epoch_seen: u64,
    mut waiting: Waiting,
    opaque: bool,
) -> Result<Batch, DeviceError> {
    if opaque {
        for (event, _) in &mut waiting.events {
            event.body = PushedBody::Opaque(event.body.bytes().to_vec());
        }
    }
    loop {
        let count = waiting.events.len();
        let plain = plain(stream, epoch_seen, &waiting)?;
        let (body, encoding) = compressed(plain.clone())?;
        let fits = body.len() <= PUSH_COMPRESSED_BYTES_AIM && plain.len() <= BODY_PLAIN_BYTES_MAX;
        if fits || count <= 1 {
            return Ok(Batch { body, encoding, events: count });
        }
        waiting.events.truncate(count / 2);
    }
}

fn plain(stream: &Stream, epoch_seen: u64, waiting: &Waiting) -> Result<Vec<u8>, DeviceError> {
    let Waiting { from_seq, h_before, events } = waiting;
    let push = Push {
        proto: PROTO,
        stream: stream.id,
        epoch_seen,
        from_seq: *from_seq,
        h_before: Hex(*h_before),
        h_after: Hex(events.last().map_or(*h_before, |(_, h)| *h)),
        events: events.iter().map(|(event, _)| event.clone()).collect(),
    };
    serde_json::to_vec(&push).map_err(|_| DeviceError::Unreadable("event"))
}

/// The level of zstd: 3 is its own default, and costs a phone a few milliseconds for a whole push.
#[cfg(feature = "zstd-c")]
const LEVEL: i32 = 3;

#[cfg(feature = "zstd-c")]
fn compressed(plain: Vec<u8>) -> Result<(Vec<u8>, Option<&'static str>), DeviceError> {
    let body = zstd::encode_all(plain.as_slice(), LEVEL).map_err(|_| DeviceError::Unreadable("event"))?;
    Ok((body, Some("zstd")))
}

#[cfg(not(feature = "zstd-c"))]
#[expect(clippy::unnecessary_wraps, reason = "with compression it can fail")]
fn compressed(plain: Vec<u8>) -> Result<(Vec<u8>, Option<&'static str>), DeviceError> {
    Ok((plain, None))
}
