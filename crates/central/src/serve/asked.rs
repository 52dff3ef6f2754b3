//! A request, read within its limit.

use std::net::{IpAddr, SocketAddr};

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::HeaderMap;
use wire::proto::BODY_COMPRESSED_BYTES_MAX;
use wire::reply::NONCE_HEADER;
use wire::{Code, Fault};

/// What was asked. Nothing about who asks is known yet.
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) peer: IpAddr,
    /// The body as sent, compressed where it is.
    body: Result<Bytes, Fault>,
}

impl Asked {
    /// Reads a request. A body over the limit is not read to its end.
    pub(super) async fn read(peer: SocketAddr, request: Request) -> Self {
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, BODY_COMPRESSED_BYTES_MAX).await;
        Self {
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            peer: peer.ip(),
            body: body.map_err(|_| too_large()),
        }
    }

    /// The body as sent.
    pub(super) fn body(&self) -> Result<&Bytes, Fault> {
        self.body.as_ref().map_err(Clone::clone)
    }

    /// A header that is text; empty where it is not there.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The nonce that the request was signed with; empty where it has none.
    pub(super) fn nonce(&self) -> &str {
        self.header(NONCE_HEADER)
    }
}

/// More than is taken in one go.
pub(super) fn too_large() -> Fault {
    Fault::new(Code::TooLarge, "This is more than the centre takes in one go. Send it in parts.")
}
