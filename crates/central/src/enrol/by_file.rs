//! Letting a device in whose request somebody carried here, because it reaches no network.

use domain::DeviceId;
use wire::enrol::by_file::{Answered, read_request, write_answer};
use wire::proto::PROTO;
use wire::pull::PullQuery;

use crate::centre::Centre;
use crate::error::CentralError;

/// A device that was let in by a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolledByFile {
    /// The file to carry back.
    pub answer: Vec<u8>,
    /// The device.
    pub device: DeviceId,
    /// Four words that the device shows too.
    pub check_phrase: String,
}

impl Centre {
    /// Lets a device in by its request's one-time code. The answer has what the device would fetch first, so that it can
    /// record before it ever reaches a network.
    ///
    /// # Errors
    /// `Refused` with `Malformed` for what is no request; as [`Self::enrol`].
    pub async fn enrol_by_file(&self, request: &[u8]) -> Result<EnrolledByFile, CentralError> {
        // No nonce: the device asks for one when it first reaches this centre.
        let reply = self.enrol(read_request(request)?, String::new()).await?;
        let says = &reply.certificate.says;
        let device = says.device;
        let check_phrase =
            wire::check::phrase(&reply.authority_key.0, &says.signing_key.0, &says.deposit_key.0);
        let row = self.ledger.device(self.authority.id, device).await?;
        let (mut pages, mut cursor, mut more) = (Vec::new(), None, row.is_some());
        while let (Some(row), true) = (&row, more) {
            let page = self.pull(row, &PullQuery { proto: PROTO, again: None, cursor }, 0).await?;
            (cursor, more) = (Some(page.cursor.clone()), page.more);
            pages.push(page);
        }
        let answer = write_answer(&Answered { reply, pages }, &self.keys.sign)?;
        Ok(EnrolledByFile { answer, device, check_phrase })
    }
}
