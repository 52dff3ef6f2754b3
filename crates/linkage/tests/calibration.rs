//! What is stated is true as often as it says, on made-up families that no weight was learnt from.

use std::ops::RangeInclusive;

use linkage::families::{Settings, families};
use linkage::{Decisions, Role, Scope, train_and_link};

const BINS: [(f64, f64); 3] = [(0.5, 0.7), (0.7, 0.9), (0.9, 0.97)];
/// Fewer pairs than this are heard together with the other bins.
const PAIRS_MIN: f64 = 200.0;
const OFF_MAX: f64 = 0.10;

/// How many pairs, what was said of them in all, and how many are true.
type Bin = [f64; 3];

/// Towns, with or without who was written down together and who brought the children: pairs of children, and of carers.
fn bins(towns: RangeInclusive<u64>, knows_company: bool, carers: f64) -> [[Bin; 3]; 2] {
    let mut bins = [[Bin::default(); 3]; 2];
    for seed in towns {
        let mut made = families(&Settings { families: 3_050, seed, carers, ..Settings::default() });
        if !knows_company {
            for record in &mut made.records {
                record.together.clear();
                record.household.clear();
            }
        }
        let (_, linked) = train_and_link(&made.records, &Decisions::default(), Scope::Within);
        for pair in &linked.pairs {
            let at = BINS.iter().position(|(low, high)| (*low..*high).contains(&pair.probability));
            let is_true = f64::from(u8::from(made.child_of[pair.left] == made.child_of[pair.right]));
            let bins = &mut bins[usize::from(made.records[pair.left].role == Role::Carer)];
            if let Some(at) = at {
                bins[at] = sum(bins[at], [1.0, pair.probability, is_true]);
            }
        }
    }
    bins
}

fn sum(one: Bin, other: Bin) -> Bin {
    std::array::from_fn(|at| one[at] + other[at])
}

fn holds(bins: [Bin; 3]) {
    let (large, small): (Vec<Bin>, Vec<Bin>) = bins.into_iter().partition(|[pairs, ..]| *pairs >= PAIRS_MIN);
    let pooled = small.into_iter().fold(Bin::default(), sum);
    for [pairs, said, is_true] in large.into_iter().chain([pooled]).filter(|[pairs, ..]| *pairs > 0.0) {
        let (said, is_true) = (said / pairs, is_true / pairs);
        assert!(
            (said - is_true).abs() <= OFF_MAX || pairs < PAIRS_MIN,
            "{pairs} pairs, said {said}, true {is_true}"
        );
    }
}

#[test]
fn what_is_stated_is_true_as_often_where_it_is_known_who_was_written_down_together() {
    holds(bins(841..=846, true, 0.0)[0]);
}

#[test]
fn what_is_stated_is_true_as_often_where_it_is_not_known() {
    holds(bins(841..=846, false, 0.0)[0]);
}

#[test]
fn what_is_stated_is_true_as_often_of_children_who_are_brought_and_of_those_who_bring_them() {
    // More towns than above: little is doubtful of children whose carers are known, and pairs come by the group. Carers' groups
    // are larger, so that two hundred pairs are some ninety answers, and ten towns too few to tell one tenth off from chance.
    let [children, of_ten] = bins(841..=850, true, 0.8);
    let [_, of_ten_more] = bins(851..=860, true, 0.8);
    holds(children);
    holds(std::array::from_fn(|at| sum(of_ten[at], of_ten_more[at])));
}
