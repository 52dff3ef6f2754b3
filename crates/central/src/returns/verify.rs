//! Proving a frozen return: (a) the file and its signature, (b) a recount from the ledger as it stood, (c) what was
//! erased since. Each is said apart, since each can fail for a reason of its own.

use std::collections::{BTreeMap, BTreeSet};

use domain::text::{from_hex, to_hex};
use domain::{EventId, IsoWeek};
use ed25519_dalek::{Signature, VerifyingKey};
use reach::Figure;
use reach::weekly::WeeklyReturn;
use returns::frozen::{FrozenReturn, Signed, figure_name, signed_bytes};
use wire::{Code, Fault};

use super::draft::{drawn_up, prepared};
use super::tokens;
use crate::centre::Centre;
use crate::error::CentralError;

/// (a) What the file says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileCheck {
    /// Signed by this centre, unchanged, and named in its ledger.
    Genuine,
    /// Signed by this centre and unchanged, but the ledger does not name it: of a ledger before a restore, say.
    NotInLedger,
    /// What is in it is not what was hashed or signed.
    Changed,
    /// Signed by another key, or of another authority.
    OtherCentre,
}

/// (b) What a recount says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecountCheck {
    /// The same, to the last byte.
    Equal,
    /// The same, but for events that were erased since: each figure that differs lacks only those.
    EqualLessErased,
    /// Not the same, and not explained by erasures.
    Differs {
        /// The figures that differ, as `visits.adult/week`; none where only words differ.
        figures: Vec<String>,
    },
    /// The ledger does not go as far as the return.
    LedgerEndsBefore,
}

/// What was found, each apart.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ReturnCheck {
    /// The week.
    pub week: String,
    /// The revision.
    pub revision: u32,
    /// The change number up to which it counts.
    pub n: u64,
    /// (a)
    pub file: FileCheck,
    /// (b)
    pub recount: RecountCheck,
    /// (c) How many events that it counted are erased since.
    pub erased: u64,
}

impl ReturnCheck {
    /// Whether the return stands: the file is genuine, and the recount agrees but for what was erased.
    #[must_use]
    pub fn stands(&self) -> bool {
        let agrees = match self.recount {
            RecountCheck::Equal | RecountCheck::EqualLessErased => true,
            RecountCheck::Differs { .. } | RecountCheck::LedgerEndsBefore => false,
        };
        agrees && self.file == FileCheck::Genuine
    }
}

impl Centre {
    /// Checks a frozen return. A return that does not stand is an answer and no error.
    ///
    /// # Errors
    /// `Refused` with `Malformed` for what is no frozen return; `Ledger`, `Book`.
    pub async fn verify_return(&self, file: &[u8]) -> Result<ReturnCheck, CentralError> {
        let unreadable = || Fault::new(Code::Malformed, "This file is not a frozen return.");
        let signed = Signed::parse(file).map_err(|_| unreadable())?;
        let frozen = &signed.frozen;
        let week: IsoWeek = frozen.weekly.week.parse().map_err(|_| unreadable())?;
        self.tail().await?;
        let file = self.check_file(&signed, week).await?;
        let (recount, erased) = self.recount(frozen, week).await?;
        let (revision, n) = (frozen.revision, frozen.weekly.n);
        Ok(ReturnCheck { week: week.to_string(), revision, n, file, recount, erased })
    }

    async fn check_file(&self, signed: &Signed, week: IsoWeek) -> Result<FileCheck, CentralError> {
        if signed.key != to_hex(&self.sign_key()) || signed.frozen.authority != self.authority.id {
            return Ok(FileCheck::OtherCentre);
        }
        let sha256 = signed.frozen.sha256();
        let key: &VerifyingKey = &self.keys.sign.verifying_key();
        let is_signed = from_hex::<64>(&signed.signature).is_some_and(|bytes| {
            key.verify_strict(&signed_bytes(&sha256), &Signature::from_bytes(&bytes)).is_ok()
        });
        if !is_signed || signed.sha256 != to_hex(&sha256) {
            return Ok(FileCheck::Changed);
        }
        let named =
            self.frozen_of(week).await?.into_iter().any(|known| {
                known.revision == signed.frozen.revision && known.sha256.as_str() == signed.sha256
            });
        Ok(if named { FileCheck::Genuine } else { FileCheck::NotInLedger })
    }

