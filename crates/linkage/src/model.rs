//! The rule by which pairs are judged, as a value that a person can adopt, name and compare.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::exact_key::ExactKey;
use crate::weighted::Weighted;

/// SHA-256 of a model's canonical JSON (RFC 8785): two centres that print one hash judge alike.
pub type ModelHash = [u8; 32];

/// Why a model could not be read or hashed.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The text is not a model, or holds a number that JSON cannot.
    #[error("this is not a linkage model: {0}")]
    NotAModel(#[from] serde_json::Error),
}

/// A rule that says how likely two records are one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Model {
    /// The same name and birth date, spelt alike.
    ExactKey(ExactKey),
    /// Weights of agreements and disagreements, learnt from a centre's records.
    Weighted(Box<Weighted>),
}

impl Model {
    /// The rule in use until a centre adopts a trained model.
    pub fn exact_key() -> Self {
        Self::ExactKey(ExactKey::current())
    }

    /// A short name to print beside a figure, such as `exact-key-1`.
    pub fn name(&self) -> String {
        match self {
            Self::ExactKey(rule) => rule.name(),
            Self::Weighted(weights) => weights.name(),
        }
    }

    /// The model as canonical JSON, the form in which it is hashed and kept in an event.
    pub fn to_json(&self) -> Result<String, ModelError> {
        Ok(serde_json_canonicalizer::to_string(self)?)
    }

    /// Reads what [`Model::to_json`] wrote.
    pub fn from_json(text: &str) -> Result<Self, ModelError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The hash that a figure carries, so that it is known by which rule it was counted.
    pub fn hash(&self) -> ModelHash {
        let json = self.to_json().expect("a model holds finite numbers and text only");
        Sha256::digest(json.as_bytes()).into()
    }

    /// [`Model::hash`] in lower-case hexadecimal digits.
    pub fn hash_hex(&self) -> String {
        use std::fmt::Write;
        self.hash().iter().fold(String::with_capacity(64), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("text takes whatever is written");
            hex
        })
    }
}
