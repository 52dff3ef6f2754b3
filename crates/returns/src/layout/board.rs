//! The page for a board: the few rows that tell how the week went.

use reach::Days;
use reach::weekly::Column;

use super::{Heading, Row, Section, words};

/// Keys of the rows that a board reads, in this order, as far as the return has them.
const KEYS: &[&str] = &[
    "sessions.held_of_planned",
    "visits",
    "home_visits.done",
    "families.new",
    "reach.seen",
    "reach.seen_regularly",
    "book.children_seen",
    "signposts",
    "signposts.outcome.attended",
    "champions.active",
    "champions.hours",
];

pub(super) fn rows(sections: &[Section], of_return: Days) -> Vec<Row> {
    let all = || sections.iter().flat_map(|section| &section.tables).flat_map(|table| &table.rows);
    let mut rows: Vec<Row> =
        KEYS.iter().filter_map(|key| all().find(|row| row.key == *key)).cloned().collect();
    // How far each survey has come, which its weekly responses do not tell.
    rows.extend(
        all().filter(|row| row.key.starts_with("surveys.") && row.key.ends_with(".to_date")).cloned(),
    );
    // Here each stands by itself, with no head of a column to tell its days.
    let week = Heading { name: Heading::plain(Column::Week).to_owned(), days: words::days(of_return) };
    rows.iter_mut().for_each(|row| row.say_other_days(&week, of_return));
    rows
}
