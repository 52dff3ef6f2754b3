//! Edges become clusters, and no cluster holds two people whom somebody has told apart.

use std::collections::BTreeSet;

/// One reason to join two records; the heavier goes first.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) left: usize,
    pub(crate) right: usize,
    pub(crate) weight: f64,
}

/// A forest of records that keeps, at each root, the records that must stay out.
pub(crate) struct Clusters<'a> {
    rank: &'a [usize],
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// For each record the records told apart from it.
    apart: Vec<Vec<usize>>,
}

impl<'a> Clusters<'a> {
    /// Every record alone; `rank` is each record's place by id, `apart` the pairs that may never meet.
    pub(crate) fn new(rank: &'a [usize], apart: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut clusters = Self {
            rank,
            parent: (0..rank.len()).collect(),
            members: (0..rank.len()).map(|index| vec![index]).collect(),
            apart: vec![Vec::new(); rank.len()],
        };
        for (left, right) in apart {
            clusters.apart[left].push(right);
            clusters.apart[right].push(left);
        }
        clusters
    }

    /// Takes the edges by descending weight, ties by ids, and passes over each that would bring together two
    /// records that were told apart.
    pub(crate) fn join(&mut self, edges: impl Iterator<Item = Edge>) {
        let mut edges: Vec<Edge> = edges.collect();
        edges.sort_by(|one, other| {
            let ids = |edge: &Edge| (self.rank[edge.left], self.rank[edge.right]);
            other.weight.total_cmp(&one.weight).then_with(|| ids(one).cmp(&ids(other)))
        });
        for Edge { left, right, weight: _ } in edges {
            let (one, other) = (self.root(left), self.root(right));
            if one != other && !self.must_stay_apart(one, other) {
                self.merge(one, other);
            }
        }
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

    fn must_stay_apart(&mut self, one: usize, other: usize) -> bool {
        let (few, root) =
            if self.members[one].len() <= self.members[other].len() { (one, other) } else { (other, one) };
        let told: BTreeSet<usize> =
            self.members[few].iter().flat_map(|&member| self.apart[member].iter().copied()).collect();
        told.into_iter().any(|outsider| self.root(outsider) == root)
    }

    fn merge(&mut self, one: usize, other: usize) {
        let (into, from) =
            if self.members[one].len() >= self.members[other].len() { (one, other) } else { (other, one) };
        let moved = std::mem::take(&mut self.members[from]);
        self.members[into].extend(moved);
        self.parent[from] = into;
    }
}
