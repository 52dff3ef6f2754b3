//! The CSV, and what a spreadsheet would make of it.

use proptest::prelude::*;
use returns::csv::{Field, HEADER, write, write_rows};

use crate::autumn::{self, Names, PLAIN};
use crate::{number, rows_by_id, staff};

fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

fn column(name: &str) -> usize {
    HEADER.iter().position(|head| *head == name).expect("a column")
}

#[test]
fn a_row_of_the_table_reads_as_it_always_has() {
    let bytes = write(&staff(&autumn::at_centre(&PLAIN)));
    let text = String::from_utf8(bytes).expect("UTF-8");
    let mut lines = text.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "\u{FEFF}\"id\",\"measure\",\"counted_in\",\"this_week\",\"this_week_of\",\"this_week_percent\",\
             \"this_week_lowest\",\"this_week_highest\",\"with_anonymous_lowest\",\"with_anonymous_highest\",\
             \"last_week\",\"last_week_of\",\"year_to_date\",\"year_to_date_of\",\"counted_from\",\"counted_to\",\
             \"note\",\"how_counted\",\"definition\",\"question\",\"authority\",\"programme\",\"week\",\"state\",\
             \"prepared_by\",\"phones\",\"for_whom\",\"key\""
        ),
        "programs that read these files know the columns by these names"
    );
    let visits = lines.find(|line| line.starts_with("\"I-18\",")).expect("visits");
    for part in [
        "\"I-18\",\"Visits to sessions\",\"visits\",\"60\",\"\",\"\",\"\",\"\",\"\",\"\",\"30\",\"\",\"90\",\"\",\
         \"2026-11-16\",\"2026-11-22\",\"\",\"Each person once",
        "\"I-18@1\",\"How much did we do?\",\"An example council\",\"Queen's Park early years (example)\",\
         \"2026-W47\",\"Frozen as revision 1, on 25 Nov 2026 at 09:14 UTC.\",\"Coordinator Ola (example)\",\
         \"Phones that closed the week: 2 of 3\",\"For staff",
        "\"visits\"",
    ] {
        assert!(visits.contains(part), "{visits}\nhas {part}");
    }
}

#[test]
fn every_figure_stands_in_the_table() {
    let weekly = autumn::at_centre(&PLAIN);
    let layout = staff(&weekly);
    let records = records(&write(&layout));
    let rows = rows_by_id(&weekly, &layout);
    assert_eq!(records.len(), rows.len() + 1, "a header and a row a measure");
    for (record, (id, row)) in records[1..].iter().zip(rows) {
        assert_eq!(record[0], id, "in the order of the return");
        let this_week: f64 = record[column("this_week")].parse().expect("a number");
        let exact = number(row.week.unit, row.week.value);
        assert!(
            (this_week - exact).abs() <= 0.005,
            "{id}: {this_week} is {exact}, time to a hundredth of an hour"
        );
    }
}

#[test]
fn typed_text_is_no_formula_in_any_row_or_header() {
    let names = Names {
        programme: "=1+1",
        service: "A \"quoted\", comma",
        survey: "＝cmd",
        because: "because",
        prepared_by: "@ola",
    };
    let records = records(&write(&staff(&autumn::at_centre(&names))));
    let all: Vec<&String> = records.iter().flatten().collect();
    for safe in ["'=1+1", "'@ola"] {
        assert!(all.iter().any(|field| *field == safe), "{safe} is text to a spreadsheet");
    }
    assert!(all.iter().any(|field| field.contains("A \"quoted\", comma")), "quotes and commas come back");
}

const STARTS: [char; 12] = ['=', '+', '-', '−', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

proptest! {
    #[test]
    fn no_text_starts_a_formula_and_every_text_comes_back(
        texts in prop::collection::vec("[=+\\-−@\t\r\n＝＋－＠'\"a,;0 ]{0,6}|\\PC{0,12}", 1..8)
    ) {
        // The first row is a header: it is guarded like any other.
        let rows: Vec<Vec<Field>> = (0..3).map(|_| texts.iter().map(Field::text).collect()).collect();
        let bytes = write_rows(rows);
        let text = std::str::from_utf8(&bytes[3..]).unwrap();
        prop_assert!(text.starts_with('"') && text.ends_with("\"\r\n"), "every field is quoted");
        for record in records(&bytes) {
            prop_assert_eq!(record.len(), texts.len());
            for (field, typed) in record.iter().zip(&texts) {
                prop_assert!(!field.starts_with(STARTS), "{:?} would be run", field);
                let back = if typed.starts_with(STARTS) { field.strip_prefix('\'') } else { Some(field.as_str()) };
                prop_assert_eq!(back, Some(typed.as_str()));
            }
        }
    }

    #[test]
    fn a_number_stays_the_number_that_it_is(number in any::<i64>(), tenths in any::<u32>()) {
        let back = records(&write_rows([[Field::whole(number), Field::tenths(tenths)]]));
        prop_assert_eq!(back[0][0].parse::<i64>().ok(), Some(number), "below zero too");
        prop_assert_eq!(back[0][1].replace('.', "").parse::<u64>().ok(), Some(u64::from(tenths)));
    }
}
