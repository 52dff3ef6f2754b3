//! Numbers of a model with six digits: enough for any evidence, short in JSON, and read back exactly.

/// The nearest number of six significant digits. JSON readers differ in the last bit of longer ones, and then a
/// model that was read back would have another hash.
pub(crate) fn rounded(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number)
}

/// Rounds each.
pub(crate) fn round_all<'a>(numbers: impl IntoIterator<Item = &'a mut f64>) {
    numbers.into_iter().for_each(|number| *number = rounded(*number));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_kept_whatever_the_size() {
        assert_eq!(rounded(0.123_456_789).to_string(), "0.123457");
        assert_eq!(rounded(1_798.572_150_456).to_string(), "1798.57");
        assert_eq!(rounded(1.234_567_89e-12), 1.234_57e-12);
        assert_eq!(rounded(0.0), 0.0);
    }
}
