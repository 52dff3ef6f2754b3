//! A model of linkage, taken into use: a file in the ledger, named by an event, as an area pack is (decision 4).

use domain::reference::{ModelAdopted, ModelMeasured};
use domain::{Fact, Line};
use linkage::Model;
use uuid::Uuid;
use wire::{Code, Fault};

use super::wanted::Wanted;
use super::{ImportKind, Imported, Read, derived, refused};
use crate::centre::Centre;
use crate::error::CentralError;
use crate::ledger::{Blob, BlobKind};

/// There is one model in use, so there is one record, which each adoption amends: who adopted what and when is its
/// history.
const KEY: &str = "in use";

/// What somebody measured a model at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasuredOn {
    /// On which set of records with a known truth.
    pub on: String,
    /// Right links of a thousand links.
    pub precision_per_mille: u32,
    /// Links found of a thousand true pairs, at least one.
    pub recall_per_mille: u32,
}

impl Centre {
    /// Takes a model into use, from here on and for every figure worked out at a later change number. What was frozen
    /// stays as it was counted.
    ///
    /// # Errors
    /// `Refused` with `Malformed` for what is no model, and with `Unavailable` where others recorded at the centre at the
    /// same time; `Ledger`, `Book`.
    pub async fn adopt_model(
        &self,
        json: &[u8],
        measured: Option<MeasuredOn>,
    ) -> Result<Imported, CentralError> {
        let text = std::str::from_utf8(json).map_err(|_| unreadable())?;
        let model = Model::from_json(text).map_err(|_| unreadable())?;
        // Written anew, so that what is kept under a hash is what the hash is of.
        let bytes = model.to_json().map_err(|_| unreadable())?.into_bytes();
        let line = |field: &str, text: &str| {
            Line::new(text).map_err(|code| refused(format!("{field}: {}.", code.sentence())))
        };
        let measured = measured.map(|MeasuredOn { on, precision_per_mille, recall_per_mille }| {
            Ok::<_, Fault>(ModelMeasured {
                on: line("measured_on", &on)?,
                precision_per_mille,
                recall_per_mille,
            })
        });
        let measured = measured.transpose()?;
        let adopted = ModelAdopted {
            name: line("name", &model.name())?,
            sha256: line("sha256", &model.hash_hex())?,
            measured,
        };
        let wanted = Wanted {
            id: derived::id(self.authority.id, "linkage_model", KEY),
            fact: Fact::ModelAdopted(adopted),
        };
        wanted.fact.check().map_err(Fault::from)?;
        let imported = self
            .take_in(Read {
                kind: ImportKind::Model,
                name: model.name(),
                wanted: vec![wanted],
                blobs: vec![Blob { kind: BlobKind::LinkageModel, sha256: model.hash(), bytes }],
            })
            .await?;
        if imported.recorded + imported.amended > 0 {
            self.note("model.adopted", Uuid::nil(), &model.hash_hex()).await?;
        }
        Ok(imported)
    }
}

fn unreadable() -> Fault {
    Fault::new(
        Code::Malformed,
        "This file is not a linkage model. `central model train --out FILE` makes one.",
    )
}
