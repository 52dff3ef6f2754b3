//! What a return was counted with: area, populations, linkage; each with the hash that names it exactly.

use chrono::NaiveDate;
use domain::{Period, Verdict};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Draft;
use crate::area::AreaPack;
use crate::facts::{DecisionFact, LinkageFacts, MeasuredLinkage};
use crate::frame::Frame;
use crate::population::Population;

/// The area of the rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaSource {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// How many LSOAs belong to it at the week's Sunday.
    pub lsoas: u64,
    /// The pack's name.
    pub pack: String,
    /// SHA-256 of the pack's canonical JSON.
    pub pack_sha256: String,
    /// The line to show wherever something from the pack is shown.
    pub attribution: String,
}

impl AreaSource {
    pub(super) fn of(pack: &AreaPack, t_star: NaiveDate) -> Self {
        Self {
            name: pack.area().name.clone(),
            code: pack.area().code.clone(),
            lsoas: pack.members_at(t_star).len() as u64,
            pack: pack.name().to_owned(),
            pack_sha256: pack.hash().to_string(),
            attribution: pack.attribution().to_owned(),
        }
    }
}

/// How records became people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkageSource {
    /// The model's name.
    pub model: String,
    /// SHA-256 of the model's canonical JSON.
    pub model_sha256: String,
    /// What it was measured at; none where nobody has.
    pub measured: Option<MeasuredSource>,
    /// How many of people's decisions stand.
    pub decisions: u64,
    /// SHA-256 of those decisions: the canonical JSON of `[link, left, right, verdict]` rows by link id.
    pub decisions_sha256: String,
}

/// What a model was measured at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasuredSource {
    /// On which set.
    pub on: String,
    /// Right links of a thousand links.
    pub precision_per_mille: u32,
    /// Links found of a thousand true pairs.
    pub recall_per_mille: u32,
}

impl LinkageSource {
    pub(super) fn of(linkage: &LinkageFacts) -> Self {
        let LinkageFacts { model, model_sha256, measured, decisions, review: _ } = linkage;
        let mut rows: Vec<[String; 4]> = decisions
            .iter()
            .map(|DecisionFact { id, left, right, verdict }| {
                let verdict = match verdict {
                    Verdict::Same => "same",
                    Verdict::Different => "different",
                };
                [id.to_string(), left.to_string(), right.to_string(), verdict.to_owned()]
            })
            .collect();
        rows.sort();
        let json = serde_json_canonicalizer::to_vec(&rows).expect("rows of text are JSON");
        Self {
            model: model.clone(),
            model_sha256: model_sha256.clone(),
            measured: measured.as_ref().map(
                |MeasuredLinkage { on, precision_per_mille, recall_per_mille }| MeasuredSource {
                    on: on.clone(),
                    precision_per_mille: *precision_per_mille,
                    recall_per_mille: *recall_per_mille,
                },
            ),
            decisions: rows.len() as u64,
            decisions_sha256: domain::text::to_hex(&Sha256::digest(json)),
        }
    }
}

/// The populations of every column, each once, in the order of the columns.
pub(super) fn populations(draft: &Draft<'_>) -> Vec<Population> {
    let mut populations = Vec::new();
    let Some(pack) = draft.pack else { return populations };
    for last in draft.last_days() {
        let frame = Frame::of(pack, Period { first: last, last }, draft.parameters);
        if let Some(population) = frame.population()
            && !populations.contains(population)
        {
            populations.push(population.clone());
        }
    }
    populations
}
