//! Files that one can read in one go.

use super::sources::{Source, all};

const LINES_MAX: usize = 500;
const LINES_MEDIAN_MAX: usize = 120;
const WRITTEN_BY_HAND: &[&str] = &["rs", "ts", "svelte", "css", "html", "js", "sql"];

/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

#[test]
fn no_source_is_too_long_to_read() {
    let too_long: Vec<String> = by_hand()
        .filter(|source| lines(source) > LINES_MAX && !LONGER.iter().any(|(path, _)| *path == source.path))
        .map(|source| format!("  {}: {} lines", source.path, lines(source)))
        .collect();
    assert!(
        too_long.is_empty(),
        "Split by feature (one feature, one name in every layer) what is over {LINES_MAX} lines:\n{}",
        too_long.join("\n")
    );
}

#[test]
fn most_sources_are_short() {
    for (kind, extensions) in [("Rust", &["rs"][..]), ("screen", &["ts", "svelte", "css"][..])] {
        let mut counts: Vec<usize> =
            by_hand().filter(|source| extensions.contains(&source.extension())).map(lines).collect();
        counts.sort_unstable();
        let median = counts.get(counts.len() / 2).copied().unwrap_or(0);
        println!(
            "{} {kind} sources, median {median} lines, longest {}",
            counts.len(),
            counts.last().unwrap_or(&0)
        );
        assert!(
            median <= LINES_MEDIAN_MAX,
            "The median {kind} source has {median} lines; more than {LINES_MEDIAN_MAX} means features are lumped together."
        );
    }
}

fn by_hand() -> impl Iterator<Item = &'static Source> {
    all().iter().filter(|source| WRITTEN_BY_HAND.contains(&source.extension()) && !source.is_generated())
}

fn lines(source: &Source) -> usize {
    source.text.lines().count()
}
