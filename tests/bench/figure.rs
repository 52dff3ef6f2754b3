//! Figures with what was wanted of them.

/// The middle one.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 50)
}

/// So many of a hundred are no greater.
pub(crate) fn quantile(values: impl IntoIterator<Item = f64>, percent: usize) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get(values.len() * percent / 100).or_else(|| values.get(last)).copied().unwrap_or(f64::NAN)
}

/// What was measured, in the order of issue and report.
#[derive(Default)]
pub(crate) struct Figures {
    lines: Vec<String>,
}

impl Figures {
    pub(crate) fn at_least(&mut self, what: &str, value: f64, wanted: f64, both: &str) {
        self.add(what, value, "≥", wanted, value >= wanted, both);
    }

    pub(crate) fn at_most(&mut self, what: &str, value: f64, wanted: f64, both: &str) {
        self.add(what, value, "≤", wanted, value <= wanted, both);
    }

    fn add(&mut self, what: &str, value: f64, sign: &str, wanted: f64, holds: bool, both: &str) {
        let word = if holds { "holds" } else { "does not hold" };
        self.lines.push(format!("{word:<14} {value:>8.2}  ({sign} {wanted})  {what}: {both}"));
    }

    pub(crate) fn print(&self) {
        println!("\nMedians of {} turns:", crate::ROUNDS);
        self.lines.iter().for_each(|line| println!("{line}"));
    }
}
