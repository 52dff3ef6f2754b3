//! Text that somebody typed, as text in a page.

/// Safe between tags and in quoted attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Control characters are no part of a page; a line break is a space to it.
            control if control.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

/// A quoted string of a style sheet, in which nothing but letters and digits stands as itself.
pub(super) fn css_string(text: &str) -> String {
    let mut safe = String::from("\"");
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || letter == ' ' {
            safe.push(letter);
        } else {
            safe.push_str(&format!("\\{:x} ", u32::from(letter)));
        }
    }
    safe.push('"');
    safe
}

#[cfg(test)]
mod tests {
    use super::{css_string, escaped};

    #[test]
    fn nothing_typed_opens_a_tag_an_attribute_or_a_rule() {
        assert_eq!(
            escaped("<b onclick=\"x\">'&'</b>\u{7}"),
            "&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt; ",
            "every sign that means something to a page is written out"
        );
        assert_eq!(
            css_string("a\"}</style>·"),
            "\"a\\22 \\7d \\3c \\2f style\\3e \\b7 \"",
            "a space ends each escape and is no part of the text"
        );
    }
}
