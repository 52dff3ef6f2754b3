//! Which family records are one household: those with a child, or a parent, in common.
//!
//! A childminder, a neighbour or a grandparent may come with two families and joins none.

use std::collections::BTreeMap;

use domain::{FamilyId, Relation};

use crate::reading::Resolved;

/// Family records joined by people in common.
#[derive(Debug, Default)]
pub(crate) struct Households {
    /// For each family record the least one of its household, where that is another.
    least: BTreeMap<FamilyId, FamilyId>,
}

impl Households {
    pub(crate) fn of(people: &[Resolved<'_>]) -> Self {
        let mut households = Self::default();
        for person in people {
            let is_of_the_household = person.is_child
                || person.records.iter().all(|record| match record.relation {
                    None | Some(Relation::Mother | Relation::Father) => true,
                    Some(Relation::Grandparent | Relation::Other) => false,
                });
            if is_of_the_household && let Some(first) = person.families().next() {
                person.families().for_each(|family| households.join(first, family));
            }
        }
        households
    }

    /// The household of a family record, named by its least record.
    pub(crate) fn of_family(&self, family: FamilyId) -> FamilyId {
        let mut at = family;
        while let Some(next) = self.least.get(&at) {
            at = *next;
        }
        at
    }

    /// The lesser root always becomes the root, so that no order of joining shows.
    fn join(&mut self, one: FamilyId, other: FamilyId) {
        let (one, other) = (self.of_family(one), self.of_family(other));
        if one != other {
            self.least.insert(one.max(other), one.min(other));
        }
    }
}
