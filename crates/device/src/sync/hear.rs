//! Judging an answer before anything in it is believed. Pure.

use ed25519_dalek::VerifyingKey;
use wire::proto::MEDIA_TYPE;
use wire::reply::{NONCE_HEADER, SIGNATURE_HEADER};
use wire::signing::is_reply_signed_by;
use wire::{Code, Fault};

use crate::transport::{Answer, Offline};

/// What proves that an answer is the centre's.
pub(crate) enum Proof<'a> {
    /// Nothing beyond its media type: enrolment, where no key is known yet and the certificate is the proof,
    /// and the nonce, which is worthless to anybody who made it up.
    Unsigned,
    /// The centre's signature over the body and the nonce of the request.
    Signed {
        /// The centre's key.
        key: &'a VerifyingKey,
        /// The nonce that the request carried.
        nonce: &'a str,
    },
}

/// An answer that is the centre's, and went well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    /// Its body.
    pub body: Vec<u8>,
    /// The nonce for the next request.
    pub nonce: Option<String>,
}

/// No answer, or one that is not the centre's.
pub(crate) fn not_ours() -> Fault {
    Fault::new(
        Code::NoNetwork,
        "There is no network, or the centre cannot be reached. Everything is kept and will be sent later.",
    )
}

/// The answer's body where it is the centre's and went well.
///
/// # Errors
/// `NoNetwork` for silence and for a captive portal's page; the centre's own fault; for an unworded refusal
/// the fault that stands for its status.
pub(crate) fn hear(answer: Result<&Answer, &Offline>, proof: &Proof<'_>) -> Result<Heard, Fault> {
    let answer = answer.map_err(|_| not_ours())?;
    let ours = answer.header("content-type").is_some_and(|kind| kind.split(';').next() == Some(MEDIA_TYPE));
    let proved = match proof {
        Proof::Unsigned => true,
        Proof::Signed { key, nonce } => answer
            .header(SIGNATURE_HEADER)
            .is_some_and(|signature| is_reply_signed_by(key, signature, nonce, &answer.body)),
    };
    if !(200..300).contains(&answer.status) {
        let fault = refused(answer, ours);
        return Err(if proved || !changes_what_is_sent(fault.code) { fault } else { not_ours() });
    }
    if !ours || !proved {
        return Err(not_ours());
    }
    Ok(Heard { body: answer.body.clone(), nonce: answer.header(NONCE_HEADER).map(str::to_owned) })
}

/// Whether a refusal makes the device begin a new stream, or send an event as what nobody reads: that, only the centre
/// may ask for.
const fn changes_what_is_sent(code: Code) -> bool {
    matches!(code, Code::Fork | Code::Malformed | Code::DraftProblem)
}

/// A refusal. One that can only make the device wait, ask again or stop needs no proof: whoever can forge it
/// can as well cut the line.
fn refused(answer: &Answer, ours: bool) -> Fault {
    let worded = ours.then(|| serde_json::from_slice::<Fault>(&answer.body).ok()).flatten();
    let mut fault = match (answer.status, worded) {
        (408 | 429 | 500.., Some(fault)) if fault.code.retry_can_help() => fault,
        (429, _) => {
            Fault::new(Code::TooMany, "The centre is busy. Everything is kept and will be sent later.")
        }
        (408 | 500.., _) => Fault::new(
            Code::Unavailable,
            "The centre cannot answer now. Everything is kept and will be sent later.",
        ),
        (_, Some(fault)) => fault,
        // A redirect, a sign-in page, a filter: not the centre at all.
        (_, None) => not_ours(),
    };
    if let Some(seconds) = answer.header("retry-after").and_then(|text| text.trim().parse().ok())
        && waits(fault.code)
    {
        fault.want = Some(seconds);
    }
    fault
}

/// Whether a fault is answered by waiting.
pub(super) const fn waits(code: Code) -> bool {
    matches!(code, Code::NoNetwork | Code::Unavailable | Code::TooMany)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::SigningKey;
    use wire::signing::reply_signature;

    fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Answer { status, headers, body: body.to_vec() }
    }

    fn code(answer: &Answer, proof: &Proof<'_>) -> Code {
        hear(Ok(answer), proof).unwrap_err().code
    }

    #[test]
    fn a_captive_portal_is_taken_for_no_network() {
        let key = SigningKey::from_bytes(&[1; 32]).verifying_key();
        let proof = Proof::Signed { key: &key, nonce: "n1" };
        for (status, kind) in [(200, "text/html"), (302, "text/html"), (403, "text/html"), (411, "text/html")]
        {
            let page = answer(status, &[("content-type", kind)], b"<html>Welcome");
            assert_eq!(code(&page, &proof), Code::NoNetwork, "status {status}: not the centre");
        }
        let bare = answer(200, &[("content-type", MEDIA_TYPE)], b"{}");
        assert_eq!(code(&bare, &proof), Code::NoNetwork, "our media type without a signature proves nothing");
    }

    #[test]
    fn only_the_centre_may_say_that_there_is_another_history() {
        let signing = SigningKey::from_bytes(&[1; 32]);
        let key = signing.verifying_key();
        let proof = Proof::Signed { key: &key, nonce: "n1" };
        for said in [Code::Fork, Code::Malformed, Code::DraftProblem] {
            let body = serde_json::to_vec(&Fault::new(said, "no").wanting(3)).unwrap();
            let kind = ("content-type", MEDIA_TYPE);
            let forged = answer(said.status(), &[kind], &body);
            assert_eq!(code(&forged, &proof), Code::NoNetwork, "{said:?} from anybody is not believed");
            let signature = reply_signature(&signing, "n1", &body);
            let signed = answer(said.status(), &[kind, (SIGNATURE_HEADER, &signature)], &body);
            assert_eq!(code(&signed, &proof), said, "from the centre it is");
        }
    }

    #[test]
    fn only_an_answer_to_this_very_request_is_believed() {
        let signing = SigningKey::from_bytes(&[1; 32]);
        let key = signing.verifying_key();
        let signature = reply_signature(&signing, "n1", b"{}");
        let headers = [("content-type", MEDIA_TYPE), (SIGNATURE_HEADER, &signature), (NONCE_HEADER, "n2")];
        let sound = answer(200, &headers, b"{}");
        let heard = hear(Ok(&sound), &Proof::Signed { key: &key, nonce: "n1" }).unwrap();
        assert_eq!(heard.nonce.as_deref(), Some("n2"), "every reply gives the next nonce");
        assert_eq!(code(&sound, &Proof::Signed { key: &key, nonce: "n0" }), Code::NoNetwork, "an old answer");
        let other = answer(200, &headers, b"{ }");
        assert_eq!(code(&other, &Proof::Signed { key: &key, nonce: "n1" }), Code::NoNetwork, "another body");
    }

    #[test]
    fn a_busy_centre_is_waited_for_as_long_as_it_asks() {
        let busy = answer(503, &[("retry-after", "120"), ("content-type", "text/plain")], b"");
        let fault = hear(Ok(&busy), &Proof::Unsigned).unwrap_err();
        assert_eq!((fault.code, fault.want), (Code::Unavailable, Some(120)), "Retry-After wins");
    }
}
