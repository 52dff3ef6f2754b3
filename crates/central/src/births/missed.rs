//! I-13 of a birth list: compared, printed with its interval, and the run recorded with its match rule.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{BirthList, BirthListId, BirthListRun, Fact, Line};
use linkage::encode::Secret;
use reach::area::{AreaPack, LsoaCode};
use reach::{Cause, MISSED_INFANTS, MissedInfants, MissedThere, Parameters, Reading};
use wire::desk::{MissedArea, MissedReport};
use wire::{Code, Fault};

use super::Usable;
use super::file::{CountRow, Rows};
use super::known::{Known, cohort};
use crate::centre::Centre;
use crate::error::CentralError;

/// The rule of counts: nothing is matched.
const COUNTS_RULE: &str = "counts-1";

/// The secret of an encoded list, and its salt.
pub(crate) struct Shared {
    pub(crate) secret: Secret,
    pub(crate) salt: String,
}

impl Centre {
    /// Compares a list with the children on record, and records the run.
    ///
    /// # Errors
    /// `Refused` with `NotPermitted` where its agreement does not hold or no area is imported, with `SecretWrong` where
    /// an encoded list needs another secret, or one at all; `Ledger`, `Book`.
    pub async fn missed_infants(
        &self,
        list: BirthListId,
        at: Option<NaiveDate>,
        secret: Option<(Vec<u8>, String)>,
    ) -> Result<MissedReport, CentralError> {
        let shared = secret.map(|(bytes, salt)| {
            let secret = Secret::new(bytes);
            let secret =
                secret.map_err(|error| Fault::new(Code::SecretTooWeak, format!("Sorry: {error}.")))?;
            Ok::<_, Fault>(Shared { secret, salt })
        });
        let shared = shared.transpose()?;
        let usable = self.usable(list).await?;
        let at = match at {
            Some(at) => at,
            None => self.today().await?,
        };
        let known = self.known().await?;
        let Usable { id, list, rows } = usable;
        let cohort = cohort(list.from, list.until);
        let model = (known.in_use.model.name(), known.in_use.model.hash_hex());
        let (missed, rule) = match (&rows, shared) {
            (Rows::Counts(rows), _) => {
                let births = births_by_area(rows)?;
                let reading = Reading::of(&known.facts);
                // Who is one child is still the model's to say.
                let rule = (format!("{COUNTS_RULE}, {}", model.0), model.1);
                (reach::missed_by_counts(&reading, &known.pack, cohort, &births, at), rule)
            }
            (Rows::Named(rows), _) => {
                let births = self.found_by_name(&known, id, rows, at).await?;
                let found: Vec<_> = births.iter().map(|birth| (birth.lsoa, birth.found)).collect();
                (reach::missed_of(cohort, &found, Cause::MatchInDoubt, reach::NAMES_FIND_PERCENT), model)
            }
            (Rows::Encodings(rows), Some(Shared { secret, salt })) => {
                let scheme = rows.first().map(|row| row.scheme.clone()).unwrap_or_default();
                let found = self.found_by_encoding(&known, rows, at, secret, &salt).await?;
                let hash = sha256_hex(&scheme);
                (
                    reach::missed_of(cohort, &found, Cause::Encodings, reach::ENCODINGS_FIND_PERCENT),
                    (scheme, hash),
                )
            }
            (Rows::Encodings(_), None) => {
                let message = "An encoded list is compared with the secret that it was encoded with: give it with \
                               --secret-fd, and the salt with --salt.";
                return Err(Fault::new(Code::SecretWrong, message).into());
            }
        };
        self.record_run(id, &list, &missed, &rule, known.n, at).await?;
        Ok(report(id, &known, missed, rule, at))
    }

    async fn record_run(
        &self,
        id: BirthListId,
        list: &BirthList,
        missed: &MissedInfants,
        (rule, rule_sha256): &(String, String),
        n: u64,
        at: NaiveDate,
    ) -> Result<(), CentralError> {
        let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let line =
            |text: &str| Line::new(text).map_err(|_| Fault::new(Code::Internal, "A rule has no name."));
        let (low, high) = ends(missed);
        let run = BirthListRun {
            list: id,
            n,
            at,
            rule: line(rule)?,
            rule_sha256: line(rule_sha256)?,
            found: list.births.saturating_sub(count(missed.figure.value.numerator)),
            missed: count(missed.figure.value.numerator),
            missed_low: count(low),
            missed_high: count(high),
        };
        self.record_one("birth_list.matched", Fact::BirthListRun(run)).await?;
        Ok(())
    }
}

fn ends(missed: &MissedInfants) -> (u64, u64) {
    let point = missed.figure.value.numerator;
    missed.figure.bounds.as_ref().map_or((point, point), |one| (one.low.numerator, one.high.numerator))
}

fn births_by_area(rows: &[CountRow]) -> Result<BTreeMap<LsoaCode, u64>, Fault> {
    let mut births = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let code: LsoaCode = row.lsoa.parse().map_err(|_| {
            Fault::new(Code::Malformed, format!("Line {}: this is no code of an LSOA.", place + 2))
        })?;
        *births.entry(code).or_default() += u64::from(row.births);
    }
    Ok(births)
}

fn report(
    list: BirthListId,
    known: &Known,
    missed: MissedInfants,
    (rule, rule_sha256): (String, String),
    at: NaiveDate,
) -> MissedReport {
    let (low, high) = ends(&missed);
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let counted = MISSED_INFANTS.counted(&Parameters::default());
    let reasons = missed.figure.bounds.iter().flat_map(|bounds| &bounds.reasons);
    let reasons = reasons.filter(|reason| reason.lowers + reason.raises > 0);
    let reasons = reasons.map(|reason| format!("{}: {}", reason.because, reason.narrowed_by));
    MissedReport {
        list,
        printed: missed.figure.printed_with_bounds(),
        births: count(missed.figure.value.denominator.unwrap_or_default()),
        missed: count(missed.figure.value.numerator),
        low: count(low),
        high: count(high),
        reasons: reasons.collect(),
        width: count(high - low),
        areas: missed.there.iter().map(|there| area(&known.pack, there)).collect(),
        counted: format!(
            "{counted} Homes at {at}; movers {}%; encodings find {}%.",
            reach::MOVERS_PERCENT,
            reach::ENCODINGS_FIND_PERCENT
        ),
        rule,
        rule_sha256,
        n: known.n,
    }
}

fn area(pack: &AreaPack, there: &MissedThere) -> MissedArea {
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let MissedThere { lsoa, births, missed, low, high } = there;
    let named = |code: &LsoaCode| pack.area().lsoas.iter().find(|lsoa| lsoa.code == *code);
    let name = lsoa.as_ref().and_then(named).map(|lsoa| lsoa.name.clone());
    MissedArea {
        code: lsoa.map(|code| code.to_string()),
        name: name.unwrap_or_else(|| "No small area of this area".to_owned()),
        births: count(*births),
        missed: count(*missed),
        low: count(*low),
        high: count(*high),
    }
}

fn sha256_hex(text: &str) -> String {
    use sha2::Digest as _;
    domain::text::to_hex(&sha2::Sha256::digest(text.as_bytes()))
}
