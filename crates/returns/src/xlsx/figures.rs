//! A sheet of figures of one theme, a block for each question that it answers.

use reach::Cause;
use rust_xlsxwriter::XlsxError;

use super::page::Page;
use crate::layout::{Interval, Layout, Row, Table, Theme, day};

const MEASURE: usize = 2;

/// Which columns a sheet needs beside the three of every figure.
#[derive(Clone, Copy)]
struct Wanted {
    of: bool,
    bounds: bool,
    anonymous: bool,
}

impl Wanted {
    fn by(layout: &Layout, theme: Theme) -> Self {
        let rows =
            || layout.tables().filter(|(_, table)| table.theme == theme).flat_map(|(_, table)| &table.rows);
        Self {
            of: rows().any(|row| row.week.of.is_some()),
            bounds: rows().any(|row| row.week.bounds.is_some()),
            anonymous: rows().any(|row| row.week.with_anonymous.is_some()),
        }
    }

    fn names(self, table: &Table) -> Vec<String> {
        let mut names = vec!["Id".to_owned(), "Measure".to_owned(), "Counted in".to_owned()];
        names.extend(
            table.headings.iter().map(|head| format!("{}\n{}", head.name, head.days).trim_end().to_owned()),
        );
        let beside = [
            (self.of, ["Of", "Rate"]),
            (self.bounds, ["Lowest", "Highest"]),
            (self.anonymous, ["Lowest with anonymous", "Highest with anonymous"]),
        ];
        names
            .extend(beside.into_iter().filter(|(is, _)| *is).flat_map(|(_, names)| names).map(str::to_owned));
        names.push("Note".to_owned());
        names
    }

    fn widths(self) -> Vec<f64> {
        let mut widths = vec![26.0, 46.0, 16.0, 17.0, 17.0, 17.0];
        let pairs = [self.of, self.bounds, self.anonymous].into_iter().filter(|is| *is).count();
        widths.extend(std::iter::repeat_n(11.0, pairs * 2));
        widths.push(60.0);
        widths
    }
}

pub(super) fn write(page: &mut Page<'_>, layout: &Layout, theme: Theme) -> Result<(), XlsxError> {
    let wanted = Wanted::by(layout, theme);
    page.widths(&wanted.widths())?;
    for (section, table) in layout.tables().filter(|(_, table)| table.theme == theme) {
        let names = wanted.names(table);
        page.band(&section.title, names.len())?;
        page.header(&names, MEASURE + 1..names.len() - 1)?;
        for row in &table.rows {
            figure(page, row, wanted)?;
        }
        reasons(page, table, names.len())?;
    }
    if theme == Theme::Sessions {
        cancellations(page, layout)?;
    }
    Ok(())
}

fn figure(page: &mut Page<'_>, row: &Row, wanted: Wanted) -> Result<(), XlsxError> {
    let style = page.style;
    page.text(0, &row.id, &style.id)?;
    let label = match row.depth {
        0 => &style.whole,
        1 => &style.part,
        2.. => &style.part_of_part,
    };
    page.text(1, &row.label, label)?;
    page.text(2, row.unit, &style.text)?;
    page.amount(3, Some(&row.week.amount))?;
    page.amount(4, row.last_week.as_ref().map(|cell| &cell.amount))?;
    page.amount(5, row.year.as_ref().map(|cell| &cell.amount))?;
    let mut column = 6;
    if wanted.of {
        page.amount(column, row.week.of.as_ref())?;
        page.rate(column + 1, row.week.rate.as_ref())?;
        column += 2;
    }
    for (_, interval) in [(wanted.bounds, &row.week.bounds), (wanted.anonymous, &row.week.with_anonymous)]
        .into_iter()
        .filter(|(is, _)| *is)
    {
        ends(page, column, interval.as_ref())?;
        column += 2;
    }
    page.text(column, &row.notes.join(" "), &style.text)?;
    page.next_row();
    Ok(())
}

/// Both ends of an interval: rates where it is of a rate, else counts.
fn ends(page: &mut Page<'_>, column: u16, interval: Option<&Interval>) -> Result<(), XlsxError> {
    let ends = [(column, interval.map(|it| &it.low)), (column + 1, interval.map(|it| &it.high))];
    for (column, end) in ends {
        match end {
            Some(end) if end.rate.is_some() => page.rate(column, end.rate.as_ref())?,
            Some(end) => page.amount(column, Some(&end.amount))?,
            None => page.blank(column)?,
        }
    }
    Ok(())
}

/// Why the week's figures may be off. These rows are no figures, and bear no number in the first column.
fn reasons(page: &mut Page<'_>, table: &Table, columns: usize) -> Result<(), XlsxError> {
    if table.rows.iter().all(|row| row.week.reasons().next().is_none()) {
        return Ok(());
    }
    let style = page.style;
    page.band("Why these figures may be off, and what would narrow it", columns)?;
    page.header(&["", "Figure", "", "Lowers by", "Raises by", "", "Why"].map(str::to_owned), 3..5)?;
    for row in &table.rows {
        for reason in row.week.reasons() {
            page.text(1, &row.label, &style.text)?;
            // That of the population moves what the figure is of, and says by how much in its own words.
            if reason.cause != Cause::Population {
                page.number(3, reason.lowers, &style.count)?;
                page.number(4, reason.raises, &style.count)?;
            }
            page.line_from(6, &format!("{}; to narrow it, {}", reason.because, reason.narrowed_by))?;
        }
    }
    Ok(())
}

fn cancellations(page: &mut Page<'_>, layout: &Layout) -> Result<(), XlsxError> {
    if layout.cancellations.is_empty() {
        return Ok(());
    }
    let names = ["Day", "Venue", "Began at", "Kind", "", "", "Why"];
    let style = page.style;
    page.band("Sessions that were called off this week", names.len())?;
    page.header(&names.map(str::to_owned), 0..0)?;
    for off in &layout.cancellations {
        page.text(0, &day(off.on), &style.text)?;
        page.text(1, off.venue.as_deref().unwrap_or("a venue not yet received"), &style.text)?;
        page.text(2, &off.starts, &style.text)?;
        page.text(3, &off.activity, &style.text)?;
        page.line_from(6, &off.because.join("; "))?;
    }
    Ok(())
}
