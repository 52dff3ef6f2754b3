/** Outlines of small areas as paths of a drawing. */
import { geoIdentity, geoPath } from "d3-geo";

/** Longitude and latitude in degrees: polygons, each of an outer ring and its holes, as GeoJSON has them. */
export type Polygons = readonly (readonly (readonly (readonly [number, number])[])[])[];

export interface Outline {
  path: string;
  /** Where a name may stand. */
  centre: [number, number];
  /** How much room it has there. */
  width: number;
}

const RADIANS = Math.PI / 180;

export interface Drawing {
  height: number;
  outlines: Outline[];
}

/**
 * All outlines fitted into a drawing of this width, and no higher than that, north up. Where the whole is a few kilometres wide the earth is flat: a degree of
 * longitude is only shortened by the latitude. (A spherical projection would ask for rings wound its own way.)
 */
export function outlines(shapes: readonly Polygons[], width: number, highest: number): Drawing {
  const latitudes = shapes.flat(3).map(([, latitude]) => latitude);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const shortened = Math.cos(middle * RADIANS);
  const flat = shapes.map((polygons) => ({
    type: "MultiPolygon" as const,
    coordinates: polygons.map((rings) => rings.map((ring) => ring.map(([east, north]) => [east * shortened, north]))),
  }));
  const all = { type: "GeometryCollection" as const, geometries: flat };
  const [[west, south], [east, north]] = geoPath().bounds(all);
  const height = Math.min(highest, (width * (north - south)) / (east - west));
  const draw = geoPath(geoIdentity().reflectY(true).fitExtent([[2, 2], [width - 2, height - 2]], all)).digits(1);
  return {
    height,
    outlines: flat.map((shape) => {
      const [[left], [right]] = draw.bounds(shape);
      return { path: draw(shape) ?? "", centre: draw.centroid(shape), width: right - left };
    }),
  };
}
