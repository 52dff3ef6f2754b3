//! Enrolment where the device reaches no network: its request is carried to the centre as a file, and the answer back.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::{EnrolReply, EnrolRequest};
use crate::hex::Hex;
use crate::pull::PullReply;
use crate::{Code, Fault};

const REQUEST_FORM: &str = "doorstep-enrol@1";
const ANSWER_FORM: &str = "doorstep-enrolled@1";
/// Separates the signature under an answer from every other.
const ANSWER_WORD: &[u8] = b"doorstep-enrolled-1\0";

#[derive(Serialize, Deserialize)]
struct RequestFile {
    form: String,
    request: EnrolRequest,
}

#[derive(Serialize, Deserialize)]
struct AnswerFile {
    form: String,
    /// [`Answered`] as text, so that the very bytes are signed.
    says: String,
    signature: Hex<64>,
}

/// What the centre answers: what it would by the network, and the first pages of a pull, so that the device can record
/// before it ever reaches one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The answer.
    pub reply: EnrolReply,
    /// Pages in their order, as [`PullReply`].
    pub pages: Vec<PullReply>,
}

/// The file of a request.
///
/// # Errors
/// `Internal`, which cannot happen: a request has text keys and no floats.
pub fn write_request(request: EnrolRequest) -> Result<Vec<u8>, Fault> {
    let file = RequestFile { form: REQUEST_FORM.to_owned(), request };
    serde_json::to_vec_pretty(&file).map_err(|_| unwritten())
}

/// Reads it.
///
/// # Errors
/// `Malformed` where it is cut off, or another file.
pub fn read_request(bytes: &[u8]) -> Result<EnrolRequest, Fault> {
    let file = serde_json::from_slice::<RequestFile>(bytes).ok().filter(|file| file.form == REQUEST_FORM);
    file.map(|file| file.request).ok_or_else(|| {
        let message = "This is no request to be let in, or it is cut off. Let the device write it again with \
                       `champion enrol --request`.";
        Fault::new(Code::Malformed, message)
    })
}

/// The file of an answer, signed by the centre.
///
/// # Errors
/// `Internal`, which cannot happen.
pub fn write_answer(answered: &Answered, key: &SigningKey) -> Result<Vec<u8>, Fault> {
    let says = serde_json::to_string(answered).map_err(|_| unwritten())?;
    let signature = Hex(key.sign(&signed_bytes(&says)).to_bytes());
    serde_json::to_vec(&AnswerFile { form: ANSWER_FORM.to_owned(), says, signature }).map_err(|_| unwritten())
}

/// Reads it. It is signed by the key that it names itself: whether to believe that key is for the certificate to say, and
/// for the two people who compare the check phrase.
///
/// # Errors
/// `Malformed` where it is cut off, or another file; `NotVerified` where it was changed.
pub fn read_answer(bytes: &[u8]) -> Result<Answered, Fault> {
    let malformed = || {
        let message =
            "This is no answer to a request to be let in, or it is cut off. Copy it from the centre again.";
        Fault::new(Code::Malformed, message)
    };
    let changed = || {
        let message = "This answer was changed since the centre wrote it. Nothing was taken from it.";
        Fault::new(Code::NotVerified, message)
    };
    let file = serde_json::from_slice::<AnswerFile>(bytes).ok().filter(|file| file.form == ANSWER_FORM);
    let AnswerFile { form: _, says, signature } = file.ok_or_else(malformed)?;
    let answered: Answered = serde_json::from_str(&says).map_err(|_| changed())?;
    let key = VerifyingKey::from_bytes(&answered.reply.centre_sign_key.0).map_err(|_| changed())?;
    let signature = Signature::from_bytes(&signature.0);
    key.verify_strict(&signed_bytes(&says), &signature).map_err(|_| changed())?;
    Ok(answered)
}

fn signed_bytes(says: &str) -> Vec<u8> {
    [ANSWER_WORD, says.as_bytes()].concat()
}

fn unwritten() -> Fault {
    Fault::new(Code::Internal, "The file could not be written. Try again.")
}
