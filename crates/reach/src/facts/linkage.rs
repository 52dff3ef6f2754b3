//! How records became people, and how sure of it we are.

use domain::{EventId, PersonId, Verdict};

/// Precision and recall are whole numbers of a thousand, so that no figure depends on how a machine rounds.
pub const PER_MILLE: u32 = 1_000;

/// The model, what people decided, and what waits for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkageFacts {
    /// The model's name, such as `exact-key-1`.
    pub model: String,
    /// SHA-256 of the model's canonical JSON, in lower-case hexadecimal.
    pub model_sha256: String,
    /// What the model was measured at; none where nobody has.
    pub measured: Option<MeasuredLinkage>,
    /// People's decisions that stand: not unlinked, not naming a voided record.
    pub decisions: Vec<DecisionFact>,
    /// Pairs in the review band that nobody has decided (I-34).
    pub review: Vec<ReviewPair>,
}

/// What a model was measured at, of pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasuredLinkage {
    /// On which set it was measured; printed beside the bounds.
    pub on: String,
    /// Right links of a thousand links, 0 to [`PER_MILLE`].
    pub precision_per_mille: u32,
    /// Links found of a thousand true pairs, 1 to [`PER_MILLE`].
    pub recall_per_mille: u32,
}

/// One decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionFact {
    /// The event that decided.
    pub id: EventId,
    /// One record.
    pub left: PersonId,
    /// The other.
    pub right: PersonId,
    /// The same person, or two.
    pub verdict: Verdict,
}

/// One pair that waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewPair {
    /// The record with the lesser id.
    pub left: PersonId,
    /// The record with the greater id.
    pub right: PersonId,
}
