//! The sheets that stand behind the figures: what changed, how they are counted, where they are from.

use reach::PrintedDefinition;
use rust_xlsxwriter::XlsxError;

use super::page::Page;
use crate::layout::{Layout, Provenance};

pub(super) fn changes(page: &mut Page<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let names = ["Measure", "Figure", "Was", "Is now"];
    page.widths(&[52.0, 20.0, 48.0, 48.0])?;
    page.band("What changed since the revision before", names.len())?;
    page.header(&names.map(str::to_owned), 0..0)?;
    for change in &layout.changes {
        let none = "not in the return";
        page.text(0, &change.label, &page.style.whole)?;
        page.text(1, change.column_words(), &page.style.text)?;
        page.text(2, change.was.as_deref().unwrap_or(none), &page.style.text)?;
        page.text(3, change.now.as_deref().unwrap_or(none), &page.style.text)?;
        page.next_row();
    }
    Ok(())
}

pub(super) fn counted(page: &mut Page<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let names = ["Definition", "Measure", "How is this counted?", "With"];
    page.widths(&[14.0, 34.0, 90.0, 60.0])?;
    page.band("How it is counted", names.len())?;
    page.header(&names.map(str::to_owned), 0..0)?;
    for PrintedDefinition { id, label, unit: _, suppression: _, counted, parameters } in &layout.definitions {
        let with: Vec<String> =
            parameters.iter().map(|one| format!("{}: {}", one.name.replace('_', " "), one.value)).collect();
        page.text(0, id, &page.style.id)?;
        page.text(1, label, &page.style.whole)?;
        page.text(2, counted, &page.style.text)?;
        page.text(3, &with.join("; "), &page.style.text)?;
        page.next_row();
    }
    Ok(())
}

pub(super) fn provenance(page: &mut Page<'_>, layout: &Layout) -> Result<(), XlsxError> {
    let names = ["What", "Says"];
    page.widths(&[44.0, 120.0])?;
    page.band("Where the figures are from", names.len())?;
    page.header(&names.map(str::to_owned), 0..0)?;
    for Provenance { label, value } in &layout.provenance {
        page.text(0, label, &page.style.whole)?;
        page.text(1, value, &page.style.text)?;
        page.next_row();
    }
    Ok(())
}
