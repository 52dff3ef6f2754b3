//! What a board reads first: a card for each of a few figures, and what to know of the whole.

use super::add;
use super::escape::escaped;
use crate::layout::{Amount, Cell, Layout, Row};

pub(super) fn write(page: &mut String, layout: &Layout) {
    page.push_str("<section id=\"glance\" aria-labelledby=\"glance-title\">\n");
    page.push_str("<h2 id=\"glance-title\">The week at a glance</h2>\n<ul class=\"cards\">\n");
    for row in &layout.board {
        card(page, row);
    }
    page.push_str("</ul>\n");
    if !layout.notes.is_empty() {
        page.push_str("<h3>What to know</h3>\n<ul class=\"notes\">\n");
        for note in &layout.notes {
            add(page, format_args!("<li>{}</li>\n", escaped(note)));
        }
        page.push_str("</ul>\n");
    }
    changes(page, layout);
    page.push_str("</section>\n");
}

fn card(page: &mut String, row: &Row) {
    let [big, small] = big_and_small(&row.week);
    add(
        page,
        format_args!(
            "<li><span class=\"name\" dir=\"auto\">{}</span><span class=\"big\">{}</span>",
            escaped(&row.label),
            escaped(&big)
        ),
    );
    if !small.is_empty() {
        add(page, format_args!("<span class=\"of\">{}</span>", escaped(&small)));
    }
    if let Some(bounds) = row.week.bounds.as_ref().filter(|bounds| bounds.low != bounds.high) {
        add(page, format_args!("<span class=\"spread\">may be {}</span>", escaped(&bounds.printed)));
    }
    let beside = [("a week before", &row.last_week), ("year to date", &row.year)];
    let beside: Vec<String> = beside
        .into_iter()
        .filter_map(|(name, cell)| Some(format!("{name} {}", big_and_small(cell.as_ref()?)[0])))
        .collect();
    add(page, format_args!("<span class=\"beside\">{}</span>", escaped(&beside.join(" · "))));
    for note in
        row.notes.iter().filter(|note| note.starts_with("Counted over") || note.starts_with("As it stood"))
    {
        add(page, format_args!("<span class=\"beside\">{}</span>", escaped(note)));
    }
    page.push_str("</li>\n");
}

/// The figure in large, and what it is of in small.
fn big_and_small(cell: &Cell) -> [String; 2] {
    match (&cell.rate, &cell.of, &cell.amount) {
        (Some(rate), Some(of), amount) if cell.bounds.is_some() => {
            [rate.text.clone(), format!("{} of {}", amount.text(), of.text())]
        }
        (_, Some(of), amount) => [format!("{} of {}", amount.text(), of.text()), String::new()],
        (_, None, Amount::Minutes(_)) => [cell.printed.clone(), String::new()],
        (_, None, Amount::Number(_) | Amount::Withheld(_) | Amount::NotShown) => {
            [cell.amount.text(), String::new()]
        }
    }
}

fn changes(page: &mut String, layout: &Layout) {
    if layout.changes.is_empty() {
        return;
    }
    page.push_str("<h3>What changed since the revision before</h3>\n<ul class=\"notes\">\n");
    for change in &layout.changes {
        let none = "not in the return";
        add(
            page,
            format_args!(
                "<li><span dir=\"auto\">{}</span>, {}: was {}, is now {}</li>\n",
                escaped(&change.label),
                change.column_words().to_lowercase(),
                escaped(change.was.as_deref().unwrap_or(none)),
                escaped(change.now.as_deref().unwrap_or(none)),
            ),
        );
    }
    page.push_str("</ul>\n");
}
