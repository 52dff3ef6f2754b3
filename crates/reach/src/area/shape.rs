//! Outlines to draw a map with. They decide nothing: which LSOA a postcode lies in is in the postcode list.

use super::{LsoaCode, flaw::Flaws, keyed_once::keyed_once};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::RangeInclusive};

/// Great Britain lies within these degrees of longitude. A point outside is usually latitude and longitude swapped.
const LONGITUDES: RangeInclusive<f64> = -9.0..=2.5;
/// And within these of latitude.
const LATITUDES: RangeInclusive<f64> = 49.0..=61.5;
/// A triangle, closed.
const RING_POINTS_MIN: usize = 4;

/// Longitude and latitude in degrees, WGS 84, in GeoJSON's order.
pub type Point = [f64; 2];
/// A closed line: at least four points, the last equal to the first.
pub type Ring = Vec<Point>;

/// An outline for each LSOA, by which a map may be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shapes {
    /// What they are and are not; shown with every map.
    pub label: String,
    /// How they were made.
    pub method: String,
    /// LSOA → polygons → rings, as the coordinates of a GeoJSON `MultiPolygon`: the first ring of a polygon is
    /// its outside, the others are holes.
    #[serde(deserialize_with = "keyed_once")]
    pub polygons: BTreeMap<LsoaCode, Vec<Vec<Ring>>>,
}

/// What is wrong with the outlines.
pub(super) fn check(shapes: &Shapes, flaws: &mut Flaws) {
    let Shapes { label, method, polygons } = shapes;
    flaws.unless_written("shapes.label", label);
    flaws.unless_written("shapes.method", method);
    for (lsoa, polygons) in polygons {
        flaws.unless_in_area(format!("shapes.polygons.{lsoa}"), *lsoa);
        for (polygon, rings) in polygons.iter().enumerate() {
            let at = format!("shapes.polygons.{lsoa}[{polygon}]");
            if rings.is_empty() {
                flaws.add(&at, "a polygon has at least one ring");
            }
            for (number, ring) in rings.iter().enumerate() {
                check_ring(&format!("{at}[{number}]"), ring, flaws);
            }
        }
    }
}

fn check_ring(at: &str, ring: &Ring, flaws: &mut Flaws) {
    if ring.len() < RING_POINTS_MIN || ring.first() != ring.last() {
        flaws.add(at, format!("a ring has at least {RING_POINTS_MIN} points and ends where it begins"));
    }
    if !ring
        .iter()
        .all(|[longitude, latitude]| LONGITUDES.contains(longitude) && LATITUDES.contains(latitude))
    {
        flaws.add(at, "a point lies outside Great Britain; longitude comes before latitude");
    }
}
