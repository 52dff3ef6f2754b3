//! The example area against the files that ONS and MHCLG published, row by row. Those files are not part of the
//! project; where they are absent these tests say so and prove nothing.

use super::{date, lsoa, queens_park};
use reach::area::{LadCode, PostcodeState};
use std::{collections::BTreeMap, io::Write, path::PathBuf};

/// The ward's code in the published files.
const WARD: &str = "E05013804";

/// Rows of a published CSV file, each by its column's name; `None` where the files are absent. Rows that do not
/// mention `about` are left out: some files have a row for each of England's 33,755 LSOAs.
fn published(file: &str, about: &str) -> Option<Vec<BTreeMap<String, String>>> {
    #[expect(clippy::disallowed_methods, reason = "where the published files lie differs by machine")]
    let folder = std::env::var("DOORSTEP_SHARED_DATA").map_or_else(
        |_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let path = folder.join(file);
    if !path.exists() {
        // Written past the test's captured output, so that a skipped test is never taken for a passed one.
        let _ = writeln!(std::io::stderr(), "SKIPPED, nothing compared: {} is absent", path.display());
        return None;
    }
    let text = std::fs::read_to_string(&path).expect("a published file is UTF-8");
    let mut lines = text.lines();
    let columns: Vec<_> = lines.next().expect("a published file has a header").split(',').collect();
    let row = |line: &str| {
        assert!(!line.contains('"'), "no cell of these rows is quoted, so commas part cells: {line}");
        columns
            .iter()
            .zip(line.split(','))
            .map(|(column, cell)| ((*column).to_owned(), cell.to_owned()))
            .collect()
    };
    Some(lines.filter(|line| line.contains(about)).map(row).collect())
}

#[test]
fn under_fives_equal_the_published_estimate_of_mid_2020() {
    let Some(rows) = published("england_lsoa11_imd2019_pop2020_under5.csv", ",E09000033") else { return };
    let pack = queens_park();
    let denominator = &pack.denominators()[0];
    for (code, ages) in &denominator.rows {
        let row = rows.iter().find(|row| row["lsoa11cd"] == code.as_str()).expect("the LSOA is published");
        let published: Vec<u32> =
            (0..5).map(|age| row[&format!("pop2020_age{age}")].parse().unwrap()).collect();
        assert_eq!(*ages, published, "ages 0 to 4 of {code}");
    }
}

#[test]
fn names_and_deciles_equal_the_indices_of_deprivation_2025() {
    let Some(rows) = published("england_lsoa21_imd2025.csv", WARD) else { return };
    let pack = queens_park();
    assert_eq!(rows.len(), pack.area().lsoas.len(), "the ward has no other LSOA");
    for row in rows {
        let code = lsoa(&row["lsoa21cd"]);
        let ours = pack
            .area()
            .lsoas
            .iter()
            .find(|ours| ours.code == code)
            .expect("every LSOA of the ward is a member");
        assert_eq!(ours.name, row["lsoa21nm"], "the name of {code}");
        assert_eq!(
            ours.imd_decile.map(|decile| decile.to_string()).as_ref(),
            Some(&row["imd25_decile"]),
            "the decile of {code}"
        );
    }
}

#[test]
fn the_lsoas_are_the_same_in_2011_and_2021() {
    let Some(rows) = published("england_lsoa11_lsoa21_lookup.csv", ",E09000033") else { return };
    for code in queens_park().members_at(date("2026-11-22")) {
        let about: Vec<_> = rows.iter().filter(|row| row["lsoa21cd"] == code.as_str()).collect();
        assert_eq!(about.len(), 1, "{code} was neither merged nor split");
        assert_eq!(
            (about[0]["lsoa11cd"].as_str(), about[0]["chgind"].as_str()),
            (code.as_str(), "U"),
            "{code} is unchanged"
        );
    }
}

#[test]
fn every_postcode_lies_where_the_directories_say() {
    let pack = queens_park();
    let mut compared = 0;
    for file in ["westminster", "brent", "kensington_chelsea", "hammersmith_fulham"] {
        let Some(rows) = published(&format!("postcode_lsoa_{file}.csv"), "E09") else { return };
        for row in rows.iter().filter(|row| row["pcds"] != "W10 4BX") {
            let published = if row["ward24cd"] == WARD {
                PostcodeState::In(lsoa(&row["lsoa21cd"]))
            } else {
                PostcodeState::KnownOutside(row["lad"].parse::<LadCode>().unwrap())
            };
            assert_eq!(pack.look_up(&row["pcds"]), published, "{}", row["pcds"]);
            compared += 1;
        }
    }
    assert_eq!(compared, pack.postcodes().len(), "the pack has no postcode that the directories lack");
}

#[test]
fn every_postcode_point_lies_in_the_outline_of_its_own_lsoa() {
    let Some(rows) = published("postcode_lsoa_westminster.csv", WARD) else { return };
    let pack = queens_park();
    let shapes = pack.shapes().expect("the example area can be drawn");
    assert_eq!(rows.len(), 206, "the ward's postcodes");
    for row in rows {
        let point = ["lon", "lat"].map(|axis| row[axis].parse::<f64>().expect("a coordinate"));
        for (code, polygons) in &shapes.polygons {
            // A ray to the east crosses an outline an odd number of times from within.
            let crossings = polygons.iter().flatten().flat_map(|ring| ring.windows(2)).filter(|edge| {
                let [[ax, ay], [bx, by]] = [edge[0], edge[1]];
                (ay > point[1]) != (by > point[1]) && point[0] < ax + (point[1] - ay) / (by - ay) * (bx - ax)
            });
            let within = crossings.count() % 2 == 1;
            assert_eq!(within, code.as_str() == row["lsoa21cd"], "{} and the outline of {code}", row["pcds"]);
        }
    }
}
