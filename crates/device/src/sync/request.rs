//! Requests as they leave the device: signed, with the nonce that the centre gave.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::DeviceId;
use ed25519_dalek::SigningKey;
use wire::enrol::Certificate;
use wire::proto::MEDIA_TYPE;
use wire::reply::CERTIFICATE_HEADER;
use wire::signing::SignedRequest;

use crate::transport::Request;
use crate::vault::Enrolment;

/// The name of the compression of a body.
pub(super) const ENCODING_HEADER: &str = "content-encoding";

/// The unsigned request for a nonce.
pub(super) fn challenge(address: &str) -> Request {
    Request {
        address: address.to_owned(),
        method: "GET",
        path: "/v1/nonce",
        query: String::new(),
        headers: vec![("accept", MEDIA_TYPE.to_owned())],
        body: Vec::new(),
    }
}

/// A signed request.
pub(super) fn signed(
    enrolment: &Enrolment,
    nonce: &str,
    method: &'static str,
    path: &'static str,
    query: String,
    body: Vec<u8>,
) -> Request {
    let sender = Sender {
        address: &enrolment.address,
        device: enrolment.certificate.says.device,
        key: &enrolment.signing_key,
    };
    signed_by(&sender, nonce, method, path, query, body)
}

/// Who sends, to whom, and by which of the device's keys.
pub(super) struct Sender<'a> {
    /// The centre's address without a slash at its end.
    pub address: &'a str,
    /// Which device.
    pub device: DeviceId,
    /// The key.
    pub key: &'a SigningKey,
}

/// A request signed by a key of the device.
pub(super) fn signed_by(
    sender: &Sender<'_>,
    nonce: &str,
    method: &'static str,
    path: &'static str,
    query: String,
    body: Vec<u8>,
) -> Request {
    let Sender { address, device, key } = *sender;
    let signed = SignedRequest { method, path, query: &query, body: &body, nonce, device };
    let mut headers = vec![("accept", MEDIA_TYPE.to_owned())];
    if !body.is_empty() {
        headers.push(("content-type", MEDIA_TYPE.to_owned()));
    }
    headers.extend(signed.headers(key));
    Request { address: address.to_owned(), method, path, query, headers, body }
}

/// The header with which a centre that was restored from before this enrolment takes the device back.
pub(super) fn certificate(certificate: &Certificate) -> Option<(&'static str, String)> {
    let json = serde_json::to_vec(certificate).ok()?;
    Some((CERTIFICATE_HEADER, BASE64.encode(json)))
}
