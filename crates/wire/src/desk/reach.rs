//! `GET /desk/v1/reach…` and `GET /desk/v1/area/shapes`: figures, each with how it is counted and how sure it is.
//!
//! A commissioner is answered with the last released month, rounded and with small numbers withheld, and never with what
//! the ledger says at this moment.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::figure::{Definition, Figure, Population, Value};

/// How exactly this reader may see figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// As anybody may: rounded, small numbers withheld.
    Public,
    /// Exactly.
    Staff,
}

/// `GET /desk/v1/reach[?at=2026-11-22]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reach {
    /// The day at which ages and residence are tested.
    pub at: String,
    /// How exactly.
    pub tier: Tier,
    /// The figures, in the order of their definitions; reach is `I-02`.
    pub figures: Vec<Figure>,
    /// How each is counted, by `Figure::definition`.
    pub definitions: Vec<Definition>,
    /// What is aimed at, and how far it is; none where no target is set or its figure is not shown.
    pub targets: Vec<ReachTarget>,
    /// The population that the rates are of; none without an area pack that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub population: Option<Population>,
    /// Devices that closed the week of `at`, of those that should: the others may still hold records.
    pub devices_closed: Value,
    /// What a reader must know of the whole.
    pub notes: Vec<String>,
    /// The change number up to which they count.
    #[ts(type = "number")]
    pub n: u64,
    /// The local day on which that was so.
    pub as_of: String,
    /// The model by which records became people.
    pub model: String,
    /// Its hash, in hexadecimal.
    pub model_sha256: String,
}

/// A target for one of the figures. Never mixed with what was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReachTarget {
    /// Which figure, as `I-02@1`.
    pub definition: String,
    /// What it is called.
    pub label: String,
    /// Set nationally, and not by the programme itself.
    pub is_national: bool,
    /// The share aimed at, in per cent.
    #[ts(type = "number")]
    pub percent: u64,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by: Option<String>,
    /// So many are needed in all.
    #[ts(type = "number")]
    pub needed: u64,
    /// So many are still to reach; 0 where it is met.
    #[ts(type = "number")]
    pub more: u64,
}

/// `GET /desk/v1/reach/areas[?at=…]`: I-11, reach by small area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReachByArea {
    /// The day.
    pub at: String,
    /// How exactly.
    pub tier: Tier,
    /// How it is counted; none without an area pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub definition: Option<Definition>,
    /// The small areas, by code.
    pub areas: Vec<SmallArea>,
    /// Where the bands of the map begin, in per cent, ascending: 40, 65, 80.
    #[ts(type = "Array<number>")]
    pub bands_percent: Vec<u64>,
    /// What a reader must know of the whole.
    pub notes: Vec<String>,
    /// The change number up to which they count.
    #[ts(type = "number")]
    pub n: u64,
    /// The local day on which that was so.
    pub as_of: String,
}

/// One small area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SmallArea {
    /// Its code, as `E01004718`.
    pub lsoa: String,
    /// Its name.
    pub name: String,
    /// Reach there.
    pub figure: Figure,
    /// The band of the map it lies in, as `40–64`; none where it is not shown: hatch it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub band: Option<String>,
    /// The same as a place in `bands_percent` from 0: below the first, from the first on…
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub band_at: Option<u8>,
    /// Decile of deprivation, 1 the most deprived; for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub imd_decile: Option<u8>,
}

/// `GET /desk/v1/reach/trend`: reach at the ends of the past twelve weeks, or months for a commissioner, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ReachTrend {
    /// How exactly.
    pub tier: Tier,
    /// I-02 at each day, with its bounds.
    pub points: Vec<Figure>,
    /// How it is counted; none without an area pack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub definition: Option<Definition>,
    /// The change number up to which they count.
    #[ts(type = "number")]
    pub n: u64,
    /// The local day on which that was so.
    pub as_of: String,
}

/// `GET /desk/v1/area/shapes`: outlines to draw the map with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AreaShapes {
    /// The area's name.
    pub name: String,
    /// What they are and are not; shown with every map.
    pub label: String,
    /// The sources' line, shown with every map.
    pub attribution: String,
    /// Small area → polygons → rings → `[longitude, latitude]`, as the coordinates of a GeoJSON `MultiPolygon`.
    #[ts(type = "Record<string, Array<Array<Array<[number, number]>>>>")]
    pub polygons: BTreeMap<String, Vec<Vec<Vec<[f64; 2]>>>>,
}
