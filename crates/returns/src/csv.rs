//! The return as one CSV table, a row a measure, that no spreadsheet takes for formulas.
//!
//! UTF-8 with a byte order mark, every field quoted, rows ended by CRLF (RFC 4180). No lines stand above the header:
//! what the head of a page says is in columns, so that the weeks of a year can be put under one another.

mod field;

pub use field::Field;

use crate::layout::{Amount, Cell, Interval, Layout, Row, Section, Table, hours};

/// Without it, a spreadsheet reads UTF-8 as the letters of its own country.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The columns, in order.
pub const HEADER: [&str; 28] = [
    "id",
    "measure",
    "counted_in",
    "this_week",
    "this_week_of",
    "this_week_percent",
    "this_week_lowest",
    "this_week_highest",
    "with_anonymous_lowest",
    "with_anonymous_highest",
    "last_week",
    "last_week_of",
    "year_to_date",
    "year_to_date_of",
    "counted_from",
    "counted_to",
    "note",
    "how_counted",
    "definition",
    "question",
    "authority",
    "programme",
    "week",
    "state",
    "prepared_by",
    "phones",
    "for_whom",
    "key",
];

/// The file.
#[must_use]
pub fn write(layout: &Layout) -> Vec<u8> {
    let header = HEADER.map(Field::text);
    let rows = layout
        .tables()
        .flat_map(|(section, table)| table.rows.iter().map(move |row| fields(layout, section, table, row)));
    write_rows(std::iter::once(header).chain(rows))
}

/// Rows of fields as a CSV file, a header among them: text of any row may be what somebody typed.
#[must_use]
pub fn write_rows<Row: AsRef<[Field]>>(rows: impl IntoIterator<Item = Row>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.as_ref().iter().map(Field::content)).expect("memory takes every record");
    }
    writer.into_inner().expect("memory takes every record")
}

fn fields(layout: &Layout, section: &Section, table: &Table, row: &Row) -> [Field; HEADER.len()] {
    let Row { id, key, label, depth: _, unit, definition, week, last_week, year, notes } = row;
    let counted = layout.definitions_of(table).find(|one| one.id == *definition);
    let (low, high) = ends(week.bounds.as_ref());
    let (anonymous_low, anonymous_high) = ends(week.with_anonymous.as_ref());
    let beside = |cell: &Option<Cell>| match cell {
        Some(cell) => [amount(&cell.amount), of(cell)],
        None => [Field::Empty, Field::Empty],
    };
    let [last, last_of] = beside(last_week);
    let [year, year_of] = beside(year);
    [
        Field::text(id),
        Field::text(label),
        Field::text(*unit),
        amount(&week.amount),
        of(week),
        week.rate.as_ref().map_or(Field::Empty, |rate| Field::tenths(rate.tenths)),
        low,
        high,
        anonymous_low,
        anonymous_high,
        last,
        last_of,
        year,
        year_of,
        Field::text(week.days.first.to_string()),
        Field::text(week.days.last.to_string()),
        Field::text(notes.join(" ")),
        Field::text(counted.map_or("", |one| &one.counted)),
        Field::text(definition),
        Field::text(&section.title),
        Field::text(&layout.head.authority),
        Field::text(&layout.head.programme),
        Field::text(&layout.head.iso_week),
        Field::text(&layout.head.state),
        Field::text(&layout.head.prepared_by),
        Field::text(&layout.head.devices),
        Field::text(layout.head.marking),
        Field::text(key),
    ]
}

fn amount(amount: &Amount) -> Field {
    match amount {
        Amount::Number(number) => Field::Number(number.to_string()),
        Amount::Minutes(minutes) => Field::Number(hours(*minutes)),
        Amount::Withheld(label) => Field::text(label),
        Amount::NotShown => Field::Empty,
    }
}

fn of(cell: &Cell) -> Field {
    cell.of.as_ref().map_or(Field::Empty, amount)
}

/// The ends of an interval: percentages where it is of a rate, else counts.
fn ends(interval: Option<&Interval>) -> (Field, Field) {
    let Some(interval) = interval else { return (Field::Empty, Field::Empty) };
    let end = |end: &crate::layout::End| match &end.rate {
        Some(rate) => Field::tenths(rate.tenths),
        None => amount(&end.amount),
    };
    (end(&interval.low), end(&interval.high))
}
