//! A sheet with its head, written from the top down, and set up for A4.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::style::Style;
use crate::layout::{Amount, Head, Layout, Rate};

/// The paper size's number in the file format.
const A4: u8 = 9;
/// A page's foot holds at most 255 characters; with names of 200 it could be more, so each part is cut.
const FOOT_PART_CHARS_MAX: usize = 60;
/// Over how many columns the warning on what is not final lies: as many as the narrowest sheet has.
const WARNING_COLUMNS: usize = 2;

pub(super) struct Page<'a> {
    sheet: &'a mut Worksheet,
    pub(super) style: &'a Style,
    row: u32,
    has_header: bool,
}

impl<'a> Page<'a> {
    /// A named sheet with the head of the return.
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        name: &str,
        layout: &Layout,
        style: &'a Style,
    ) -> Result<Self, XlsxError> {
        let head = &layout.head;
        sheet.set_name(name)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.7, 0.3, 0.3).set_footer(foot(head)).set_screen_gridlines(false);
        let mut page = Self { sheet, style, row: 0, has_header: false };
        let title = if name == "Summary" { head.title() } else { format!("{name}: {}", head.week) };
        page.line(&title, &style.title)?;
        page.line(&format!("{} · {}", head.authority, head.programme), &style.plain)?;
        if head.is_final {
            page.line(&head.state, &style.plain)?;
        } else {
            page.filled(&head.state, &style.warning, WARNING_COLUMNS)?;
        }
        page.line(&format!("Prepared by {}. {}.", head.prepared_by, head.devices), &style.plain)?;
        page.line(head.marking, &style.plain)?;
        Ok(page)
    }

    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, width) in (0_u16..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }

    /// A line of text that runs over the columns beside it.
    pub(super) fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// A coloured line over `columns` columns.
    pub(super) fn band(&mut self, text: &str, columns: usize) -> Result<(), XlsxError> {
        self.row += 1;
        self.filled(text, &self.style.band, columns)
    }

    fn filled(&mut self, text: &str, format: &Format, columns: usize) -> Result<(), XlsxError> {
        for (column, _) in (0_u16..).zip(0..columns) {
            self.sheet.write_blank(self.row, column, format)?;
        }
        self.line(text, format)
    }

    /// The heads of the columns, those from `numbers_from` on over numbers. The first ones on a sheet stay in sight
    /// on the screen and are repeated on every printed page.
    pub(super) fn header(
        &mut self,
        names: &[String],
        numbers: std::ops::Range<usize>,
    ) -> Result<(), XlsxError> {
        for (column, (at, name)) in (0_u16..).zip(names.iter().enumerate()) {
            let format = if numbers.contains(&at) { &self.style.header_right } else { &self.style.header };
            self.sheet.write_string_with_format(self.row, column, name, format)?;
        }
        self.sheet.set_row_height(self.row, 34)?;
        if !self.has_header {
            self.sheet.set_freeze_panes(self.row + 1, 0)?.set_repeat_rows(self.row, self.row)?;
            self.has_header = true;
        }
        self.row += 1;
        Ok(())
    }

    pub(super) fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, column, text, format)?;
        Ok(())
    }

    pub(super) fn number(&mut self, column: u16, number: u64, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, column, as_cell(number), format)?;
        Ok(())
    }

    /// A number as a number, a withheld one as its label; an empty cell where there is none.
    pub(super) fn amount(&mut self, column: u16, amount: Option<&Amount>) -> Result<(), XlsxError> {
        self.amount_in(column, amount, &self.style.count)
    }

    pub(super) fn amount_in(
        &mut self,
        column: u16,
        amount: Option<&Amount>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match amount {
            Some(Amount::Number(number)) => self.number(column, *number, format),
            Some(Amount::Minutes(minutes)) if minutes % 60 == 0 => self.number(column, minutes / 60, format),
            Some(Amount::Minutes(minutes)) => {
                let hours = as_cell(*minutes) / 60.0;
                self.sheet.write_number_with_format(self.row, column, hours, &self.style.hours)?;
                Ok(())
            }
            Some(Amount::Withheld(label)) => self.text(column, label, &self.style.right),
            Some(Amount::NotShown) | None => self.blank(column),
        }
    }

    /// A percentage as a number, to the digits that may be shown.
    pub(super) fn rate(&mut self, column: u16, rate: Option<&Rate>) -> Result<(), XlsxError> {
        let Some(Rate { text, tenths }) = rate else { return self.blank(column) };
        let format = if text.contains('.') { &self.style.percent_tenths } else { &self.style.percent };
        self.sheet.write_number_with_format(self.row, column, f64::from(*tenths) / 1_000.0, format)?;
        Ok(())
    }

    pub(super) fn blank(&mut self, column: u16) -> Result<(), XlsxError> {
        self.sheet.write_blank(self.row, column, &self.style.text)?;
        Ok(())
    }

    /// The last text of a row, which runs over what is beside it.
    pub(super) fn line_from(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, column, text, &self.style.plain)?;
        self.row += 1;
        Ok(())
    }

    pub(super) fn next_row(&mut self) {
        self.row += 1;
    }
}

/// Every number of a spreadsheet is a double, which is exact up to 2^53.
#[expect(clippy::cast_precision_loss, reason = "a count beyond 2^53 is none that a programme could reach")]
const fn as_cell(number: u64) -> f64 {
    number as f64
}

fn foot(head: &Head) -> String {
    // An ampersand starts a command there; twice, it is one.
    let part = |text: &str| text.chars().take(FOOT_PART_CHARS_MAX).collect::<String>().replace('&', "&&");
    let (programme, week, state) = (part(&head.programme), part(&head.week), part(&head.state_short));
    format!("&L{programme}&C{week}&R{state} · Page &P of &N")
}
