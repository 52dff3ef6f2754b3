//! Edges become clusters, and no cluster holds two people who were told apart.

use rayon::prelude::*;

/// One reason to join two records; the heavier goes first.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) left: usize,
    pub(crate) right: usize,
    /// Infinite where people decided: such an edge goes first and gives way only to another decision.
    pub(crate) weight: f64,
}

/// What is said of joining two clusters.
pub(crate) trait Joining {
    /// Whether the pairs that are brought together are wanted.
    fn states(&self) -> bool;

    /// How likely all records of both are one person, where this edge may join them at all.
    fn probability(&self, edge: &Edge, one: &[usize], other: &[usize]) -> Option<f64>;
}

/// Every edge joins.
pub(crate) struct Freely;

impl Joining for Freely {
    fn states(&self) -> bool {
        false
    }

    fn probability(&self, _: &Edge, _: &[usize], _: &[usize]) -> Option<f64> {
        Some(1.0)
    }
}

/// A join of two larger groups than this many pairs states only the pair that joined them: no child has so many
/// records but by a fault, and their pairs would fill the memory.
const PAIRS_PER_JOIN_MAX: usize = 1_024;

/// A forest of records.
pub(crate) struct Clusters<'a> {
    rank: &'a [usize],
    parent: Vec<usize>,
    /// Every place, for those who are alone.
    alone: Vec<usize>,
    /// By root; empty where it is alone.
    members: Vec<Vec<usize>>,
    stated: Vec<(usize, usize, f64)>,
}

impl<'a> Clusters<'a> {
    /// Every record alone; `rank` is each record's place by id.
    pub(crate) fn new(rank: &'a [usize]) -> Self {
        Self {
            rank,
            parent: (0..rank.len()).collect(),
            alone: (0..rank.len()).collect(),
            members: vec![Vec::new(); rank.len()],
            stated: Vec::new(),
        }
    }

    /// Takes the edges by descending weight, ties by ids, and passes over each that would bring together what must
    /// stay apart.
    pub(crate) fn join<J: Joining>(&mut self, edges: impl Iterator<Item = Edge>, joining: &J) {
        let mut edges: Vec<Edge> = edges.collect();
        edges.par_sort_unstable_by(|one, other| {
            let ids = |edge: &Edge| (self.rank[edge.left], self.rank[edge.right]);
            other.weight.total_cmp(&one.weight).then_with(|| ids(one).cmp(&ids(other)))
        });
        for edge in &edges {
            let (one, other) = (self.root(edge.left), self.root(edge.right));
            if one == other {
                continue;
            }
            if let Some(probability) = joining.probability(edge, self.members(one), self.members(other)) {
                if joining.states() {
                    self.state(edge, one, other, probability);
                }
                self.merge(one, other);
            }
        }
    }

    /// Every pair of records that were brought together, with how likely they are one person.
    pub(crate) fn stated(&self) -> &[(usize, usize, f64)] {
        &self.stated
    }

    /// For each record the record with the least id in its cluster.
    pub(crate) fn representatives(&self) -> Vec<usize> {
        let mut least: Vec<usize> = (0..self.parent.len()).collect();
        for members in self.members.iter().filter(|members| !members.is_empty()) {
            let first = members.iter().copied().min_by_key(|&member| self.rank[member]);
            for &member in members {
                least[member] = first.unwrap_or(member);
            }
        }
        least
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.parent[index] != index {
            self.parent[index] = self.parent[self.parent[index]];
            index = self.parent[index];
        }
        index
    }

    fn state(&mut self, edge: &Edge, one: usize, other: usize, probability: f64) {
        let mut stated = std::mem::take(&mut self.stated);
        let (left, right) = (self.members(one), self.members(other));
        if left.len() * right.len() > PAIRS_PER_JOIN_MAX {
            stated.push((edge.left, edge.right, probability));
        } else {
            for &one in left {
                stated.extend(right.iter().map(|&other| (one, other, probability)));
            }
        }
        self.stated = stated;
    }

    fn members(&self, root: usize) -> &[usize] {
        if self.members[root].is_empty() { &self.alone[root..=root] } else { &self.members[root] }
    }

    fn merge(&mut self, one: usize, other: usize) {
        let (into, from) =
            if self.members(one).len() >= self.members(other).len() { (one, other) } else { (other, one) };
        for root in [into, from] {
            if self.members[root].is_empty() {
                self.members[root].push(root);
            }
        }
        let moved = std::mem::take(&mut self.members[from]);
        self.members[into].extend(moved);
        self.parent[from] = into;
    }
}
