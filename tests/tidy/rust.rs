//! Enough of Rust's grammar to tell what runs from what is said about it.

/// Rust source without comments, the insides of strings, and `#[cfg(test)]` items: what is left is what runs.
pub(crate) fn running(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut depth = 0_i32;
    let mut test_item_at = None;
    for line in code(text).lines() {
        if test_item_at.is_none() && line.trim() == "#[cfg(test)]" {
            test_item_at = Some(depth);
            continue;
        }
        depth += line.chars().map(|c| i32::from(c == '{') - i32::from(c == '}')).sum::<i32>();
        match test_item_at {
            None => kept.extend([line, "\n"]),
            // The item after the attribute ends with its closing brace, or with a semicolon at its own depth.
            Some(outer) if depth == outer && line.contains(['}', ';']) => test_item_at = None,
            Some(_) => {}
        }
    }
    kept
}

/// The text without comments and without what strings and characters hold; lines stay where they are.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(raw) = raw_string(rest) {
            raw
        } else if first == '"' {
            string(rest)
        } else if first == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
            rest = &rest[skipped..];
        }
    }
    code
}

/// The length of `r"…"`, `r#"…"#` and so on at the start of `text`.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&close).map_or(inside.len(), |at| at + close.len());
    Some(1 + hashes + 1 + length)
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let closes = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        closes
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// The length of a character literal; 0 for a lifetime, which has no closing quote.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    let Some((_, first)) = chars.next() else { return 0 };
    let closes_after = if first == '\\' { 12 } else { 1 };
    let mut chars = chars.skip(usize::from(first == '\\'));
    chars.by_ref().take(closes_after).find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1)
}

/// Whether `word` stands in `text` by itself, not as part of a longer name.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(is_name) && !text[at + word.len()..].starts_with(is_name))
}

#[test]
fn what_is_only_said_or_only_tested_is_left_out() {
    let text = r##"
fn a() { b("{ // c", r#"gone " {"#, '"', '\u{1F600}', "two
lines {") } // said
#[cfg(test)]
mod tests {
    fn tested() {}
}
#[cfg(test)]
mod elsewhere;
fn f<'a>(q: &'a str) -> bool { /* said */ q.len() == 1 }
"##;
    let kept = running(text);
    for runs in ["fn a() { b(", "fn f<'a>(q: &'a str)", "q.len() == 1 }"] {
        assert!(kept.contains(runs), "`{runs}` runs and is kept:\n{kept}");
    }
    for left_out in ["said", "tested", "elsewhere", "gone", "lines", "1F600"] {
        assert!(!kept.contains(left_out), "`{left_out}` does not run:\n{kept}");
    }
}
