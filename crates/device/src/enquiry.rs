//! A coordinator asks the champion who met the family whether two records are one child; here is asked and answered.

use chrono::NaiveDate;
use domain::{EnquiryAnswer, EnquiryId, Fact, PersonId};
use wire::Fault;
use wire::app::{AskedAbout, Enquiries, EnquiryCard};
use wire::draft::EnquiryAnswerDraft;

use crate::device::{Device, Open};
use crate::error::DeviceError;
use crate::known::Known;
use crate::tile;
use crate::typed::id;

/// An answer to a question that was put to this champion and is still open; another one cannot be meant.
pub(crate) fn fact(draft: &EnquiryAnswerDraft, known: &Known<'_>) -> Result<Fact, DeviceError> {
    let EnquiryAnswerDraft { enquiry, says } = draft;
    let enquiry: EnquiryId = id("enquiry", enquiry)?;
    known.require("enquiry", book::Kind::Enquiry, enquiry.uuid())?;
    Ok(Fact::EnquiryAnswer(EnquiryAnswer { enquiry, says: (*says).into() }))
}

impl Device {
    /// What a coordinator asks this champion, the oldest first. A question is gone from here once it is answered, and
    /// back when the answer is withdrawn or the centre asks again.
    ///
    /// # Errors
    /// While locked; where the book cannot be read.
    pub fn enquiries(&self) -> Result<Enquiries, Fault> {
        let today = self.day();
        let asked = self.reading().and_then(|open| open_ones(open, today));
        asked.map_err(|error| self.fault(error))
    }
}

fn open_ones(open: &Open, today: Option<NaiveDate>) -> Result<Enquiries, DeviceError> {
    let connection = open.vault.connection();
    let mut enquiries = Vec::new();
    for book::PulledEnquiry { id, left, right } in book::open_enquiries(connection)? {
        let about = |person| about(connection, person, today);
        // Of a record that the device was told to forget meanwhile nothing can be asked.
        if let (Some(left), Some(right)) = (about(left)?, about(right)?) {
            enquiries.push(EnquiryCard { id, left, right });
        }
    }
    Ok(Enquiries { enquiries })
}

fn about(
    connection: &rusqlite::Connection,
    person: PersonId,
    today: Option<NaiveDate>,
) -> Result<Option<AskedAbout>, DeviceError> {
    let Some(found) = book::person(connection, person)? else { return Ok(None) };
    let members = found.card.family.map(|family| book::family_members(connection, family)).transpose()?;
    let others = members.unwrap_or_default().into_iter().filter(|member| member.id != person);
    Ok(Some(AskedAbout {
        family: others.map(|member| tile::person(member, today)).collect(),
        own: found.source == book::Source::Own,
        person: tile::person(found, today),
    }))
}
