//! The first sheet: what a board reads.

use rust_xlsxwriter::XlsxError;

use super::page::Page;
use crate::layout::{Layout, Row};

const COLUMNS: [&str; 7] = ["Id", "Measure", "Now", "A week before", "Year to date", "In full", "Note"];

pub(super) fn write(page: &mut Page<'_>, layout: &Layout) -> Result<(), XlsxError> {
    page.widths(&[16.0, 40.0, 13.0, 13.0, 13.0, 46.0, 58.0])?;
    page.band("The week at a glance", COLUMNS.len())?;
    page.header(&COLUMNS.map(str::to_owned), 2..5)?;
    for row in &layout.board {
        glance(page, row)?;
    }
    if !layout.notes.is_empty() {
        page.band("What to know", COLUMNS.len())?;
        for note in &layout.notes {
            page.line(note, &page.style.plain)?;
        }
    }
    Ok(())
}

fn glance(page: &mut Page<'_>, row: &Row) -> Result<(), XlsxError> {
    let style = page.style;
    page.text(0, &row.id, &style.id)?;
    page.text(1, &row.label, &style.whole)?;
    page.amount_in(2, Some(&row.week.amount), &style.count_strong)?;
    page.amount(3, row.last_week.as_ref().map(|cell| &cell.amount))?;
    page.amount(4, row.year.as_ref().map(|cell| &cell.amount))?;
    let spread = row.week.spread().map(|spread| format!("; {spread}")).unwrap_or_default();
    page.text(5, &format!("{}{spread}", row.week.printed), &style.text)?;
    page.text(6, &row.notes.join(" "), &style.text)?;
    page.next_row();
    Ok(())
}
