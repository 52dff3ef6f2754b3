//! The return as a workbook: a summary for a board, a sheet for each theme, how it is counted, and where it is from.
//!
//! The first column of every row of figures is its number, as `I-18` or `I-18/adult`, by which another program finds
//! it; the first number after it is the week's. Numbers are numbers, all else is text: no cell is a formula.

mod figures;
mod page;
mod reference;
mod style;
mod summary;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::export::ReturnError;
use crate::layout::{Layout, Theme};
use page::Page;
use style::Style;

/// The file.
///
/// # Errors
/// [`ReturnError::Workbook`] where a text is longer than a cell may be (32,767 characters).
pub fn write(layout: &Layout) -> Result<Vec<u8>, ReturnError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(layout)?);
    let style = Style::new();

    summary::write(&mut Page::new(workbook.add_worksheet(), "Summary", layout, &style)?, layout)?;
    let themes: BTreeSet<Theme> = layout.tables().map(|(_, table)| table.theme).collect();
    for theme in themes {
        figures::write(
            &mut Page::new(workbook.add_worksheet(), theme.title(), layout, &style)?,
            layout,
            theme,
        )?;
    }
    if !layout.changes.is_empty() {
        reference::changes(
            &mut Page::new(workbook.add_worksheet(), "What changed", layout, &style)?,
            layout,
        )?;
    }
    reference::counted(
        &mut Page::new(workbook.add_worksheet(), "How it is counted", layout, &style)?,
        layout,
    )?;
    reference::provenance(&mut Page::new(workbook.add_worksheet(), "Provenance", layout, &style)?, layout)?;
    Ok(workbook.save_to_buffer()?)
}

/// The date is the return's own: a clock's would make other bytes of the same return.
fn properties(layout: &Layout) -> Result<DocProperties, XlsxError> {
    let created = ExcelDateTime::parse_from_str(&layout.dated.format("%Y-%m-%d").to_string())?;
    let head = &layout.head;
    Ok(DocProperties::new()
        .set_title(head.title())
        .set_subject(format!("{}: {}", head.authority, head.programme))
        .set_author(&head.prepared_by)
        .set_company(&head.authority)
        .set_status(&head.state_short)
        .set_comment(format!("{} {}", head.state, head.marking))
        .set_creation_datetime(&created))
}
