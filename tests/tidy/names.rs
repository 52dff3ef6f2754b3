//! Names that say something: nouns of the field, verbs a champion would use.

use super::rust::running;
use super::sources::all;

/// Drawers into which anything could be put: not even as a part of a file's name.
const DRAWERS: &[&str] = &["util", "utils", "helper", "helpers", "misc", "manager", "managers"];

/// Names that say nothing by themselves: a shared heap, or a generation that should have replaced another.
const EMPTY_NAMES: &[&str] = &["common", "legacy", "old", "v2"];

/// Words that make a name longer and no clearer.
const BANNED_WORDS: &[&str] = &["Manager", "Helper", "Util", "Utils", "Processor"];

const DECLARES: &[&str] =
    &["struct", "enum", "trait", "type", "fn", "mod", "const", "static", "class", "interface", "function"];

#[test]
fn no_file_is_a_junk_drawer() {
    for source in all() {
        let banned = source.path.split('/').find(|part| {
            let stem = part.split('.').next().unwrap_or(part).to_lowercase();
            EMPTY_NAMES.contains(&stem.as_str()) || stem.split(['_', '-']).any(|word| DRAWERS.contains(&word))
        });
        assert!(
            banned.is_none(),
            "{} is named {banned:?}: name it after what is in it, in the words of docs/glossary.md.",
            source.path
        );
    }
}

#[test]
fn no_name_hides_behind_a_vague_word() {
    for source in all().iter().filter(|source| !source.is_generated()) {
        let code = match source.extension() {
            "rs" => running(&source.text),
            "ts" | "svelte" => source.text.clone(),
            _ => continue,
        };
        for name in declared(&code) {
            let vague =
                words(name).find(|word| BANNED_WORDS.iter().any(|banned| banned.eq_ignore_ascii_case(word)));
            assert!(
                vague.is_none(),
                "{} declares `{name}`: say what it does instead of {vague:?}, in the words of docs/glossary.md.",
                source.path
            );
            // A service is somewhere a family is signposted to, and nothing else.
            assert!(
                !(name.ends_with("Service") && name != "Service"),
                "{} declares `{name}`: a service is what a family is signposted to. Name this one by its work.",
                source.path
            );
        }
    }
}

/// The names that follow a declaring keyword.
fn declared(code: &str) -> impl Iterator<Item = &str> {
    code.lines().flat_map(|line| {
        let mut words =
            line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
        let mut names = Vec::new();
        while let Some(word) = words.next() {
            if DECLARES.contains(&word) {
                names.extend(words.next());
            }
        }
        names
    })
}

/// The words of `SomeName`, `some_name` and `SOME_NAME`.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split('_').flat_map(|part| {
        let mut starts: Vec<usize> = vec![0];
        let bytes = part.as_bytes();
        starts.extend(
            (1..part.len())
                .filter(|&at| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()),
        );
        starts.push(part.len());
        let pairs: Vec<&str> = starts.windows(2).map(|pair| &part[pair[0]..pair[1]]).collect();
        pairs
    })
}

#[test]
fn names_are_split_into_their_words() {
    assert_eq!(words("SyncManager").collect::<Vec<_>>(), ["Sync", "Manager"], "camel case has word starts");
    assert_eq!(words("open_the_VAULT").collect::<Vec<_>>(), ["open", "the", "VAULT"], "so have underscores");
}
