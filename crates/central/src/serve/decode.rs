//! A body into a value: media type, compression, size, depth, shape; each with its limit.

use std::io::Read as _;

use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde::de::DeserializeOwned;
use wire::proto::{BODY_PLAIN_BYTES_MAX, JSON_DEPTH_MAX, MEDIA_TYPE};
use wire::{Code, Fault};

use super::asked::{Asked, too_large};
use super::depth;

/// The largest window that a compressed body may ask for, as a power of two: 8 MiB, twice the largest body. A header
/// of a few bytes can ask for 2 GiB otherwise.
const ZSTD_WINDOW_LOG_MAX: u32 = 23;

/// Reads the body of a request.
pub(super) fn decode<T: DeserializeOwned>(asked: &Asked) -> Result<T, Fault> {
    let sent = asked.body()?;
    if asked.header(CONTENT_TYPE.as_str()) != MEDIA_TYPE {
        return Err(malformed());
    }
    let plain;
    let json = match asked.header(CONTENT_ENCODING.as_str()) {
        "" | "identity" => &sent[..],
        "zstd" => {
            plain = decompressed(sent)?;
            &plain
        }
        _ => return Err(malformed()),
    };
    if !depth::is_within(json, JSON_DEPTH_MAX) {
        return Err(malformed());
    }
    serde_json::from_slice(json).map_err(|_| malformed())
}

/// Decompresses as far as the limit and one byte: a bomb is not unpacked to be measured.
fn decompressed(sent: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut reader = zstd::stream::read::Decoder::new(sent).map_err(|_| malformed())?;
    reader.window_log_max(ZSTD_WINDOW_LOG_MAX).map_err(|_| malformed())?;
    let mut plain = Vec::new();
    reader.take(BODY_PLAIN_BYTES_MAX as u64 + 1).read_to_end(&mut plain).map_err(|_| malformed())?;
    if plain.len() > BODY_PLAIN_BYTES_MAX { Err(too_large()) } else { Ok(plain) }
}

pub(super) fn malformed() -> Fault {
    Fault::new(Code::Malformed, "This request is not in the form expected.")
}
