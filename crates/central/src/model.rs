//! A model of linkage learnt from the centre's own records, and what adopting it would change: a dry run, which keeps
//! nothing. Adopting is `import::model`.

mod groups;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::Period;
use linkage::{Model, Scope};
use reach::area::AreaPack;
use reach::facts::Facts;
use reach::{Frame, Parameters, Reading};
use wire::{Code, Fault};

use crate::centre::Centre;
use crate::error::CentralError;
use crate::figures::{InUse, load};
use groups::Groups;

/// Fewer records than this teach nothing about how names are misspelt.
const RECORDS_MIN: usize = 50;

/// A model, and what it would change.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct TrainedModel {
    /// Its name.
    pub name: String,
    /// Its hash, in hexadecimal.
    pub sha256: String,
    /// The model itself, as `adopt_model` takes it. It holds names that several people have, and so is not for
    /// publication.
    #[serde(skip)]
    pub json: String,
    /// The model in use now.
    pub in_use: String,
    /// Its hash.
    pub in_use_sha256: String,
    /// The ledger's change number up to which records were read.
    pub n: u64,
    /// The day at which ages and residence are tested.
    pub at: NaiveDate,
    /// How many people there are of each kind, before and after.
    pub groups: Vec<GroupChange>,
    /// Pairs that wait for a person.
    pub review: Change,
    /// Reach in the twelve months to the day, as it is printed; none without an area pack.
    pub reach: Option<PrintedChange>,
}

/// One kind of people.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct GroupChange {
    /// Which.
    pub group: String,
    /// How many records there are of them.
    pub records: u64,
    /// How many people those are.
    #[serde(flatten)]
    pub heads: Change,
}

/// A count under the model in use, and under the new one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// Under the model in use.
    pub before: u64,
    /// Under the new one.
    pub after: u64,
}

/// A figure under the model in use, and under the new one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PrintedChange {
    /// Under the model in use.
    pub before: String,
    /// Under the new one.
    pub after: String,
}

/// What one model makes of the book.
struct Counted {
    facts: Facts,
    pack_sha256: Option<[u8; 32]>,
}

impl Centre {
    /// Learns a model from all people on record, and works out what would change. Nothing is adopted.
    ///
    /// # Errors
    /// `Refused` with `NotPermitted` where there are too few records to learn from; `Ledger`, `Book`.
    pub async fn train_model(&self) -> Result<TrainedModel, CentralError> {
        self.tail().await?;
        let at = self.today().await?;
        let devices = self.devices().await?;
        let in_use = self.model_in_use().await?;
        let before = in_use.clone();
        let (model, before, after) = self
            .books
            .ask(move |tx| {
                let records: Vec<_> = book::comparable(tx)?.into_iter().map(|(_, record)| record).collect();
                if records.len() < RECORDS_MIN {
                    return Err(too_few().into());
                }
                let model = Arc::new(linkage::train(&records, Scope::Within));
                let counted = |in_use: &InUse| {
                    let loaded = load(tx, in_use, &devices, at)?;
                    Ok::<_, CentralError>(Counted { facts: loaded.facts, pack_sha256: loaded.pack_sha256 })
                };
                let after = counted(&InUse::afresh(Arc::clone(&model), None))?;
                Ok((model, counted(&before)?, after))
            })
            .await?;
        let pack = match before.pack_sha256 {
            Some(sha256) => Some(self.pack(sha256).await?),
            None => None,
        };
        compared(&in_use.model, &model, &before.facts, &after.facts, pack.as_ref(), at)
    }

    /// The model in use: its name and hash.
    ///
    /// # Errors
    /// `Refused` with `Damaged` where its file is gone; `Ledger`, `Book`.
    pub async fn model_used(&self) -> Result<(String, String), CentralError> {
        self.tail().await?;
        let model = self.model_in_use().await?.model;
        Ok((model.name(), model.hash_hex()))
    }
}

fn compared(
    in_use: &Model,
    model: &Model,
    before: &Facts,
    after: &Facts,
    pack: Option<&AreaPack>,
    at: NaiveDate,
) -> Result<TrainedModel, CentralError> {
    let groups = Groups { pack, at };
    let (records, was) = groups.count(before);
    let (_, is) = groups.count(after);
    let of = |heads: &BTreeMap<&str, u64>, group: &str| heads.get(group).copied().unwrap_or_default();
    let groups = groups::ALL.iter().filter(|group| of(&records, group) > 0).map(|group| GroupChange {
        group: (*group).to_owned(),
        records: of(&records, group),
        heads: Change { before: of(&was, group), after: of(&is, group) },
    });
    let reach = pack.map(|pack| {
        let parameters = Parameters::default();
        let frame = Frame::of(pack, Period::rolling_year(at), &parameters);
        let printed = |facts: &Facts| reach::reach(&Reading::of(facts), &frame).printed;
        PrintedChange { before: printed(before), after: printed(after) }
    });
    let waiting = |facts: &Facts| facts.linkage.review.len() as u64;
    Ok(TrainedModel {
        name: model.name(),
        sha256: model.hash_hex(),
        json: model.to_json().map_err(|_| Fault::new(Code::Internal, "The model cannot be written."))?,
        in_use: in_use.name(),
        in_use_sha256: in_use.hash_hex(),
        n: before.n,
        at,
        groups: groups.collect(),
        review: Change { before: waiting(before), after: waiting(after) },
        reach,
    })
}

fn too_few() -> Fault {
    Fault::new(
        Code::NotPermitted,
        format!(
            "There are fewer than {RECORDS_MIN} people on record: too few to learn from. Keep the exact rule for now."
        ),
    )
}
