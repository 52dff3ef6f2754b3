//! Links CSV files as `doorstep link` does, or writes made-up families: the bench runs it as a process of its own.
//!
//! `link_csv link OUT ID MAP A.csv [B.csv]` writes `OUT/pairs.csv` and `OUT/clusters.csv` and prints the report.
//! `link_csv families COUNT SEED OUT.csv` writes records with the columns rec_id, child, given_name, surname,
//! date_of_birth and postcode; `child` is the truth.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use linkage::families::{Settings, families};
use linkage::{Columns, Table, link_tables};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["link", out, id, map, first] => link(Path::new(out), id, map, first, None),
        ["link", out, id, map, first, second] => link(Path::new(out), id, map, first, Some(second)),
        ["families", count, seed, out] => generate(count.parse()?, seed.parse()?, out),
        _ => Err("see the top of examples/link_csv.rs for the arguments".into()),
    }
}

type Sheet = (Vec<String>, Vec<Vec<String>>);

fn read(path: &str) -> Result<Sheet, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_path(path)?;
    let header = reader.headers()?.iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect()));
    Ok((header, rows.collect::<Result<_, csv::Error>>()?))
}

fn link(out: &Path, id: &str, map: &str, first: &str, second: Option<&str>) -> Result<(), Box<dyn Error>> {
    let columns = Columns::parse(id, map)?;
    let first = read(first)?;
    let second = second.map(read).transpose()?;
    fn table((header, rows): &Sheet) -> Table<'_> {
        Table { header, rows }
    }
    let links = link_tables(&table(&first), second.as_ref().map(table).as_ref(), &columns)?;
    std::fs::create_dir_all(out)?;
    let mut pairs = csv::Writer::from_path(out.join("pairs.csv"))?;
    pairs.write_record(["left", "right", "probability"])?;
    for (left, right, probability) in &links.pairs {
        pairs.write_record([left, right, &format!("{probability:.6}")])?;
    }
    pairs.flush()?;
    let mut clusters = csv::Writer::from_path(out.join("clusters.csv"))?;
    clusters.write_record(["id", "cluster"])?;
    for (id, cluster) in &links.clusters {
        clusters.write_record([id, cluster])?;
    }
    clusters.flush()?;
    let mut out = std::io::stdout();
    writeln!(out, "{:#?}", links.report)?;
    // The peak of this process's memory, where the system says it.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM")) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn generate(count: usize, seed: u64, out: &str) -> Result<(), Box<dyn Error>> {
    let made = families(&Settings { families: count, seed, ..Settings::default() });
    let mut writer = csv::Writer::from_path(out)?;
    writer.write_record(["rec_id", "child", "given_name", "surname", "date_of_birth", "postcode"])?;
    for (record, child) in made.records.iter().zip(&made.child_of) {
        let child = child.to_string();
        writer.write_record([
            &record.id,
            &child,
            &record.given_name,
            &record.surname,
            &record.birth,
            &record.postcode,
        ])?;
    }
    writer.flush()?;
    Ok(())
}
