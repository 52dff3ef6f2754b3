//! The workbook, read by another library.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use returns::{Layout, xlsx};

use crate::autumn::{self, Names, PLAIN};
use crate::{number, public, rows_by_id, staff};

struct Workbook {
    sheets: BTreeMap<String, Vec<Vec<Data>>>,
    order: Vec<String>,
    formulas: usize,
}

fn opened(layout: &Layout) -> Workbook {
    let bytes = xlsx::write(layout).expect("a workbook");
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("another library reads it");
    let order = book.sheet_names();
    let formulas = order
        .iter()
        .filter_map(|name| book.worksheet_formula(name).ok())
        .map(|range| range.cells().filter(|(_, _, formula)| !formula.is_empty()).count())
        .sum();
    let sheets = book
        .worksheets()
        .into_iter()
        .map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()))
        .collect();
    Workbook { sheets, order, formulas }
}

impl Workbook {
    /// The numbers of the rows of this id, and the sheets they stand on.
    fn numbers(&self, id: &str) -> Vec<(&str, Vec<f64>)> {
        let rows =
            self.sheets.iter().flat_map(|(name, rows)| rows.iter().map(move |row| (name.as_str(), row)));
        rows.filter(|(_, row)| row.first() == Some(&Data::String(id.to_owned())))
            .map(|(name, row)| {
                (
                    name,
                    row.iter()
                        .filter_map(|cell| if let Data::Float(it) = cell { Some(*it) } else { None })
                        .collect(),
                )
            })
            .collect()
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let cells = self.sheets.values().flatten().flatten();
        cells.filter_map(|cell| if let Data::String(text) = cell { Some(text.as_str()) } else { None })
    }
}

#[test]
fn every_figure_stands_in_the_workbook_as_the_exact_number_of_the_return() {
    let weekly = autumn::at_centre(&PLAIN);
    let layout = staff(&weekly);
    let workbook = opened(&layout);

    let rows = rows_by_id(&weekly, &layout);
    assert_eq!(rows.len(), weekly.rows().count(), "no row of the return is left out");
    for (id, row) in rows {
        let found = workbook.numbers(id);
        assert!(!found.is_empty(), "{id} ({}) is in the workbook", row.key);
        for (sheet, numbers) in found {
            let expected: Vec<f64> = row.figures().map(|(_, one)| number(one.unit, one.value)).collect();
            assert_eq!(
                numbers[..expected.len()],
                expected,
                "{id} on {sheet}: this week, last week, the year"
            );
        }
    }
}

#[test]
fn the_numbers_of_the_main_job_are_found_by_their_indicators() {
    let workbook = opened(&staff(&autumn::at_centre(&PLAIN)));
    for (id, number) in [
        ("I-18", 60.0),
        ("I-18/anonymous", 12.0),
        ("I-19", 4.0),
        ("I-19/planned", 5.0),
        ("I-19/cancelled", 1.0),
        ("I-19-hours", 8.0),
        ("W-01/home_visits/done", 3.0),
        ("W-01/home_visits/no_answer", 2.0),
        ("I-22", 8.0),
        ("I-23/outcome/attended", 2.0),
        ("I-25/welcome", 12.0),
        ("I-28", 3.0),
        ("I-29", 4.75),
        ("I-35", 2.0),
    ] {
        let found = workbook.numbers(id);
        assert!(!found.is_empty(), "{id} is in the workbook");
        assert!(found.iter().all(|(_, numbers)| numbers[0] == number), "{id} is {number}: {found:?}");
    }
}

#[test]
fn each_sheet_says_whose_week_it_is_and_how_final() {
    let weekly = autumn::at_centre(&PLAIN);
    let workbook = opened(&staff(&weekly));
    assert_eq!(
        workbook.order,
        [
            "Summary",
            "Sessions",
            "Visits",
            "Families",
            "Signposts",
            "Surveys",
            "Champions",
            "Reach",
            "Data quality",
            "How it is counted",
            "Provenance"
        ],
        "a board reads the first sheet, an auditor the last"
    );
    for (name, rows) in &workbook.sheets {
        let head: Vec<String> = rows.iter().take(5).map(|row| row[0].to_string()).collect();
        let expected = [
            "16–22 Nov 2026",
            "An example council · Queen's Park early years (example)",
            "Frozen as revision 1, on 25 Nov 2026 at 09:14 UTC.",
            "Prepared by Coordinator Ola (example). Phones that closed the week: 2 of 3.",
            "For staff",
        ];
        for (line, part) in head.iter().zip(expected) {
            assert!(line.contains(part), "{name} says `{part}`: {line}");
        }
    }
}

#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let names = Names {
        programme: "=1+1",
        service: "=HYPERLINK(\"http://example.org\",\"x\")",
        survey: "@SUM(A1:A9)",
        because: "+44 20 7946 0000",
        prepared_by: "-2+3",
    };
    let workbook = opened(&staff(&autumn::at_centre(&names)));
    assert_eq!(workbook.formulas, 0, "no cell is a formula");
    let heard = |part: &str| workbook.texts().any(|text| text.contains(part));
    for typed in [names.programme, names.service, names.survey, names.because, names.prepared_by] {
        assert!(heard(typed), "{typed} stands there as it was typed");
    }
}

#[test]
fn the_same_return_gives_the_same_bytes() {
    let weekly = autumn::at_centre(&PLAIN);
    let first = xlsx::write(&staff(&weekly)).expect("a workbook");
    for _ in 0..5 {
        assert_eq!(
            xlsx::write(&staff(&weekly)).expect("a workbook"),
            first,
            "dated by the return, not by a clock"
        );
    }
    let draft = returns::layout(&weekly, &returns::Edition::Working, reach::suppression::Tier::Staff);
    assert_ne!(xlsx::write(&draft).expect("a workbook"), first, "a draft is another file");
}

#[test]
fn the_public_workbook_has_no_sheet_of_people() {
    let workbook = opened(&public(&autumn::at_centre(&PLAIN)));
    assert_eq!(
        workbook.order,
        [
            "Summary",
            "Sessions",
            "Visits",
            "Families",
            "Champions",
            "Data quality",
            "How it is counted",
            "Provenance"
        ],
        "families holds the visits made; people, signposts and responses are for staff"
    );
    assert_eq!(workbook.numbers("I-18")[0].1[0], 60.0, "counts of events are exact");
}
