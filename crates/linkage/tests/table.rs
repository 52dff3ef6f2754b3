//! Any table of people can be linked, within or across files.

use linkage::families::{Settings, families};
use linkage::{Columns, Record, Table, TableError, Text, link_tables};

const MAP: &str = "given=first, surname=last,dob=born,postcode=pc";

fn table(rows: &[Vec<Text>]) -> Table {
    let mut table = Table::new(["rec", " first", "last", "born", "pc"]);
    rows.iter().for_each(|row| table.push(row));
    table
}

/// Rows of made-up families, with the number of the child.
fn rows() -> (Vec<Vec<Text>>, Vec<usize>) {
    let made = families(&Settings { families: 200, ..Settings::default() });
    let row =
        |record: Record| vec![record.id, record.given_name, record.surname, record.birth, record.postcode];
    (made.records.into_iter().map(row).collect(), made.child_of)
}

#[test]
fn a_table_is_linked_within_itself() {
    let (rows, child_of) = rows();
    let columns = Columns::parse("rec", MAP).unwrap();
    let table = table(&rows);
    let links = link_tables(&table, None, &columns).unwrap();
    let children = child_of.last().unwrap() + 1;
    assert_eq!(links.clusters.len(), rows.len(), "one line a record, singletons too");
    assert!(
        links.report.people.abs_diff(children) * 50 <= children,
        "{children}, counted {}",
        links.report.people
    );
    assert!(links.report.people_before_review >= links.report.people);
    assert_eq!(links.report.linked + links.report.review, links.pairs.len());
    assert!(links.pairs.iter().all(|pair| pair.left != pair.right && pair.probability >= 0.5));
}

#[test]
fn two_tables_are_linked_across_even_where_they_share_ids() {
    let (rows, child_of) = rows();
    let (mut one, mut other, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    for (row, child) in rows.into_iter().zip(child_of) {
        let list = if seen.contains(&child) { &mut other } else { &mut one };
        seen.push(child);
        if !list.iter().any(|(of, _): &(usize, Vec<Text>)| *of == child) {
            list.push((child, row));
        }
    }
    let numbered = |list: Vec<(usize, Vec<Text>)>| -> Vec<Vec<Text>> {
        list.into_iter()
            .map(|(child, mut row)| {
                row[0] = child.to_string().into();
                row
            })
            .collect()
    };
    let (one, other) = (numbered(one), numbered(other));
    let columns = Columns::parse("rec", MAP).unwrap();
    let second = other.len();
    let (one, other) = (table(&one), table(&other));
    let links = link_tables(&one, Some(&other), &columns).unwrap();
    assert_eq!(links.report.rows, [one.len(), second]);
    let right = links.pairs.iter().filter(|pair| links.ids[pair.left] == links.ids[pair.right]).count();
    assert!(right * 100 >= second * 95, "{right} of {second} found");
    assert!(right * 100 >= links.pairs.len() * 98, "{right} of {} pairs are right", links.pairs.len());
}

#[test]
fn what_is_wrong_with_a_table_is_said() {
    assert_eq!(Columns::parse("rec", "given"), Err(TableError::NotAnEntry("given".into())));
    assert_eq!(Columns::parse("rec", "shoe=size"), Err(TableError::UnknownField("shoe".into())));
    let columns = Columns::parse("rec", MAP).unwrap();
    let short = Table::new(["rec"]);
    let missing = link_tables(&short, None, &columns).unwrap_err();
    assert_eq!(missing.to_string(), "the table has no column \"first\"; it has \"rec\"");
    let twice = vec![vec![Text::from("7")]; 2];
    assert_eq!(link_tables(&table(&twice), None, &columns), Err(TableError::RepeatedId("7".into())));
}

#[test]
fn a_column_may_say_who_is_a_child_and_who_a_carer() {
    let mut people = Table::new(["rec", "first", "last", "born", "pc", "who"]);
    people.push(["1", "Mohammed", "Qureshi", "2022-07-30", "W10 4AA", "child"]);
    people.push(["2", "Mohammed", "Qureshi", "", "W10 4AA", "Carer"]);
    people.push(["3", "Mohammed", "Qureshi", "30/07/2022", "W10 4AA", ""]);
    let clusters = |map: &str| {
        let columns = Columns::parse("rec", map).unwrap();
        link_tables(&people, None, &columns).unwrap().clusters
    };
    assert_eq!(clusters(&format!("{MAP},role=who")), [0, 1, 0], "a son and his father");
    assert_eq!(clusters(MAP), [0, 0, 0], "as far as nobody says so they are one");
}
