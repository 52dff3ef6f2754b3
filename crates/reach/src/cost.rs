//! What a child or a family reached costs (I-31, I-32). Counts carry their unit in their type, so that a family's
//! cost is never worked out over a count of children: the sources themselves have 397 children and 278 families
//! for the same year.

use std::fmt;

use crate::definition::Unit;
use crate::figure::Figure;
use crate::value::{grouped, rounded};

/// A sum of money, in whole pence, not below 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pence(pub u64);

impl Pence {
    /// So many pounds.
    #[must_use]
    pub const fn from_pounds(pounds: u64) -> Self {
        Self(pounds * 100)
    }
    /// To the nearest pound.
    #[must_use]
    pub fn pounds(self) -> u64 {
        u64::try_from(rounded(u128::from(self.0), 100)).unwrap_or(u64::MAX)
    }
}

impl fmt::Display for Pence {
    /// Whole pounds, as `£1,832`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "£{}", grouped(self.pounds()))
    }
}

/// A number of children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Children(pub u64);

/// A number of families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Families(pub u64);

/// Why a unit cost was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CostError {
    /// The figure counts something else.
    #[error("a cost per {wanted} cannot be worked out over {definition}, which counts in another unit")]
    OtherUnit {
        /// What was to be divided by.
        wanted: &'static str,
        /// The figure's definition.
        definition: String,
    },
    /// Nobody was reached.
    #[error("nobody was reached, so there is no cost of one")]
    OfNobody,
}

impl TryFrom<&Figure> for Children {
    type Error = CostError;
    fn try_from(figure: &Figure) -> Result<Self, CostError> {
        counted_in(Unit::Child, "child", figure).map(Self)
    }
}

impl TryFrom<&Figure> for Families {
    type Error = CostError;
    fn try_from(figure: &Figure) -> Result<Self, CostError> {
        counted_in(Unit::Family, "family", figure).map(Self)
    }
}

fn counted_in(unit: Unit, wanted: &'static str, figure: &Figure) -> Result<u64, CostError> {
    if figure.unit == unit {
        Ok(figure.value.numerator)
    } else {
        Err(CostError::OtherUnit { wanted, definition: figure.definition.clone() })
    }
}

/// I-31: the cost of one child reached, to the nearest penny.
///
/// # Errors
/// [`CostError::OfNobody`].
pub fn cost_per_child(cost: Pence, reached: Children) -> Result<Pence, CostError> {
    divided(cost, reached.0)
}

/// I-32: the cost of one family reached, to the nearest penny.
///
/// # Errors
/// [`CostError::OfNobody`].
pub fn cost_per_family(cost: Pence, reached: Families) -> Result<Pence, CostError> {
    divided(cost, reached.0)
}

fn divided(cost: Pence, by: u64) -> Result<Pence, CostError> {
    if by == 0 {
        return Err(CostError::OfNobody);
    }
    u64::try_from(rounded(u128::from(cost.0), by)).map(Pence).map_err(|_| CostError::OfNobody)
}

/// How many would have to be reached for a unit cost, at the same total cost: a projection, to the nearest one.
///
/// # Errors
/// [`CostError::OfNobody`] for a unit cost of nothing.
pub fn reached_at_unit_cost(cost: Pence, unit_cost: Pence) -> Result<u64, CostError> {
    divided(cost, unit_cost.0).map(|Pence(number)| number)
}

/// A before and an after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// After minus before, with its sign.
    pub difference: i64,
    /// The difference in per cent of before, rounded half away from nought; none from nothing.
    pub percent: Option<i64>,
}

/// The change from `before` to `after`.
#[must_use]
pub fn change(before: u64, after: u64) -> Change {
    let signed = |size: u64| {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        if after < before { -size } else { size }
    };
    let size = after.abs_diff(before);
    let percent = (before > 0)
        .then(|| signed(u64::try_from(rounded(u128::from(size) * 100, before)).unwrap_or(u64::MAX)));
    Change { difference: signed(size), percent }
}

#[cfg(test)]
mod tests;
