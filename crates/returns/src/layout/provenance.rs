//! What a return was counted from, named so exactly that it can be counted again.

use reach::suppression::SuppressionSettings;
use reach::weekly::{AreaSource, Drawn, LinkageSource, WeeklyReturn};
use reach::{Parameters, Population, Value};

use super::words::day;
use crate::edition::Edition;

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
}

pub(super) fn of(weekly: &WeeklyReturn, edition: &Edition) -> Vec<Provenance> {
    let mut lines = Lines(Vec::new());
    lines.add("State", edition.sentence(weekly.drawn));
    if let Edition::Frozen(seal) = edition {
        lines.add("SHA-256 of the whole frozen return", &seal.sha256);
    }
    lines.add("Prepared by", &weekly.prepared_by);
    lines.add(
        "Drawn up",
        match weekly.drawn {
            Drawn::OnDevice => "on one device, from its own book",
            Drawn::AtCentre => "at the centre, from what all devices have sent",
        },
    );
    lines.add("Counts what is known up to change number", weekly.n.to_string());
    lines.add("State of things on", day(weekly.as_of));
    lines.add("A week runs", "from Monday to Sunday; what was done counts on the day it was done");
    area(&mut lines, weekly.area.as_ref());
    weekly.populations.iter().for_each(|population| of_population(&mut lines, population));
    linkage(&mut lines, &weekly.linkage);
    parameters(&mut lines, &weekly.parameters);
    lines.add("Format", &weekly.format);
    lines.0
}

struct Lines(Vec<Provenance>);

impl Lines {
    fn add(&mut self, label: impl Into<String>, value: impl Into<String>) {
        self.0.push(Provenance { label: label.into(), value: value.into() });
    }
}

fn area(lines: &mut Lines, area: Option<&AreaSource>) {
    let Some(AreaSource { name, code, lsoas, pack, pack_sha256, attribution }) = area else { return };
    lines.add("Area", format!("{name} ({code}), {lsoas} LSOAs"));
    lines.add("Area pack", pack);
    lines.add("SHA-256 of the area pack", pack_sha256);
    lines.add("Attribution", attribution);
}

fn of_population(lines: &mut Lines, population: &Population) {
    let Population { id, title, source, as_of, sha256, under, residents, least, most, spread, is_old } =
        population;
    let [residents, least, most] = [residents, least, most].map(|number| Value::count(*number).printed());
    let range = if least == most { String::new() } else { format!(", from {least} to {most}") };
    let old = if *is_old { "; dated more than five years before the last day" } else { "" };
    let label = format!("Population under {under}");
    lines.add(label, format!("{residents}{range} ({spread}): {title}, {source}, as of {}{old}", day(*as_of)));
    lines.add(format!("SHA-256 of population {id}"), sha256);
}

fn linkage(lines: &mut Lines, linkage: &LinkageSource) {
    let LinkageSource { model, model_sha256, measured, decisions, decisions_sha256 } = linkage;
    let measured = measured.as_ref().map_or_else(
        || "not measured".to_owned(),
        |at| {
            let per_cent = |per_mille: u32| format!("{}.{}%", per_mille / 10, per_mille % 10);
            let (precision, recall) = (per_cent(at.precision_per_mille), per_cent(at.recall_per_mille));
            format!("precision {precision}, recall {recall}, measured on {}", at.on)
        },
    );
    lines.add("Linkage model", format!("{model} ({measured})"));
    lines.add("SHA-256 of the linkage model", model_sha256);
    lines.add("People's decisions on duplicates", decisions.to_string());
    lines.add("SHA-256 of those decisions", decisions_sha256);
}

fn parameters(lines: &mut Lines, parameters: &Parameters) {
    let Parameters { upper_age, sustained_n, single_population_percent, suppression } = parameters;
    lines.add("Children counted", format!("under {upper_age} on the last day"));
    lines.add("Seen regularly", format!("on {sustained_n} days or more"));
    lines.add(
        "One population source only",
        format!("right to within {single_population_percent}%, a setting"),
    );
    let SuppressionSettings { withheld_from, withheld_to, round_to, label, .. } = suppression;
    lines.add(
        "Small numbers of people in published files",
        format!("{withheld_from} to {withheld_to} shown as “{label}”, others to the nearest {round_to}"),
    );
}
