//! The files of a weekly return, read back by other programs than the ones that wrote them.

mod autumn;
mod page;
mod schema;
mod states;
mod table;
mod tiers;
mod workbook;

use reach::suppression::Tier;
use reach::weekly::{Row, WeeklyReturn};
use reach::{Unit, Value};
use returns::{Edition, Layout, Seal, layout};

/// The first revision, frozen on 25 November 2026 at 09:14 UTC.
fn frozen() -> Edition {
    Edition::Frozen(Seal {
        revision: 1,
        frozen_at: "2026-11-25T09:14:00".parse().ok(),
        sha256: "5a".repeat(32),
        changes: Vec::new(),
    })
}

fn staff(weekly: &WeeklyReturn) -> Layout {
    layout(weekly, &frozen(), Tier::Staff)
}

fn public(weekly: &WeeklyReturn) -> Layout {
    layout(weekly, &frozen(), Tier::Public)
}

/// The number that stands for a figure in a table: hours where it is time.
fn number(unit: Unit, value: Value) -> f64 {
    let number = f64::from(u32::try_from(value.numerator).expect("a number of the example"));
    if unit == Unit::Minute { number / 60.0 } else { number }
}

/// The rows of the return with the number by which they are found.
fn rows_by_id<'a>(weekly: &'a WeeklyReturn, layout: &'a Layout) -> Vec<(&'a str, &'a Row)> {
    let laid_out = layout.tables().flat_map(|(_, table)| &table.rows);
    laid_out.map(|row| (row.id.as_str(), weekly.row(&row.key).expect("a row of the return"))).collect()
}
