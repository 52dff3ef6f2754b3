//! A frozen return as files.

use ::returns::frozen::Signed;
use ::returns::{Edition, Format, Seal, export};
use domain::IsoWeek;
use reach::suppression::Tier;
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;

/// A file of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnFile {
    /// What it is called, such as `return-2026-W47-r1.xlsx`; the public tier says so in its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Centre {
    /// A frozen return in this format: this revision, or the latest. For staff the JSON is the signed file, which
    /// `verify_return` takes; for the public it is what the public may see of it.
    ///
    /// # Errors
    /// As [`Centre::frozen`]; `Refused` with `Internal` where it is beyond what a workbook can hold.
    pub async fn export(
        &self,
        week: IsoWeek,
        revision: Option<u32>,
        tier: Tier,
        format: Format,
    ) -> Result<ReturnFile, CentralError> {
        let frozen = self.frozen(week, revision).await?;
        let revision = frozen.signed.frozen.revision;
        let (name, extension) = (format!("return-{week}-r{revision}"), format.extension());
        let name = match tier {
            Tier::Staff => format!("{name}.{extension}"),
            Tier::Public => format!("{name}-public.{extension}"),
        };
        if (tier, format) == (Tier::Staff, Format::Json) {
            return Ok(ReturnFile { name, bytes: frozen.file.into_bytes() });
        }
        let before = match revision {
            0 | 1 => None,
            _ => Some(self.frozen(week, Some(revision - 1)).await?.signed),
        };
        let edition = edition(&frozen.signed, before.as_ref());
        let bytes = export(&frozen.signed.frozen.weekly, &edition, tier, format).map_err(|_| {
            Fault::new(Code::Internal, "This return is beyond what a workbook can hold. Take CSV or JSON.")
        })?;
        Ok(ReturnFile { name, bytes })
    }
}

fn edition(signed: &Signed, before: Option<&Signed>) -> Edition {
    Edition::Frozen(Seal::of(&signed.frozen, before.map(|before| &before.frozen)))
}
