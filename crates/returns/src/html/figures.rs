//! The tables under one question, each with how it is counted and why it may be off.

use std::collections::BTreeMap;

use reach::weekly::{Column, Question};
use reach::{Cause, Reason};

use super::add;
use super::escape::escaped;
use super::reference::definitions;
use crate::layout::{Cell, Layout, Row, Section, Table, Theme, day, sentence};

/// A question as an anchor.
pub(super) const fn anchor(question: Question) -> &'static str {
    match question {
        Question::HowMuch => "how-much",
        Question::HowWell => "how-well",
        Question::BetterOff => "better-off",
    }
}

pub(super) fn write(page: &mut String, layout: &Layout, section: &Section) {
    let id = anchor(section.question);
    add(
        page,
        format_args!(
            "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{}</h2>\n",
            escaped(&section.title)
        ),
    );
    if !layout.head.is_final {
        add(page, format_args!("<p class=\"state working in-print\">{}</p>\n", escaped(&layout.head.state)));
    }
    for of_theme in &section.tables {
        table(page, layout, id, of_theme);
        if of_theme.theme == Theme::Sessions && section.question == Question::HowMuch {
            cancellations(page, layout);
        }
    }
    page.push_str("</section>\n");
}

fn table(page: &mut String, layout: &Layout, question: &str, table: &Table) {
    let (title, name) = (table.theme.title(), format!("{question}-{}", table.theme.anchor()));
    add(
        page,
        format_args!(
            "<h3 id=\"{name}\">{title}</h3>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"{question}-title {name}\" \
             tabindex=\"0\">\n<table>\n<caption>{title}: this week, the week before and the year</caption>\n\
             <thead><tr><th scope=\"col\">Measure</th>"
        ),
    );
    for heading in &table.headings {
        let (name, days) = (escaped(&heading.name), escaped(&heading.days));
        add(
            page,
            format_args!("<th scope=\"col\" class=\"n\">{name}<span class=\"days\">{days}</span></th>"),
        );
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for one in &table.rows {
        row(page, one);
    }
    page.push_str("</tbody>\n</table>\n</div>\n<details><summary>How is this counted?</summary>\n");
    definitions(page, layout.definitions_of(table));
    page.push_str("</details>\n");
    reasons(page, table);
}

fn row(page: &mut String, row: &Row) {
    let part = match row.depth {
        0 => "",
        1 => " class=\"part\"",
        2.. => " class=\"part-of-part\"",
    };
    // The number that its definition bears; which part it is, the name says better.
    let number = row.id.split('/').next().unwrap_or(&row.id);
    add(
        page,
        format_args!(
            "<tr{part}><th scope=\"row\"><span dir=\"auto\">{}</span> <span class=\"id\">{}</span>",
            escaped(&row.label),
            escaped(number)
        ),
    );
    for note in &row.notes {
        add(page, format_args!("<span class=\"note\">{}</span>", escaped(note)));
    }
    page.push_str("</th>");
    for column in [Column::Week, Column::LastWeek, Column::Year] {
        match row.cell(column) {
            Some(cell) => figure(page, cell),
            None => page.push_str(
                "<td class=\"n\"><span aria-hidden=\"true\">–</span>\
                                   <span class=\"unseen\">none</span></td>",
            ),
        }
    }
    page.push_str("</tr>\n");
}

fn figure(page: &mut String, cell: &Cell) {
    add(page, format_args!("<td class=\"n\"><span class=\"v\">{}</span>", escaped(&cell.printed)));
    if let Some(bounds) = &cell.bounds {
        add(page, format_args!("<span class=\"spread\">{}</span>", escaped(&bounds.printed)));
    }
    let with = cell.with_anonymous.as_ref();
    if let Some(with) = with.filter(|with| cell.bounds.as_ref().is_none_or(|it| it.printed != with.printed)) {
        add(page, format_args!("<span class=\"spread\">with unnamed: {}</span>", escaped(&with.printed)));
    }
    page.push_str("</td>");
}

/// Each reason once, with the figures that it moves.
fn reasons(page: &mut String, table: &Table) {
    let mut moved: BTreeMap<Cause, (&Reason, Vec<String>)> = BTreeMap::new();
    for (row, reason) in table.rows.iter().flat_map(|row| row.week.reasons().map(move |reason| (row, reason)))
    {
        let by = match (reason.lowers, reason.raises) {
            // It moves the population, and says by how much in its own words.
            _ if reason.cause == Cause::Population => String::new(),
            (0, 0) => String::new(),
            (0, raises) => format!(" (up to {raises} more)"),
            (lowers, 0) => format!(" (up to {lowers} fewer)"),
            (lowers, raises) => format!(" (up to {lowers} fewer or {raises} more)"),
        };
        moved.entry(reason.cause).or_insert((reason, Vec::new())).1.push(format!("{}{by}", row.label));
    }
    if moved.is_empty() {
        return;
    }
    page.push_str("<details><summary>Why may these figures be off?</summary>\n<dl>\n");
    for (reason, figures) in moved.values() {
        let because = sentence(&reason.because);
        add(
            page,
            format_args!(
                "<dt>{}</dt>\n<dd>To narrow it: {}.</dd>\n<dd class=\"with\" dir=\"auto\">{}</dd>\n",
                escaped(&because),
                escaped(&reason.narrowed_by),
                escaped(&figures.join("; "))
            ),
        );
    }
    page.push_str("</dl>\n</details>\n");
}

fn cancellations(page: &mut String, layout: &Layout) {
    if layout.cancellations.is_empty() {
        return;
    }
    page.push_str("<h4>Called off this week</h4>\n<ul class=\"notes\">\n");
    for off in &layout.cancellations {
        let because = if off.because.is_empty() {
            "no reason was written down".to_owned()
        } else {
            off.because.join("; ")
        };
        add(
            page,
            format_args!(
                "<li>{}, {}, <span dir=\"auto\">{}</span> ({}): <span dir=\"auto\">{}</span></li>\n",
                day(off.on),
                escaped(&off.starts),
                escaped(off.venue.as_deref().unwrap_or("a venue not yet received")),
                escaped(&off.activity),
                escaped(&because)
            ),
        );
    }
    page.push_str("</ul>\n");
}
