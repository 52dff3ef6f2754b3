//! What a figure of the area's children is asked with: the area, the days and the parameters.

use domain::Period;

use crate::anonymous::AnonymousUnderFives;
use crate::area::AreaPack;
use crate::bounds::{Bounds, Cause, Reason};
use crate::definition::Definition;
use crate::figure::Figure;
use crate::membership::Members;
use crate::parameters::Parameters;
use crate::population::Population;
use crate::question::{Asked, Living, Question};
use crate::reading::Reading;
use crate::value::Value;

/// Said where anonymous attendance could fill the whole population.
pub const ANONYMOUS_TOO_LARGE: &str =
    "anonymous attendance is too large to bound reach; link it or count it in the survey";
const NO_POPULATION: &str =
    "no imported population covers the whole area and these ages on the last day: a count, not a rate";
const OLD_POPULATION: &str = "the population is dated more than five years before the last day";

/// An area, a period and parameters, with the population that they lead to.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    pub(crate) pack: &'a AreaPack,
    pub(crate) period: Period,
    pub(crate) parameters: &'a Parameters,
    pub(crate) population: Option<Population>,
}

impl<'a> Frame<'a> {
    /// The frame of one period.
    #[must_use]
    pub fn of(pack: &'a AreaPack, period: Period, parameters: &'a Parameters) -> Self {
        let population = Population::at(pack, period.last, parameters);
        Self { pack, period, parameters, population }
    }

    /// The population that rates are of; none where no source covers the area.
    #[must_use]
    pub const fn population(&self) -> Option<&Population> {
        self.population.as_ref()
    }

    pub(crate) fn question(&self, asked: Asked, living: Living) -> Question<'a> {
        Question {
            pack: Some(self.pack),
            period: self.period,
            upper_age: self.parameters.upper_age,
            asked,
            living,
        }
    }

    /// So many of the population, or a plain count where there is none.
    pub(crate) fn rate(&self, numerator: u64) -> Value {
        Value { numerator, denominator: self.population.as_ref().map(|one| one.residents) }
    }

    /// Children of the area as a rate of its population, with bounds and without anonymous children.
    pub(crate) fn rate_of_children(
        &self,
        reading: &Reading<'_>,
        definition: &Definition,
        asked: Asked,
    ) -> (Figure, Members) {
        let question = self.question(asked, Living::Inside);
        let members = Members::of(reading, &question);
        let people = members.counted.iter().filter_map(|index| reading.people.get(*index));
        let contributions = people.flat_map(|person| question.contributions(person)).collect();
        let mut figure = Figure::measured(definition, self.period, self.rate(members.count()), contributions);
        match &self.population {
            None => figure = figure.noted(NO_POPULATION),
            Some(population) if population.is_old => figure = figure.noted(OLD_POPULATION),
            Some(_) => {}
        }
        let bounds = self.interval(members.low(), members.high(), members.reasons());
        (figure.bounded(bounds), members)
    }

    fn interval(&self, low: u64, high: u64, mut reasons: Vec<Reason>) -> Bounds {
        let least = self.population.as_ref().map(|one| one.least);
        let most = self.population.as_ref().map(|one| one.most);
        reasons.extend(self.population.as_ref().map(Population::reason));
        Bounds::new(
            Value { numerator: low, denominator: most },
            Value { numerator: high, denominator: least },
            reasons,
        )
    }

    /// Adds the second pair: at least `at_least` and at most `at_most` children more, capped at the population.
    pub(crate) fn with_anonymous(&self, figure: Figure, at_least: u64, at_most: u64) -> Figure {
        let Some(Bounds { low, high, reasons, printed: _ }) = &figure.bounds else { return figure };
        // A cap below what was counted by name would say that named children are not there.
        let cap = |named: u64, added: u64| {
            let sum = named.saturating_add(added);
            self.population.as_ref().map_or(sum, |population| sum.min(population.residents.max(named)))
        };
        let mut reasons = reasons.clone();
        reasons.push(Cause::Anonymous.reason(0, at_most));
        let (from, to) = (cap(low.numerator, at_least), cap(high.numerator, at_most));
        let is_capped = to < high.numerator.saturating_add(at_most)
            || self.population.as_ref().is_some_and(|one| at_most > 0 && to >= one.residents);
        let bounds = Bounds::new(
            Value { numerator: from, ..*low },
            Value { numerator: to.max(from), ..*high },
            reasons,
        );
        let figure = Figure { with_anonymous: Some(bounds), ..figure };
        if is_capped { figure.noted(ANONYMOUS_TOO_LARGE) } else { figure }
    }

    pub(crate) fn anonymous(&self, reading: &Reading<'_>) -> AnonymousUnderFives {
        AnonymousUnderFives::of(reading, self.period)
    }
}
