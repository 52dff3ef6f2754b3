//! Requests as they leave the device: signed, with the nonce that the centre gave.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::SigningKey;
use wire::proto::MEDIA_TYPE;
use wire::reply::CERTIFICATE_HEADER;
use wire::signing::SignedRequest;

use crate::transport::Request;
use crate::vault::Enrolment;

/// The name of the compression of a body.
pub(super) const ENCODING_HEADER: &str = "content-encoding";

/// The unsigned request for a nonce.
pub(super) fn challenge(enrolment: &Enrolment) -> Request {
    Request {
        address: enrolment.address.clone(),
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
    signed_by(&enrolment.signing_key, enrolment, nonce, method, path, query, body)
}

/// A request signed by this key of the device.
pub(super) fn signed_by(
    key: &SigningKey,
    enrolment: &Enrolment,
    nonce: &str,
    method: &'static str,
    path: &'static str,
    query: String,
    body: Vec<u8>,
) -> Request {
    let device = enrolment.certificate.says.device;
    let signed = SignedRequest { method, path, query: &query, body: &body, nonce, device };
    let mut headers = vec![("accept", MEDIA_TYPE.to_owned())];
    if !body.is_empty() {
        headers.push(("content-type", MEDIA_TYPE.to_owned()));
    }
    headers.extend(signed.headers(key));
    Request { address: enrolment.address.clone(), method, path, query, headers, body }
}

/// The header with which a centre that was restored from before this enrolment takes the device back.
pub(super) fn certificate(enrolment: &Enrolment) -> Option<(&'static str, String)> {
    let json = serde_json::to_vec(&enrolment.certificate).ok()?;
    Some((CERTIFICATE_HEADER, BASE64.encode(json)))
}
