//! Edges become clusters, and no cluster holds two people who were told apart.

/// One reason to join two records; the heavier goes first.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) left: usize,
    pub(crate) right: usize,
    /// Infinite where people decided: such an edge goes first and gives way only to another decision.
    pub(crate) weight: f64,
}

/// What keeps two clusters apart, given the members of both.
pub(crate) trait Apart {
    /// Whether this edge must not bring these two groups of records together.
    fn keeps(&self, edge: &Edge, one: &[usize], other: &[usize]) -> bool;
}

/// Nothing keeps anybody apart.
pub(crate) struct Nothing;

impl Apart for Nothing {
    fn keeps(&self, _: &Edge, _: &[usize], _: &[usize]) -> bool {
        false
    }
}

/// A forest of records.
pub(crate) struct Clusters<'a> {
    rank: &'a [usize],
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl<'a> Clusters<'a> {
    /// Every record alone; `rank` is each record's place by id.
    pub(crate) fn new(rank: &'a [usize]) -> Self {
        Self {
            rank,
            parent: (0..rank.len()).collect(),
            members: (0..rank.len()).map(|index| vec![index]).collect(),
        }
    }

    /// Takes the edges by descending weight, ties by ids, and passes over each that would bring together what must
    /// stay apart.
    pub(crate) fn join(&mut self, edges: impl Iterator<Item = Edge>, apart: &impl Apart) {
        let mut edges: Vec<Edge> = edges.collect();
        edges.sort_by(|one, other| {
            let ids = |edge: &Edge| (self.rank[edge.left], self.rank[edge.right]);
            other.weight.total_cmp(&one.weight).then_with(|| ids(one).cmp(&ids(other)))
        });
        for edge in &edges {
            let (one, other) = (self.root(edge.left), self.root(edge.right));
            if one != other && !apart.keeps(edge, &self.members[one], &self.members[other]) {
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

    fn merge(&mut self, one: usize, other: usize) {
        let (into, from) =
            if self.members[one].len() >= self.members[other].len() { (one, other) } else { (other, one) };
        let moved = std::mem::take(&mut self.members[from]);
        self.members[into].extend(moved);
        self.parent[from] = into;
    }
}
