/** A person as a queue at the door may see them: a first name and an initial. */
import { say } from "./words.svelte";

interface Tile {
  role: string;
  given_name?: string;
  initial?: string;
  age_months?: number;
}

export function nameOf({ given_name, initial, role }: Tile): string {
  if (given_name === undefined) return say(role === "child" ? "person-baby" : "person-unnamed");
  return initial === undefined ? given_name : `${given_name} ${initial}`;
}

export function ageOf({ role, age_months: months }: Tile): string {
  if (role !== "child") return say("person-adult");
  if (months === undefined) return say("person-child");
  return months < 24 ? say("person-age-months", { months }) : say("person-age-years", { years: Math.floor(months / 12) });
}
