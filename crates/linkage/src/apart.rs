//! Who must not be one person: what people decided, and what was recorded in one go.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::compare::name::{NameLevel, Spelling};
use crate::decisions::Decisions;
use crate::people::{Naming, given_name, naming};
use crate::record::{Record, Role};
use crate::words::Word;

/// Two records in order of their ids.
type Pair = (usize, usize);

/// What is known about pairs of records before any model is asked.
pub(crate) struct Known<'a, R> {
    records: &'a [R],
    /// Decided the same and not also different.
    pub(crate) same: BTreeSet<Pair>,
    different: BTreeSet<Pair>,
    /// For each record those decided different from it.
    others: BTreeMap<usize, Vec<usize>>,
    /// Whether any record says with which it was made.
    knows_company: bool,
    /// Whether it is known of any record that it is a carer's.
    knows_roles: bool,
    /// For each record whether it has a first name, or says that there is none yet.
    naming: Vec<Naming>,
}

impl<'a, R: Borrow<Record> + Sync> Known<'a, R> {
    pub(crate) fn new(
        records: &'a [R],
        decisions: &Decisions,
        ordered: impl Fn(usize, usize) -> Pair,
    ) -> Self {
        let Decisions { same, different } = decisions;
        let stated = |pairs: &[Pair]| -> BTreeSet<Pair> {
            let known = |index: usize| index < records.len();
            let meant = pairs.iter().filter(|(left, right)| known(*left) && known(*right) && left != right);
            meant.map(|&(left, right)| ordered(left, right)).collect()
        };
        let different = stated(different);
        let mut others: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &(left, right) in &different {
            others.entry(left).or_default().push(right);
            others.entry(right).or_default().push(left);
        }
        let same = stated(same).difference(&different).copied().collect();
        let naming = records.par_iter().with_min_len(256).map_init(FxHashMap::default, |known, record| {
            // Names come again and again.
            let typed = record.borrow().given_name.as_str();
            *known.entry(typed).or_insert_with(|| naming(typed))
        });
        let naming = naming.collect();
        let knows_company = records.iter().any(|record| !record.borrow().together.is_empty());
        let knows_roles = records.iter().any(|record| record.borrow().role == Role::Carer);
        Self { knows_company, knows_roles, naming, records, same, different, others }
    }

    pub(crate) fn is_decided(&self, pair: Pair) -> bool {
        self.same.contains(&pair) || self.different.contains(&pair)
    }

    /// Whether somebody told a member of one group from a member of the other.
    pub(crate) fn told_apart(&self, one: &[usize], other: &[usize]) -> bool {
        !self.others.is_empty()
            && one
                .iter()
                .filter_map(|member| self.others.get(member))
                .flatten()
                .any(|told| other.contains(told))
    }

    /// Whether a member of each was recorded in one go with the other, under unlike first names.
    pub(crate) fn seen_together(&self, one: &[usize], other: &[usize]) -> bool {
        self.knows_company
            && one.iter().filter(|member| !self.records[**member].borrow().together.is_empty()).any(
                |&member| {
                    other.iter().any(|&theirs| self.together(member, theirs) == Some(NameLevel::Unlike))
                },
            )
    }

    /// Whether one group has a child and the other a carer: each by itself may fit a record of which it is not known.
    pub(crate) fn are_child_and_carer(&self, one: &[usize], other: &[usize]) -> bool {
        let are = |one, other| self.has(one, Role::Child) && self.has(other, Role::Carer);
        self.knows_roles && (are(one, other) || are(other, one))
    }

    fn has(&self, group: &[usize], role: Role) -> bool {
        group.iter().any(|&member| self.records[member].borrow().role == role)
    }

    /// Whether this record is of a baby who had no name yet.
    pub(crate) fn is_unnamed(&self, index: usize) -> bool {
        self.naming[index] == Naming::Unnamed
    }

    /// Whether this record has no first name.
    pub(crate) fn is_nameless(&self, index: usize) -> bool {
        self.naming[index] != Naming::Named
    }

    /// What the first names of two records say that were made in one go; nothing where they were not.
    pub(crate) fn together(&self, left: usize, right: usize) -> Option<NameLevel> {
        if !self.knows_company {
            return None;
        }
        let (one, other) = (self.records[left].borrow(), self.records[right].borrow());
        if !one.together.iter().any(|key| other.together.contains(key)) {
            return None;
        }
        let (one, other) = (given_name(&one.given_name), given_name(&other.given_name));
        if one.is_empty() || other.is_empty() {
            return None;
        }
        Some(Spelling::new(&Word::new(&one)).level(&Word::new(&other)))
    }
}
