//! Heads by subgroup and calibration over many seeds of made-up families, without leaving the process.
//! `cargo bench -p doorstep-linkage --bench subgroups [FAMILIES] [FIRST_SEED] [LAST_SEED] [apart] [carers] [unsaid]
//! [wrong SUBGROUP]`
//!
//! By default records say who was written down together, as at the centre; `apart` leaves that out, as a file without
//! such a column does. With `carers` the adults who brought the children are written down too, at four visits in five; what is
//! said of children leaves them out. With `unsaid` no record says whether it is a child's or a carer's. `wrong` prints the records
//! of children of a subgroup that came out as several people, or as one with somebody else's.

use std::collections::{BTreeMap, BTreeSet};

use linkage::families::{Families, Settings, families};
use linkage::{Decisions, Linked, Role, Scope, train_and_link};

/// About 10,000 records.
const FAMILIES: usize = 3_050;
const SEEDS: (u64, u64) = (1, 10);
/// At so many visits an adult is written down.
const CARERS: f64 = 0.8;
const BINS: [(f64, f64); 3] = [(0.5, 0.7), (0.7, 0.9), (0.9, 0.97)];

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let mut numbers = words.iter().filter_map(|word| word.parse::<usize>().ok());
    let count = numbers.next().unwrap_or(FAMILIES);
    let first = numbers.next().map_or(SEEDS.0, |seed| seed as u64);
    let last = numbers.next().map_or(SEEDS.1.max(first), |seed| seed as u64);
    let carers = if words.iter().any(|word| word == "carers") { CARERS } else { 0.0 };
    let [is_apart, is_unsaid] = ["apart", "unsaid"].map(|asked| words.iter().any(|word| word == asked));
    let wrong = words.iter().position(|word| word == "wrong").and_then(|at| words.get(at + 1));
    let mut out = std::io::stdout().lock();
    let mut sum = Sum::default();
    for seed in first..=last {
        let mut made = families(&Settings { families: count, seed, carers, ..Settings::default() });
        for record in &mut made.records {
            if is_apart {
                record.together.clear();
                record.household.clear();
            }
            if is_unsaid {
                record.role = Role::NotKnown;
            }
        }
        let (_, linked) = train_and_link(&made.records, &Decisions::default(), Scope::Within);
        sum.hear(&made, &linked);
        if let Some(subgroup) = wrong {
            show_wrong(&mut out, &made, &linked, subgroup)?;
        }
    }
    sum.show(&mut out)
}

#[derive(Default)]
struct Sum {
    /// Counted and real, in all under the blank name.
    heads: BTreeMap<String, (f64, f64)>,
    /// Of children and of carers.
    found: [Found; 2],
}

#[derive(Default)]
struct Found {
    /// Pairs, what was said of them, how many are true.
    bins: [(f64, f64, f64); 3],
    /// Found, right, and there are.
    pairs: (f64, f64, f64),
}

fn names(made: &Families, child: usize) -> impl Iterator<Item = String> {
    let difficulties = made.children[child].difficulties.iter();
    let of_all = (!made.children[child].is_carer()).then(String::new);
    difficulties.map(|one| format!("{one:?}")).chain(of_all)
}

impl Sum {
    /// A cluster counts for the child of its first record.
    fn hear(&mut self, made: &Families, linked: &Linked) {
        let mut seen = BTreeSet::new();
        for (at, cluster) in linked.clusters.iter().enumerate() {
            if seen.insert(*cluster) {
                names(made, made.child_of[at]).for_each(|name| self.heads.entry(name).or_default().0 += 1.0);
            }
        }
        let children: BTreeSet<usize> = made.child_of.iter().copied().collect();
        for child in children {
            names(made, child).for_each(|name| self.heads.entry(name).or_default().1 += 1.0);
        }
        for pair in &linked.pairs {
            let is_true = f64::from(u8::from(made.child_of[pair.left] == made.child_of[pair.right]));
            let found = &mut self.found[usize::from(made.children[made.child_of[pair.left]].is_carer())];
            found.pairs.0 += 1.0;
            found.pairs.1 += is_true;
            for ((low, high), bin) in BINS.iter().zip(&mut found.bins) {
                if (*low..*high).contains(&pair.probability) {
                    *bin = (bin.0 + 1.0, bin.1 + pair.probability, bin.2 + is_true);
                }
            }
        }
        let mut of_child: BTreeMap<usize, f64> = BTreeMap::new();
        made.child_of.iter().for_each(|child| *of_child.entry(*child).or_default() += 1.0);
        for (child, count) in of_child {
            self.found[usize::from(made.children[child].is_carer())].pairs.2 += count * (count - 1.0) / 2.0;
        }
    }

    fn show(&self, out: &mut impl std::io::Write) -> std::io::Result<()> {
        let percent = |&(counted, real): &(f64, f64)| 100.0 * (counted - real) / real;
        let average = self.heads.get("").map_or(0.0, percent);
        for (name, heads) in &self.heads {
            let title = if name.is_empty() { "all" } else { name };
            let from_all = percent(heads) - average;
            writeln!(
                out,
                "{title:20} {:8} children, counted {:+.2}% ({from_all:+.2} from all)",
                heads.1,
                percent(heads)
            )?;
        }
        let [children, carers] = &self.found;
        children.show("children", out)?;
        if carers.pairs.2 > 0.0 { carers.show("carers", out) } else { Ok(()) }
    }
}

impl Found {
    fn show(&self, of: &str, out: &mut impl std::io::Write) -> std::io::Result<()> {
        for ((low, high), (pairs, said, right)) in BINS.iter().zip(&self.bins) {
            let each = pairs.max(1.0);
            writeln!(
                out,
                "{of}, {low}-{high}: {pairs} pairs, said {:.3}, true {:.3}",
                said / each,
                right / each
            )?;
        }
        let (found, right, there) = self.pairs;
        let (precision, recall) = (right / found, right / there);
        let f1 = 2.0 * precision * recall / (precision + recall);
        writeln!(out, "{of}, pairs: F1 {f1:.4}, P {precision:.4}, R {recall:.4}")
    }
}

fn show_wrong(
    out: &mut impl std::io::Write,
    made: &Families,
    linked: &Linked,
    subgroup: &str,
) -> std::io::Result<()> {
    let mut of_child: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_cluster: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, (child, cluster)) in made.child_of.iter().zip(&linked.clusters).enumerate() {
        of_child.entry(*child).or_default().push(at);
        of_cluster.entry(*cluster).or_default().push(at);
    }
    for (child, records) in
        of_child.iter().filter(|(child, _)| names(made, **child).any(|name| name == subgroup))
    {
        let clusters: BTreeSet<usize> = records.iter().map(|at| linked.clusters[*at]).collect();
        let all: BTreeSet<usize> =
            clusters.iter().flat_map(|cluster| &of_cluster[cluster]).copied().collect();
        if clusters.len() == 1 && all.len() == records.len() {
            continue;
        }
        writeln!(out, "child {child} {:?}: {} people", made.children[*child].difficulties, clusters.len())?;
        for at in all {
            let record = &made.records[at];
            let whose = if made.child_of[at] == *child { "" } else { "  NOT THIS CHILD" };
            writeln!(
                out,
                "   {:7} {:16} {:20} {:12} {:9} {:?}{whose}",
                linked.clusters[at],
                record.given_name,
                record.surname,
                record.birth,
                record.postcode,
                record.together
            )?;
        }
    }
    Ok(())
}
