//! What was asked, read within the limit of its route.

use std::net::IpAddr;

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use wire::proto::JSON_DEPTH_MAX;
use wire::{Code, Fault};

use crate::serve::depth;

/// A request. Who asks is known by the [`super::scope::Scope`] beside it, if at all.
pub(crate) struct Call {
    pub(super) params: Vec<(String, String)>,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) peer: IpAddr,
    pub(super) body: Bytes,
}

impl Call {
    /// A part of the path by its name in the template, read as what it must be. What cannot be read is answered as
    /// what is not there, so that nothing is learnt from the difference.
    pub(crate) fn param<T: std::str::FromStr>(&self, name: &str) -> Result<T, Fault> {
        let text = self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        text.and_then(|text| text.parse().ok()).ok_or_else(not_found)
    }

    /// A part of the query; none where it is not there or empty.
    pub(crate) fn query<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Fault> {
        let parts = self.query.split('&').filter_map(|part| part.split_once('='));
        let value = parts.filter(|(known, _)| *known == name).map(|(_, value)| value).next();
        match value.unwrap_or_default() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| malformed().about(name)),
        }
    }

    /// The body as JSON of a type.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        let kind = self.header(CONTENT_TYPE.as_str()).split(';').next().unwrap_or_default().trim();
        if kind != "application/json" || !depth::is_within(&self.body, JSON_DEPTH_MAX) {
            return Err(malformed());
        }
        serde_json::from_slice(&self.body).map_err(|_| malformed())
    }

    /// The body as it came.
    pub(crate) const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Who asks, by address.
    pub(crate) const fn peer(&self) -> IpAddr {
        self.peer
    }

    /// A header that is text; empty where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// There is no such thing, or it is another's: one answer for both.
pub(crate) fn not_found() -> Fault {
    Fault::new(Code::NotFound, "There is no such record here.")
}

/// Not in the form that the route expects.
pub(crate) fn malformed() -> Fault {
    Fault::new(Code::Malformed, "This request is not in the form expected.")
}
