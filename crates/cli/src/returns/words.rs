//! A return in words, for a terminal.

use serde_json::Value;

/// The rows under their questions, with the notes that a reader needs.
pub(crate) fn of(weekly: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let each = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let provisional =
        if weekly["drawn"] == "on_device" { " (provisional: this device's own records only)" } else { "" };
    let mut lines = vec![format!("Week {}{provisional}", text(&weekly["week"]))];
    for question in each(&weekly["questions"]) {
        lines.push(format!("\n{}", text(&question["title"])));
        for row in each(&question["rows"]) {
            lines.push(format!("  {:60} {}", text(&row["label"]), text(&row["week"]["printed"])));
        }
    }
    lines.push(String::new());
    lines.extend(each(&weekly["notes"]).iter().map(text));
    lines.join("\n")
}
