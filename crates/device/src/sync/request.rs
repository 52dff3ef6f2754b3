//! Requests as they leave the device: signed, with the nonce that the centre gave.

use wire::proto::MEDIA_TYPE;
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
    let device = enrolment.certificate.says.device;
    let signed = SignedRequest { method, path, query: &query, body: &body, nonce, device };
    let mut headers = vec![("accept", MEDIA_TYPE.to_owned())];
    if !body.is_empty() {
        headers.push(("content-type", MEDIA_TYPE.to_owned()));
    }
    headers.extend(signed.headers(&enrolment.signing_key));
    Request { address: enrolment.address.clone(), method, path, query, headers, body }
}
