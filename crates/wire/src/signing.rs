//! What is signed: requests in the manner of RFC 9421, replies, and documents. No trust in any clock of a
//! phone: freshness comes from the server's nonce, which is inside what is signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::DeviceId;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::hex::Hex;

/// The header of RFC 9421 that names what is signed.
pub const SIGNATURE_INPUT_HEADER: &str = "signature-input";
/// The header of RFC 9421 that holds the signature.
pub const SIGNATURE_HEADER: &str = "signature";
/// The header of RFC 9530 that holds the body's digest.
pub const DIGEST_HEADER: &str = "content-digest";

/// The parts of a request that its signature covers.
#[derive(Debug, Clone, Copy)]
pub struct SignedRequest<'a> {
    /// `POST`, `GET`.
    pub method: &'a str,
    /// The path without its query.
    pub path: &'a str,
    /// The query without its question mark; empty where there is none.
    pub query: &'a str,
    /// The body exactly as sent, compressed where it is.
    pub body: &'a [u8],
    /// The server's nonce.
    pub nonce: &'a str,
    /// The device whose key signs.
    pub device: DeviceId,
}

impl SignedRequest<'_> {
    /// `sha-256=:…:` over the body as sent.
    #[must_use]
    pub fn digest_header(&self) -> String {
        format!("sha-256=:{}:", BASE64.encode(Sha256::digest(self.body)))
    }

    /// The parameters, which are also the value of `signature-input` after `doorstep=`.
    fn parameters(&self) -> String {
        format!(
            r#"("@method" "@path" "@query" "content-digest" "doorstep-nonce");keyid="{}";alg="ed25519""#,
            self.device
        )
    }

    /// The signature base of RFC 9421, section 2.5: one line a component.
    fn base(&self) -> String {
        let Self { method, path, query, nonce, .. } = self;
        let (digest, parameters) = (self.digest_header(), self.parameters());
        format!(
            "\"@method\": {method}\n\"@path\": {path}\n\"@query\": ?{query}\n\"content-digest\": {digest}\n\
             \"doorstep-nonce\": {nonce}\n\"@signature-params\": {parameters}"
        )
    }

    /// The headers that a signed request carries, by name.
    #[must_use]
    pub fn headers(&self, key: &SigningKey) -> [(&'static str, String); 4] {
        let signature = key.sign(self.base().as_bytes());
        [
            (DIGEST_HEADER, self.digest_header()),
            (crate::reply::NONCE_HEADER, self.nonce.to_owned()),
            (SIGNATURE_INPUT_HEADER, format!("doorstep={}", self.parameters())),
            (SIGNATURE_HEADER, format!("doorstep=:{}:", BASE64.encode(signature.to_bytes()))),
        ]
    }

    /// Whether `signature`, the value of the header of that name, is this request's by this key.
    #[must_use]
    pub fn is_signed_by(&self, key: &VerifyingKey, signature: &str) -> bool {
        let encoded = signature.strip_prefix("doorstep=:").and_then(|rest| rest.strip_suffix(':'));
        let bytes = encoded.and_then(|text| BASE64.decode(text).ok());
        let signature = bytes.and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| key.verify_strict(self.base().as_bytes(), &signature).is_ok())
    }
}

/// The device that a `signature-input` header names as its key's owner; nothing is proved by it yet.
#[must_use]
pub fn claimed_device(signature_input: &str) -> Option<DeviceId> {
    let (_, rest) = signature_input.split_once("keyid=\"")?;
    rest.split_once('"')?.0.parse().ok()
}

/// The bytes that the centre signs for a reply: the nonce of the request binds them to it, so that an old
/// reply cannot stand for a new one.
#[must_use]
pub fn reply_bytes(request_nonce: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = b"doorstep-reply-1\n".to_vec();
    bytes.extend_from_slice(request_nonce.as_bytes());
    bytes.push(b'\n');
    bytes.extend_from_slice(&Sha256::digest(body));
    bytes
}

/// The value of `doorstep-reply-signature`: Ed25519 over [`reply_bytes`], in hexadecimal. The nonce is empty for a
/// reply to a request that had none.
#[must_use]
pub fn reply_signature(key: &SigningKey, request_nonce: &str, body: &[u8]) -> String {
    Hex(key.sign(&reply_bytes(request_nonce, body)).to_bytes()).to_string()
}

/// Whether `signature`, the value of that header, is this reply's by this key.
#[must_use]
pub fn is_reply_signed_by(key: &VerifyingKey, signature: &str, request_nonce: &str, body: &[u8]) -> bool {
    domain::text::from_hex::<64>(signature).is_some_and(|bytes| {
        key.verify_strict(&reply_bytes(request_nonce, body), &Signature::from_bytes(&bytes)).is_ok()
    })
}

/// A word that separates one kind of signed document from every other, and the document's canonical JSON.
#[must_use]
pub fn domain_bytes(word: &str, document: &impl Serialize) -> Vec<u8> {
    let json = serde_json_canonicalizer::to_vec(document)
        .expect("signed documents have text keys and whole numbers");
    [word.as_bytes(), b"\n", &json].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::DeviceId;

    fn request<'a>(body: &'a [u8], nonce: &'a str) -> SignedRequest<'a> {
        let device: DeviceId = "0199b1a0-0000-7000-8000-000000000001".parse().unwrap();
        SignedRequest { method: "POST", path: "/v1/push", query: "", body, nonce, device }
    }

    #[test]
    fn a_request_verifies_only_as_it_was_signed() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let signed = request(b"body", "n1");
        let signature = signed.headers(&key)[3].1.clone();
        let verifies = |request: SignedRequest<'_>| request.is_signed_by(&key.verifying_key(), &signature);
        assert!(verifies(signed), "as signed");
        assert!(!verifies(request(b"bodi", "n1")), "another body");
        assert!(!verifies(request(b"body", "n2")), "another nonce");
        assert!(!verifies(SignedRequest { path: "/v1/pull", ..signed }), "another path");
        assert!(!verifies(SignedRequest { query: "cursor=1", ..signed }), "another query");
        assert!(!verifies(SignedRequest { method: "GET", ..signed }), "another method");
        assert!(
            !signed.is_signed_by(&SigningKey::from_bytes(&[6; 32]).verifying_key(), &signature),
            "another key"
        );
    }

    #[test]
    fn a_reply_verifies_only_with_the_nonce_it_answers() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let signature = reply_signature(&key, "n1", b"body");
        let verifies =
            |nonce: &str, body: &[u8]| is_reply_signed_by(&key.verifying_key(), &signature, nonce, body);
        assert!(verifies("n1", b"body"), "as signed");
        assert!(!verifies("n2", b"body"), "an old reply to a new request");
        assert!(!verifies("n1", b"bodi"), "another body");
    }

    #[test]
    fn the_claimed_device_is_read_from_the_header() {
        let signed = request(b"", "n1");
        let headers = signed.headers(&SigningKey::from_bytes(&[5; 32]));
        assert_eq!(claimed_device(&headers[2].1), Some(signed.device), "keyid is the device");
        assert_eq!(claimed_device("doorstep=()"), None, "no keyid, no device");
    }
}
