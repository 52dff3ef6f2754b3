//! How deep JSON is nested, before anything is built from it.

/// Whether brackets are nested at most `most` deep. Text is skipped; whether it is JSON at all is the parser's to say.
pub(crate) fn is_within(json: &[u8], most: usize) -> bool {
    let (mut depth, mut text, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if text => escaped = true,
            b'"' => text = !text,
            b'[' | b'{' if !text => {
                depth += 1;
                if depth > most {
                    return false;
                }
            }
            b']' | b'}' if !text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn brackets_count_and_text_does_not() {
        assert!(is_within(br#"{"a":[{"b":1},[2]]}"#, 3), "three deep");
        assert!(!is_within(br#"{"a":[{"b":1},[2]]}"#, 2), "three is more than two");
        assert!(is_within(br#"["[[[[\"[[", "\\"]"#, 1), "brackets in text, behind an escaped quote too");
        assert!(!is_within("[".repeat(1_000_000).as_bytes(), 16), "a tower of brackets");
    }
}