    async fn recount(
        &self,
        frozen: &FrozenReturn,
        week: IsoWeek,
    ) -> Result<(RecountCheck, u64), CentralError> {
        let then = &frozen.weekly;
        if self.ledger.head(self.authority.id).await? < then.n {
            return Ok((RecountCheck::LedgerEndsBefore, 0));
        }
        let (counted, erased) = self.counted_at(then.n, then.as_of).await?;
        let now = drawn_up(&counted, week, prepared(&then.prepared_by)?);
        let contributions = tokens::of_all(&self.keys.returns, week, &now);
        let lost = self.erased_of(frozen, week, &erased);
        if now.canonical_json() == then.canonical_json() && contributions == frozen.contributions {
            return Ok((RecountCheck::Equal, lost.events));
        }
        let again = Recounted { before: figures(then), now: figures(&now), frozen, contributions, lost };
        let figures = again.unexplained();
        let check = if figures.is_empty() && again.lost.events > 0 {
            RecountCheck::EqualLessErased
        } else {
            RecountCheck::Differs { figures }
        };
        Ok((check, again.lost.events))
    }

    /// Which of the frozen tokens are those of erased events.
    fn erased_of(&self, frozen: &FrozenReturn, week: IsoWeek, erased: &BTreeSet<EventId>) -> Lost {
        let mut lost = Lost { tokens: BTreeSet::new(), events: 0 };
        for event in erased {
            let before = lost.tokens.len();
            for (figure, tokens) in &frozen.contributions {
                let token = tokens::token(&self.keys.returns, week, figure, *event);
                if tokens.binary_search(&token).is_ok() {
                    lost.tokens.insert(token);
                }
            }
            lost.events += u64::from(lost.tokens.len() > before);
        }
        lost
    }
}

/// Tokens of erased events that were counted, and how many events those are.
struct Lost {
    tokens: BTreeSet<String>,
    events: u64,
}

/// A frozen return beside its recount.
struct Recounted<'a> {
    before: BTreeMap<String, Figure>,
    now: BTreeMap<String, Figure>,
    frozen: &'a FrozenReturn,
    contributions: BTreeMap<String, Vec<String>>,
    lost: Lost,
}

impl Recounted<'_> {
    /// The figures that differ, and not because of what was erased.
    fn unexplained(&self) -> Vec<String> {
        let names: BTreeSet<&String> = self.before.keys().chain(self.now.keys()).collect();
        names.into_iter().filter(|name| !self.is_explained(name)).cloned().collect()
    }

    fn is_explained(&self, name: &str) -> bool {
        let (Some(before), Some(now)) = (self.before.get(name), self.now.get(name)) else {
            // A row of which nothing is left, such as a service that only erased events named.
            return !self.now.contains_key(name) && self.all_lost(name);
        };
        let (had, has) = (self.tokens_before(name), self.tokens_now(name));
        let missing: BTreeSet<&String> = had.difference(&has).copied().collect();
        let only_lost = has.is_subset(&had) && missing.iter().all(|token| self.lost.tokens.contains(*token));
        // With the same events counted the figure is the same, but for what it is a share of.
        let same_count = before.value.numerator == now.value.numerator;
        let smaller_whole = before.value.denominator >= now.value.denominator;
        before == now
            || (only_lost && (!missing.is_empty() || (same_count && smaller_whole && self.lost.events > 0)))
    }

    fn all_lost(&self, name: &str) -> bool {
        let had = self.tokens_before(name);
        !had.is_empty() && had.iter().all(|token| self.lost.tokens.contains(*token))
    }

    fn tokens_before(&self, name: &str) -> BTreeSet<&String> {
        self.frozen.contributions.get(name).into_iter().flatten().collect()
    }

    fn tokens_now(&self, name: &str) -> BTreeSet<&String> {
        self.contributions.get(name).into_iter().flatten().collect()
    }
}

/// Figures by name, without the events they rest on, which no file holds.
fn figures(weekly: &WeeklyReturn) -> BTreeMap<String, Figure> {
    let plain = |figure: &Figure| Figure { contributions: BTreeSet::new(), ..figure.clone() };
    weekly.figures().map(|(row, column, figure)| (figure_name(row, column), plain(figure))).collect()
}
