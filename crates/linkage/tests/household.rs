//! Who else of the household was there says who somebody is.

use std::sync::OnceLock;

use linkage::families::{Settings, families};
use linkage::{Decisions, Linked, Model, Record, Role, Scope, link, train};

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        train(&families(&Settings { families: 800, seed: 6, ..Settings::default() }).records, Scope::Within)
    })
}

/// Given name, surname, birth, postcode, visit.
type Row = [&'static str; 5];

/// Such records, linked under the model.
fn linked(rows: &[Row]) -> Linked {
    of_roles(rows.iter().map(|row| (*row, Role::NotKnown)))
}

/// The same with who of them is a carer.
fn with_carers(rows: &[(Row, Role)]) -> Vec<usize> {
    of_roles(rows.iter().copied()).clusters
}

fn of_roles(rows: impl Iterator<Item = (Row, Role)>) -> Linked {
    let record = |(at, ([given, surname, birth, postcode, visit], role)): (usize, (Row, Role))| Record {
        id: format!("{at:02}").into(),
        given_name: given.into(),
        surname: surname.into(),
        birth: birth.into(),
        postcode: postcode.into(),
        together: vec![visit.into()],
        household: visit.into(),
        role,
        ..Record::default()
    };
    let records: Vec<Record> = rows.enumerate().map(record).collect();
    link(&records, &Decisions::default(), model())
}

#[test]
fn a_child_who_moved_under_the_other_surname_is_known_by_the_sister_who_came_along() {
    let visits = [
        ["Abdi", "Farah", "2021-04-17", "W10 4DW", "first"],
        ["Sagal", "Farah", "2023-06-02", "W10 4DW", "first"],
        ["Abdi", "Warsame", "2021-04", "NW10 4LS", "second"],
        ["Sagal", "Farah", "2023-06-02", "NW10 4LS", "second"],
    ];
    assert_eq!(linked(&visits).clusters, [0, 1, 0, 1], "both are left over beside her");
    let without_her = linked(&[visits[0], visits[2]]);
    assert_eq!(without_her.clusters, [0, 1], "of two who came alone that is not enough");
}

#[test]
fn a_baby_without_a_name_is_the_child_who_is_left_over() {
    let rows = [
        ["Baby", "Patel", "", "W11 9UA", "first"],
        ["Makay", "Patel", "2022-09-24", "W11 9UA", "first"],
        ["Rohan", "Patel", "2024-02-11", "W11 9UA", "second"],
        ["Makay", "Patel", "2022-09-24", "W11 9UA", "second"],
    ];
    let found = linked(&rows);
    assert_eq!(found.clusters, [0, 1, 0, 1]);
    assert_eq!(found.certain[2], 2, "and somebody is asked");
}

#[test]
fn brothers_of_whom_one_came_each_time_stay_two() {
    let found = linked(&[
        ["Adam", "Malik", "2021-03-09", "W9 3DN", "first"],
        ["Zara", "Malik", "2023-01-20", "W9 3DN", "first"],
        ["Yusuf", "Malik", "2022-05-30", "W9 3DN", "second"],
        ["Zara", "Malik", "2023-01-20", "W9 3DN", "second"],
    ]);
    assert_eq!(found.clusters, [0, 1, 2, 1]);
}

#[test]
fn two_birth_dates_that_are_each_written_twice_are_one_child_s_where_all_else_agrees() {
    let twice = |dates: [&'static str; 2], homes: [&'static str; 2]| {
        let row = |at: usize, visit| ["Ayodele", "Balogun", dates[at], homes[at], visit];
        linked(&[row(0, "first"), row(0, "second"), row(1, "third"), row(1, "fourth")]).clusters
    };
    let exchanged = ["2023-04-09", "2023-09-04"];
    assert_eq!(twice(exchanged, ["W10 4DW"; 2]), [0; 4], "day and month are exchanged on two forms");
    let others = ["2023-04-09", "2021-11-23"];
    assert_eq!(twice(others, ["W10 4DW", "NW10 4LS"]), [0, 0, 2, 2], "two dates, two homes: two of one name");
}

#[test]
fn two_families_with_a_child_of_one_name_are_two_though_each_was_often_written_down() {
    let row = |name: &'static str, surname: &'static str, birth: &'static str, visit: &'static str| {
        [name, surname, birth, "W10 4DW", visit]
    };
    let mut rows = Vec::new();
    for (at, visit) in ["a", "b", "c", "d"].into_iter().enumerate() {
        rows.push(row("Aisha", "Khan", if at == 3 { "2022-05" } else { "2022-05-17" }, visit));
        rows.push(row("Bilal", "Khan", "2020-11-02", visit));
    }
    for (at, visit) in ["e", "f", "g", "h"].into_iter().enumerate() {
        rows.push(row("Aisha", "Khan", if at == 3 { "2022-08" } else { "2022-08-29" }, visit));
        rows.push(row("Zara", "Khan", "2021-01-20", visit));
    }
    let clusters = linked(&rows).clusters;
    let of = |name: &str| -> Vec<usize> {
        (0..rows.len()).filter(|&at| rows[at][0] == name).map(|at| clusters[at]).collect()
    };
    assert_eq!(
        of("Aisha"),
        [0, 0, 0, 0, 8, 8, 8, 8],
        "two days of birth, each on three forms, and a brother here, a sister there"
    );
    assert_eq!((of("Bilal"), of("Zara")), (vec![1; 4], vec![9; 4]));
}

const CHILD: Role = Role::Child;
const CARER: Role = Role::Carer;

#[test]
fn a_mother_is_not_her_baby_who_has_no_name_yet() {
    let baby = (["Baby", "Pemberton", "", "W10 4AA", "first"], CHILD);
    let mother = (["Florence", "Pemberton", "", "W10 4AA", "second"], CARER);
    assert_eq!(with_carers(&[baby, mother]), [0, 1]);
    let nobody_said = [(baby.0, Role::NotKnown), (mother.0, Role::NotKnown)];
    assert_eq!(
        with_carers(&nobody_said),
        [0, 0],
        "where nobody says that she is a carer, she may be the baby"
    );
}

#[test]
fn a_son_of_his_father_s_name_is_another() {
    let son = (["Mohammed", "Qureshi", "2022-07-30", "W10 4AA", "first"], CHILD);
    let father = (["Mohammed", "Qureshi", "", "W10 4AA", "second"], CARER);
    assert_eq!(with_carers(&[son, father]), [0, 1]);
    let of_whom_nobody_said = (["Mohammed", "Qureshi", "", "W10 4AA", "third"], Role::NotKnown);
    let found = with_carers(&[son, father, of_whom_nobody_said]);
    assert_ne!(found[0], found[1], "and somebody who may be either joins no child to a carer");
}

#[test]
fn a_child_who_moved_is_known_by_the_mother_who_came_along() {
    let visits = [
        (["Abdi", "Farah", "2021-04-17", "W10 4DW", "first"], CHILD),
        (["Ottilie", "Trevelyan", "", "W10 4DW", "first"], CARER),
        (["Abdi", "Warsame", "2021-04", "NW10 4LS", "second"], CHILD),
        (["Ottilie", "Trevelyan", "", "NW10 4LS", "second"], CARER),
    ];
    assert_eq!(with_carers(&visits)[..3], [0, 1, 0]);
    assert_eq!(with_carers(&[visits[0], visits[2]]), [0, 1], "of two who came alone that is not enough");
}

#[test]
fn adults_who_take_turns_in_bringing_a_child_stay_two() {
    let found = with_carers(&[
        (["Adam", "Malik", "2021-03-09", "W9 3DN", "first"], CHILD),
        (["Zara", "Malik", "", "W9 3DN", "first"], CARER),
        (["Adam", "Malik", "2021-03-09", "W9 3DN", "second"], CHILD),
        (["Yusuf", "Malik", "", "W9 3DN", "second"], CARER),
    ]);
    assert_eq!(found, [0, 1, 0, 3]);
}

#[test]
fn a_child_left_over_beside_one_mother_is_looked_for_however_both_names_are_misspelt() {
    let visits = [
        (["aKkus", "Kinamley", "", "W9 3AR", "first"], CHILD),
        (["Maryam", "Trevelyan", "", "W9 3AR", "first"], CARER),
        (["Kakus", "Kinamey", "2024-09-04", "W10 2XF", "second"], CHILD),
        (["Maryam", "Trevelyan", "", "W10 2XF", "second"], CARER),
    ];
    assert_eq!(with_carers(&visits), [0, 1, 0, 1], "no sound, date or postcode of the two is the same");
    assert_eq!(with_carers(&[visits[0], visits[2]]), [0, 1], "of two who came alone that is not enough");
}

#[test]
fn exchanged_letters_that_sound_otherwise_are_found() {
    let rows =
        [["aKkus", "Trevelyan", "", "W9 3AR", "first"], ["Kakus", "Trevelyan", "2024-09-04", "", "second"]];
    assert_eq!(linked(&rows).clusters, [0, 0]);
}
