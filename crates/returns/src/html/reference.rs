//! How figures are counted, and where they are from.

use reach::PrintedDefinition;

use super::add;
use super::escape::escaped;
use crate::layout::{Layout, Provenance};

/// Definitions with their parameters.
pub(super) fn definitions<'a>(page: &mut String, definitions: impl Iterator<Item = &'a PrintedDefinition>) {
    page.push_str("<dl>\n");
    for PrintedDefinition { id, label, unit: _, suppression: _, counted, parameters } in definitions {
        add(
            page,
            format_args!(
                "<dt>{} <span class=\"id\">{}</span></dt>\n<dd>{}</dd>\n",
                escaped(label),
                escaped(id),
                escaped(counted)
            ),
        );
        if !parameters.is_empty() {
            let with: Vec<String> = parameters
                .iter()
                .map(|one| format!("{}: {}", one.name.replace('_', " "), one.value))
                .collect();
            add(page, format_args!("<dd class=\"with\">With {}</dd>\n", escaped(&with.join("; "))));
        }
    }
    page.push_str("</dl>\n");
}

pub(super) fn write(page: &mut String, layout: &Layout) {
    // Browsers that cannot print what is folded away print it once, here.
    page.push_str("<section class=\"unfolded\" aria-labelledby=\"counted-title\">\n");
    page.push_str("<h2 id=\"counted-title\">How it is counted</h2>\n");
    definitions(page, layout.definitions.iter());
    page.push_str("</section>\n<section id=\"provenance\" aria-labelledby=\"provenance-title\">\n");
    page.push_str("<h2 id=\"provenance-title\">Where the figures are from</h2>\n<dl class=\"provenance\">\n");
    for Provenance { label, value } in &layout.provenance {
        add(
            page,
            format_args!("<div><dt>{}</dt><dd dir=\"auto\">{}</dd></div>\n", escaped(label), escaped(value)),
        );
    }
    page.push_str("</dl>\n</section>\n");
}
