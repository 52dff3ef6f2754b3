//! A provisional return, a draft and a frozen one cannot be taken for each other.

use calamine::{Reader as _, Xlsx};
use reach::suppression::Tier;
use returns::frozen::{FORMAT, FrozenReturn};
use returns::{Edition, Format, Seal, csv, export, html, layout};

use crate::autumn::{self, PLAIN};
use crate::frozen;

#[test]
fn a_devices_return_says_in_words_that_it_is_provisional() {
    let weekly = autumn::on_device(&PLAIN);
    let layout = layout(&weekly, &Edition::Working, Tier::Staff);
    assert!(layout.head.state.starts_with("Provisional: counted on one device"), "{}", layout.head.state);
    let page = html::write(&layout);
    let sections = layout.sections.len();
    assert_eq!(
        page.matches(&layout.head.state).count(),
        2 + sections,
        "at the head, in the provenance, and in every section for printers that know no margin boxes"
    );
    let table = String::from_utf8(csv::write(&layout)).unwrap();
    let rows = layout.tables().map(|(_, table)| table.rows.len()).sum::<usize>();
    assert_eq!(table.matches("\"Provisional: ").count(), rows, "and on every row of the table");
}

#[test]
fn what_one_device_drew_up_stays_provisional_even_under_a_seal() {
    let layout = layout(&autumn::on_device(&PLAIN), &frozen(), Tier::Staff);
    assert!(!layout.head.is_final, "only the centre has everybody's records");
}

#[test]
fn a_draft_and_a_frozen_return_say_which_they_are() {
    let weekly = autumn::at_centre(&PLAIN);
    let state = |edition: &Edition| layout(&weekly, edition, Tier::Staff).head.state;
    assert!(state(&Edition::Working).starts_with("Draft: "), "not yet frozen");
    assert_eq!(
        state(&frozen()),
        "Frozen as revision 1, on 25 Nov 2026 at 09:14 UTC.",
        "frozen, which and when"
    );
}

#[test]
fn a_later_revision_lists_what_changed_and_to_the_public_only_events() {
    let first = FrozenReturn {
        format: FORMAT.to_owned(),
        authority: "00000000-0000-7000-8000-000000000001".parse().unwrap(),
        revision: 1,
        frozen_ms: 1_795_598_040_000,
        weekly: autumn::at_centre(&PLAIN),
        contributions: std::collections::BTreeMap::new(),
    };
    let mut second = FrozenReturn { revision: 2, ..first.clone() };
    for row in second.weekly.questions.iter_mut().flat_map(|answers| &mut answers.rows) {
        if ["visits", "families.new"].contains(&row.key.as_str()) {
            row.week.value.numerator += 1;
            row.week.printed = row.week.value.printed();
        }
    }
    let edition = Edition::Frozen(Seal::of(&second, Some(&first)));
    let changed = |tier| -> Vec<String> {
        layout(&second.weekly, &edition, tier).changes.iter().map(|change| change.key.clone()).collect()
    };
    assert_eq!(changed(Tier::Staff), ["visits", "families.new"], "never a silent edit");
    assert_eq!(changed(Tier::Public), ["visits"], "what changed of people is not told to the public either");
    let page =
        String::from_utf8(export(&second.weekly, &edition, Tier::Staff, Format::Html).unwrap()).unwrap();
    assert!(page.contains("Visits to sessions</span>, this week: was 60, is now 61"), "in words");
    let book = std::io::Cursor::new(export(&second.weekly, &edition, Tier::Staff, Format::Xlsx).unwrap());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(book).unwrap();
    let sheet = book.worksheet_range("What changed").expect("a sheet of its own");
    let texts: Vec<String> = sheet.rows().skip(8).flatten().map(ToString::to_string).collect();
    assert_eq!(texts[..4], ["Visits to sessions", "This week", "60", "61"], "in the workbook too");
}

#[test]
fn every_format_gives_the_same_bytes_for_the_same_return() {
    for weekly in [autumn::at_centre(&PLAIN), autumn::on_device(&PLAIN)] {
        for (format, tier) in Format::ALL.into_iter().flat_map(|it| [(it, Tier::Staff), (it, Tier::Public)]) {
            let file = || export(&weekly, &frozen(), tier, format).unwrap();
            assert_eq!(file(), file(), "{format:?} for {tier:?}");
        }
    }
}
