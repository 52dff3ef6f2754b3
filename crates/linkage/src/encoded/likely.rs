//! From distance to probability, learnt without anybody saying who is who.

use super::bits;

/// Distances are counted in steps of this many bits: some fifty steps up to where strangers are.
const STEP_BITS: usize = 8;
/// Each count is shared with so many steps on either side, so that a gap is not a certainty.
const SMOOTHED_OVER: usize = 2;
/// What is believed of a step nobody is in: half a stranger, and half a person found.
const UNSEEN: f64 = 0.5;

/// For each step of distance how likely two are one person; never rising with distance.
pub(super) struct Likely(Vec<f64>);

impl Likely {
    /// `first` are the distances of each one's nearest fellow, who is the same person or a stranger; `second` those of
    /// the next, who is a stranger. From `most` on nobody was looked at.
    pub(super) fn learn(first: &[f64], second: &[f64], most: f64) -> Self {
        let steps = bits(most) / STEP_BITS + 1;
        let (all, strangers) = (counted(first, steps), counted(second, steps));
        // Beyond the middle of the strangers hardly anybody is found: that tells what share has no fellow at all.
        let middle = bits(median(second)) / STEP_BITS;
        let beyond = |counts: &[f64]| counts[middle.min(steps - 1)..].iter().sum::<f64>();
        let share = (beyond(&all) / beyond(&strangers).max(UNSEEN)).min(1.0);
        let mut likely: Vec<f64> = smoothed(&all)
            .iter()
            .zip(smoothed(&strangers))
            .map(|(all, strangers)| {
                let strangers = (strangers + UNSEEN / steps as f64) * share.max(0.01);
                let same = (all - strangers).max(0.0) + UNSEEN / steps as f64;
                same / (same + strangers)
            })
            .collect();
        // Far ones are no likelier than near ones.
        for step in 1..likely.len() {
            likely[step] = likely[step].min(likely[step - 1]);
        }
        Self(likely)
    }

    pub(super) fn at(&self, distance: f64) -> f64 {
        self.0.get(bits(distance) / STEP_BITS).copied().unwrap_or(0.0)
    }
}

fn median(distances: &[f64]) -> f64 {
    let mut sorted = distances.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

fn counted(distances: &[f64], steps: usize) -> Vec<f64> {
    let mut counts = vec![0.0; steps];
    for distance in distances {
        counts[(bits(*distance) / STEP_BITS).min(steps - 1)] += 1.0;
    }
    counts
}

/// Weighted by nearness.
fn smoothed(counts: &[f64]) -> Vec<f64> {
    (0..counts.len())
        .map(|step| {
            let (mut sum, mut weights) = (0.0, 0.0);
            let from = step.saturating_sub(SMOOTHED_OVER);
            for (other, count) in counts.iter().enumerate().skip(from).take(step + SMOOTHED_OVER + 1 - from) {
                let weight = 1.0 / (1 + step.abs_diff(other)) as f64;
                sum += weight * count;
                weights += weight;
            }
            sum / weights
        })
        .collect()
}
